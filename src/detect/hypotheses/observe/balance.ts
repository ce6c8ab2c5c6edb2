import { DAY_NEVER } from '../../../customer/customer-state.ts';
import { dayInMonth, monthIndexOf } from '../../../model/day.ts';
import type { Level, Observation } from '../../../model/hypothesis.ts';
import { dailyLows, type Low } from '../balances.ts';
import { lowOfMonth } from '../close-months.ts';
import { formatMinor } from '../format-minor.ts';
import { type Scope, type Seen, windowStart } from '../scope.ts';
import { completeMonths, ownCurrency, usualSpending } from '../usual.ts';
import { nextMonthlyLook } from './monthly.ts';

const MONTHS_MAX = 12;
const CYCLE_DAYS = 30;
const MONTHS_BEFORE_MAX = 6;
const MONTHS_BEFORE_MIN = 2;
const NEGATIVE_DAYS_A_MONTH = 3;
type BalanceObservation = Extract<Observation, { kind: 'balance' }>;

/** The balance of current accounts, where the feed tells it. */
export function seeBalance(
  observation: BalanceObservation,
  scope: Scope,
  levels: readonly Level[],
): Seen | undefined {
  const { state, today } = scope;
  const usual = observation.belowSpendShare === 0 ? 0 : usualSpending(state, today);
  if (usual === undefined) return undefined;
  const level = (usual * observation.belowSpendShare) / 100;
  switch (observation.measure) {
    case 'days-below':
      return daysBelow(observation, scope, levels, level);
    case 'days-negative':
      return daysBelow(observation, scope, levels, 0);
    case 'months-below':
      return monthsBelow(scope, level, 1);
    case 'months-negative':
      return monthsBelow(scope, 0, NEGATIVE_DAYS_A_MONTH);
    case 'draw-percent':
      return draw(scope);
  }
}

function daysBelow(
  observation: BalanceObservation,
  scope: Scope,
  levels: readonly Level[],
  level: number,
): Seen | undefined {
  const { today } = scope;
  const lows = dailyLows(scope.state, { from: windowStart(scope, observation.withinDays), to: today });
  if (lows.length === 0) return undefined;
  const below = lows.filter(({ minor }) => minor < level);
  const isBelow = lows.at(-1)!.minor < level;
  const wanted = levels.find(({ at }) => at > below.length);
  const grows = isBelow && wanted !== undefined ? today + Math.ceil(wanted.at - below.length) : DAY_NEVER;
  const slides = scope.definition.life.kind === 'condition' && below.length > 0 && !isBelow;
  return seenOf(scope, below, below.length, slides ? below[0]!.day + observation.withinDays : grows);
}

/** Complete months in a row up to now, each with at least so many days below the level. */
function monthsBelow(scope: Scope, level: number, daysMin: number): Seen | undefined {
  const { state, today } = scope;
  const { diary } = state;
  const months = completeMonths(diary, today, MONTHS_MAX);
  const newest = lowOfMonth(state, months.at(-1) ?? -1);
  if (newest === undefined) return undefined;
  let value = 0;
  for (const month of [...months].reverse()) {
    const low = lowOfMonth(state, month);
    const isBelow = low !== undefined && (daysMin > 1 ? low.negativeDays >= daysMin : low.minMinor < level);
    if (!isBelow) break;
    value++;
  }
  const first = dayInMonth(months[months.length - value] ?? monthIndexOf(today), 1);
  const last = dayInMonth(months.at(-1)! + 1, 1) - 1;
  const inRow: Low[] = value === 0 ? [] : [first, last].map((day) => ({ day, minor: newest.minMinor }));
  return seenOf(scope, inRow, value, nextMonthlyLook(today));
}

/** How far the lowest balance of the newest cycle lies below the usual lowest of the months before it. */
function draw(scope: Scope): Seen | undefined {
  const { state, today } = scope;
  const { diary } = state;
  const usual = usualSpending(state, today);
  const lows = dailyLows(state, { from: today - CYCLE_DAYS + 1, to: today });
  const before = diary.months
    .filter(({ month }) => dayInMonth(month + 1, 1) <= today - CYCLE_DAYS + 1)
    .flatMap(({ low }) => (low === undefined ? [] : [low.minMinor]))
    .slice(-MONTHS_BEFORE_MAX)
    .sort((a, b) => a - b);
  if (usual === undefined || lows.length === 0 || before.length < MONTHS_BEFORE_MIN) return undefined;
  const now = Math.min(...lows.map(({ minor }) => minor));
  const middle = before[Math.floor((before.length - 1) / 2)]!;
  const value = Math.max(0, Math.round(((middle - now) * 100) / usual));
  const lowest = lows.filter(({ minor }) => minor === now);
  return seenOf(scope, value === 0 ? [] : lowest, value, DAY_NEVER, {
    before: formatMinor(middle, currencyOf(scope)),
    now: formatMinor(now, currencyOf(scope)),
  });
}

function currencyOf({ state }: Scope): string {
  return state.currencies[ownCurrency(state)] ?? 'EUR';
}

function seenOf(
  scope: Scope,
  below: readonly Low[],
  value: number,
  next: number,
  amounts: { readonly before?: string; readonly now?: string } = {},
): Seen {
  const lowest = Math.min(...below.map(({ minor }) => minor));
  return {
    value,
    count: below.length,
    first: below[0]?.day ?? DAY_NEVER,
    last: below.at(-1)?.day ?? -1,
    lines: [],
    names: [],
    ...(below.length === 0 ? {} : { amount: formatMinor(lowest, currencyOf(scope)) }),
    ...amounts,
    next,
  };
}
