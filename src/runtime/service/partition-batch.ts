import type { LogMessage } from '../../log/log.ts';
import type { CustomerKey } from '../../model/ids.ts';
import type { StoreBatch } from '../../store/store.ts';
import type { Folding } from '../engine.ts';
import type { BlockAt } from './fold-blocks.ts';

/** What is about to be stored, encoded at a batch boundary. */
export interface Flush {
  readonly customers: ReadonlySet<CustomerKey>;
  /** For the snapshots topic, in the transaction. */
  readonly messages: readonly LogMessage[];
  /** The restore point of the snapshots topic once the transaction has committed. */
  readonly restore: number;
  /** For the disk, behind the transaction. */
  readonly batch: StoreBatch;
}

/** A batch that was gathered, with everyone it concerns in memory. */
export interface Gathered {
  readonly blocks: readonly BlockAt[];
  readonly foldings: ReadonlyMap<number, Folding>;
}
