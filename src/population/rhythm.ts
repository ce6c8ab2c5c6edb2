import type { Day } from '../model/day.ts';
import { dayInMonth, monthIndexOf } from '../model/day.ts';
import type { CountryCode } from './calendar.ts';
import { nthWeekday, rollDay } from './calendar.ts';

export const CADENCES = {
  weekly: { cycleDays: 7, toleranceDays: 3, payments: 6 },
  fortnightly: { cycleDays: 14, toleranceDays: 4, payments: 6 },
  'four-weekly': { cycleDays: 28, toleranceDays: 5, payments: 4 },
  'semi-monthly': { cycleDays: 16, toleranceDays: 5, payments: 6 },
  monthly: { cycleDays: 31, toleranceDays: 7, payments: 4 },
  'two-monthly': { cycleDays: 62, toleranceDays: 8, payments: 4 },
  quarterly: { cycleDays: 92, toleranceDays: 10, payments: 4 },
  'half-yearly': { cycleDays: 184, toleranceDays: 14, payments: 4 },
  yearly: { cycleDays: 366, toleranceDays: 21, payments: 3 },
} as const satisfies Record<string, { cycleDays: number; toleranceDays: number; payments: number }>;

/**
 * How often; with the longest regular distance, the days that a fair judge allows for lag and weekends,
 * and the number of payments by which a careful observer who knows no merchant must be sure.
 */
export type Cadence = keyof typeof CADENCES;

/** The rule behind the due days. */
export type Rhythm =
  | { readonly kind: 'days'; readonly step: 7 | 14 | 28; readonly anchor: Day }
  | {
      readonly kind: 'day-of-month';
      readonly step: 1 | 2 | 3 | 6 | 12;
      readonly day: number;
      readonly phase: number;
    }
  | { readonly kind: 'last-business-day' }
  | { readonly kind: 'nth-weekday'; readonly nth: number; readonly weekday: number }
  | { readonly kind: 'twice-a-month'; readonly first: number; readonly second: number };

const DAYS_CADENCE = { 7: 'weekly', 14: 'fortnightly', 28: 'four-weekly' } as const;
const MONTHS_CADENCE = {
  1: 'monthly',
  2: 'two-monthly',
  3: 'quarterly',
  6: 'half-yearly',
  12: 'yearly',
} as const;

export function cadenceOf(rhythm: Rhythm): Cadence {
  if (rhythm.kind === 'days') return DAYS_CADENCE[rhythm.step];
  if (rhythm.kind === 'twice-a-month') return 'semi-monthly';
  return rhythm.kind === 'day-of-month' ? MONTHS_CADENCE[rhythm.step] : 'monthly';
}

/** The rule in a word, for break-downs. */
export function dayRuleOf(rhythm: Rhythm): string {
  if (rhythm.kind === 'day-of-month') return rhythm.day >= 31 ? 'last-day' : 'day-of-month';
  return rhythm.kind === 'days' ? 'weekday' : rhythm.kind;
}

/** The nominal due days from one day to another, both included, before weekends are minded. */
export function dueDays(rhythm: Rhythm, from: Day, to: Day, country: CountryCode): Day[] {
  const days: Day[] = [];
  if (rhythm.kind === 'days') {
    const { step, anchor } = rhythm;
    for (let day = anchor + Math.ceil((from - anchor) / step) * step; day <= to; day += step) days.push(day);
    return days;
  }
  const lastMonth = monthIndexOf(to);
  const step = rhythm.kind === 'day-of-month' ? rhythm.step : 1;
  const phase = rhythm.kind === 'day-of-month' ? rhythm.phase : 0;
  for (let month = monthIndexOf(from); month <= lastMonth; month++) {
    if ((((month - phase) % step) + step) % step !== 0) continue;
    for (const day of daysOfMonth(rhythm, month, country)) if (day >= from && day <= to) days.push(day);
  }
  return days;
}

function daysOfMonth(rhythm: Exclude<Rhythm, { kind: 'days' }>, month: number, country: CountryCode): Day[] {
  switch (rhythm.kind) {
    case 'day-of-month':
      return [dayInMonth(month, rhythm.day)];
    case 'last-business-day':
      return [rollDay(country, dayInMonth(month, 31), 'backward')];
    case 'nth-weekday':
      return [nthWeekday(month, rhythm.nth, rhythm.weekday)];
    case 'twice-a-month':
      return [dayInMonth(month, rhythm.first), dayInMonth(month, rhythm.second)];
  }
}
