import type { Day } from '../model/day.ts';
import { periodOf, WARM_UP_DAYS } from './findings.ts';
import { ALL_SIGNALS, type MonthsOf } from './score.ts';
import type { Truth } from './truth.ts';
import { weightOf } from './weights.ts';

const MONTH_DAYS = 30.4375;

/**
 * Time in which a false alarm of a signal would have been counted: after warm-up, and after back-filled time. Each
 * customer's counts as often as it is met in life; of all signals together it is the plain sum.
 */
export function monthsBySignal(
  truth: Truth,
  customers: Iterable<string>,
  historyTo: Day | undefined,
): MonthsOf {
  const days = new Map<string, number>();
  let plain = 0;
  for (const customer of customers) {
    const { from, to } = periodOf(truth, customer);
    const start = Math.max(from + WARM_UP_DAYS, historyTo === undefined ? from : historyTo + 1);
    days.set(customer, Math.max(0, to - start));
    plain += Math.max(0, to - start);
  }
  const known = new Map([[ALL_SIGNALS, plain / MONTH_DAYS]]);
  return (signal) => {
    const before = known.get(signal);
    if (before !== undefined) return before;
    let sum = 0;
    for (const [customer, count] of days) sum += count * weightOf(truth, customer, signal);
    known.set(signal, sum / MONTH_DAYS);
    return sum / MONTH_DAYS;
  };
}
