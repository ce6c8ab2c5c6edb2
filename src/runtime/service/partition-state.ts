import { Buffer } from 'node:buffer';
import { OperationalError } from '../../errors/operational-error.ts';
import type { Day } from '../../model/day.ts';
import { SLICES } from '../../store/keys.ts';
import type { SourcePartition } from './ledger-block.ts';

/** How far the ledger partition has come in one partition of a source. */
export interface SourceMark {
  readonly epoch: number;
  readonly offset: number;
  readonly index: number;
}

/** No tick has come yet. */
export const NO_TICK: Day = -1;
/** No definitions have been activated yet. */
export const NO_EPOCH = -1;

/**
 * What the fold remembers of a ledger partition beside its customers. It is a function of the ledger alone, like
 * them: the same events up to a position give the same.
 */
export interface PartitionState {
  /** By source and source partition: nothing at or below its mark is folded again. */
  marks: Map<string, SourceMark>;
  /** The last tick of each slice. */
  tickDays: Day[];
  /** The definitions in force: their offset in the topic of definitions. */
  epoch: number;
  definitionsHash: string;
  /** How many customers have ever had an event here. */
  customers: number;
}

/** The version of what a partition's state means, and with it of the fold. Another one needs a clean stop. */
export const FOLD_VERSION = 1;

export function newPartitionState(): PartitionState {
  return {
    marks: new Map(),
    tickDays: new Array<Day>(SLICES).fill(NO_TICK),
    epoch: NO_EPOCH,
    definitionsHash: '',
    customers: 0,
  };
}

/** A copy that later folding leaves alone. */
export function copyPartitionState(state: PartitionState): PartitionState {
  return { ...state, marks: new Map(state.marks), tickDays: [...state.tickDays] };
}

/** Takes an event's place into the marks; false for what was folded before. */
export function advanceMark(
  state: PartitionState,
  from: SourcePartition,
  place: { readonly offset: number; readonly index: number },
): boolean {
  const key = markKey(from);
  const mark = state.marks.get(key);
  const { offset, index } = place;
  if (mark !== undefined) {
    const ahead = from.epoch - mark.epoch || offset - mark.offset || index - mark.index;
    if (ahead <= 0) return false;
  }
  state.marks.set(key, { epoch: from.epoch, offset, index });
  return true;
}

function markKey({ source, partition }: SourcePartition): string {
  return `${source}/${partition}`;
}

/** A partition's state with the fold version that it means something to. */
export interface StoredPartitionState {
  readonly foldVersion: number;
  readonly state: PartitionState;
}

/** The bytes of a partition's state, the same for the same state. */
export function encodePartitionState({ foldVersion, state }: StoredPartitionState): Buffer {
  const marks = [...state.marks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { epoch, offset, index }]) => [key, epoch, offset, index]);
  const { tickDays, epoch, definitionsHash, customers } = state;
  return Buffer.from(JSON.stringify({ foldVersion, marks, tickDays, epoch, definitionsHash, customers }));
}

/** Reads what `encodePartitionState` wrote. */
export function decodePartitionState(bytes: Uint8Array): StoredPartitionState {
  const text = Buffer.from(bytes).toString('utf8');
  try {
    const { foldVersion, marks, ...rest } = JSON.parse(text) as {
      readonly foldVersion: number;
      readonly marks: readonly (readonly [string, number, number, number])[];
    } & Omit<PartitionState, 'marks'>;
    const entries = marks.map(([key, epoch, offset, index]) => [key, { epoch, offset, index }] as const);
    return { foldVersion, state: { ...rest, marks: new Map(entries) } };
  } catch (cause) {
    throw new OperationalError('MS_STATE_DAMAGED', "a ledger partition's state is not as it was written", {
      retriable: false,
      cause,
    });
  }
}
