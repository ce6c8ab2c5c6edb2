import type { Random } from '../lib/random.ts';
import { DAY_LAST } from '../model/day.ts';
import type { Account, Book } from './book.ts';
import type { Country, Party, Trait } from './country.ts';
import { GERMANY } from './country-de.ts';
import { UNITED_KINGDOM } from './country-gb.ts';
import { UNITED_STATES } from './country-us.ts';
import { steadyCourse } from './course.ts';
import { ARCHETYPES, type Archetype, type Life, makeParty, personName } from './life.ts';
import { type DayWindow, type PopulationOptions, populationWindow } from './options.ts';
import { drawShare } from './shares.ts';

const COUNTRIES = { GB: UNITED_KINGDOM, US: UNITED_STATES, DE: GERMANY } as const;
const COUNTRY_SHARES: readonly (readonly [Country, number])[] = [
  [UNITED_KINGDOM, 0.42],
  [UNITED_STATES, 0.33],
  [GERMANY, 0.25],
];
const ARCHETYPE_SHARES: Readonly<Record<Archetype, number>> = {
  single: 0.27,
  couple: 0.2,
  family: 0.22,
  retired: 0.12,
  student: 0.07,
  freelancer: 0.07,
  benefits: 0.05,
};
/** Transactions a month that an archetype makes, as a median. */
const ARCHETYPE_ACTIVITY: Readonly<Record<Archetype, number>> = {
  single: 46,
  couple: 54,
  family: 64,
  retired: 30,
  student: 40,
  freelancer: 52,
  benefits: 30,
};
const ACTIVITY_MIN = 15;
const ACTIVITY_MAX = 150;

/** Draws who a customer is: country, household, accounts, bank, how much goes through the accounts. */
export function drawHousehold(customer: string, options: PopulationOptions, random: Random): Life {
  const drawn = drawShare(COUNTRY_SHARES, random);
  const country = options.country === undefined ? drawn : COUNTRIES[options.country];
  const days = populationWindow(options);
  const archetype = drawShare(
    ARCHETYPES.map((name) => [name, ARCHETYPE_SHARES[name]] as const),
    random,
  );
  const observed = observedDays(days, random);
  const accounts: Account[] = [openAccount(customer, 0, 'current', observed.from)];
  const add = (type: Account['type'], opened: number): number => {
    accounts.push(openAccount(customer, accounts.length, type, opened));
    return accounts.length - 1;
  };
  const savings = random.chance(0.45) ? add('savings', observed.from) : undefined;
  const creditCard = random.chance(country.code === 'US' ? 0.55 : 0.3)
    ? add('credit-card', observed.from)
    : undefined;
  const length = observed.to - observed.from;
  const later = length > 200 && random.chance(0.1);
  const opened = later ? observed.from + random.between(100, length - 60) : 0;
  const second = later ? add('current', opened) : undefined;
  const book: Book = { accounts, entries: [], ...observed };
  const holder = personName(country, random);
  return {
    random,
    country,
    archetype,
    traits: drawTraits(archetype, random),
    voice: {
      style: random.between(0, 3),
      card: `${random.between(1000, 9999)}`,
      holder,
      city: random.pick(country.cities),
    },
    book,
    activity: Math.min(
      ACTIVITY_MAX,
      Math.max(ACTIVITY_MIN, ARCHETYPE_ACTIVITY[archetype] * Math.exp(0.4 * random.normal())),
    ),
    main: 0,
    savings,
    creditCard,
    move: drawMove(second, opened, creditCard, observed, random),
    tellsParty: random.chance(0.55),
    known: new Set<string>(),
    friends: drawFriends(country, random),
    series: [],
    traps: [],
    truths: [],
    course: steadyCourse(),
  };
}

/** Most customers are there from the first day to the last; some join or leave in between. */
function observedDays(days: DayWindow, random: Random): DayWindow {
  const length = days.to - days.from;
  if (length < 300) return days;
  const dice = random.next();
  if (dice < 0.1) return { from: days.from + random.between(20, Math.floor(length / 2)), to: days.to };
  if (dice < 0.13) return { from: days.from, to: days.to - random.between(20, Math.floor(length / 2)) };
  return days;
}

function openAccount(customer: string, index: number, type: Account['type'], opened: number): Account {
  return { key: `${customer}-${index + 1}`, type, opened, firstDay: DAY_LAST, opening: undefined };
}

function drawTraits(archetype: Archetype, random: Random): Set<Trait> {
  const traits = new Set<Trait>();
  const owns = {
    single: 0.25,
    couple: 0.5,
    family: 0.62,
    retired: 0.6,
    student: 0,
    freelancer: 0.4,
    benefits: 0.05,
  }[archetype];
  if (random.chance(owns)) traits.add('owner');
  else if (random.chance(archetype === 'student' ? 0.7 : 0.9)) traits.add('tenant');
  if (archetype === 'family' || (archetype === 'benefits' && random.chance(0.4))) traits.add('child');
  if (random.chance(archetype === 'student' ? 0.25 : 0.65)) traits.add('car');
  if (random.chance(0.3)) traits.add('pet');
  if (archetype === 'student') traits.add('student');
  return traits;
}

/** Payments are taken along to a new account, or put on the credit card that was there all the time. */
function drawMove(
  second: number | undefined,
  opened: number,
  creditCard: number | undefined,
  observed: DayWindow,
  random: Random,
): Life['move'] {
  if (second !== undefined) return { from: opened + random.between(10, 50), account: second };
  if (creditCard === undefined || !random.chance(0.12) || observed.to - observed.from < 200) return undefined;
  return { from: random.between(observed.from + 90, observed.to - 60), account: creditCard };
}

function drawFriends(country: Country, random: Random): Party[] {
  const friends: Party[] = [];
  for (let count = random.between(2, 6); count > 0; count--) {
    friends.push(makeParty(country, random, personName(country, random)));
  }
  return friends;
}
