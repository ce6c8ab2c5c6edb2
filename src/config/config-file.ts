import type { LogLevel, OutputFormat, SaslMechanism, SourceEncoding, TopicNames } from './config.ts';

/** The file as it stands once the schema has passed it and filled in its defaults. */
export interface ConfigFile {
  readonly application: string;
  readonly kafka: {
    readonly brokers: readonly string[];
    readonly tls?: {
      readonly enabled: boolean;
      readonly ca?: string;
      readonly certificate?: string;
      readonly key?: string;
      readonly serverName?: string;
    };
    readonly sasl?: SaslFields;
    readonly connectionTimeoutMs: number;
    readonly requestTimeoutMs: number;
    readonly sessionTimeoutMs: number;
  };
  readonly registry?: { readonly url: string; readonly username?: string; readonly passwordFile?: string };
  readonly sources: readonly SourceFields[];
  readonly topics: Partial<TopicNames>;
  readonly ledger: { readonly partitions: number; readonly retentionDays: number };
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
  readonly stallDays: number;
  readonly flush: { readonly ageMinutes: number; readonly dirtyCustomersMax: number };
  readonly zone: string;
  readonly historyUntil?: string;
  readonly definitions?: string;
  readonly dictionary?: string;
  readonly keyFile?: string;
  readonly health: { readonly host: string; readonly port: number };
  readonly logLevel: LogLevel;
  readonly stopSeconds: number;
}

export interface SaslFields {
  readonly mechanism: SaslMechanism;
  readonly username?: string;
  readonly passwordFile?: string;
  readonly tokenUrl?: string;
  readonly clientId?: string;
  readonly clientSecretFile?: string;
  readonly scope?: string;
}

export interface SourceFields {
  readonly topic: string;
  readonly id?: string;
  readonly format: string;
  readonly encoding: SourceEncoding;
  readonly epoch: number;
  readonly accounts: string;
  readonly mapping?: string;
  readonly profile: Readonly<Record<string, string>>;
}
