import type { Random } from '../lib/random.ts';
import type { Day } from '../model/day.ts';
import type { Pricing } from './country.ts';

/** The amount of a payment by its day. */
export type Price = (day: Day, ordinal: number) => number;

/** A price in the sense of a bill: unsigned minor units that follow its pricing. */
export function priceOf(pricing: Pricing, base: number, random: Random, from: Day): Price {
  switch (pricing) {
    case 'steady':
      return () => base;
    case 'stepped':
      return steppedPrice(base, random, from);
    case 'season':
      return (day) =>
        Math.round(
          base *
            (1 + 0.35 * Math.cos(((day - 20) * 2 * Math.PI) / 365.25)) *
            Math.exp(0.07 * random.normal()),
        );
    case 'usage':
      return () => Math.round(base * Math.exp(0.16 * random.normal()));
  }
}

/** Raised once a year, most years, by a little. */
export function steppedPrice(base: number, random: Random, from: Day): Price {
  const steps: { from: Day; price: number }[] = [];
  let price = base;
  for (let day = from + random.between(30, 400); steps.length < 60; day += 365) {
    if (random.chance(0.75)) price = Math.round(price * (1.02 + random.next() * 0.1));
    steps.push({ from: day, price });
  }
  return (day) => {
    let current = base;
    for (const step of steps) {
      if (step.from > day) break;
      current = step.price;
    }
    return current;
  };
}

/** Dollars in the account's currency: a slow tide, and a little noise at each conversion. */
export function dollarPrice(dollars: number, perDollar: number, random: Random): Price {
  return (day) =>
    Math.round(
      dollars *
        perDollar *
        (1 + 0.04 * Math.sin(day / 97) + 0.02 * Math.sin(day / 23)) *
        (1 + 0.003 * random.normal()),
    );
}

/** A figure between two ends, small ones likelier, as prices are written: often with a nine at the end. */
export function basePrice(low: number, high: number, random: Random): number {
  const price = Math.round(low * (high / low) ** random.next());
  const dice = random.next();
  if (low === high) return low;
  if (dice < 0.35 && price > 500) return Math.floor(price / 100) * 100 + 99;
  if (dice < 0.6 && price > 1000) return Math.round(price / 100) * 100;
  return price;
}
