import type { CustomerState } from '../../customer/customer-state.ts';
import type { MonthLow } from '../../customer/diary.ts';
import { type Day, dayInMonth, monthIndexOf } from '../../model/day.ts';
import { dailyLows } from './balances.ts';
import { monthBook } from './usual.ts';

/** Months back that are still written when they were not: a customer may be idle for a while. */
const MONTHS_BACK_MAX = 3;

/** Writes the lowest balance of months that are over: daily balances are kept for a few months only. */
export function closeMonths(state: CustomerState, today: Day): void {
  const { diary } = state;
  if (diary.balances.length === 0) return;
  const current = monthIndexOf(today);
  for (const book of diary.months) {
    if (book.low !== undefined || book.month >= current || book.month < current - MONTHS_BACK_MAX) continue;
    book.low = workedOut(state, book.month);
  }
}

/** The lowest balance of a month that is over: as written, or worked out while nothing has written it yet. */
export function lowOfMonth(state: CustomerState, month: number): MonthLow | undefined {
  const low = monthBook(state.diary, month)?.low;
  return low ?? (month >= monthIndexOf(state.clock) - MONTHS_BACK_MAX ? workedOut(state, month) : undefined);
}

function workedOut(state: CustomerState, month: number): MonthLow | undefined {
  const days = dailyLows(state, { from: dayInMonth(month, 1), to: dayInMonth(month + 1, 1) - 1 });
  if (days.length === 0) return undefined;
  return {
    minMinor: Math.min(...days.map(({ minor }) => minor)),
    negativeDays: days.filter(({ minor }) => minor < 0).length,
  };
}
