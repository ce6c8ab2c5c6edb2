import { LOG_LEVELS, OUTPUT_FORMATS, SASL_MECHANISMS, SOURCE_ENCODINGS } from './config.ts';

/** A field of the file; each says what it is, for editors and for the page of documentation. */
export interface FieldSchema {
  readonly description: string;
  readonly [keyword: string]: unknown;
}

const TOPIC = { type: 'string', pattern: '^[A-Za-z0-9._-]{1,249}$' } as const;
const STORE_ENGINES = ['auto', 'rocksdb', 'rocksdb-native', 'memory'] as const;

const source = record('A topic that events come from.', ['topic'], {
  topic: { description: 'The name of the topic.', ...TOPIC },
  id: text(
    'Names the source in positions for ever; the topic unless given. Keep it when the topic is renamed.',
  ),
  format: text('What the values are, as `--format` calls it.', 'plain'),
  encoding: choice(
    'How values are written: bare, or behind the five bytes of a schema registry.',
    SOURCE_ENCODINGS,
    'bare',
  ),
  epoch: whole('Raise it when the topic was made anew and its offsets begin again.', [0, 1_000_000], 0),
  accounts: text(
    'Whose accounts are: `named` (records name the customer), `account` (each account is a customer), or a CSV file.',
    'named',
  ),
  mapping: text('The file of the mapping, for formats that need one.'),
  profile: {
    description: 'How the source fills its format, where not as usual; docs/formats has the fields.',
    type: 'object',
    additionalProperties: { type: 'string' },
    default: {},
  },
});

const kafka = record('The cluster.', ['brokers'], {
  brokers: {
    description: 'Where to begin, as host:port.',
    type: 'array',
    minItems: 1,
    maxItems: 100,
    uniqueItems: true,
    items: { type: 'string', pattern: '^[^\\s:]+:\\d{1,5}$' },
  },
  tls: {
    ...record('Encryption; without this field there is none.', [], {
      enabled: flag('Whether to encrypt.', true),
      ca: text('The file of the certificates to trust; those of the system unless given.'),
      certificate: text('The file of our own certificate, where the cluster asks for one.'),
      key: text('The file of its key.'),
      serverName: text('The name in the cluster’s certificate, where it is not the host.'),
    }),
  },
  sasl: {
    ...record('Signing in.', ['mechanism'], {
      mechanism: choice('How.', SASL_MECHANISMS),
      username: text('For PLAIN and SCRAM. The password is MILESTREAM_KAFKA_PASSWORD, or in a file.'),
      passwordFile: text('The file of the password.'),
      tokenUrl: text('For OAUTHBEARER: where tokens are given.'),
      clientId: text('For OAUTHBEARER. The secret is MILESTREAM_OAUTH_SECRET, or in a file.'),
      clientSecretFile: text('The file of the secret.'),
      scope: text('For OAUTHBEARER: the scope to ask for.'),
    }),
  },
  connectionTimeoutMs: whole('Milliseconds to wait for a connection.', [100, 120_000], 5_000),
  requestTimeoutMs: whole('Milliseconds to wait for an answer.', [1_000, 300_000], 30_000),
  sessionTimeoutMs: whole(
    'Milliseconds without a sign of life after which others take a member’s partitions.',
    [1_000, 300_000],
    30_000,
  ),
});

const TOPIC_WORDS = {
  ledger: 'All events, by customer.',
  snapshots: 'Customers’ states, compacted.',
  progress: 'How far each source has come.',
  definitions: 'The sets of definitions that were in force.',
  signals: 'Signals.',
  activations: 'What may be sent, and what was withheld.',
  audit: 'The audit.',
  transactions: 'Transactions, enriched and de-duplicated.',
  deadLetters: 'What could not be read.',
} as const;

