import { dayInMonth } from '../../../model/day.ts';
import type { Observation } from '../../../model/hypothesis.ts';
import { formatMinor } from '../format-minor.ts';
import type { Scope, Seen } from '../scope.ts';
import { categorySet, completeMonths, isSpending, monthBook, ownCurrency, sumOf } from '../usual.ts';
import { monthlyLook, nextMonthlyLook } from './monthly.ts';

const BASELINE_MONTHS_MIN = 3;

/** The part of spending that goes to some categories, over complete months. */
export function seeShare(
  observation: Extract<Observation, { kind: 'share' }>,
  scope: Scope,
): Seen | undefined {
  const { state, today } = scope;
  const currency = ownCurrency(state);
  const wanted = categorySet(observation.categories);
  const months = completeMonths(
    state.diary,
    monthlyLook(today),
    observation.months + observation.baselineMonths,
  );
  const recent = months.slice(-observation.months);
  const before = months.slice(0, -observation.months);
  if (recent.length < observation.months) return undefined;
  const now = shareOf(recent);
  if (now === undefined) return undefined;
  const base = before.length < BASELINE_MONTHS_MIN ? undefined : shareOf(before);
  if (observation.measure === 'rise-points' && base === undefined) return undefined;
  const value = observation.measure === 'percent' ? now.percent : Math.max(0, now.percent - base!.percent);
  return {
    value: Math.round(value * 10) / 10,
    count: now.count,
    first: dayInMonth(recent[0]!, 1),
    last: now.last,
    lines: [],
    names: [],
    amount: formatMinor(now.minor, state.currencies[currency] ?? 'EUR'),
    ...(base === undefined ? {} : { before: `${Math.round(base.percent)} %` }),
    now: `${Math.round(now.percent)} %`,
    next: nextMonthlyLook(today),
  };

  function shareOf(these: readonly number[]) {
    let minor = 0;
    let count = 0;
    let all = 0;
    let last = -1;
    for (const month of these) {
      const book = monthBook(state.diary, month);
      const of = sumOf(book, (category) => wanted.has(category), 'out', currency);
      minor += of.minor;
      count += of.count;
      last = Math.max(last, of.lastDay);
      all += sumOf(book, isSpending, 'out', currency).minor;
    }
    return all === 0 ? undefined : { percent: (minor / all) * 100, minor, count, last };
  }
}
