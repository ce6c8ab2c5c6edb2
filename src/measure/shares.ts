import { quantile, wilsonInterval } from '../lib/statistics.ts';
import type { Proportion, Spread } from './report.ts';
import { effectiveCount, sumWeights } from './weights.ts';

interface Weighted {
  readonly outcome: 'hit' | 'ignored' | 'false-alarm';
  readonly weight: number;
}

interface Delayed {
  readonly delayDays: number | undefined;
}

/** A share of a count, each counted once. */
export function proportion(count: number, of: number): Proportion {
  return { count, of, share: of === 0 ? null : count / of, ...wilsonInterval(count, of) };
}

/**
 * Hits among what was right or wrong, for life as it is: each counts as often as its customer is met. The counts stay
 * those of the data; the interval is that of as many equal ones as these weights are worth.
 */
export function precisionOf(confirmed: readonly Weighted[]): Proportion {
  const weightsOf = (outcome: Weighted['outcome']) =>
    confirmed.filter((finding) => finding.outcome === outcome).map(({ weight }) => weight);
  return weightedProportion(weightsOf('hit'), weightsOf('false-alarm'));
}

/** A share of the right ones among right and wrong ones, each given by its weight. */
export function weightedProportion(right: readonly number[], wrong: readonly number[]): Proportion {
  const of = right.length + wrong.length;
  const isPlain = (weight: number) => weight === 1;
  if (right.every(isPlain) && wrong.every(isPlain)) return proportion(right.length, of);
  const all = sumWeights([...right, ...wrong]);
  const share = sumWeights(right).sum / all.sum;
  const worth = effectiveCount(all);
  return { count: right.length, of, share, ...wilsonInterval(share * worth, worth) };
}

/** Days from the start of truths to their hits. */
export function delayOf(truths: readonly Delayed[]): Spread {
  return spreadOf(truths.flatMap((truth) => truth.delayDays ?? []));
}

const QUANTILES = 20;

/** Delays of hits at 0%, 5%, … 100% of them; empty without hits. */
export function quantilesOf(truths: readonly Delayed[]): readonly number[] {
  const ascending = truths.flatMap((truth) => truth.delayDays ?? []).sort((a, b) => a - b);
  if (ascending.length === 0) return [];
  return Array.from({ length: QUANTILES + 1 }, (_, at) => quantile(ascending, at / QUANTILES));
}

/** Half and nine tenths of some days. */
export function spreadOf(days: readonly number[]): Spread {
  const ascending = days.toSorted((a, b) => a - b);
  const count = ascending.length;
  if (count === 0) return { count, median: null, p90: null };
  return { count, median: quantile(ascending, 0.5), p90: quantile(ascending, 0.9) };
}

/** Values by key, in the order of their first. */
export function groupBy<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
