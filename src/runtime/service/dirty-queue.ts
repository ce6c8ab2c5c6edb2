import type { CustomerKey } from '../../model/ids.ts';

interface Dirty {
  /** The batch boundary from which on something changed that is not stored. */
  readonly since: number;
  readonly sinceMs: number;
}

/** Customers that changed and are not stored yet, the first to change first. Offsets never fall. */
export class DirtyQueue {
  readonly #dirty = new Map<CustomerKey, Dirty>();

  get size(): number {
    return this.#dirty.size;
  }

  has(customer: CustomerKey): boolean {
    return this.#dirty.has(customer);
  }

  /** Who is in the queue keeps its place: what matters is the first change. */
  add(customer: CustomerKey, since: number, sinceMs: number): void {
    if (!this.#dirty.has(customer)) this.#dirty.set(customer, { since, sinceMs });
  }

  remove(customers: Iterable<CustomerKey>): void {
    for (const customer of customers) this.#dirty.delete(customer);
  }

  /** The lowest offset of all, leaving some customers out; undefined when nobody is left. */
  lowest(without?: { has(customer: CustomerKey): boolean }): number | undefined {
    for (const [customer, { since }] of this.#dirty) if (without?.has(customer) !== true) return since;
    return undefined;
  }

  /** The first in the queue: as many as are beyond a size, and those older than an age, up to a bound. */
  first(bounds: {
    readonly beyond: number;
    readonly beforeMs: number;
    readonly countMax: number;
  }): CustomerKey[] {
    const chosen: CustomerKey[] = [];
    let over = this.#dirty.size - bounds.beyond;
    for (const [customer, { sinceMs }] of this.#dirty) {
      if (chosen.length >= bounds.countMax || (over-- <= 0 && sinceMs > bounds.beforeMs)) break;
      chosen.push(customer);
    }
    return chosen;
  }
}
