import type { Log, LogMessage } from '../../log/log.ts';
import type { DefinitionSet } from '../../model/definition.ts';
import type { CustomerKey } from '../../model/ids.ts';
import type { OutputRecord } from '../../model/signal.ts';
import type { Store } from '../../store/store.ts';
import type { Engine, FoldSettings } from '../engine.ts';
import type { SchemaOf } from './ledger-block.ts';
import type { ServiceEvent } from './service-event.ts';

/** Time as the workers see it: it comes in here and nowhere else. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** The topics of a service; inputs are named by their sources. */
export interface ServiceTopics {
  readonly ledger: string;
  readonly snapshots: string;
  readonly progress: string;
  readonly definitions: string;
  readonly deadLetters: string;
}

/** Where a ledger partition's state lies on this machine. */
export interface PartitionStores {
  /** Opens the partition's store; `anew` puts aside what was there, so that the store is empty. */
  open(partition: number, how: 'as-it-is' | 'anew'): Promise<Store>;
}

/** An output as it is sent: to which topic, and what. It goes to the partition with the ledger partition's number. */
export type EncodeOutput = (
  record: OutputRecord,
  customer: CustomerKey,
) => { readonly topic: string; readonly message: LogMessage };

export interface DetectorTuning {
  /** Events and due customers in one commit, more or less: a block is never divided. */
  readonly batchEventsMax: number;
  /** Customers held in memory. */
  readonly cacheCustomersMax: number;
  /** Customers that changed and are not stored yet; well below the cache's bound. */
  readonly dirtyCustomersMax: number;
  readonly flushAgeMs: number;
  /** Customers that one commit stores. */
  readonly flushCustomersMax: number;
  /** Copies of the partition's state that are kept to restore from. */
  readonly boundariesMax: number;
  /** Messages of the ledger that wait in memory, and their bytes. */
  readonly queueRecordsMax: number;
  readonly queueBytesMax: number;
  /** Attempts at a commit, or at opening a partition, one after the other. */
  readonly attemptsMax: number;
  readonly backoffMs: number;
  readonly pollMs: number;
  /** Time between two commits of a partition, unless much waits. */
  readonly commitMs: number;
  /** A disk that is further behind the snapshots than this is not worth its replay. */
  readonly diskBehindMax: number;
  /** Events of a source partition dropped one after the other, as folded before, until the worker stops. */
  readonly repeatsMax: number;
}

export const DETECTOR_TUNING: DetectorTuning = {
  batchEventsMax: 5000,
  cacheCustomersMax: 100_000,
  dirtyCustomersMax: 20_000,
  flushAgeMs: 3_600_000,
  flushCustomersMax: 500,
  boundariesMax: 256,
  queueRecordsMax: 1000,
  queueBytesMax: 4 * 1024 * 1024,
  attemptsMax: 8,
  backoffMs: 100,
  pollMs: 500,
  commitMs: 100,
  diskBehindMax: 5_000_000,
  repeatsMax: 10_000_000,
};

/** All that a detector worker needs. */
export interface DetectorOptions {
  readonly app: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly topics: Pick<ServiceTopics, 'ledger' | 'snapshots' | 'definitions' | 'progress'>;
  readonly engine: Engine;
  readonly fold: Omit<FoldSettings, 'definitions'>;
  /** Makes definitions of what stands in the topic of definitions. */
  readonly compile: (content: Uint8Array, epoch: number) => DefinitionSet;
  readonly stores: PartitionStores;
  readonly encodeOutput: EncodeOutput;
  readonly schemaOf: SchemaOf;
  readonly tuning: DetectorTuning;
  readonly observe: (event: ServiceEvent) => void;
  /** What the fold means in this build. */
  readonly foldVersion: number;
}

/** The name of the group that reads the ledger. */
export function detectorGroup(app: string): string {
  return `${app}-detector`;
}

/** The name of the group that reads sources and progress. */
export function intakeGroup(app: string): string {
  return `${app}-intake`;
}

/** The transactional id of a ledger partition. */
export function transactionalId(app: string, ledger: string, partition: number): string {
  return `${app}-${ledger}-${partition}`;
}
