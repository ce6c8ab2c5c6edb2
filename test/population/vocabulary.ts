import type { PopulationOptions } from '../../src/population/options.ts';
import { type GeneratedCustomer, generateCustomer } from '../../src/population/population.ts';
import type { TruthSignal } from '../../src/population/truth-signals.ts';

/** A plain transaction as a line of events holds it. */
export interface PlainLine {
  readonly kind: string;
  readonly op?: string;
  readonly id?: string;
  readonly account: string;
  readonly date: string;
  readonly transactionDate?: string;
  readonly seen?: string;
  readonly status?: string;
  readonly replaces?: string;
  readonly amount: string;
  readonly currency: string;
  readonly description: string;
}

/** A line of truth that expects something. */
export interface Expectation {
  readonly customer: string;
  readonly signal: TruthSignal;
  readonly expect: 'fires' | 'silent' | 'ignore';
  readonly from: string;
  readonly by: string;
  readonly why: string;
  readonly cadence: string;
  readonly kind: string;
  readonly amounts: string;
  readonly transactions: readonly string[];
}

export const optionsOf = (more: Partial<PopulationOptions> = {}): PopulationOptions => ({
  seed: 11,
  customers: 100,
  months: 24,
  ...more,
});

/** The customers of a part of a population. */
export function people(options: PopulationOptions, count: number, first = 0): GeneratedCustomer[] {
  return Array.from({ length: count }, (_, index) => generateCustomer(options, first + index));
}

export const expectationsOf = (made: GeneratedCustomer): Expectation[] =>
  made.truth.map((line) => JSON.parse(line) as Expectation);

/** What truth says of series: all of it lists transactions. */
export const recurringOf = (made: GeneratedCustomer): Expectation[] =>
  expectationsOf(made).filter(({ signal }) => signal.startsWith('new-recurring-'));

/** What truth says of events, which may list none. */
export const eventsOf = (made: GeneratedCustomer): (Expectation & EventFields)[] =>
  expectationsOf(made).filter(({ signal }) => !signal.startsWith('new-recurring-'));

interface EventFields {
  readonly traces?: readonly string[];
}

/** The lines that are JSON objects of transactions; spoilt ones may be among them unless dirt is off. */
export function plainLinesOf(made: GeneratedCustomer): PlainLine[] {
  return made.events.map((line) => JSON.parse(line) as PlainLine);
}
