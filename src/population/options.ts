import type { Day } from '../model/day.ts';
import { dayInMonth, dayOf, monthIndexOf } from '../model/day.ts';
import type { CountryCode } from './calendar.ts';
import type { TruthSignal } from './truth-signals.ts';

/** How often the feed goes wrong, and how often a life holds what looks recurring and is not. */
export interface PopulationRates {
  /** Traps in a customer's life for each year observed, on average. */
  readonly traps: number;
  /** Share of card payments that are shown as pending first. */
  readonly pending: number;
  /** Share of transactions that are delivered again, byte for byte. */
  readonly duplicate: number;
  /** Share of transactions that are delivered again with other content. */
  readonly correction: number;
  /** Share of one-off transactions that are withdrawn. */
  readonly retraction: number;
  /** Share of transactions that arrive days after their booking date. */
  readonly late: number;
  /** Share of lines that stand a few days too early or too late in the file. */
  readonly disorder: number;
  /** Share of one-off transactions to which the source gave no id. */
  readonly withoutId: number;
  /** Share of one-off transactions with a strange descriptor: empty, quoted, in another script. */
  readonly odd: number;
  /** Lines that nobody can read, for each customer, on average. */
  readonly dirty: number;
}

export interface PopulationOptions {
  readonly seed: number;
  readonly customers: number;
  readonly months: number;
  /** The first day; 2024-01-01 when not given. */
  readonly from?: Day;
  /** All three when not given, as often as `household.ts` says. */
  readonly country?: CountryCode;
  readonly rates?: Partial<PopulationRates>;
  /** Signals whose events happen to more customers than in life; truth then tells the weights that undo it. */
  readonly enrich?: readonly TruthSignal[] | 'all';
}

/** What the generator does when it is not told otherwise. */
export const POPULATION_RATES: PopulationRates = {
  traps: 2.5,
  pending: 0.05,
  duplicate: 0.006,
  correction: 0.002,
  retraction: 0.001,
  late: 0.004,
  disorder: 0.01,
  withoutId: 0.002,
  odd: 0.002,
  dirty: 0.3,
};

/** The last month may not pass the calendar's end (2099). */
export const POPULATION_MONTHS_MAX = 600;

/** First and last day, both included. */
export interface DayWindow {
  readonly from: Day;
  readonly to: Day;
}

export function populationRates(options: PopulationOptions): PopulationRates {
  return options.rates === undefined ? POPULATION_RATES : { ...POPULATION_RATES, ...options.rates };
}

/** The days that the population covers: whole months from its first day on. */
export function populationWindow(options: PopulationOptions): DayWindow {
  const from = options.from ?? dayOf(2024, 1, 1);
  const dayOfMonth = from - dayInMonth(monthIndexOf(from), 1) + 1;
  return { from, to: dayInMonth(monthIndexOf(from) + options.months, dayOfMonth) - 1 };
}

/** The key of the customer at an index. */
export function populationCustomer(index: number): string {
  return `c${`${index}`.padStart(6, '0')}`;
}
