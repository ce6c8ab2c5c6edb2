import { type CustomerState, DAY_NEVER } from '../../customer/customer-state.ts';
import type { Day } from '../../model/day.ts';
import type { CustomerKey } from '../../model/ids.ts';
import { SLICES, sliceOfCustomer, stateKey } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import type { Folding } from '../engine.ts';
import { decodeSnapshot } from './snapshot.ts';

/** Stands for a customer that has had no event yet. */
export const UNBORN = -1;

/** A customer in memory. */
export interface CachedCustomer {
  readonly customer: CustomerKey;
  readonly slice: number;
  readonly state: CustomerState;
  /** What lies below this offset is in the state. */
  reflects: number;
  born: number;
  /** Whether the partition's count of customers has it, as far as this replay has come. */
  isCounted: boolean;
  /** The due day of the timer on disk; undefined for none. */
  storedDue: Day | undefined;
}

/** The customers of a ledger partition that are in memory; the ones used last are kept longest. */
export class CustomerCache {
  readonly #store: Store;
  readonly #customers = new Map<CustomerKey, CachedCustomer>();
  readonly #slices = Array.from({ length: SLICES }, () => new Map<CustomerKey, CachedCustomer>());

  constructor(store: Store) {
    this.#store = store;
  }

  get size(): number {
    return this.#customers.size;
  }

  get(customer: CustomerKey): CachedCustomer | undefined {
    return this.#customers.get(customer);
  }

  /** All of a slice that are in memory. */
  ofSlice(slice: number): IterableIterator<CachedCustomer> {
    return this.#slices[slice]!.values();
  }

  /** Brings customers into memory, in one call to the store; who is not stored begins unborn. */
  async load(customers: Iterable<CustomerKey>, folding: Folding): Promise<void> {
    const missing: CustomerKey[] = [];
    for (const customer of new Set(customers)) {
      const held = this.#customers.get(customer);
      if (held === undefined) missing.push(customer);
      else {
        // Put behind all others: the ones used last stand last.
        this.#customers.delete(customer);
        this.#customers.set(customer, held);
      }
    }
    const keys = missing.map((customer) =>
      stateKey({ part: 'hot', slice: sliceOfCustomer(customer), customer }),
    );
    const values = await this.#store.getMany(keys);
    for (const [index, customer] of missing.entries()) this.#add(customer, values[index], folding);
  }

  /** Forgets those used longest ago, down to a number; who may not go stays. */
  evict(sizeMax: number, mayGo: (customer: CustomerKey) => boolean): void {
    let tooMany = this.#customers.size - sizeMax;
    if (tooMany <= 0) return;
    for (const [customer, { slice }] of this.#customers) {
      if (!mayGo(customer)) continue;
      this.#customers.delete(customer);
      this.#slices[slice]!.delete(customer);
      if (--tooMany <= 0) return;
    }
  }

  #add(customer: CustomerKey, value: Uint8Array | undefined, folding: Folding): void {
    const slice = sliceOfCustomer(customer);
    const stored = value === undefined ? undefined : decodeSnapshot(value);
    const entry: CachedCustomer = {
      customer,
      slice,
      state: stored === undefined ? folding.newState(customer) : folding.decodeState(customer, stored.parts),
      reflects: stored?.reflects ?? 0,
      born: stored?.born ?? UNBORN,
      isCounted: false,
      storedDue: stored?.due,
    };
    this.#customers.set(customer, entry);
    this.#slices[slice]!.set(customer, entry);
  }
}

/** The due day of a state; undefined for none. */
export function dueOf(state: CustomerState): Day | undefined {
  return state.dueDay === DAY_NEVER ? undefined : state.dueDay;
}
