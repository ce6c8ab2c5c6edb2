import { DAY_NEVER } from '../../../customer/customer-state.ts';
import { partsOfCell } from '../../../customer/diary.ts';
import { dayInMonth, monthIndexOf } from '../../../model/day.ts';
import type { Level, Observation } from '../../../model/hypothesis.ts';
import { formatMinor } from '../format-minor.ts';
import type { Scope, Seen } from '../scope.ts';
import { steadyMonths } from '../steady-months.ts';
import { completeMonths, isEarned, monthBook, ownCurrency, sumOf } from '../usual.ts';
import { monthlyLook, nextMonthlyLook } from './monthly.ts';
import { seePaySwing, swingPercent } from './pay-swing.ts';

const MONTHS_MIN = 3;
const NEWEST_MONTHS = 2;
/** A month and its tolerance: no income for longer is a dry spell. */
const USUAL_GAP_DAYS = 35;

/** The person's income over complete months. */
export function seeIncome(
  observation: Extract<Observation, { kind: 'income' }>,
  scope: Scope,
  levels: readonly Level[],
): Seen | undefined {
  const { state, today } = scope;
  if (observation.measure === 'pay-swing-percent') return seePaySwing(scope);
  const currency = ownCurrency(state);
  const months = completeMonths(state.diary, monthlyLook(today), observation.months);
  const sums = months.map((month) => sumOf(monthBook(state.diary, month), isEarned, 'in', currency));
  const minors = sums.map(({ minor }) => minor);
  if (months.length < MONTHS_MIN || minors.every((minor) => minor === 0)) return undefined;
  const underWay = sumOf(monthBook(state.diary, monthIndexOf(today)), isEarned, 'in', currency).minor;
  const steady = steadyMonths(minors, underWay);
  const shown = (minor: number) => formatMinor(Math.round(minor), state.currencies[currency] ?? 'EUR');
  const seen = (value: number, next: number, more: { before?: string; now?: string } = {}): Seen => ({
    value: Math.round(value * 10) / 10,
    count: sums.reduce((total, { count }) => total + count, 0),
    first: dayInMonth(months[0]!, 1),
    last: Math.min(today, dayInMonth(months.at(-1)! + 1, 1) - 1),
    lines: [],
    names: [],
    amount: shown(minors.at(-1)!),
    ...more,
    next,
  });
  switch (observation.measure) {
    case 'variation-percent': {
      const mean = meanOf(steady);
      const deviation = Math.sqrt(meanOf(steady.map((minor) => (minor - mean) ** 2)));
      return seen((deviation / mean) * 100, nextMonthlyLook(today));
    }
    case 'swing-percent':
      return seen(swingPercent(steady), nextMonthlyLook(today));
    case 'rise-percent':
    case 'fall-percent': {
      const before = steady.slice(0, -NEWEST_MONTHS);
      if (before.length === 0 || meanOf(before) === 0) return undefined;
      const now = meanOf(steady.slice(-NEWEST_MONTHS));
      const percent = (now / meanOf(before) - 1) * 100;
      const value = Math.max(0, observation.measure === 'rise-percent' ? percent : -percent);
      return seen(value, nextMonthlyLook(today), { before: shown(meanOf(before)), now: shown(now) });
    }
    case 'dry-days': {
      const last = lastIncome(scope);
      // Only the months up to the last income must all have had some: those after it are what is asked.
      const until = months.filter((month) => month <= monthIndexOf(last));
      if (until.length < MONTHS_MIN || until.some((_month, index) => minors[index] === 0)) {
        return seen(0, nextMonthlyLook(today));
      }
      const next = levels.map(({ at }) => last + USUAL_GAP_DAYS + Math.ceil(at)).find((day) => day > today);
      return seen(Math.max(0, today - last - USUAL_GAP_DAYS), next ?? DAY_NEVER);
    }
  }
}

function lastIncome({ state }: Scope): number {
  let last = -1;
  for (const { cells } of state.diary.months.slice(-MONTHS_MIN * 2)) {
    for (const [key, cell] of cells) {
      const { category, direction } = partsOfCell(key);
      if (direction === 'in' && isEarned(category) && cell.count > 0) last = Math.max(last, cell.lastDay);
    }
  }
  return last;
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