/** The schema of the configuration file; `docs/service-config.schema.json` is this, for editors. */
export const CONFIG_SCHEMA: FieldSchema = record('The configuration of the service.', ['kafka', 'sources'], {
  application: {
    description:
      'Begins the names of groups, transactions and topics: two services on one cluster differ in it.',
    type: 'string',
    pattern: '^[a-z0-9][a-z0-9_-]{0,62}$',
    default: 'milestream',
  },
  kafka,
  registry: record('The schema registry, with Confluent’s interface.', ['url'], {
    url: { description: 'Where it is.', type: 'string', pattern: '^https?://\\S+$' },
    username: text('Whom to sign in as. The password is MILESTREAM_REGISTRY_PASSWORD, or in a file.'),
    passwordFile: text('The file of the password.'),
  }),
  sources: {
    description: 'The topics that events come from.',
    type: 'array',
    minItems: 1,
    maxItems: 100,
    items: source,
  },
  topics: {
    ...record(
      'Names of our topics, where not `<application>.<name>`.',
      [],
      Object.fromEntries(
        Object.entries(TOPIC_WORDS).map(([name, description]) => [name, { description, ...TOPIC }]),
      ),
    ),
    default: {},
  },
  ledger: {
    ...record('The log that all events go through.', [], {
      partitions: whole('Partitions, for ever: they say where a customer’s state is.', [1, 4_096], 64),
      retentionDays: whole('Days that events are kept; 0 for ever.', [0, 36_500], 0),
    }),
    default: {},
  },
  replication: {
    ...record('How safely the cluster keeps our topics.', [], {
      factor: whole('Copies of each partition.', [1, 9], 3),
      minInsync: whole('Copies that must hold a record before it counts as written.', [1, 9], 2),
    }),
    default: {},
  },
  outputs: {
    ...record('What is written, and how.', [], {
      format: choice('Avro by the registry, or JSON.', OUTPUT_FORMATS, 'avro'),
      transactions: flag('Whether transactions are put out, enriched and de-duplicated.', false),
      deadLetterBytes: flag('Whether dead letters carry the bytes of what could not be read.', true),
      retentionDays: whole('Days that outputs are kept; 0 for ever.', [0, 36_500], 365),
    }),
    default: {},
  },
  state: {
    ...record('Where customers’ states are kept on this machine.', [], {
      directory: text('A directory that lasts; a lost one is restored over Kafka.', 'state'),
      engine: choice('The store.', STORE_ENGINES, 'auto'),
      cacheCustomers: whole('Customers kept in memory, over all partitions.', [1_000, 100_000_000], 100_000),
    }),
    default: {},
  },
  threads: whole('Worker threads.', [1, 256], 1),
  commitMs: whole('Milliseconds between two commits of a partition, about.', [0, 60_000], 100),
  stallDays: whole('Days that a source may lie behind the clock before an alarm is raised.', [1, 3_650], 2),
  flush: {
    ...record('When changed states are written.', [], {
      ageMinutes: whole('Minutes after which at the latest.', [1, 60], 30),
      dirtyCustomersMax: whole('Changed customers at most, for each partition.', [100, 10_000_000], 20_000),
    }),
    default: {},
  },
  zone: text('The bank’s zone, an IANA name.', 'UTC'),
  historyUntil: {
    description: 'Days before this one (YYYY-MM-DD) are back-filled: nothing found there is activated.',
    type: 'string',
    pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  },
  definitions: text('A folder of definitions instead of the shipped ones.'),
  dictionary: text('A folder of merchants laid over the shipped ones.'),
  keyFile: text(
    'The file of the key that people and accounts are keyed with, unless MILESTREAM_KEY holds it.',
  ),
  health: {
    ...record('The health and metrics pages.', [], {
      host: text('The address to listen on.', '0.0.0.0'),
      port: whole('The port; 0 for any free one.', [0, 65_535], 8_080),
    }),
    default: {},
  },
  logLevel: choice('What is logged.', LOG_LEVELS, 'info'),
  stopSeconds: whole('Seconds in which a stop drains, commits and leaves.', [1, 3_600], 30),
});

function record(
  description: string,
  required: readonly string[],
  properties: Readonly<Record<string, unknown>>,
): FieldSchema {
  return { description, type: 'object', properties, required, additionalProperties: false };
}

function text(description: string, fallback?: string): FieldSchema {
  const field = { description, type: 'string', minLength: 1, maxLength: 1_024 };
  return fallback === undefined ? field : { ...field, default: fallback };
}

function flag(description: string, fallback: boolean): FieldSchema {
  return { description, type: 'boolean', default: fallback };
}

function whole(description: string, [from, to]: readonly [number, number], fallback: number): FieldSchema {
  return { description, type: 'integer', minimum: from, maximum: to, default: fallback };
}

function choice(description: string, words: readonly string[], fallback?: string): FieldSchema {
  const field = { description, type: 'string', enum: words };
  return fallback === undefined ? field : { ...field, default: fallback };
}
