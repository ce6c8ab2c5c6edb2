import type { Day } from '../model/day.ts';
import { monthIndexOf } from '../model/day.ts';
import type { BillOffer } from './country.ts';
import type { BillChange } from './course.ts';
import { type Life, makeParty, newName, partyFragment, wordPayments } from './life.ts';
import type { Plan } from './plan.ts';
import { basePrice, priceOf } from './pricing.ts';
import type { Cadence, Rhythm } from './rhythm.ts';
import { carryOut } from './series.ts';
import { drawShare } from './shares.ts';
import { withTwists } from './twists.ts';

const BEGIN_DAYS_MIN = 15;

/** Books what a household pays for its home, its contracts and its members. */
export function payBills(life: Life): void {
  const { random, traits, country, book, archetype, course } = life;
  const years = (book.to - book.from) / 730;
  // Those who live with others or with parents hold fewer contracts of their own.
  const contracts = archetype === 'student' ? 0.45 : archetype === 'benefits' ? 0.6 : 1;
  if (traits.has('tenant')) payRent(life);
  for (const offer of country.bills) {
    const change = course.bills.find(({ bill }) => bill === offer.kind);
    if (change !== undefined) {
      changeBill(life, offer, change);
      continue;
    }
    if (offer.only !== undefined && !traits.has(offer.only)) continue;
    if (!random.chance(offer.share * contracts)) continue;
    const begins = random.chance(Math.min(0.8, offer.begun * years));
    payBill(life, offer, begins ? random.between(book.from + BEGIN_DAYS_MIN, book.to - 10) : undefined);
    // Some change the supplier: the old contract ends, the new one is with somebody else.
    if (offer.kind === 'telecom' && random.chance(0.25)) payBill(life, offer, secondLine(life));
  }
}

/** A contract that an event begins, ends or takes to another supplier. */
function changeBill(life: Life, offer: BillOffer, { begins, ends, swaps }: BillChange): void {
  if (begins !== undefined) payBill(life, offer, begins);
  if (ends !== undefined) payBill(life, offer, undefined, ends);
  if (swaps === undefined) return;
  payBill(life, offer, undefined, swaps + life.random.between(-3, 20));
  payBill(life, offer, swaps + life.random.between(-5, 12));
}

/** A second telephone in the household runs already, or comes later. */
function secondLine({ random, book }: Life): Day | undefined {
  return random.chance(0.5) ? undefined : random.between(book.from + BEGIN_DAYS_MIN, book.to - 10);
}

function payBill(life: Life, offer: BillOffer, start: Day | undefined, end?: Day): void {
  const { random, country, book, course } = life;
  const name =
    offer.kind === 'telecom' && random.chance(0.5) ? sameProvider(life, offer) : newName(life, offer.names);
  if (name === undefined) return;
  const party = makeParty(country, random, name);
  const cadence = drawShare(offer.cadences, random);
  const card = offer.channel === 'card';
  const order = offer.channel === 'standing-order';
  const note = offer.notes === undefined ? '' : random.pick(offer.notes);
  const from = start ?? book.from;
  const price = priceOf(
    offer.pricing,
    scaled(basePrice(offer.low, offer.high, random), cadence, offer),
    random,
    from,
  );
  const manual = country.code === 'US' && !card && random.chance(0.12);
  const plan: Plan = {
    signal: 'new-recurring-payment',
    kind: offer.kind,
    account: card && life.creditCard !== undefined && random.chance(0.6) ? life.creditCard : life.main,
    rhythm: drawRhythm(life, cadence, from),
    roll: card ? 'none' : 'forward',
    start: from,
    end: end ?? book.to + 1,
    origin: start === undefined ? 'running' : 'new',
    amount: (day, ordinal) => -price(day, ordinal),
    text: wordPayments(life, card ? 'cardOnFile' : order ? 'standingOrder' : 'directDebit', party, note),
    channel: offer.channel,
    mcc: offer.mcc ?? '',
    party: partyFragment(life, party, order ? 'account' : 'creditor'),
    lags: card,
    ...(manual ? { jitterDays: 3 } : {}),
  };
  const isEventful = course.bills.some(({ bill }) => bill === offer.kind);
  carryOut(life, isEventful ? plan : withTwists(life, plan));
}

