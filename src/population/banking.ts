import type { Day } from '../model/day.ts';
import { dayInMonth, monthIndexOf } from '../model/day.ts';
import { record } from './book.ts';
import { rollDay } from './calendar.ts';
import {
  type Life,
  makeParty,
  newName,
  partyFragment,
  personName,
  purchaseCode,
  wordPayments,
} from './life.ts';
import type { Plan } from './plan.ts';
import { basePrice } from './pricing.ts';
import type { Rhythm } from './rhythm.ts';
import { carryOut } from './series.ts';
import { withTwists } from './twists.ts';

const BEGIN_DAYS_MIN = 15;

/** Books what money does between accounts and people by agreement: saving, orders to persons, fees, interest. */
export function bank(life: Life): void {
  const { random, savings, traits } = life;
  if (savings !== undefined && random.chance(0.7)) save(life, savings);
  if (savings !== undefined && random.chance(0.7)) interest(life, savings);
  if (random.chance(0.22)) fee(life);
  if (random.chance(0.28)) orderToPerson(life);
  if (traits.has('child') && random.chance(0.2)) orderToPerson(life);
  for (let count = random.poisson(0.35); count > 0; count--) buyNowPayLater(life);
}

/** A day within what is observed, or undefined for what ran before. */
function beginning({ random, book }: Life, share: number): Day | undefined {
  return random.chance(share) ? random.between(book.from + BEGIN_DAYS_MIN, book.to - 10) : undefined;
}

function save(life: Life, savings: number): void {
  const { random, country, book } = life;
  const start = beginning(life, 0.4);
  const amount = Math.round(basePrice(2_500, 60_000, random) / 500) * 500;
  const rhythm = savingRhythm(life);
  const common = {
    rhythm,
    roll: 'forward',
    start: start ?? book.from,
    end: random.chance(0.15) ? random.between(book.from + 60, book.to) : book.to + 1,
    origin: start === undefined ? 'running' : 'new',
    channel: 'standing-order',
    party: '',
  } as const;
  const { ownOut, ownIn } = country.wording;
  carryOut(life, {
    ...common,
    signal: 'new-recurring-payment',
    kind: 'own-saving',
    account: life.main,
    amount: () => -amount,
    text: () => ownOut,
  });
  // The other leg is the customer's own money: nobody would call it an income.
  carryOut(life, {
    ...common,
    signal: 'new-recurring-income',
    kind: 'own-saving',
    account: savings,
    amount: () => amount,
    text: () => ownIn,
    channel: 'transfer',
    ignore: 'own-transfer',
  });
}

/** Most save once a month; where wages come twice a month, some save on both paydays. */
function savingRhythm({ random, country, book }: Life): Rhythm {
  if (country.code === 'US' && random.chance(0.25)) {
    return random.chance(0.6)
      ? { kind: 'twice-a-month', first: 15, second: 31 }
      : { kind: 'twice-a-month', first: 1, second: 15 };
  }
  if (random.chance(0.12)) {
    return { kind: 'days', step: random.chance(0.5) ? 7 : 14, anchor: book.from + random.between(0, 13) };
  }
  return { kind: 'day-of-month', step: 1, day: random.pick([1, 2, 5, 15, 28, 31]), phase: 0 };
}

function interest(life: Life, savings: number): void {
  const { random, book, country } = life;
  const base = random.between(40, 4_500);
  carryOut(life, {
    signal: 'new-recurring-income',
    kind: 'interest',
    account: savings,
    rhythm: { kind: 'day-of-month', step: country.code === 'DE' ? 3 : 1, day: 31, phase: 2 },
    roll: 'none',
    start: book.from,
    end: book.to + 1,
    origin: 'running',
    amount: () => Math.max(1, Math.round(base * (1 + 0.08 * random.normal()))),
    text: () => country.wording.interest,
    channel: 'interest',
    party: '',
    ignore: 'interest',
  });
}

