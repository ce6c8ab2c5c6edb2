import type { Day } from '../../model/day.ts';
import type { CustomerKey } from '../../model/ids.ts';
import { decodeTimerKey, SLICES, type TimerKey, timerRange } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { dueCustomers } from '../../store/timer-index.ts';

const PAGE = 1000;
/** Beyond all days that timers are set for. */
const DAY_MAX: Day = 0x7fffffff;

/** The timers on a partition's disk. It remembers below which day a slice has none, and asks the disk no more often. */
export class StoredTimers {
  readonly #store: Store;
  /** No timer of the slice lies below its day here. */
  readonly #noneBelow = new Array<Day>(SLICES).fill(DAY_MAX);

  private constructor(store: Store) {
    this.#store = store;
  }

  /** Looks for the first timer of each slice; empty ones cost nothing. */
  static async open(store: Store): Promise<StoredTimers> {
    const timers = new StoredTimers(store);
    const { to } = timerRange({ slice: SLICES - 1, dueUntil: DAY_MAX });
    for (let slice = 0; slice < SLICES; slice++) {
      const { from } = timerRange({ slice, dueUntil: DAY_MAX });
      const [first] = await store.scan({ from, to, limit: 1 });
      if (first === undefined) break;
      const found = decodeTimerKey(first.key);
      timers.#noneBelow[found.slice] = found.due;
      slice = found.slice;
    }
    return timers;
  }

  /** A timer was written, or none. */
  written(slice: number, due: Day | undefined): void {
    if (due !== undefined && due < this.#noneBelow[slice]!) this.#noneBelow[slice] = due;
  }

  /** Whether the disk must be asked who of a slice is due. */
  mayBeDue(slice: number, day: Day): boolean {
    return day >= this.#noneBelow[slice]!;
  }

  /** The customers whose timers lie at or below a day; their states decide whether they are due. */
  async dueBy(slice: number, day: Day): Promise<CustomerKey[]> {
    const due: CustomerKey[] = [];
    for (let after: TimerKey | undefined; ; ) {
      const page = await dueCustomers(this.#store, { slice, dueUntil: day, limit: PAGE, after });
      for (const { customer } of page) due.push(customer);
      after = page.at(-1);
      if (page.length < PAGE) break;
    }
    if (due.length === 0) {
      const [first] = await dueCustomers(this.#store, { slice, dueUntil: DAY_MAX, limit: 1 });
      this.#noneBelow[slice] = first?.due ?? DAY_MAX;
    }
    return due;
  }
}
