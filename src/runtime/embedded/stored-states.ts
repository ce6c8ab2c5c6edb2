import { DAY_NEVER } from '../../customer/customer-state.ts';
import { assert } from '../../lib/assert.ts';
import { hash32 } from '../../lib/hash.ts';
import type { Day } from '../../model/day.ts';
import type { CustomerKey } from '../../model/ids.ts';
import { STATE_PARTS, sliceOfHash, stateKey, type TimerKey } from '../../store/keys.ts';
import type { Store, StoreBatch } from '../../store/store.ts';
import { dropTimer, dueCustomers, moveTimer } from '../../store/timer-index.ts';
import type { FoldReport } from './fold-stage.ts';
import { bucketOfHash } from './spill-file.ts';
import { packStates, type StateParcel, unpackStates } from './state-parcel.ts';

const SLICE_BITS = 6;
const SCAN_ENTRIES_MAX = 4096;

/** Loads the states of customers: one call to the store for all. */
export async function loadStates(store: Store, customers: readonly string[]): Promise<StateParcel> {
  const keys = customers.flatMap((customer) => stateKeys(customer as CustomerKey));
  const values = await store.getMany(keys);
  return packStates(
    customers.map((_, index) => {
      const [hot, cold, ids] = values.slice(index * STATE_PARTS.length, (index + 1) * STATE_PARTS.length);
      return { hot, cold, ids };
    }),
  );
}

/** Puts a bucket's states and timers into a batch; `due` are the timers that brought customers into the bucket. */
export function putStates(batch: StoreBatch, report: FoldReport, due: readonly TimerKey[]): void {
  const states = unpackStates(report.states);
  const dueBefore = new Map<string, Day>();
  for (const [index, name] of report.customers.entries()) {
    const customer = name as CustomerKey;
    const slice = sliceOfHash(hash32(customer));
    const state = states[index]!;
    for (const part of STATE_PARTS) {
      const bytes = state[part];
      if (bytes !== undefined) batch.put(stateKey({ part, slice, customer }), bytes);
    }
    const oldDue = dayOrNone(report.dueBefore[index]!);
    moveTimer(batch, { slice, customer, oldDue, newDue: dayOrNone(report.dueAfter[index]!) });
    if (oldDue !== undefined) dueBefore.set(name, oldDue);
  }
  const dueAfter = new Map(report.customers.map((name, index) => [name, report.dueAfter[index]!]));
  for (const entry of due) {
    const isMoved = dueBefore.get(entry.customer) === entry.due;
    if (!isMoved && dueAfter.get(entry.customer) !== entry.due) dropTimer(batch, entry);
  }
}

/** Gives each bucket the customers whose timers fall due; buckets are asked for in ascending order. */
export class DueTimers {
  readonly #store: Store;
  readonly #bucketBits: number;
  readonly #until: Day;
  /** The slice that is held, by bucket, when buckets are smaller than slices. */
  #heldSlice = -1;
  #held = new Map<number, TimerKey[]>();

  constructor(store: Store, options: { readonly bucketBits: number; readonly until: Day }) {
    this.#store = store;
    this.#bucketBits = options.bucketBits;
    this.#until = options.until;
  }

  async of(bucket: number): Promise<TimerKey[]> {
    const spare = SLICE_BITS - this.#bucketBits;
    if (spare < 0) return this.#ofPart(bucket, bucket >>> -spare);
    const due: TimerKey[] = [];
    const first = bucket << spare;
    for (let slice = first; slice < first + 2 ** spare; slice++) due.push(...(await this.#ofSlice(slice)));
    return due;
  }

  async #ofPart(bucket: number, slice: number): Promise<TimerKey[]> {
    if (slice !== this.#heldSlice) {
      assert(slice > this.#heldSlice, 'buckets are asked for in ascending order');
      this.#heldSlice = slice;
      this.#held = new Map();
      for (const entry of await this.#ofSlice(slice)) {
        const of = bucketOfHash(hash32(entry.customer), this.#bucketBits);
        const list = this.#held.get(of);
        if (list === undefined) this.#held.set(of, [entry]);
        else list.push(entry);
      }
    }
    const due = this.#held.get(bucket) ?? [];
    this.#held.delete(bucket);
    return due;
  }

  async #ofSlice(slice: number): Promise<TimerKey[]> {
    const due: TimerKey[] = [];
    if (this.#until < 0) return due;
    for (let after: TimerKey | undefined; ; after = due.at(-1)) {
      const page = await dueCustomers(this.#store, {
        slice,
        dueUntil: this.#until,
        limit: SCAN_ENTRIES_MAX,
        after,
      });
      due.push(...page);
      if (page.length < SCAN_ENTRIES_MAX) return due;
    }
  }
}

function stateKeys(customer: CustomerKey): Uint8Array[] {
  const slice = sliceOfHash(hash32(customer));
  return STATE_PARTS.map((part) => stateKey({ part, slice, customer }));
}

function dayOrNone(day: Day): Day | undefined {
  return day === DAY_NEVER ? undefined : day;
}
