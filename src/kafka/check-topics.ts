import type { PlannedTopic } from './topic-plan.ts';

/** A topic as the cluster has it. */
export interface FoundTopic {
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Settings by Kafka's names, with the cluster's defaults. */
  readonly config: ReadonlyMap<string, string>;
  readonly holdsData: boolean;
}

/** What differs between a topic and its plan, and what can be done about it. */
export interface TopicFinding {
  readonly topic: string;
  readonly kind: 'missing' | 'partitions' | 'setting' | 'replication' | 'retention';
  readonly message: string;
  /** Whether the service may run in spite of it. */
  readonly isWarning: boolean;
  /** Settings that `ensure` puts right. */
  readonly set?: Readonly<Record<string, string>>;
}

/** Settings whose other values break a promise; the rest is the operator's business. */
const BINDING: readonly string[] = ['cleanup.policy', 'message.timestamp.type', 'max.message.bytes'];

/** Compares a topic with its plan; everything at once. */
export function checkTopic(
  plan: PlannedTopic,
  found: FoundTopic | undefined,
  retentionMsMin: number,
): TopicFinding[] {
  const { topic } = plan;
  if (found === undefined) {
    const message = `${topic} is missing; \`milestream topics ensure\` makes it`;
    return [{ topic, kind: 'missing', message, isWarning: false }];
  }
  return [
    ...checkPartitions(plan, found),
    ...checkReplication(plan, found),
    ...checkSettings(plan, found),
    ...checkRetention(plan, found, retentionMsMin),
  ];
}

function checkPartitions({ topic, partitions }: PlannedTopic, found: FoundTopic): TopicFinding[] {
  if (found.partitions === partitions) return [];
  const explained = found.holdsData
    ? 'It holds data: which partition a customer is in hangs on the count, so it can never change. Configure the count that is there, or begin anew under another "application"'
    : 'It is empty: delete it, and `milestream topics ensure` makes it anew';
  const message = `${topic} has ${found.partitions} partitions, and ${partitions} are configured. ${explained}`;
  return [{ topic, kind: 'partitions', message, isWarning: false }];
}

function checkReplication({ topic, replicationFactor }: PlannedTopic, found: FoundTopic): TopicFinding[] {
  if (found.replicationFactor >= replicationFactor) return [];
  const message = `${topic} is kept ${found.replicationFactor} times, and ${replicationFactor} are configured; move it with kafka-reassign-partitions`;
  return [{ topic, kind: 'replication', message, isWarning: true }];
}

function checkSettings({ topic, config }: PlannedTopic, found: FoundTopic): TopicFinding[] {
  return Object.entries(config)
    .filter(([name, value]) => found.config.get(name) !== value && name !== 'retention.ms')
    .filter(([name, value]) => !isMore(name, found.config.get(name), value))
    .map(([name, value]) => ({
      topic,
      kind: 'setting' as const,
      message: `${topic} has ${name}=${found.config.get(name) ?? 'nothing'} instead of ${value}; \`milestream topics ensure\` sets it`,
      isWarning: !BINDING.includes(name),
      set: { [name]: value },
    }));
}

/** More than is asked for does no harm where a number is a bound. */
function isMore(name: string, found: string | undefined, wanted: string): boolean {
  const isBound =
    name === 'max.message.bytes' || name === 'min.insync.replicas' || name === 'delete.retention.ms';
  return isBound && Number(found) >= Number(wanted);
}

function checkRetention(
  { topic, role, config }: PlannedTopic,
  found: FoundTopic,
  retentionMsMin: number,
): TopicFinding[] {
  const wanted = config['retention.ms'];
  if (wanted === undefined) return [];
  const bytes = Number(found.config.get('retention.bytes') ?? -1);
  const kept = Number(found.config.get('retention.ms') ?? -1);
  const findings: TopicFinding[] = [];
  if (role === 'ledger' && kept >= 0 && kept < retentionMsMin) {
    const message = `${topic} is kept for ${kept} ms. Restoring needs ${retentionMsMin}: raise "retention.ms", or lower "flush.ageMinutes"`;
    findings.push({ topic, kind: 'retention', message, isWarning: false });
  }
  if ((role === 'ledger' || role === 'definitions') && bytes >= 0) {
    const message = `${topic} has retention.bytes=${bytes}, by which what is still needed can go; \`milestream topics ensure\` lifts it`;
    findings.push({ topic, kind: 'retention', message, isWarning: false, set: { 'retention.bytes': '-1' } });
  }
  if (found.config.get('retention.ms') !== wanted) {
    const message = `${topic} has retention.ms=${kept} instead of ${wanted}; \`milestream topics ensure\` sets it`;
    const isWarning = role !== 'definitions';
    findings.push({ topic, kind: 'setting', message, isWarning, set: { 'retention.ms': wanted } });
  }
  return findings;
}
