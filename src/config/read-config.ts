import { readFileSync } from 'node:fs';
import { OperationalError } from '../errors/operational-error.ts';
import { checkMeaning } from './check-meaning.ts';
import { checkSchema } from './check-schema.ts';
import type { RegistryConfig, ServiceConfig, SourceConfig, TopicNames } from './config.ts';
import type { ConfigFile, SourceFields } from './config-file.ts';
import { type ConfigProblem, readConfigText } from './config-text.ts';
import { type ProblemAt, readKafka } from './read-kafka.ts';
import { pathIn, readSecret, type Surroundings } from './secrets.ts';

const ACCOUNTS_WORDS: readonly string[] = ['named', 'account'];

/** What only others can know of a source: whether there is such a format, and whether its profile fits. */
export type SourceCheck = (source: SourceFields) => readonly string[];

/** Reads the configuration of the service, or throws one error that says all that is wrong with it. */
export function readConfigFile(
  file: string,
  environment: Surroundings['environment'],
  checkSource: SourceCheck,
): ServiceConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const code = String((cause as { code?: unknown }).code);
    throw new OperationalError('MS_CONFIG_UNREADABLE', `the configuration ${file} cannot be read (${code})`, {
      retriable: false,
      cause,
    });
  }
  const found = readConfig(text, { file, environment }, checkSource);
  if ('config' in found) return found.config;
  const lines = found.problems.map(({ line, message }) => `${file}:${line} ${message}`);
  throw new OperationalError('MS_CONFIG', `the configuration cannot be used:\n${lines.join('\n')}`, {
    retriable: false,
  });
}

/** The configuration in a text, or all problems of it in the order of their lines. */
export function readConfig(
  text: string,
  surroundings: Surroundings,
  checkSource: SourceCheck,
): { readonly config: ServiceConfig } | { readonly problems: readonly ConfigProblem[] } {
  const { file } = surroundings;
  const source = readConfigText(text, file);
  if ('problems' in source) return source;
  const problems: ConfigProblem[] = [];
  const problemAt: ProblemAt = (path, message) => problems.push({ file, line: source.line(path), message });
  const shape = checkSchema(source.value);
  for (const { path, message } of shape) problemAt(path, message);
  if (shape.length === 0) {
    const fields = source.value as ConfigFile;
    const config = resolveConfig(fields, surroundings, problemAt);
    checkMeaning(config, problemAt);
    fields.sources.forEach((each, index) => {
      for (const message of checkSource(each)) problemAt(['sources', index], message);
    });
    if (problems.length === 0) return { config };
  }
  return { problems: problems.sort((a, b) => a.line - b.line) };
}

function resolveConfig(fields: ConfigFile, surroundings: Surroundings, problemAt: ProblemAt): ServiceConfig {
  const { application, kafka, registry, sources, state, topics, definitions, dictionary } = fields;
  return {
    application,
    kafka: readKafka(kafka, surroundings, problemAt),
    registry: registry === undefined ? undefined : readRegistry(registry, surroundings, problemAt),
    sources: sources.map((source) => resolveSource(source, surroundings)),
    topics: { ...topicNames(application), ...topics },
    ledger: fields.ledger,
    replication: fields.replication,
    outputs: fields.outputs,
    state: { ...state, directory: pathIn(surroundings, state.directory) },
    threads: fields.threads,
    commitMs: fields.commitMs,
    stallDays: fields.stallDays,
    flush: fields.flush,
    zone: fields.zone,
    historyUntil: fields.historyUntil ?? '',
    definitions: pathIn(surroundings, definitions),
    dictionary: pathIn(surroundings, dictionary),
    partySecret: readSecret(
      surroundings,
      { variable: 'MILESTREAM_KEY', path: fields.keyFile, field: 'keyFile' },
      (message) => problemAt(['keyFile'], `people and accounts are keyed: ${message}`),
    ).trim(),
    health: fields.health,
    logLevel: fields.logLevel,
    stopSeconds: fields.stopSeconds,
  };
}

function readRegistry(
  registry: NonNullable<ConfigFile['registry']>,
  surroundings: Surroundings,
  problemAt: ProblemAt,
): RegistryConfig {
  const { url, username = '', passwordFile } = registry;
  const where = { variable: 'MILESTREAM_REGISTRY_PASSWORD', path: passwordFile, field: 'passwordFile' };
  const password =
    username === ''
      ? ''
      : readSecret(surroundings, where, (message) => problemAt(['registry'], `"registry": ${message}`));
  return { url: url.replace(/\/+$/, ''), username, password };
}

function resolveSource(source: SourceFields, surroundings: Surroundings): SourceConfig {
  const { topic, id = topic, accounts, mapping } = source;
  return {
    ...source,
    id,
    accounts: ACCOUNTS_WORDS.includes(accounts) ? accounts : pathIn(surroundings, accounts),
    mapping: pathIn(surroundings, mapping),
  };
}

function topicNames(application: string): TopicNames {
  const named = (name: string) => `${application}.${name}`;
  return {
    ledger: named('ledger'),
    snapshots: named('snapshots'),
    progress: named('progress'),
    definitions: named('definitions'),
    signals: named('signals'),
    activations: named('activations'),
    audit: named('audit'),
    transactions: named('transactions'),
    deadLetters: named('dead-letters'),
  };
}
