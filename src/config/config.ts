/** How the values of a source topic are written: bare, or behind the five bytes of a schema registry. */
export const SOURCE_ENCODINGS = ['bare', 'avro', 'json-schema'] as const;
export type SourceEncoding = (typeof SOURCE_ENCODINGS)[number];

export const OUTPUT_FORMATS = ['avro', 'json'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

export const SASL_MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512', 'oauthbearer'] as const;
export type SaslMechanism = (typeof SASL_MECHANISMS)[number];

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A topic that events come from. */
export interface SourceConfig {
  readonly topic: string;
  /** Names the source in positions for ever; the topic unless given. */
  readonly id: string;
  readonly format: string;
  readonly encoding: SourceEncoding;
  /** Raised when the topic was made anew, so that its offsets begin again. */
  readonly epoch: number;
  /** Whose accounts are: `named`, `account`, or the path of a table. */
  readonly accounts: string;
  /** Path of a mapping, for formats that need one; empty for none. */
  readonly mapping: string;
  /** How the source fills its format; checked by whoever knows formats. */
  readonly profile: Readonly<Record<string, string>>;
}

/** What signing in needs; secrets are read already. */
export type SaslConfig =
  | {
      readonly mechanism: Exclude<SaslMechanism, 'oauthbearer'>;
      readonly username: string;
      readonly password: string;
    }
  | {
      readonly mechanism: 'oauthbearer';
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope: string;
    };

/** Certificates as text; an empty one is not used. */
export interface TlsConfig {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
  readonly serverName: string;
}

export interface KafkaConfig {
  readonly brokers: readonly string[];
  readonly tls: TlsConfig | undefined;
  readonly sasl: SaslConfig | undefined;
  readonly connectionTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly sessionTimeoutMs: number;
}

export interface RegistryConfig {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** The full name of every topic of ours. */
export interface TopicNames {
  readonly ledger: string;
  readonly snapshots: string;
  readonly progress: string;
  readonly definitions: string;
  readonly signals: string;
  readonly activations: string;
  readonly audit: string;
  readonly transactions: string;
  readonly deadLetters: string;
}

/** Everything that the service is told: validated, with defaults and secrets in place. */
export interface ServiceConfig {
  /** Begins the names of groups, transactions and topics: two services on one cluster differ in it. */
  readonly application: string;
  readonly kafka: KafkaConfig;
  readonly registry: RegistryConfig | undefined;
  readonly sources: readonly SourceConfig[];
  readonly topics: TopicNames;
  readonly ledger: {
    readonly partitions: number;
    readonly retentionDays: number;
  };
  readonly replication: { readonly factor: number; readonly minInsync: number };
  readonly outputs: {
    readonly format: OutputFormat;
    readonly transactions: boolean;
    readonly deadLetterBytes: boolean;
    readonly retentionDays: number;
  };
  readonly state: { readonly directory: string; readonly engine: string; readonly cacheCustomers: number };
  readonly threads: number;
  readonly commitMs: number;
  /** Days that a source may lie behind the clock before an alarm is raised. */
  readonly stallDays: number;
  readonly flush: { readonly ageMinutes: number; readonly dirtyCustomersMax: number };
  /** The bank's zone, an IANA name. */
  readonly zone: string;
  /** Days before this one are back-filled; empty for none. */
  readonly historyUntil: string;
  /** Folders laid over the shipped ones; empty for none. */
  readonly definitions: string;
  readonly dictionary: string;
  readonly partySecret: string;
  readonly health: { readonly host: string; readonly port: number };
  readonly logLevel: LogLevel;
  readonly stopSeconds: number;
}
