import { Buffer } from 'node:buffer';
import type { LogMessage, LogRecord } from '../../log/log.ts';
import type { Day } from '../../model/day.ts';
import type { SourcePartition } from './ledger-block.ts';

/** How far intake has come in one partition of a source; what lies below is in the ledger. */
export interface SourceProgress {
  readonly offset: number;
  /** The latest day of its events, never beyond the broker's clock; -1 while there was none. */
  readonly day: Day;
  readonly isCaughtUp: boolean;
}

/** A set of definitions that is to be in force from here on. */
export interface Activation {
  readonly epoch: number;
  readonly definitionsHash: string;
  readonly dictionaryHash: string;
}

/** A record of the compacted topic of progress, by its key. */
export type ProgressRecord =
  | { readonly kind: 'source'; readonly from: SourcePartition; readonly progress: SourceProgress }
  /** All ledger partitions have the ticks of this day. */
  | { readonly kind: 'ticked'; readonly day: Day }
  | { readonly kind: 'activation'; readonly activation: Activation }
  /** All ledger partitions have the activation of this epoch. */
  | { readonly kind: 'activated'; readonly epoch: number }
  /** An application has committed something for a ledger partition. */
  | { readonly kind: 'begun'; readonly app: string; readonly partition: number };

/** The message of a progress record. */
export function encodeProgress(record: ProgressRecord): LogMessage {
  const { kind, ...rest } = record;
  return { key: Buffer.from(keyOf(record)), value: Buffer.from(JSON.stringify({ kind, ...rest })) };
}

function keyOf(record: ProgressRecord): string {
  if (record.kind === 'begun') return `begun/${record.partition}/${record.app}`;
  // Two activations at once must not hide one another.
  if (record.kind === 'activation') return `activation/${record.activation.epoch}`;
  if (record.kind !== 'source') return record.kind;
  const { source, epoch, partition } = record.from;
  return `source/${epoch}/${partition}/${source}`;
}

/** Reads a progress record; undefined for what no build of ours wrote. */
export function decodeProgress({ value }: LogRecord): ProgressRecord | undefined {
  if (value === null) return undefined;
  try {
    const read = JSON.parse(Buffer.from(value).toString('utf8')) as ProgressRecord;
    return KINDS.includes(read.kind) ? read : undefined;
  } catch {
    return undefined;
  }
}

const KINDS: readonly ProgressRecord['kind'][] = ['source', 'ticked', 'activation', 'activated', 'begun'];