/** Prices are named for a month: what is paid every quarter or week is more or less. */
function scaled(price: number, cadence: Cadence, offer: BillOffer): number {
  const own = offer.cadences[0]![0];
  if (cadence === own || offer.kind === 'investment' || offer.kind === 'charity' || offer.kind === 'club')
    return price;
  const months: Partial<Record<Cadence, number>> = {
    weekly: 0.25,
    fortnightly: 0.5,
    'semi-monthly': 0.5,
    'two-monthly': 2,
    quarterly: 3,
    'half-yearly': 6,
    yearly: 12,
  };
  return Math.round((price * (months[cadence] ?? 1)) / (months[own] ?? 1));
}

/** The provider of the telephone that the household has already, or a new one. */
function sameProvider(life: Life, offer: BillOffer): string | undefined {
  return offer.names.find((name) => life.known.has(name)) ?? newName(life, offer.names);
}

function payRent(life: Life): void {
  const { book, course } = life;
  const { leaves, next } = course.home;
  // Who comes to a first flat of their own paid no rent before.
  if (next === undefined || leaves !== undefined) rent(life, { end: leaves ?? book.to + 1, factor: 1 });
  if (next !== undefined) rent(life, { start: next.from, end: book.to + 1, factor: next.factor });
}

interface Lease {
  readonly start?: Day;
  readonly end: Day;
  readonly factor: number;
}

function rent(life: Life, { start, end, factor }: Lease): void {
  const { random, country, book, archetype } = life;
  const person = random.chance(0.45);
  const party = makeParty(
    country,
    random,
    person
      ? `${random.pick(country.firstNames)} ${random.pick(country.surnames)}`
      : (newName(life, country.landlords) ?? 'LANDLORD'),
  );
  const share = archetype === 'student' ? 0.18 : 0.26 + random.next() * 0.14;
  const base = Math.round((country.pay * share * factor) / 500) * 500;
  const from = start ?? book.from;
  const price = priceOf(random.chance(0.5) ? 'stepped' : 'steady', base, random, from);
  const weekly = country.code === 'GB' && random.chance(0.08);
  const note = { US: 'RENT', GB: 'RENT', DE: random.pick(['Miete', 'Miete {m}/{y}', 'Miete + NK Whg 3']) }[
    country.code
  ];
  const byCard = country.code === 'US' && !person && random.chance(0.4);
  const plan: Plan = {
    signal: 'new-recurring-payment',
    kind: 'rent',
    account: life.main,
    rhythm: weekly
      ? { kind: 'days', step: 7, anchor: from + random.between(0, 6) }
      : { kind: 'day-of-month', step: 1, day: random.pick([1, 1, 1, 2, 3, 5, 28, 31]), phase: 0 },
    roll: 'forward',
    start: from,
    end,
    origin: start === undefined ? 'running' : 'new',
    amount: (day, ordinal) => -(weekly ? Math.round(price(day, ordinal) / 433) * 100 : price(day, ordinal)),
    text: wordPayments(life, byCard ? 'directDebit' : 'standingOrder', party, note),
    channel: byCard ? 'direct-debit' : 'standing-order',
    party: partyFragment(life, party, 'account'),
    ...(country.code === 'US' && random.chance(0.3) ? { jitterDays: 2 } : {}),
  };
  carryOut(life, plan);
}

/** Due days as contracts set them: the first and the fifteenth more often than others, rarely after the 28th. */
export function drawRhythm(life: Life, cadence: Cadence, from: Day): Rhythm {
  const { random } = life;
  const anchor = from + random.between(0, 27);
  const dice = random.next();
  const day = dice < 0.3 ? 1 : dice < 0.42 ? 15 : dice < 0.9 ? random.between(2, 28) : random.between(29, 31);
  const phase = monthIndexOf(from) + random.between(0, 11);
  switch (cadence) {
    case 'weekly':
      return { kind: 'days', step: 7, anchor };
    case 'fortnightly':
      return { kind: 'days', step: 14, anchor };
    case 'four-weekly':
      return { kind: 'days', step: 28, anchor };
    case 'semi-monthly':
      return { kind: 'twice-a-month', first: 1, second: 15 };
    case 'monthly':
      if (random.chance(0.03))
        return { kind: 'nth-weekday', nth: random.between(1, 5), weekday: random.between(0, 4) };
      return { kind: 'day-of-month', step: 1, day, phase: 0 };
    default:
      return {
        kind: 'day-of-month',
        step: ({ 'two-monthly': 2, quarterly: 3, 'half-yearly': 6, yearly: 12 } as const)[cadence],
        day,
        phase,
      };
  }
}
