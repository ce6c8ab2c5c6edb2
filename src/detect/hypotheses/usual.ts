import { CURRENCIES_MAX } from '../../customer/bounds.ts';
import type { CustomerState } from '../../customer/customer-state.ts';
import { type Diary, type MonthBook, partsOfCell } from '../../customer/diary.ts';
import { type Day, dayInMonth, monthIndexOf } from '../../model/day.ts';
import { CATEGORIES } from '../../model/taxonomy.ts';
import { remembered } from './remember.ts';

const USUAL_MONTHS_MAX = 6;
/** Money that only changes its place: neither spending nor income. */
const NOT_SPENT = ['transfer.own', 'savings', 'investment', 'debt.credit_card', 'payment', 'cash.deposit'];
/** Categories of what a person lives on. */
export const EARNED: readonly string[] = [
  'income.salary',
  'income.pension',
  'income.gig',
  'income.benefit',
  'income.support_received',
];
/** The index of lines without a category. */
export const CATEGORY_NONE = CATEGORIES.length;

const INDEX_OF: ReadonlyMap<string, number> = new Map(CATEGORIES.map(({ id }, index) => [id, index]));

/** The index of a category in a month's cells. */
export function categoryIndex(id: string): number {
  return INDEX_OF.get(id) ?? CATEGORY_NONE;
}

/** By the list itself: definitions are compiled once and asked for each line. */
const sets = new WeakMap<readonly string[], ReadonlySet<number>>();

/** All categories that ids or groups of the taxonomy stand for. */
export function categorySet(ids: readonly string[]): ReadonlySet<number> {
  const known = sets.get(ids);
  if (known !== undefined) return known;
  const found = new Set<number>();
  CATEGORIES.forEach(({ id }, index) => {
    if (ids.some((wanted) => id === wanted || id.startsWith(`${wanted}.`))) found.add(index);
  });
  sets.set(ids, found);
  return found;
}

const NOT_SPENT_SET = categorySet(NOT_SPENT);
const EARNED_SET = categorySet(EARNED);

/** Whether a line of the category is spending. */
export function isSpending(category: number): boolean {
  return !NOT_SPENT_SET.has(category);
}

/** Whether a line of the category is earned: wages, pensions, benefits, platform work. */
export function isEarned(category: number): boolean {
  return EARNED_SET.has(category);
}

/** The index of the customer's own currency: the one in which most money comes in, or else goes out. */
export function ownCurrency(state: CustomerState): number {
  if (state.currencies.length <= 1) return 0;
  const { diary } = state;
  // The newest month's lines may still tip it, so it holds for as many lines as there are.
  return remembered(diary, 'currency', newestCount(diary), () => mostUsed(state));
}

/** Changes with every line of the newest month, and with the month. */
function newestCount({ months }: Diary): number {
  const newest = months.at(-1);
  let count = 0;
  for (const cell of newest?.cells.values() ?? []) count += cell.count;
  return (newest?.month ?? 0) * LINES_OF_MONTH_MAX + count;
}

/** More than any month has. */
const LINES_OF_MONTH_MAX = 1_000_000;

/** What comes in decides, since it comes in the account's own money; a long journey has more lines than home. */
function mostUsed(state: CustomerState): number {
  const received = state.currencies.map(() => 0);
  const spent = state.currencies.map(() => 0);
  for (const { cells } of state.diary.months.slice(-USUAL_MONTHS_MAX)) {
    for (const [key, { count }] of cells) {
      const { currency, direction } = partsOfCell(key);
      (direction === 'in' ? received : spent)[currency]! += count;
    }
  }
  const counts = received.some((count) => count > 0) ? received : spent;
  return counts.indexOf(Math.max(...counts));
}

/** The months that lie whole between the first day of data and today, newest last, at the most so many. */
export function completeMonths(diary: Diary, today: Day, most: number): number[] {
  const current = monthIndexOf(today);
  const months: number[] = [];
  for (let month = current - 1; months.length < most; month--) {
    if (diary.firstDay > dayInMonth(month, 1) + FIRST_DAYS_SLACK) break;
    months.push(month);
  }
  return months.reverse();
}

/** A month of which only the first days lack counts as whole: most accounts do not move every day. */
const FIRST_DAYS_SLACK = 4;

/** A month's book, if anything happened in it. */
export function monthBook(diary: Diary, month: number): MonthBook | undefined {
  const newest = diary.months.at(-1);
  if (newest === undefined) return undefined;
  for (let index = diary.months.length - 1; index >= 0; index--) {
    const book = diary.months[index]!;
    if (book.month === month) return book;
    if (book.month < month) return undefined;
  }
  return undefined;
}

/** What went through some categories in a month, in one direction and currency. */
export function sumOf(
  book: MonthBook | undefined,
  wanted: (category: number) => boolean,
  direction: 'in' | 'out',
  currency: number,
): { readonly count: number; readonly minor: number; readonly lastDay: Day } {
  let count = 0;
  let minor = 0;
  let lastDay = -1;
  if (book !== undefined) {
    for (const [key, cell] of book.cells) {
      const parts = partsOfCell(key);
      if (parts.direction !== direction || parts.currency !== currency || !wanted(parts.category)) continue;
      count += cell.count;
      minor += cell.minor;
      lastDay = Math.max(lastDay, cell.lastDay);
    }
  }
  return { count, minor, lastDay };
}

/** A usual month's spending in minor units: the median of the newest complete months; undefined before the first. */
export function usualSpending(state: CustomerState, today: Day): number | undefined {
  return remembered(state.diary, 'spending', monthAndCurrency(state, today), () =>
    usual(state, today, isSpending, 'out'),
  );
}

/** A usual month's income in minor units. */
export function usualIncome(state: CustomerState, today: Day): number | undefined {
  return remembered(state.diary, 'income', monthAndCurrency(state, today), () =>
    usual(state, today, isEarned, 'in'),
  );
}

function usual(
  state: CustomerState,
  today: Day,
  wanted: (category: number) => boolean,
  direction: 'in' | 'out',
): number | undefined {
  const currency = ownCurrency(state);
  const sums = completeMonths(state.diary, today, USUAL_MONTHS_MAX)
    .map((month) => sumOf(monthBook(state.diary, month), wanted, direction, currency).minor)
    .sort((a, b) => a - b);
  const middle = sums[Math.floor(sums.length / 2)];
  return middle === undefined || middle === 0 ? undefined : middle;
}

/** What is worked out of whole months hangs on the month that is under way, and on the customer's own currency. */
export function monthAndCurrency(state: CustomerState, today: Day): number {
  return monthIndexOf(today) * CURRENCIES_MAX + ownCurrency(state);
}
