import { quantile, wilsonInterval } from '../lib/statistics.ts';
import type { ConfirmedFinding, TruthFinding } from './findings.ts';
import type { Proportion, Spread } from './report.ts';
import { effectiveCount, sumWeights } from './weights.ts';

/** A share of a count, each counted once. */
export function proportion(count: number, of: number): Proportion {
  return { count, of, share: of === 0 ? null : count / of, ...wilsonInterval(count, of) };
}

/**
 * Hits among what was right or wrong, for life as it is: each counts as often as its customer is met. The counts stay
 * those of the data; the interval is that of as many equal ones as these weights are worth.
 */
export function precisionOf(confirmed: readonly ConfirmedFinding[]): Proportion {
  const scored = confirmed.filter((finding) => finding.outcome !== 'ignored');
  const hits = scored.filter((finding) => finding.outcome === 'hit');
  if (scored.every(({ weight }) => weight === 1)) return proportion(hits.length, scored.length);
  const all = sumWeights(scored.map(({ weight }) => weight));
  const right = sumWeights(hits.map(({ weight }) => weight));
  const share = right.sum / all.sum;
  const worth = effectiveCount(all);
  return { count: hits.length, of: scored.length, share, ...wilsonInterval(share * worth, worth) };
}

/** Days from the start of truths to their hits. */
export function delayOf(truths: readonly TruthFinding[]): Spread {
  return spreadOf(truths.flatMap((truth) => truth.delayDays ?? []));
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
