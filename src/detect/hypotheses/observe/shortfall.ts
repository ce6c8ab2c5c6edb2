import { DAY_NEVER, isLive } from '../../../customer/customer-state.ts';
import { normalShare } from '../../../lib/statistics.ts';
import type { Observation } from '../../../model/hypothesis.ts';
import { addWorkingDays, nextDue } from '../../recurring/due-days.ts';
import { balanceNow } from '../balances.ts';
import { formatMinor } from '../format-minor.ts';
import { looseIncomeDays } from '../loose-income.ts';
import type { Scope, Seen } from '../scope.ts';
import { ownCurrency, usualSpending } from '../usual.ts';

/** A balance that was told longer ago says nothing of today. */
const BALANCE_AGE_DAYS_MAX = 10;
const DAYS_A_MONTH = 30;
/** Daily spending scatters: its deviation is about twice its mean (a few purchases of very different size). */
const DAILY_VARIATION = 2;
const LOOK_AGAIN_DAYS = 2;
const LOOK_AGAIN_PERCENT = 5;
const INCOMES_MIN = 2;
const LATE_WORKING_DAYS = 2;

/** Chance in percent that current accounts fall below zero before the next income. */
export function seeShortfall(
  observation: Extract<Observation, { kind: 'shortfall' }>,
  scope: Scope,
): Seen | undefined {
  const { state, today } = scope;
  const balance = balanceNow(state);
  const usual = usualSpending(state, today);
  if (balance === undefined || usual === undefined || today - balance.day > BALANCE_AGE_DAYS_MAX)
    return undefined;
  const { income, dues, dueMinor, monthlyMinor } = expected(scope, observation.horizonDays);
  const days = Math.max(1, income - today);
  const daily = Math.max(0, usual - monthlyMinor) / DAYS_A_MONTH;
  const spread = Math.max(1, daily * DAILY_VARIATION * Math.sqrt(days));
  const left = balance.minor - dueMinor - daily * days;
  const currency = state.currencies[ownCurrency(state)] ?? 'EUR';
  const value = Math.round(normalShare(-left / spread) * 1000) / 10;
  return {
    value,
    count: dues,
    first: today,
    last: today,
    lines: [],
    names: [],
    amount: formatMinor(Math.round(left), currency),
    now: formatMinor(balance.minor, currency),
    // Who is far from it is asked again when a balance falls.
    next: value >= LOOK_AGAIN_PERCENT ? today + LOOK_AGAIN_DAYS : DAY_NEVER,
  };
}

/** The next income's day, and what falls due before it, of the series that run. */
function expected(scope: Scope, horizonDays: number) {
  const { state, today } = scope;
  const currency = state.currencies[ownCurrency(state)];
  const evenly = looseIncomeDays(state, { today, currency, lateWorkingDays: LATE_WORKING_DAYS });
  let income = Math.min(today + horizonDays, ...evenly);
  for (const stream of state.tracked) {
    if (stream.direction !== 'in' || stream.currency !== currency) continue;
    for (const series of stream.series) {
      if (!isLive(series) || series.payments.length < INCOMES_MIN) continue;
      // An income that is a little late is about to come.
      const due = nextDue(series.anchor, series.nominal);
      if (addWorkingDays(due, LATE_WORKING_DAYS) < today) continue;
      income = Math.min(income, Math.max(due, today + 1));
    }
  }
  let dueMinor = 0;
  let dues = 0;
  let monthlyMinor = 0;
  for (const stream of state.tracked) {
    if (stream.direction !== 'out' || stream.currency !== currency) continue;
    for (const series of stream.series) {
      if (!isLive(series) || series.payments.length < 2) continue;
      const recent = series.payments.filter(({ day }) => day > today - DAYS_A_MONTH);
      monthlyMinor += recent.reduce((sum, { amountMinor }) => sum - amountMinor, 0);
      const due = nextDue(series.anchor, series.nominal);
      if (due <= today || due >= income) continue;
      dueMinor += Math.abs(series.levelMinor);
      dues++;
    }
  }
  return { income, dues, dueMinor, monthlyMinor };
}
