import { assertNever } from '../../lib/assert.ts';
import type { Day } from '../../model/day.ts';
import type { CustomerKey } from '../../model/ids.ts';
import type { OutputRecord } from '../../model/signal.ts';
import type { Folding } from '../engine.ts';
import { type CachedCustomer, type CustomerCache, UNBORN } from './customer-cache.ts';
import type { LedgerBlock, PlacedEvent, SourcePartition } from './ledger-block.ts';
import { advanceMark, type PartitionState } from './partition-state.ts';

/** A block, and the offset of its message. */
export interface BlockAt {
  readonly offset: number;
  readonly block: LedgerBlock;
}

/** An output of the fold, and whose it is. */
export interface CustomerOutput {
  readonly customer: CustomerKey;
  readonly record: OutputRecord;
}

/** What the fold of a partition works on. */
export interface FoldGround {
  readonly partition: PartitionState;
  /** Holds everyone whom the blocks concern. */
  readonly cache: CustomerCache;
  /** The folds of the epochs that the blocks activate, and of the one in force. */
  readonly foldings: ReadonlyMap<number, Folding>;
  /** Told of every customer that changed, with the offset of the message that changed it. */
  readonly touched: (customer: CachedCustomer, offset: number) => void;
  readonly put: (output: CustomerOutput) => void;
  /** Told of every event that was folded before (false), or is now (true). */
  readonly passed: (from: SourcePartition, isNew: boolean) => void;
}

/**
 * Beat four: folds blocks into the customers and the partition's state, without waiting for anything. A customer whose
 * state reflects an offset already is left alone there: replaying is harmless, from any earlier point.
 */
export function foldBlocks(blocks: readonly BlockAt[], ground: FoldGround): void {
  for (const { offset, block } of blocks) {
    switch (block.kind) {
      case 'events':
        for (const placed of block.events) foldEvent(placed, block.from, offset, ground);
        break;
      case 'ticks':
        for (let slice = block.sliceFrom; slice < block.sliceTo; slice++)
          tickSlice(slice, block.day, offset, ground);
        break;
      case 'control': {
        const { epoch, definitionsHash } = block.event;
        if (epoch <= ground.partition.epoch) break;
        ground.partition.epoch = epoch;
        ground.partition.definitionsHash = definitionsHash;
        break;
      }
      default:
        assertNever(block);
    }
  }
}

/** How many events of customers blocks hold. */
export function countEvents(blocks: readonly BlockAt[]): number {
  let count = 0;
  for (const { block } of blocks) if (block.kind === 'events') count += block.events.length;
  return count;
}

function foldEvent(placed: PlacedEvent, from: SourcePartition, offset: number, ground: FoldGround): void {
  const { partition } = ground;
  const isNew = advanceMark(partition, from, placed);
  ground.passed(from, isNew);
  if (!isNew) return;
  const { event } = placed;
  const entry = ground.cache.get(event.customer)!;
  if (entry.born === UNBORN) entry.born = offset;
  if (entry.born === offset && !entry.isCounted) {
    entry.isCounted = true;
    partition.customers++;
  }
  if (offset < entry.reflects) return;
  const folding = ground.foldings.get(partition.epoch)!;
  const outputs: OutputRecord[] = [];
  // Ticks that found nothing due were not worth a write: they are made up for before the next event.
  const tickDay = partition.tickDays[entry.slice]!;
  if (tickDay > entry.state.lastTick) folding.foldTicks(entry.state, tickDay, outputs);
  folding.foldEvent(entry.state, event, outputs);
  pass(entry, offset, outputs, ground);
}

function tickSlice(slice: number, day: Day, offset: number, ground: FoldGround): void {
  const { partition } = ground;
  if (partition.tickDays[slice]! >= day) return;
  partition.tickDays[slice] = day;
  const folding = ground.foldings.get(partition.epoch)!;
  const due: CachedCustomer[] = [];
  for (const entry of ground.cache.ofSlice(slice)) {
    if (entry.state.dueDay <= day && offset >= entry.reflects) due.push(entry);
  }
  for (const entry of due) {
    const outputs: OutputRecord[] = [];
    folding.foldTicks(entry.state, day, outputs);
    pass(entry, offset, outputs, ground);
  }
}

function pass(
  entry: CachedCustomer,
  offset: number,
  outputs: readonly OutputRecord[],
  ground: FoldGround,
): void {
  ground.touched(entry, offset);
  for (const record of outputs) ground.put({ customer: entry.customer, record });
}
