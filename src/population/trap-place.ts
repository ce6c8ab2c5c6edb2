import { type Day, weekdayOf } from '../model/day.ts';
import type { Channel } from '../model/transaction.ts';
import { type Entry, record } from './book.ts';
import { dayText } from './calendar.ts';
import type { HabitKind } from './country.ts';
import { type Life, partyFragment, purchaseCode, type Trap } from './life.ts';
import { cardLag } from './series.ts';

/** Books one kind of trap and says which movements make it up. */
export type TrapKind = (life: Life) => Omit<Trap, 'signal'> & { readonly income?: true };

/** Where and how a trap's movements are booked. */
export interface Place {
  readonly text: (day: Day) => string;
  readonly channel: Channel;
  readonly mcc?: string;
  readonly party?: string;
}

/** Books a trap's movements, one for each day. */
export function book(
  life: Life,
  place: Place,
  days: readonly Day[],
  minor: (index: number) => number,
): Entry[] {
  const entries: Entry[] = [];
  const lags = place.channel === 'card';
  days.forEach((day, index) => {
    const entry = record(life.book, {
      account: life.main,
      day,
      lag: lags ? cardLag(life.random) : 0,
      minor: minor(index),
      text: place.text(day),
      channel: place.channel,
      mcc: place.mcc ?? '',
      party: place.party ?? '',
      listed: true,
    });
    if (entry !== undefined) entries.push(entry);
  });
  return entries;
}

/** A till or web shop, its store number filled in once. */
export function shop(life: Life, name: string, mcc: string): Place {
  const { random, country, voice } = life;
  const place = name.replace('{n}', `${random.between(100, 6999)}`);
  const text = (day: Day) =>
    country.wording.card(voice, place.replace('{r}', purchaseCode(random)), dayText(day), random);
  return { text, channel: 'card', mcc };
}

/** One of the ordinary shops of a kind. */
export function anyShop(life: Life, kind: HabitKind): Place {
  const pool = life.country.habits[kind];
  return shop(life, life.random.pick(pool.shops), pool.mcc);
}

/** Days with gaps between two bounds, from a random day on; at most so many. */
export function gaps(life: Life, low: number, high: number, countMax = 1_000): Day[] {
  const { random, book } = life;
  const days: Day[] = [];
  let day =
    countMax < 10
      ? random.between(book.from, Math.max(book.from, book.to - countMax * high))
      : book.from + random.between(0, 200);
  for (; day <= book.to && days.length < countMax; day += random.between(low, high)) days.push(day);
  return days;
}

/** A weekday, most weeks, for a while. */
export function weekday(life: Life, adherence: number): Day[] {
  const { random, book } = life;
  const days: Day[] = [];
  const first = book.from + random.between(0, 150);
  const chosen = random.pick([5, 5, 4, 0, 2]);
  for (let day = first + ((chosen - weekdayOf(first) + 7) % 7); day <= book.to; day += 7) {
    if (random.chance(adherence)) days.push(day);
  }
  return days;
}

/** A cash machine. */
export function cash(life: Life): Place {
  const { random, country, voice } = life;
  return { text: (day) => country.wording.cash(voice, dayText(day), random), channel: 'cash', mcc: '6011' };
}

/** Transfers to or from one of the friends. */
export function transfer(life: Life, note: string, incoming: boolean): Place {
  const { random, country, friends, voice } = life;
  const party = random.pick(friends);
  const write = incoming ? country.wording.transferIn : country.wording.transferOut;
  const text = (day: Day) => write({ voice, day: dayText(day), party, note, random });
  return { text, channel: 'transfer', party: partyFragment(life, party, 'account') };
}
