import { COUNTRIES_MAX } from '../../customer/bounds.ts';
import type { CustomerState } from '../../customer/customer-state.ts';
import type { Diary } from '../../customer/diary.ts';
import { countryAtEnd, homesOf } from '../../merchants/countries.ts';
import type { TransactionEvent } from '../../model/ledger-event.ts';
import { ownCurrency } from './usual.ts';

/** Card lines with a country from which on the most frequent one is the customer's own. */
const LINES_MIN = 5;

/** Stands for card lines without a country: many banks mark only those from abroad. */
const UNMARKED = '';
/** So many lines without a mark tell that the bank leaves it out at home. */
const UNMARKED_MIN = 20;
/** Whose own country stands on fewer than one line in so many has been there on a journey. */
const UNMARKED_PER_OWN_MAX = 10;

/** Counts the country at the end of a card line, and the lines without one. */
export function takeCountry(diary: Diary, event: TransactionEvent): void {
  if (!namesPlaces(event)) return;
  const country = countryOf(event) ?? UNMARKED;
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
  const { countries } = state.diary;
  const unmarked = countries.get(UNMARKED) ?? 0;
  const [own] = [...countries]
    .filter(([each]) => each !== UNMARKED)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (own !== undefined && own[1] >= LINES_MIN && own[1] * UNMARKED_PER_OWN_MAX >= unmarked)
    return own[0] !== country;
  const homes = homesOf(state.currencies[ownCurrency(state)] ?? '');
  // Where lines at home bear no mark, one that does is from abroad, within the same money as well.
  if (homes !== undefined && homes.length > 1 && unmarked >= UNMARKED_MIN) return true;
  // Without lines of their own the currency tells: a country that does not use it is abroad.
  return homes !== undefined && !homes.includes(country);
}

function countryOf(event: TransactionEvent): string | undefined {
  return namesPlaces(event) ? countryAtEnd(event.description) : undefined;
}

function namesPlaces({ channel }: TransactionEvent): boolean {
  return channel === 'card' || channel === 'cash' || channel === '';
}
