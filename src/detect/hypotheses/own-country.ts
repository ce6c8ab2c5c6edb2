import { COUNTRIES_MAX } from '../../customer/bounds.ts';
import type { CustomerState } from '../../customer/customer-state.ts';
import type { Diary } from '../../customer/diary.ts';
import { countryAtEnd, homesOf } from '../../merchants/countries.ts';
import type { TransactionEvent } from '../../model/ledger-event.ts';
import { ownCurrency } from './usual.ts';

/** Card lines with a country from which on the most frequent one is the customer's own. */
const LINES_MIN = 5;

/** Counts the country at the end of a card line. */
export function takeCountry(diary: Diary, event: TransactionEvent): void {
  const country = countryOf(event);
  if (country === undefined) return;
  const count = diary.countries.get(country) ?? 0;
  if (count === 0 && diary.countries.size >= COUNTRIES_MAX) {
    const rarest = [...diary.countries].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))[0]!;
    diary.countries.delete(rarest[0]);
  }
  diary.countries.set(country, count + 1);
}

/** Whether a card line ends with a country that is not the customer's own. */
export function isAbroad(state: CustomerState, event: TransactionEvent): boolean {
  const country = countryOf(event);
  if (country === undefined) return false;
  const [own] = [...state.diary.countries].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (own !== undefined && own[1] >= LINES_MIN) return own[0] !== country;
  const homes = homesOf(state.currencies[ownCurrency(state)] ?? '');
  // Without lines of their own the currency tells: a country that does not use it is abroad.
  return homes !== undefined && !homes.includes(country);
}

function countryOf(event: TransactionEvent): string | undefined {
  return event.channel === 'card' || event.channel === '' ? countryAtEnd(event.description) : undefined;
}
