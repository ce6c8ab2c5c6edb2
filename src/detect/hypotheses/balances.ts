import { CURRENCIES_MAX } from '../../customer/bounds.ts';
import type { CustomerState } from '../../customer/customer-state.ts';
import type { Day } from '../../model/day.ts';
import { remembered } from './remember.ts';
import { ownCurrency } from './usual.ts';

/** Under this name the lows of the newest day asked for are remembered. */
export const LOWS = 'lows';
const LOWS_DAYS = 90;

/** The lowest moment of a day, over all current accounts together. */
export interface Low {
  readonly day: Day;
  readonly minor: number;
}

/**
 * The lowest moment of each day, oldest first, of the current accounts in the customer's own currency together;
 * an account that did not move stands where it stood. Days before the first known balance are left out.
 */
export function dailyLows(
  state: CustomerState,
  window: { readonly from: Day; readonly to: Day },
): readonly Low[] {
  const { from, to } = window;
  // Several hypotheses ask on one day: what reaches furthest back serves them all.
  const far = Math.min(from, to - LOWS_DAYS + 1);
  const all = remembered(
    state.diary,
    LOWS,
    (to * CURRENCIES_MAX + ownCurrency(state)) * 10_000 + (to - far),
    () => workOutLows(state, { from: far, to }),
  );
  const first = all[0]?.day ?? to + 1;
  return from <= first ? all : all.slice(from - first);
}

function workOutLows(state: CustomerState, window: { readonly from: Day; readonly to: Day }): Low[] {
  const currency = ownCurrency(state);
  const books = state.diary.balances.filter((book) => book.currency === currency && book.days.length > 0);
  if (books.length === 0) return [];
  const known = Math.max(...books.map(({ days }) => days[0]!.day));
  const from = Math.max(window.from, known);
  const cursors = books.map(({ days }) => {
    let index = 0;
    while (index + 1 < days.length && days[index + 1]!.day < from) index++;
    return { days, index, stood: days[index]!.endMinor };
  });
  const lows: Low[] = [];
  for (let day = from; day <= window.to; day++) {
    let minor = 0;
    for (const cursor of cursors) {
      let lowest = cursor.stood;
      while (cursor.index < cursor.days.length && cursor.days[cursor.index]!.day <= day) {
        const entry = cursor.days[cursor.index]!;
        // What came before is the balance of another day; a day's own moments all count.
        lowest = entry.day === day ? Math.min(lowest, entry.minMinor) : entry.endMinor;
        cursor.stood = entry.endMinor;
        cursor.index++;
      }
      minor += lowest;
    }
    lows.push({ day, minor });
  }
  return lows;
}

/** What the current accounts together stand at, and since when; undefined when no balance is known. */
export function balanceNow(state: CustomerState): { readonly minor: number; readonly day: Day } | undefined {
  const currency = ownCurrency(state);
  const books = state.diary.balances.filter((book) => book.currency === currency && book.days.length > 0);
  if (books.length === 0) return undefined;
  const newest = books.map(({ days }) => days.at(-1)!);
  return {
    minor: newest.reduce((sum, { endMinor }) => sum + endMinor, 0),
    day: Math.max(...newest.map(({ day }) => day)),
  };
}
