import { type Day, dayInMonth, monthIndexOf, weekdayOf } from '../model/day.ts';
import type { Life } from './life.ts';
import { anyShop, book, cash, gaps, shop, transfer, weekday } from './trap-place.ts';

/** The same coffee at the same price, on most days of one weekday or whenever it suits. */
export function fixedPriceCafe(life: Life) {
  const { random } = life;
  const price = random.pick([290, 345, 380, 420, 475, 525]);
  const days = random.chance(0.5) ? weekday(life, 0.7) : gaps(life, 1, 9);
  return { why: 'fixed-price-cafe', entries: book(life, anyShop(life, 'cafe'), days, () => -price) };
}

/** The barber at a fixed price, every four to six weeks, when the hair asks for it. */
export function haircut(life: Life) {
  const { random, country } = life;
  const price = random.between(14, 70) * 100;
  return {
    why: 'haircut',
    entries: book(life, shop(life, random.pick(country.barbers), '7230'), gaps(life, 26, 46), () => -price),
  };
}

/** The large shop on the same weekday, nearly every week, for whatever is needed. */
export function weeklyShop(life: Life) {
  const { random, country } = life;
  const median = country.habits.grocery.median * (1.5 + random.next());
  const amounts = () => -Math.round(median * Math.exp(0.25 * random.normal()));
  return {
    why: 'weekly-shop',
    entries: book(life, anyShop(life, 'grocery'), weekday(life, 0.8 + 0.17 * random.next()), amounts),
  };
}

/** The same sum in cash after payday, nearly every month. */
export function monthlyCash(life: Life) {
  const { random, book: days } = life;
  const amount = random.pick([10_000, 20_000, 30_000]);
  const payday = random.between(1, 28);
  const taken: Day[] = [];
  for (let month = monthIndexOf(days.from); month <= monthIndexOf(days.to); month++) {
    if (random.chance(0.93)) taken.push(dayInMonth(month, payday) + random.between(0, 2));
  }
  return { why: 'monthly-cash', entries: book(life, cash(life), taken, () => -amount) };
}

/** The same sum in cash on one weekday, most weeks. */
export function weeklyCash(life: Life) {
  const { random } = life;
  const amount = random.pick([2_000, 4_000, 5_000, 6_000]);
  return {
    why: 'weekly-cash',
    entries: book(life, cash(life), weekday(life, 0.75 + 0.2 * random.next()), () => -amount),
  };
}

/** Three presents of the same amount to the same person, a month or so apart. */
export function gifts(life: Life) {
  const { random, country } = life;
  const amount = random.pick([2_000, 2_500, 3_000, 5_000, 10_000]);
  const note = { US: 'happy bday', GB: 'GIFT', DE: 'Geschenk' }[country.code];
  return {
    why: 'three-gifts',
    entries: book(life, transfer(life, note, false), gaps(life, 18, 55, 3), () => -amount),
  };
}

/** Fuel for a round amount, every week or two. */
export function roundFuel(life: Life) {
  const amount = life.random.pick([2_000, 3_000, 4_000, 5_000]);
  return { why: 'round-fuel', entries: book(life, anyShop(life, 'fuel'), gaps(life, 6, 17), () => -amount) };
}

/** Two purchases of the same amount a month apart, and no third. */
export function twoPurchases(life: Life) {
  const amount = life.random.between(9, 60) * 100 - 1;
  const kind = life.random.pick(['online', 'retail', 'pharmacy'] as const);
  return {
    why: 'two-purchases',
    entries: book(life, anyShop(life, kind), gaps(life, 28, 32, 2), () => -amount),
  };
}

/** A nursery, a ski shop, a tailor: about once a season, for other things each time. */
export function seasonalPurchases(life: Life) {
  const { random, country } = life;
  const place = shop(
    life,
    `${random.pick(country.localFirst)} ${random.pick(country.localSecond)}`.toUpperCase(),
    '5261',
  );
  return {
    why: 'seasonal-purchases',
    entries: book(life, place, gaps(life, 75, 110), () => -random.between(1_500, 14_000)),
  };
}

/** Lunch at one price on working days. */
export function canteen(life: Life) {
  const price = life.random.pick([480, 550, 650, 790]);
  const days = gaps(life, 1, 6).filter((day) => weekdayOf(day) < 5);
  return { why: 'canteen', entries: book(life, anyShop(life, 'lunch'), days, () => -price) };
}

/** Single tickets at one fare on working days. */
export function tickets(life: Life) {
  const price = life.random.pick([175, 220, 290, 320, 350]);
  const days = gaps(life, 1, 5).filter((day) => weekdayOf(day) < 5);
  return { why: 'tickets', entries: book(life, anyShop(life, 'transit'), days, () => -price) };
}

/** A prepaid telephone that is filled by the same amount when it is empty. */
export function topUps(life: Life) {
  const { random, country } = life;
  const name = { US: 'TRACFONE *AIRTIME', GB: 'LEBARA TOPUP', DE: 'ALDI TALK GUTHABEN' }[country.code];
  const amount = random.pick([1_000, 1_500, 2_000]);
  return { why: 'top-ups', entries: book(life, shop(life, name, '4814'), gaps(life, 17, 58), () => -amount) };
}

/** Small sums to the same person whenever asked for. */
export function pocketMoney(life: Life) {
  const { random } = life;
  const amounts = () => -random.pick([1_000, 1_000, 2_000, 500]);
  return { why: 'pocket-money', entries: book(life, transfer(life, '', false), gaps(life, 4, 24), amounts) };
}

/** A course of treatments at one price, by appointment, that ends. */
export function treatment(life: Life) {
  const { random, country } = life;
  const name = { US: 'LAKESIDE PHYSICAL THERAPY', GB: 'OSTEO CLINIC', DE: 'PHYSIOTHERAPIE AM RING' }[
    country.code
  ];
  const price = random.between(4, 14) * 500;
  return {
    why: 'treatment',
    entries: book(life, shop(life, name, '8099'), gaps(life, 6, 33, random.between(4, 9)), () => -price),
  };
}

/** The same purchase at the same price once a quarter, three times, by coincidence. */
export function quarterlyCoincidence(life: Life) {
  const amount = life.random.between(12, 90) * 100 - 1;
  const days = gaps(life, 80, 103, 3);
  return { why: 'quarterly-coincidence', entries: book(life, anyShop(life, 'retail'), days, () => -amount) };
}
