import { Buffer } from 'node:buffer';
import type { Day } from '../model/day.ts';
import type { CustomerKey } from '../model/ids.ts';
import { decodeTimerKey, type TimerKey, timerKey, timerRange } from './keys.ts';
import type { Store, StoreBatch } from './store.ts';

const NO_VALUE = Buffer.alloc(0);

/*
 * Who is due, by slice and day, kept in the same batches as the states.
 * An entry is a hint, the state decides: whoever finds an entry that the state does not bear out drops it and goes on.
 */

/** Moves a customer's timer within a batch: from its old due day, if it had one, to its new one, if it has one. */
export function moveTimer(
  batch: StoreBatch,
  move: {
    readonly slice: number;
    readonly customer: CustomerKey;
    readonly oldDue: Day | undefined;
    readonly newDue: Day | undefined;
  },
): void {
  const { slice, customer, oldDue, newDue } = move;
  if (oldDue === newDue) return;
  if (oldDue !== undefined) batch.delete(timerKey({ slice, customer, due: oldDue }));
  if (newDue !== undefined) batch.put(timerKey({ slice, customer, due: newDue }), NO_VALUE);
}

/** Removes an entry that the state does not bear out. */
export function dropTimer(batch: StoreBatch, entry: TimerKey): void {
  batch.delete(timerKey(entry));
}

/**
 * A page of a slice's timers up to a day, that day included: smallest due day first, then customers by their bytes.
 * The last entry of a page is the `after` of the next; a page shorter than its limit is the last.
 */
export async function dueCustomers(
  store: Store,
  page: {
    readonly slice: number;
    readonly dueUntil: Day;
    readonly limit: number;
    readonly after?: TimerKey | undefined;
  },
): Promise<TimerKey[]> {
  const entries = await store.scan({ ...timerRange(page), limit: page.limit });
  return entries.map(({ key }) => decodeTimerKey(key));
}
