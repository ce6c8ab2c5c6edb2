import { civilOf, type Day, dayOf } from '../../model/day.ts';
import { anyShop, book as bookAt } from '../trap-place.ts';
import { payByCard, unlist } from './edits.ts';
import type { MoneyEvent } from './money-event.ts';
import { silent } from './money-life.ts';

const SIGNALS = ['spend-mix-shift'] as const;

/** A sofa, a kitchen, a bicycle: once. */
export const LARGE_PURCHASE: MoneyEvent = {
  id: 'one-large-purchase',
  signals: SIGNALS,
  trap: true,
  incidencePerYear: 0.12,
  source: 'estimate',
  happen: ({ life, random, day, purse }) => {
    const shop = random.pick(
      {
        US: ['IKEA {n}', 'BEST BUY {n}', 'MATTRESS FIRM {n}'],
        GB: ['DFS {n}', 'IKEA LTD', 'CURRYS {n}'],
        DE: ['IKEA {n}', 'MediaMarkt {n}', 'XXXLutz'],
      }[life.country.code],
    );
    const minor = -Math.round(purse.monthly * (0.35 + 0.5 * random.next()));
    const entry = payByCard(life, { name: shop, day, minor, mcc: '5712' });
    if (entry !== undefined) life.truths.push(silent('spend-mix-shift', 'one-large-purchase'));
  },
};

/** Presents: some weeks of other shops, each year, and then it is over. */
export const DECEMBER: MoneyEvent = {
  id: 'december',
  signals: SIGNALS,
  trap: true,
  incidencePerYear: 0.2,
  source: 'estimate',
  happen: ({ life, random }) => {
    const { book } = life;
    let told = false;
    for (let year = civilOf(book.from).year; year <= civilOf(book.to).year; year++) {
      const days: Day[] = [];
      for (let count = random.between(8, 16); count > 0; count--)
        days.push(dayOf(year, 12, random.between(1, 23)));
      for (const kind of ['online', 'retail'] as const) {
        const prices = () => -random.between(1_200, 7_500);
        told = unlist(bookAt(life, anyShop(life, kind), days, prices)).length > 0 || told;
      }
    }
    if (told) life.truths.push(silent('spend-mix-shift', 'december'));
  },
};

/** Everything at the till costs a tenth more: the basket is the same. */
export const INFLATION: MoneyEvent = {
  id: 'inflation',
  signals: SIGNALS,
  trap: true,
  incidencePerYear: 0.12,
  source: 'estimate: food prices rose by 6% to 15% in single years between 2021 and 2024',
  happen: ({ life, day }) => {
    const { book, country } = life;
    const food = new Set([
      country.habits.grocery.mcc,
      country.habits.restaurant.mcc,
      country.habits.fuel.mcc,
    ]);
    for (const entry of book.entries) {
      const rises = entry.channel === 'card' && !entry.listed && food.has(entry.mcc) && entry.day >= day;
      if (rises) entry.minor = Math.round(entry.minor * 1.1);
    }
    life.truths.push(silent('spend-mix-shift', 'inflation'));
  },
};

/** Two weeks away: meals, tickets and fuel, and then home again. */
export const HOLIDAY: MoneyEvent = {
  id: 'holiday',
  signals: SIGNALS,
  trap: true,
  incidencePerYear: 0.12,
  source: 'estimate',
  happen: ({ life, random, day }) => {
    let told = false;
    for (const kind of ['restaurant', 'leisure', 'cafe'] as const) {
      const days: Day[] = [];
      for (let count = random.between(5, 11); count > 0; count--) days.push(day + random.between(0, 13));
      const { median, spread } = life.country.habits[kind];
      const prices = () => -Math.round(median * 1.3 * Math.exp(spread * random.normal()));
      told = unlist(bookAt(life, anyShop(life, kind), days, prices)).length > 0 || told;
    }
    if (told) life.truths.push(silent('spend-mix-shift', 'holiday'));
  },
};
