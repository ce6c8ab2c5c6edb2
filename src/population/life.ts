import { hash53 } from '../lib/hash.ts';
import type { Random } from '../lib/random.ts';
import type { Day } from '../model/day.ts';
import type { Book, Entry } from './book.ts';
import { dayText } from './calendar.ts';
import type { Country, Line, Party, Trait, Voice, Wording } from './country.ts';
import type { Course } from './course.ts';
import type { EventTruth } from './event-truth.ts';
import type { RecurringSignal, Series } from './plan.ts';

export const ARCHETYPES = [
  'single',
  'couple',
  'family',
  'retired',
  'student',
  'freelancer',
  'benefits',
] as const;
export type Archetype = (typeof ARCHETYPES)[number];

/** Something that looks recurring and is not; truth says that it must stay silent. */
export interface Trap {
  readonly signal: RecurringSignal;
  readonly why: string;
  readonly entries: readonly Entry[];
}

/** One customer's life while it is being told. */
export interface Life {
  readonly random: Random;
  readonly country: Country;
  readonly archetype: Archetype;
  readonly traits: ReadonlySet<Trait>;
  readonly voice: Voice;
  readonly book: Book;
  /** Transactions a month, all in all. */
  readonly activity: number;
  /** Indexes of the accounts; a customer has always a main one. */
  readonly main: 0;
  readonly savings: number | undefined;
  readonly creditCard: number | undefined;
  /** When some payments are taken to another account, and which. */
  readonly move: { readonly from: Day; readonly account: number } | undefined;
  /** Whether the feed tells who is on the other side. */
  readonly tellsParty: boolean;
  /** Names of those with whom this customer has dealings already. */
  readonly known: Set<string>;
  readonly friends: readonly Party[];
  readonly series: Series[];
  readonly traps: Trap[];
  /** What is true beside series and traps. */
  readonly truths: EventTruth[];
  /** What events change in what is agreed. */
  readonly course: Course;
}

/** A name from a list that this customer has no dealings with yet; undefined when all are taken. */
export function newName(life: Life, names: readonly string[]): string | undefined {
  for (let attempt = 0; attempt < 6; attempt++) {
    const name = life.random.pick(names);
    if (!life.known.has(name)) {
      life.known.add(name);
      return name;
    }
  }
  return undefined;
}

export function personName(country: Country, random: Random): string {
  return `${random.pick(country.firstNames)} ${random.pick(country.surnames)}`;
}

/** A party whose business ids hang on its name and whose customer number on the customer. */
export function makeParty(country: Country, random: Random, name: string): Party {
  const company = hash53(name, 7);
  const eleven = `${company}`.padStart(16, '0').slice(-11);
  const shown = name.includes('{n}') ? name.replace('{n}', `${random.between(100, 4999)}`) : name;
  const reference = `${random.between(10_000_000, 999_999_999)}`;
  return {
    name: shown.replace('{k}', licencePlate(random)),
    reference,
    creditorId:
      country.code === 'US'
        ? eleven.slice(0, 10)
        : `${country.code}${checkDigits(`ZZZ${eleven}`, country.code)}ZZZ${eleven}`,
    mandateId: `M${random.between(100_000, 9_999_999)}`,
    iban: country.iban ? iban(country.code, random) : '',
  };
}

/** The counterparty as the feed gives it: a JSON fragment that begins with a comma, or nothing. */
export function partyFragment(life: Life, party: Party, kind: 'creditor' | 'account'): string {
  if (!life.tellsParty) return '';
  const account = kind === 'account' && party.iban !== '' ? { iban: party.iban } : {};
  const creditor = kind === 'creditor' ? { creditorId: party.creditorId, mandateId: party.mandateId } : {};
  return `,"counterparty":${JSON.stringify({ name: party.name, ...account, ...creditor })}`;
}

type Rail = {
  [Name in keyof Wording]: Wording[Name] extends (line: Line) => string ? Name : never;
}[keyof Wording];

/** The text of a series' payment by day: fixed parts are filled in once, dates and numbers each time. */
export function wordPayments(life: Life, rail: Rail, party: Party, note: string): (day: Day) => string {
  const { voice, random, country } = life;
  const write = country.wording[rail];
  const changesNote = note.includes('{');
  const changesName = party.name.includes('{r}');
  return (day) => {
    const text = dayText(day);
    const shown = changesName ? { ...party, name: party.name.replace('{r}', purchaseCode(random)) } : party;
    const filled = changesNote
      ? note
          .replace('{k}', party.reference)
          .replace('{m}', text.month)
          .replace('{y}', text.year)
          .replace('{i}', `${random.between(1_000_000, 99_999_999)}`)
      : note;
    return write({ voice, day: text, party: shown, note: filled, random });
  };
}

/** What shops print to tell one purchase from the next: letters and digits that say nothing. */
export function purchaseCode(random: Random): string {
  return random.between(60_466_176, 2_176_782_335).toString(36).toUpperCase();
}

function licencePlate(random: Random): string {
  const letter = () => String.fromCharCode(65 + random.between(0, 25));
  return `${letter()}${letter()}${random.between(10, 73)}${letter()}${letter()}${letter()}`;
}

function iban(country: string, random: Random): string {
  const digits = `${random.between(10_000_000, 99_999_999)}${random.between(1_000_000_000, 9_999_999_999)}`;
  const account = country === 'GB' ? `NWBK${digits.slice(0, 14)}` : digits;
  return `${country}${checkDigits(account, country)}${account}`;
}

/** The two check digits of ISO 7064 mod 97-10, letters counted as 10 to 35. */
function checkDigits(account: string, country: string): string {
  let remainder = 0;
  for (const character of `${account.replace('ZZZ', '')}${country}00`) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return `${98 - remainder}`.padStart(2, '0');
}
