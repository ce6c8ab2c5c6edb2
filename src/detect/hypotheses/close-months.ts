import type { CustomerState } from '../../customer/customer-state.ts';
import { type Day, dayInMonth, monthIndexOf } from '../../model/day.ts';
import { dailyLows } from './balances.ts';

/** Months back that are still written when they were not: a customer may be idle for a while. */
const MONTHS_BACK_MAX = 3;

/** Writes the lowest balance of months that are over: daily balances are kept for a few months only. */
export function closeMonths(state: CustomerState, today: Day): void {
  const { diary } = state;
  if (diary.balances.length === 0) return;
  const current = monthIndexOf(today);
  for (const book of diary.months) {
    if (book.low !== undefined || book.month >= current || book.month < current - MONTHS_BACK_MAX) continue;
    const days = dailyLows(state, {
      from: dayInMonth(book.month, 1),
      to: dayInMonth(book.month + 1, 1) - 1,
    });
    if (days.length === 0) continue;
    book.low = {
      minMinor: Math.min(...days.map(({ minor }) => minor)),
      negativeDays: days.filter(({ minor }) => minor < 0).length,
    };
  }
}
