import { dayInMonth, monthIndexOf } from '../../../model/day.ts';
import type { Observation } from '../../../model/hypothesis.ts';
import { roughEuros } from '../../../model/rough-euro.ts';
import { formatMinor } from '../format-minor.ts';
import type { Scope, Seen } from '../scope.ts';
import { categorySet, completeMonths, monthBook, ownCurrency, sumOf } from '../usual.ts';
import { monthlyLook, nextMonthlyLook } from './monthly.ts';

const BASELINE_MONTHS_MIN = 3;
/** Added on both sides of the ratio, so that nothing against nothing is one. */
const COUNT_SMOOTHING = 0.25;
const EUROS_SMOOTHING = 5;

/** How many times more than before: the newest months against the person's own months before. */
export function seeRate(observation: Extract<Observation, { kind: 'rate' }>, scope: Scope): Seen | undefined {
  const { state, today } = scope;
  const { diary } = state;
  const currency = ownCurrency(state);
  const wanted = categorySet(observation.categories);
  const of = (month: number) =>
    sumOf(monthBook(diary, month), (category) => wanted.has(category), observation.direction, currency);
  const size = (minor: number) => roughEuros(minor, state.currencies[currency] ?? 'EUR');
  const current = monthIndexOf(today);
  const compare = (recent: readonly number[], before: readonly number[]) => {
    if (before.length < BASELINE_MONTHS_MIN || recent.length === 0) return undefined;
    const sums = recent.map(of);
    const count = sums.reduce((total, each) => total + each.count, 0);
    const minor = sums.reduce((total, each) => total + each.minor, 0);
    const last = Math.max(...sums.map(({ lastDay }) => lastDay));
    const base = before.map(of);
    const smoothing = observation.measure === 'count' ? COUNT_SMOOTHING : EUROS_SMOOTHING;
    const rate = (all: readonly { count: number; minor: number }[]) =>
      all.reduce(
        (total, each) => total + (observation.measure === 'count' ? each.count : size(each.minor)),
        0,
      ) / all.length;
    const value =
      count < observation.countMin ? 0 : round((rate(sums) + smoothing) / (rate(base) + smoothing));
    return { value, count, minor, first: dayInMonth(recent[0]!, 1), last };
  };
  const complete = completeMonths(diary, monthlyLook(today), observation.months + observation.baselineMonths);
  const whole = compare(complete.slice(-observation.months), complete.slice(0, -observation.months));
  const underWay = compare([current], complete.slice(-observation.baselineMonths));
  const best = (underWay?.value ?? 0) > (whole?.value ?? 0) ? underWay : whole;
  if (best === undefined) return undefined;
  return {
    value: best.value,
    count: best.count,
    first: best.first,
    last: Math.min(today, best.last),
    lines: [],
    names: [],
    amount: formatMinor(best.minor, state.currencies[currency] ?? 'EUR'),
    next: nextMonthlyLook(today),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
