import type { Random } from '../lib/random.ts';
import { type Day, weekdayOf } from '../model/day.ts';
import { record } from './book.ts';
import { dayText } from './calendar.ts';
import { HABIT_KINDS, type HabitKind } from './country.ts';
import { habitShare } from './course.ts';
import { type Life, partyFragment, purchaseCode } from './life.ts';
import { cardLag } from './series.ts';
import { thriftOf } from './thrift.ts';

/** How the purchases of an ordinary month are spread over kinds of shops. */
const HABIT_SHARES: Readonly<Record<HabitKind, number>> = {
  grocery: 27,
  cafe: 9,
  lunch: 9,
  restaurant: 9,
  online: 12,
  retail: 8,
  transit: 6,
  fuel: 5,
  pharmacy: 3,
  parking: 3,
  kiosk: 3,
  leisure: 2,
};
/** Shares of the habits that do not go to the shops above. */
const LOCAL_SHARE = 0.07;
const FRIEND_SHARE = 0.05;
const CASH_SHARE = 0.05;
const REFUND_SHARE = 0.012;

/** Shops that this customer goes to, store numbers filled in. */
interface Haunt {
  readonly text: string;
  /** Prints another code with each purchase. */
  readonly coded: boolean;
}

/** Books the purchases of a life: by chance, as often as this customer does it, at the usual places. */
export function spend(life: Life): void {
  const { random, book, traits } = life;
  const days = book.to - book.from + 1;
  const free = Math.max(life.activity * 0.35, life.activity - (book.entries.length * 30.4) / days);
  const weights = HABIT_KINDS.map((kind) => {
    if (kind === 'fuel' && !traits.has('car')) return 0;
    return HABIT_SHARES[kind] * Math.exp(0.6 * random.normal());
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shops = free * (1 - LOCAL_SHARE - FRIEND_SHARE - CASH_SHARE);
  const monthly = weights.map((weight) => (shops * weight) / total);
  const thrift = thriftOf(life, usualMonth(life, monthly, free));
  HABIT_KINDS.forEach((kind, index) => {
    if (monthly[index]! > 0) visit(life, kind, monthly[index]!, thrift);
  });
  discover(life, free * LOCAL_SHARE);
  sendToFriends(life, free * FRIEND_SHARE);
  drawCash(life, free * CASH_SHARE);
}

/** Calls back at random moments, so many a month, from the first day to the last. */
export function atRandom(life: Life, monthly: number, happen: (day: Day) => void): void {
  const { random, book } = life;
  const meanDays = 30.4 / monthly;
  const gap = () => -meanDays * Math.log(1 - random.next());
  for (let at = book.from + gap(); at <= book.to; at += gap()) happen(Math.floor(at));
}

/** What a month of habits costs at ordinary prices: the mean of a log-normal lies above its median. */
function usualMonth({ country }: Life, monthly: readonly number[], free: number): number {
  let usual = free * (LOCAL_SHARE * 6_000 + FRIEND_SHARE * 1_000 + CASH_SHARE * 7_000);
  HABIT_KINDS.forEach((kind, index) => {
    const { median, spread } = country.habits[kind];
    usual += monthly[index]! * median * Math.exp((spread * spread) / 2);
  });
  return usual;
}

function visit(life: Life, kind: HabitKind, monthly: number, thrift: number): void {
  const { random, country, book, voice, creditCard, main } = life;
  const pool = country.habits[kind];
  const haunts = drawHaunts(pool.shops, random);
  const { course } = life;
  const later = course.uproots === undefined ? haunts : drawHaunts(pool.shops, random);
  const cardShare = creditCard === undefined ? 0 : 0.1 + 0.8 * random.next();
  const write = country.wording.card;
  const workdays = kind === 'lunch' || kind === 'transit';
  const median = pool.median * Math.exp(0.25 * random.normal()) * thrift;
  const round = kind === 'fuel' && random.chance(0.3);
  atRandom(life, monthly, (visited) => {
    const day = workdays && weekdayOf(visited) > 4 ? Math.max(book.from, visited - 2) : visited;
    const share = habitShare(course, kind, day);
    if (share < 1 && !random.chance(share)) return;
    const near = course.uproots !== undefined && day >= course.uproots ? later : haunts;
    // The first haunt is the dearest: half of the visits go there.
    const dice = random.next();
    const haunt = near[dice < 0.5 ? 0 : Math.floor(random.next() * near.length)]!;
    const place = haunt.coded ? haunt.text.replace('{r}', purchaseCode(random)) : haunt.text;
    const account = creditCard !== undefined && random.next() < cardShare ? creditCard : main;
    const text = dayText(day);
    const minor = price(median, pool.spread, random, round);
    const lag = cardLag(random);
    record(book, {
      account,
      day,
      lag,
      minor: -minor,
      text: write(voice, place, text, random),
      channel: 'card',
      mcc: pool.mcc,
    });
    if (random.next() < REFUND_SHARE && day + 9 < book.to) {
      const back = random.chance(0.6) ? minor : Math.ceil(minor / 2);
      const returned = dayText(day + random.between(2, 9));
      record(book, {
        account,
        day: day + 9,
        minor: back,
        text: country.wording.refund(voice, place, returned),
        channel: 'card',
        mcc: pool.mcc,
      });
    }
  });
}

function drawHaunts(shops: readonly string[], random: Random): Haunt[] {
  const haunts: Haunt[] = [];
  for (let count = random.between(2, Math.min(6, shops.length)); count > 0; count--) {
    const text = random.pick(shops).replace('{n}', `${random.between(100, 6999)}`);
    haunts.push({ text, coded: text.includes('{r}') });
  }
  return haunts;
}

/** Prices cluster: much ends in 9, 5 or 0, so equal amounts at one shop are no wonder. */
function price(median: number, spread: number, random: Random, round: boolean): number {
  const amount = Math.max(80, Math.round(median * Math.exp(spread * random.normal())));
  if (round) return Math.max(1, Math.round(amount / 1000)) * 1000;
  const dice = random.next();
  if (dice < 0.15) return Math.max(100, Math.round(amount / 100) * 100 - 1);
  if (dice < 0.35) return Math.max(50, Math.round(amount / 50) * 50);
  return amount;
}

/** Small local firms, most of them seen once: the long tail that nobody has a list of. */
function discover(life: Life, monthly: number): void {
  const { random, country, book, voice } = life;
  if (monthly <= 0) return;
  const codes = country.code === 'DE' ? ['', 'SUMUP *', 'ZETTLE_*'] : ['', '', 'SQ *', 'SUMUP *', 'PAYPAL *'];
  atRandom(life, monthly, (day) => {
    const name = `${random.pick(country.localFirst)} ${random.pick(country.localSecond)}`;
    const place = `${random.pick(codes)}${name.toUpperCase()}`;
    const text = country.wording.card(voice, place, dayText(day), random);
    record(book, {
      account: life.main,
      day,
      lag: cardLag(random),
      minor: -price(3_800, 1, random, false),
      text,
      channel: 'card',
    });
  });
}

/** Dinners shared, presents, debts: to the same few people, whenever and whatever. */
function sendToFriends(life: Life, monthly: number): void {
  const { random, country, book, friends, voice } = life;
  const fragments = friends.map((friend) => partyFragment(life, friend, 'account'));
  const notes = {
    US: ['dinner', 'gas', 'thanks', 'tickets', 'bday'],
    GB: ['PIZZA', 'TICKETS', 'XMAS', 'DINNER', 'THANKS'],
    DE: ['Danke', 'Essen', 'Geschenk', 'Auslage', 'Karten'],
  }[country.code];
  atRandom(life, monthly, (day) => {
    const index = Math.floor(random.next() * friends.length);
    const incoming = random.chance(0.35);
    const line = { voice, day: dayText(day), party: friends[index]!, note: random.pick(notes), random };
    const text = incoming ? country.wording.transferIn(line) : country.wording.transferOut(line);
    const minor = random.chance(0.4) ? random.between(1, 20) * 500 : price(2_400, 0.9, random, false);
    record(book, {
      account: life.main,
      day,
      minor: incoming ? minor : -minor,
      text,
      channel: 'transfer',
      party: fragments[index]!,
    });
  });
}

/** Cash in round amounts: nobody's contract, however often. */
function drawCash(life: Life, monthly: number): void {
  const { random, country, book, voice } = life;
  const usual = random.pick([2_000, 4_000, 5_000, 10_000, 20_000]);
  atRandom(life, monthly, (day) => {
    const minor = random.chance(0.6) ? usual : random.between(1, 15) * 2_000;
    record(book, {
      account: life.main,
      day,
      minor: -minor,
      text: country.wording.cash(voice, dayText(day), random),
      channel: 'cash',
      mcc: '6011',
    });
  });
}
