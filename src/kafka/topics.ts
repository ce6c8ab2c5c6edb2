import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import { OperationalError } from '../errors/operational-error.ts';
import { checkTopic, type FoundTopic, type TopicFinding } from './check-topics.ts';
import { type ClientLog, type ClusterAccess, createKafka } from './client.ts';
import { faultType, toOperational } from './kafka-error.ts';
import { ledgerRetentionMsMin, type PlannedTopic, planTopics, type TopicWishes } from './topic-plan.ts';

const { ConfigResourceTypes } = kafkajs;

export interface TopicsOptions {
  readonly access: ClusterAccess;
  readonly clientId: string;
  readonly wishes: TopicWishes;
  /** Topics that events come from; these are never made. */
  readonly sources: readonly string[];
  readonly log: ClientLog;
}

/** What `ensure` did, in the order in which it did it. */
export interface Ensured {
  readonly done: readonly string[];
  /** What is still not as it must be. */
  readonly findings: readonly TopicFinding[];
}

const OFFSETS_RETENTION = 'offsets.retention.minutes';
/** Thirty days. */
const OFFSETS_RETENTION_MINUTES_MIN = 43_200;
const LEADER_TRIES_MAX = 100;
const LEADER_WAIT_MS = 200;
const NOT_YET: readonly string[] = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'];
/** A setting that stands on the topic itself, as Kafka counts where settings are from. */
const SET_ON_TOPIC = 1;

/** What of the topics is not as it must be; nothing is changed. */
export function checkTopics(options: TopicsOptions): Promise<TopicFinding[]> {
  return asAdmin(options, (admin) => findingsOf(admin, options));
}

/** Makes the topics that are missing and sets what can be set; tells the rest. */
export function ensureTopics(options: TopicsOptions): Promise<Ensured> {
  return asAdmin(options, async (admin) => {
    const done: string[] = [];
    const plans = planTopics(options.wishes);
    const findings = await findingsOf(admin, options);
    for (const plan of plans) {
      const own = findings.filter(({ topic }) => topic === plan.topic);
      if (own.some(({ kind }) => kind === 'missing')) {
        await createTopic(admin, plan);
        done.push(
          `made ${plan.topic} with ${plan.partitions} partitions, kept ${plan.replicationFactor} times`,
        );
      }
      const settings = Object.assign({}, ...own.map(({ set = {} }) => set)) as Record<string, string>;
      if (Object.keys(settings).length > 0) {
        await setSettings(admin, plan.topic, settings);
        const said = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
        done.push(`set ${said.join(', ')} on ${plan.topic}`);
      }
    }
    return { done, findings: await findingsOf(admin, options) };
  });
}