function fee(life: Life): void {
  const { random, book, country } = life;
  const amount = random.pick([390, 490, 500, 690, 1_000, 1_200, 1_500]);
  const start = beginning(life, 0.3);
  carryOut(life, {
    signal: 'new-recurring-payment',
    kind: 'account-fee',
    account: life.main,
    rhythm: {
      kind: 'day-of-month',
      step: country.code === 'DE' ? 3 : 1,
      day: random.pick([1, 31]),
      phase: 2,
    },
    roll: 'none',
    start: start ?? book.from,
    end: book.to + 1,
    origin: start === undefined ? 'running' : 'new',
    amount: () => -amount,
    text: () => country.wording.fee,
    channel: 'fee',
    party: '',
    ignore: 'fee',
  });
}

/** Pocket money, a parent's allowance, the cleaner, a flatmate's share: set up once, then it runs. */
function orderToPerson(life: Life): void {
  const { random, country, book } = life;
  const start = beginning(life, 0.5);
  const party = makeParty(country, random, personName(country, random));
  const notes = {
    US: ['allowance', 'cleaning', 'share'],
    GB: ['POCKET MONEY', 'CLEANING', 'BILLS', 'MUM'],
    DE: ['Taschengeld', 'Haushaltshilfe', 'Unterhalt', 'Nebenkosten'],
  };
  const amount = Math.round(basePrice(1_000, 40_000, random) / 500) * 500;
  const anchor = (start ?? book.from) + random.between(0, 13);
  const rhythm: Rhythm =
    amount < 8_000 && random.chance(0.45)
      ? { kind: 'days', step: random.chance(0.6) ? 7 : 14, anchor }
      : { kind: 'day-of-month', step: 1, day: random.pick([1, 2, 5, 10, 15, 25, 31]), phase: 0 };
  const plan: Plan = {
    signal: 'new-recurring-payment',
    kind: 'order-to-person',
    account: life.main,
    rhythm,
    roll: 'forward',
    start: start ?? book.from,
    end: book.to + 1,
    origin: start === undefined ? 'running' : 'new',
    amount: () => -amount,
    text: wordPayments(life, 'standingOrder', party, random.pick(notes[country.code])),
    channel: 'standing-order',
    party: partyFragment(life, party, 'account'),
  };
  carryOut(life, withTwists(life, plan));
}

/** Three or four instalments are a purchase, not a contract: truth leaves open what they are called. */
function buyNowPayLater(life: Life): void {
  const { random, country, book } = life;
  const name = newName(life, country.instalments);
  if (name === undefined) return;
  const shop = `${random.pick(country.localFirst)} ${random.pick(country.localSecond)}`.toUpperCase();
  const party = makeParty(country, random, name.replace('{s}', shop));
  const payments = random.between(3, 4);
  const start = random.between(book.from + 5, book.to - 20);
  const fortnightly = country.code === 'US' || random.chance(0.3);
  const amount = random.between(1_200, 14_000);
  carryOut(life, {
    signal: 'new-recurring-payment',
    kind: 'instalments',
    account: life.main,
    rhythm: fortnightly
      ? { kind: 'days', step: 14, anchor: start }
      : { kind: 'day-of-month', step: 1, day: 1 + ((start * 7) % 28), phase: 0 },
    roll: 'none',
    start,
    end: fortnightly ? start + 14 * payments : dayInMonth(monthIndexOf(start) + payments, 28),
    origin: 'new',
    amount: () => -amount,
    text: wordPayments(life, 'cardOnFile', party, ''),
    channel: 'card',
    mcc: '5999',
    party: '',
    lags: true,
    ignore: 'instalments',
  });
}

/** Transfers between own accounts when the need arises. */
export function shiftMoney(life: Life): void {
  const { random, book, savings, country, main } = life;
  const months = (book.to - book.from) / 30;
  if (savings !== undefined) {
    for (let count = random.poisson(months * 0.5); count > 0; count--) {
      const day = rollDay(country.code, random.between(book.from, book.to), 'forward');
      const minor = random.between(2, 40) * 2_500;
      const back = random.chance(0.5) ? 1 : -1;
      const text = `${back > 0 ? country.wording.ownIn.replace('CHECKING', 'SAVINGS') : country.wording.ownOut.replace('RECURRING ', '')} ${purchaseCode(random)}`;
      record(book, { account: main, day, minor: back * minor, text, channel: 'transfer' });
      record(book, { account: savings, day, minor: -back * minor, text, channel: 'transfer' });
    }
  }
}
