import type { Day } from '../../model/day.ts';
import { CADENCE_IDS, type CadenceId } from '../../model/definition.ts';

/** The calendar facts of a rhythm; what it weighs stands in the definition. */
export interface Cadence {
  readonly id: CadenceId;
  readonly everyDays: number;
  readonly everyMonths: number;
  /** Calendar days from payment to payment that may still be this rhythm, weekends and late postings included. */
  readonly gapMin: Day;
  readonly gapMax: Day;
  /** Typical days from one due day to the next. */
  readonly cycleDays: number;
  /** Payments without which the rhythm cannot be told from another. */
  readonly paymentsMin: number;
}

export const CADENCES: Readonly<Record<CadenceId, Cadence>> = {
  weekly: { id: 'weekly', everyDays: 7, everyMonths: 0, gapMin: 5, gapMax: 9, cycleDays: 7, paymentsMin: 3 },
  fortnightly: {
    id: 'fortnightly',
    everyDays: 14,
    everyMonths: 0,
    gapMin: 11,
    gapMax: 17,
    cycleDays: 14,
    paymentsMin: 3,
  },
  'four-weekly': {
    id: 'four-weekly',
    everyDays: 28,
    everyMonths: 0,
    gapMin: 25,
    gapMax: 31,
    cycleDays: 28,
    paymentsMin: 3,
  },
  'semi-monthly': {
    id: 'semi-monthly',
    everyDays: 0,
    everyMonths: 0,
    gapMin: 11,
    gapMax: 20,
    cycleDays: 15,
    paymentsMin: 4,
  },
  monthly: {
    id: 'monthly',
    everyDays: 0,
    everyMonths: 1,
    gapMin: 24,
    gapMax: 38,
    cycleDays: 31,
    paymentsMin: 2,
  },
  'two-monthly': {
    id: 'two-monthly',
    everyDays: 0,
    everyMonths: 2,
    gapMin: 54,
    gapMax: 69,
    cycleDays: 61,
    paymentsMin: 2,
  },
  quarterly: {
    id: 'quarterly',
    everyDays: 0,
    everyMonths: 3,
    gapMin: 83,
    gapMax: 101,
    cycleDays: 92,
    paymentsMin: 2,
  },
  'half-yearly': {
    id: 'half-yearly',
    everyDays: 0,
    everyMonths: 6,
    gapMin: 172,
    gapMax: 194,
    cycleDays: 183,
    paymentsMin: 2,
  },
  yearly: {
    id: 'yearly',
    everyDays: 0,
    everyMonths: 12,
    gapMin: 351,
    gapMax: 380,
    cycleDays: 366,
    paymentsMin: 2,
  },
};

const GAP_MAX = 400;
const byGap: readonly number[] = Array.from({ length: GAP_MAX + 1 }, (_, gap) =>
  CADENCE_IDS.reduce(
    (mask, id, index) =>
      gap >= CADENCES[id].gapMin && gap <= CADENCES[id].gapMax ? mask | (1 << index) : mask,
    0,
  ),
);

/** Which rhythms two payments so many days apart could be neighbours in, as bits in the order of `CADENCE_IDS`. */
export function cadenceMask(gapDays: number): number {
  return byGap[gapDays] ?? 0;
}
