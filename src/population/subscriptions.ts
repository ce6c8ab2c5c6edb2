import type { Day } from '../model/day.ts';
import { civilOf, monthIndexOf } from '../model/day.ts';
import type { SubscriptionOffer } from './country.ts';
import { type Life, makeParty, partyFragment, wordPayments } from './life.ts';
import type { Plan } from './plan.ts';
import { dollarPrice, type Price, priceOf } from './pricing.ts';
import type { Rhythm } from './rhythm.ts';
import { carryOut } from './series.ts';
import { withTwists } from './twists.ts';

const PER_DOLLAR = { US: 1, GB: 0.79, DE: 0.92 } as const;
/** Some cancel a trial in time, before it costs anything (estimate). */
const CANCELLED_SHARE = 0.2;
const TRIAL_DAYS = 6;
const BEGIN_DAYS_MIN = 15;

/** Books what a household subscribes to by card: some it had before, some it takes up. */
export function subscribe(life: Life): void {
  const { random, book, archetype, country } = life;
  const keen = archetype === 'retired' || archetype === 'benefits' ? 0.5 : 1;
  const running = random.poisson(2.6 * keen);
  const begun = random.poisson((2 * keen * (book.to - book.from)) / 730);
  for (let count = 0; count < running + begun; count++) {
    const offer = random.pick(country.subscriptions);
    if (life.known.has(offer.text) && offer.several !== true) continue;
    if (offer.cadence === undefined && count % 3 === 2 && random.chance(0.3)) continue;
    life.known.add(offer.text);
    take(life, offer, count < running ? undefined : random.between(book.from + BEGIN_DAYS_MIN, book.to - 5));
  }
}

function take(life: Life, offer: SubscriptionOffer, start: Day | undefined): void {
  const { random, country, book } = life;
  const party = makeParty(country, random, offer.text);
  const from = start ?? book.from;
  const base = random.pick(offer.prices);
  const price =
    offer.dollars === true
      ? dollarPrice(base, PER_DOLLAR[country.code], random)
      : priceOf(random.chance(0.45) ? 'stepped' : 'steady', base, random, from);
  const trial = start !== undefined && offer.trial === true && random.chance(0.6);
  // -1 stands for a month at half the price.
  const first = trial ? random.pick([0, 100, -1]) : undefined;
  const cancelled = first !== undefined && first >= 0 && random.chance(CANCELLED_SHARE);
  const respelled = offer.respelled === undefined ? undefined : { ...party, name: offer.respelled };
  const account = life.creditCard !== undefined && random.chance(0.65) ? life.creditCard : life.main;
  const plan: Plan = {
    signal: 'new-recurring-payment',
    kind: offer.kind,
    account,
    rhythm: cardRhythm(life, offer, base, from, start !== undefined),
    roll: 'none',
    start: from,
    end: cancelled ? from + TRIAL_DAYS : book.to + 1,
    origin: start === undefined ? 'running' : 'new',
    amount: first === undefined ? (day, ordinal) => -price(day, ordinal) : afterTrial(price, first),
    text: wordPayments(life, 'cardOnFile', party, ''),
    channel: 'card',
    mcc: offer.mcc,
    party: partyFragment(life, party, 'creditor'),
    lags: true,
    ...(first === undefined ? {} : { trial: first < 0 ? 'half' : 'free' }),
  };
  const respell = respelled === undefined ? undefined : wordPayments(life, 'cardOnFile', respelled, '');
  carryOut(life, cancelled ? plan : withTwists(life, plan, respell));
}

/** The first payment of a trial is nothing, or a token; -1 stands for a month at half the price. */
function afterTrial(price: Price, first: number): Price {
  return (day, ordinal) => {
    if (ordinal > 0) return -price(day, ordinal);
    return first < 0 ? -Math.round(price(day, ordinal) / 2) : -first;
  };
}

/** A subscription is billed on the day it was taken; large prices stand for a whole year. */
function cardRhythm(life: Life, offer: SubscriptionOffer, price: number, from: Day, begins: boolean): Rhythm {
  const { random } = life;
  const monthlyLimit =
    offer.cadence === undefined && offer.prices.length > 1 && price > 7_000 && price > offer.prices[0]! * 7;
  const cadence = monthlyLimit ? 'yearly' : (offer.cadence ?? 'monthly');
  const anchor = begins ? from : from + random.between(0, 27);
  if (cadence === 'weekly' || cadence === 'fortnightly' || cadence === 'four-weekly') {
    return {
      kind: 'days',
      step: ({ weekly: 7, fortnightly: 14, 'four-weekly': 28 } as const)[cadence],
      anchor,
    };
  }
  const step = (
    { 'semi-monthly': 1, monthly: 1, 'two-monthly': 2, quarterly: 3, 'half-yearly': 6, yearly: 12 } as const
  )[cadence];
  const phase = monthIndexOf(from) + (begins ? 0 : random.between(0, 11));
  return {
    kind: 'day-of-month',
    step,
    day: begins ? civilOf(from).dayOfMonth : random.between(1, 31),
    phase,
  };
}
