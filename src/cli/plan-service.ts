import type { ServiceConfig, SourceConfig } from '../config/config.ts';
import { OperationalError } from '../errors/operational-error.ts';
import { FORMAT_NAMES } from '../intake/formats.ts';
import { defaultProfile, parseProfiles } from '../intake/profile.ts';
import { openKafkaLog } from '../kafka/kafka-log.ts';
import { checkTopics } from '../kafka/topics.ts';
import type { Log } from '../log/log.ts';
import type { Logger } from '../observe/logger.ts';
import type { OutputEncoding } from '../registry/encode-output.ts';
import { type LedgerSchemas, registerLedgerSchema } from '../registry/ledger-schemas.ts';
import { registerSchemas } from '../registry/register-schemas.ts';
import type { PlannedSource, ServicePlan } from '../runtime/service/service-plan.ts';
import { holdersOption, mappingOption } from './intake-options.ts';
import { topicsOptions } from './topics-command.ts';

const ENGINE_MODULE = new URL('../runtime/core-engine.js', import.meta.url).href;

/** Looks at everything that the service stands on, and refuses to start where something is not as it must be. */
export async function planService(
  config: ServiceConfig,
  dictionary: unknown,
  logger: Logger,
): Promise<ServicePlan> {
  await requireTopics(config, logger);
  const sources = await planSources(config);
  const { outputs, ledgerSchemas } = await registerAll(config);
  return {
    config,
    dictionary,
    sources,
    ledgerPartitions: config.ledger.partitions,
    outputs,
    ledgerSchemas,
    engineModule: ENGINE_MODULE,
  };
}

async function requireTopics(config: ServiceConfig, logger: Logger): Promise<void> {
  const findings = await checkTopics(topicsOptions(config));
  for (const { topic, message, isWarning } of findings) if (isWarning) logger.warn({ topic }, message);
  const broken = findings.filter(({ isWarning }) => !isWarning);
  if (broken.length === 0) return;
  const lines = broken.map(({ message }) => message);
  throw new OperationalError('MS_TOPICS', `the topics are not as they must be:\n${lines.join('\n')}`, {
    retriable: false,
  });
}

/** What is read before anything is in force would never be looked at again: better not to begin. */
async function requireDefinitions(log: Log, topic: string): Promise<void> {
  const range = await log.offsetsOf({ topic, partition: 0 });
  if (range !== undefined && range.end > 0) return;
  const message = `no definitions are in force: put some in force with "milestream definitions activate --config FILE" first (${topic} is empty)`;
  throw new OperationalError('MS_DEFINITIONS_NONE', message, { retriable: false });
}

async function planSources(config: ServiceConfig): Promise<PlannedSource[]> {
  const log = await openKafkaLog({
    access: config.kafka,
    clientId: `${config.application}-start`,
    sessionTimeoutMs: config.kafka.sessionTimeoutMs,
    log: () => {},
  });
  try {
    await requireDefinitions(log, config.topics.definitions);
    const planned: PlannedSource[] = [];
    for (const source of config.sources) {
      planned.push(planSource(source, (await log.partitionsOf(source.topic)) ?? 0));
    }
    return planned;
  } finally {
    await log.close();
  }
}

function planSource(source: SourceConfig, partitions: number): PlannedSource {
  const { id, topic, epoch, format, encoding, profile, mapping, accounts } = source;
  const parsed = parseProfiles({ format, ...profile }, FORMAT_NAMES);
  const [own = defaultProfile(format)] = 'profiles' in parsed ? parsed.profiles : [];
  const isWord = accounts === 'named' || accounts === 'account';
  return {
    id,
    topic,
    epoch,
    partitions,
    encoding,
    reading: {
      format,
      profile: own,
      ...(mapping === '' ? {} : { mapping: mappingOption(mapping, format) }),
    },
    holders: isWord
      ? holdersOption(undefined, accounts === 'account' ? 'account' : undefined)
      : holdersOption(accounts, undefined),
  };
}

async function registerAll(
  config: ServiceConfig,
): Promise<{ readonly outputs: OutputEncoding; readonly ledgerSchemas: LedgerSchemas }> {
  const { registry, topics, outputs } = config;
  if (registry === undefined || outputs.format === 'json') {
    return { outputs: { format: 'json' }, ledgerSchemas: { own: 0, texts: new Map() } };
  }
  const schemaIds = await registerSchemas(registry, topics);
  return {
    outputs: { format: 'avro', registryUrl: registry.url, schemaIds },
    ledgerSchemas: await registerLedgerSchema(registry, topics.ledger),
  };
}
