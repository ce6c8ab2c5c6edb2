import type { Series } from '../../customer/customer-state.ts';
import type { Day } from '../../model/day.ts';

/** Amounts within so many percent are one level. */
const SAME_LEVEL_SHARE = 0.02;
const BEFORE_MAX = 4;

/** The newest change of a series' amount. */
export interface Change {
  /** Signed percent of the amount before. */
  readonly percent: number;
  /** The first payment at the new amount. */
  readonly since: Day;
  readonly paymentsSince: number;
  readonly paymentsBefore: number;
  /** How far those at the amount before lie apart, in percent of it. */
  readonly spreadBefore: number;
  /** Magnitudes. */
  readonly beforeMinor: number;
  readonly nowMinor: number;
}

/**
 * The newest payments of one level against the median of up to four before them: a single payment that stood out,
 * a bonus or a double instalment, is neither. Undefined when nothing came before.
 */
export function changeOf(series: Series): Change | undefined {
  const amounts = series.payments.map(({ amountMinor }) => Math.abs(amountMinor));
  const nowMinor = amounts.at(-1);
  if (nowMinor === undefined) return undefined;
  let first = amounts.length - 1;
  while (first > 0 && isSameLevel(amounts[first - 1]!, nowMinor)) first--;
  const before = amounts.slice(Math.max(0, first - BEFORE_MAX), first).sort((a, b) => a - b);
  if (before.length === 0) return undefined;
  const beforeMinor = before[Math.floor(before.length / 2)]!;
  let paymentsBefore = 0;
  for (let index = first - 1; index >= 0 && isSameLevel(amounts[index]!, beforeMinor); index--)
    paymentsBefore++;
  const same = amounts.slice(first - paymentsBefore, first);
  const spread = same.length === 0 ? 0 : Math.max(...same) - Math.min(...same);
  return {
    percent: Math.round(((nowMinor - beforeMinor) * 1000) / beforeMinor) / 10,
    since: series.payments[first]!.day,
    paymentsSince: amounts.length - first,
    paymentsBefore,
    spreadBefore: Math.round((spread * 1000) / beforeMinor) / 10,
    beforeMinor,
    nowMinor,
  };
}

function isSameLevel(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_LEVEL_SHARE * Math.max(a, b);
}
