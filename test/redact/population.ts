import { GERMANY } from '../../src/population/country-de.ts';
import { UNITED_KINGDOM } from '../../src/population/country-gb.ts';
import { UNITED_STATES } from '../../src/population/country-us.ts';
import { generateCustomer } from '../../src/population/population.ts';
import { intakeContext, takeLine } from './helpers.ts';

/** What became of the transactions of an invented population, whose lines redaction was not written for. */
export interface PopulationRates {
  transactions: number;
  /** Lines that name a person of the population, by given name and surname. */
  named: number;
  /** Of these, the lines whose event still names one. */
  leaked: number;
  /** Lines that name nobody, and from which a name was hidden. */
  overHidden: number;
  readonly leaks: string[];
}

const COUNTRIES = [GERMANY, UNITED_KINGDOM, UNITED_STATES];
const anyOf = (names: readonly (readonly string[])[]): string => [...new Set(names.flat())].join('|');
const PERSON = new RegExp(
  `(?<!\\p{L})(?:${anyOf(COUNTRIES.map(({ firstNames }) => firstNames))}) (?:${anyOf(COUNTRIES.map(({ surnames }) => surnames))})(?!\\p{L})`,
  'iu',
);

/** Takes a population in, and looks for its people in the ledger's events. */
export function measurePopulation(options: {
  readonly customers: number;
  readonly seed: number;
}): PopulationRates {
  const rates: PopulationRates = { transactions: 0, named: 0, leaked: 0, overHidden: 0, leaks: [] };
  const context = intakeContext();
  for (let index = 0; index < options.customers; index++) {
    for (const line of generateCustomer({ ...options, months: 12 }, index).events) {
      const event = takeLine(line, context);
      if (event.kind !== 'transaction' || event.op === 'retract') continue;
      const { description } = JSON.parse(line) as { readonly description: string };
      count(rates, description, JSON.stringify(event), event.description);
    }
  }
  return rates;
}

function count(rates: PopulationRates, before: string, event: string, after: string): void {
  rates.transactions++;
  if (!PERSON.test(before)) {
    if (after.includes('[name]')) rates.overHidden++;
    return;
  }
  rates.named++;
  if (!PERSON.test(event)) return;
  rates.leaked++;
  rates.leaks.push(`${before}  ->  ${event}`);
}