async function asAdmin<T>(options: TopicsOptions, work: (admin: Admin) => Promise<T>): Promise<T> {
  const { access, clientId, log } = options;
  const kafka: Kafka = createKafka(access, { clientId, log });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } catch (error) {
    throw toOperational(error, `looking at the topics of ${access.brokers.join(', ')}`);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

async function findingsOf(admin: Admin, { wishes, sources }: TopicsOptions): Promise<TopicFinding[]> {
  const plans = planTopics(wishes);
  const present = new Set(await admin.listTopics());
  const found = await findTopics(
    admin,
    plans.map(({ topic }) => topic).filter((topic) => present.has(topic)),
  );
  const retentionMsMin = ledgerRetentionMsMin(wishes);
  return [
    ...(await checkOffsetsRetention(admin)),
    ...plans.flatMap((plan) => checkTopic(plan, found.get(plan.topic), retentionMsMin)),
    ...sources
      .filter((topic) => !present.has(topic))
      .map((topic) => ({
        topic,
        kind: 'missing' as const,
        message: `the source ${topic} does not exist, or we may not see it`,
        isWarning: false,
      })),
  ];
}

/** Kafka forgets the offsets of a group that nobody is in; where the brokers do not say for how long, nothing is told. */
async function checkOffsetsRetention(admin: Admin): Promise<TopicFinding[]> {
  const { brokers } = await admin.describeCluster();
  const name = String(brokers[0]?.nodeId ?? '');
  const { BROKER: type } = ConfigResourceTypes;
  const wanted = { type, name, configNames: [OFFSETS_RETENTION] };
  const described = await admin
    .describeConfigs({ resources: [wanted], includeSynonyms: false })
    .catch(() => undefined);
  const entries = described?.resources[0]?.configEntries ?? [];
  const minutes = Number(entries.find(({ configName }) => configName === OFFSETS_RETENTION)?.configValue);
  if (!(minutes < OFFSETS_RETENTION_MINUTES_MIN)) return [];
  const message = `the brokers have ${OFFSETS_RETENTION}=${minutes}: a service that stands still for longer cannot go on (MS_OFFSET_LOST). Set at least ${OFFSETS_RETENTION_MINUTES_MIN}`;
  return [{ topic: 'the cluster', kind: 'retention', message, isWarning: true }];
}

async function findTopics(admin: Admin, topics: readonly string[]): Promise<Map<string, FoundTopic>> {
  const found = new Map<string, FoundTopic>();
  if (topics.length === 0) return found;
  const { topics: described } = await admin.fetchTopicMetadata({ topics: [...topics] });
  const resources = topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name }));
  const { resources: configs } = await admin.describeConfigs({ resources, includeSynonyms: false });
  for (const { name, partitions } of described) {
    const entries = configs.find(({ resourceName }) => resourceName === name)?.configEntries ?? [];
    const offsets = await admin.fetchTopicOffsets(name);
    found.set(name, {
      partitions: partitions.length,
      replicationFactor: Math.min(...partitions.map(({ replicas }) => replicas.length)),
      config: new Map(entries.map(({ configName, configValue }) => [configName, configValue])),
      // A partition whose beginning was deleted has held data, and its positions are known to others.
      holdsData: offsets.some(({ high }) => Number(high) > 0),
    });
  }
  return found;
}

async function createTopic(admin: Admin, plan: PlannedTopic): Promise<void> {
  const { topic, partitions, replicationFactor, config } = plan;
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  try {
    await admin.createTopics({
      topics: [{ topic, numPartitions: partitions, replicationFactor, configEntries }],
      // The library's own waiting gives up where a broker has not heard of the topic yet.
      waitForLeaders: false,
    });
    await waitForLeaders(admin, plan);
  } catch (error) {
    const errors = (error as { errors?: readonly unknown[] }).errors ?? [error];
    const type = errors.map(faultType).find((each) => each !== '') ?? '';
    if (type === 'TOPIC_ALREADY_EXISTS') return;
    if (type === 'INVALID_REPLICATION_FACTOR') {
      const { brokers } = await admin.describeCluster();
      const message = `${topic} is to be kept ${replicationFactor} times, and the cluster has ${brokers.length} brokers. Set "replication.factor" (and "replication.minInsync")`;
      throw new OperationalError('MS_TOPIC_REPLICATION', message, { retriable: false, cause: error });
    }
    throw toOperational(errors[0], `making ${topic}`);
  }
}

async function waitForLeaders(admin: Admin, { topic, partitions }: PlannedTopic): Promise<void> {
  for (let tries = 1; tries <= LEADER_TRIES_MAX; tries++) {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      const led = topics[0]?.partitions.filter(({ leader }) => leader >= 0) ?? [];
      if (led.length === partitions) return;
    } catch (error) {
      if (!NOT_YET.includes(faultType(error))) throw error;
    }
    await sleep(LEADER_WAIT_MS);
  }
  throw new OperationalError(
    'MS_TOPIC_LEADERLESS',
    `${topic} was made, and its partitions have no leaders yet`,
    {
      retriable: true,
    },
  );
}

/** The request replaces all settings of the topic, so those that stand there go with it. */
async function setSettings(
  admin: Admin,
  topic: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const resource = { type: ConfigResourceTypes.TOPIC, name: topic };
  const { resources } = await admin.describeConfigs({ resources: [resource], includeSynonyms: false });
  const own = (resources[0]?.configEntries ?? [])
    .filter(({ configSource }) => Number(configSource) === SET_ON_TOPIC)
    .map(({ configName, configValue }): [string, string] => [configName, configValue]);
  const all = new Map([...own, ...Object.entries(settings)]);
  const configEntries = [...all].map(([name, value]) => ({ name, value }));
  await admin.alterConfigs({ validateOnly: false, resources: [{ ...resource, configEntries }] });
}
