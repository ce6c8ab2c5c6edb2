import { describe, expect, test } from 'vitest';
import { dayOf } from '../../src/model/day.ts';
import { populationWindow } from '../../src/population/options.ts';
import { generateCustomer, populationHeader, populationObserved } from '../../src/population/population.ts';
import { optionsOf, people, plainLinesOf } from './vocabulary.ts';

describe('a population', () => {
  test('is the same again with the same seed', () => {
    expect(people(optionsOf(), 12)).toStrictEqual(people(optionsOf(), 12));
  });

  test('is another with another seed', () => {
    const [one, other] = [11, 12].map((seed) => people(optionsOf({ seed }), 3));
    expect(one).not.toStrictEqual(other);
  });

  test('has the same customer alone, in a crowd, and made last', () => {
    const options = optionsOf();
    const crowd = people(options, 20);
    expect(generateCustomer(optionsOf({ customers: 1_000_000 }), 7)).toStrictEqual(crowd[7]);
    const backwards = Array.from({ length: 20 }, (_, index) => generateCustomer(options, 19 - index));
    expect(backwards.reverse()).toStrictEqual(crowd);
  });

  test('has other lives under other indexes', () => {
    const texts = people(optionsOf(), 20).map(({ events }) => events.length);
    expect(new Set(texts).size).toBeGreaterThan(10);
  });

  test('says in its first line which days it covers and how many customers it has', () => {
    expect(populationHeader(optionsOf({ months: 3, customers: 5 }))).toBe(
      '{"kind":"population","from":"2024-01-01","to":"2024-03-31","customers":5}',
    );
  });

  test('covers whole months from any day on', () => {
    const from = dayOf(2024, 1, 31);
    expect(populationWindow(optionsOf({ from, months: 1 })).to).toBe(dayOf(2024, 2, 28));
    expect(populationWindow(optionsOf({ from, months: 12 })).to).toBe(dayOf(2025, 1, 30));
  });

  test.each(['US', 'GB', 'DE'] as const)('of %s alone uses its currency only', (country) => {
    const rates = { dirty: 0 };
    const made = people(optionsOf({ country, months: 3, rates }), 8);
    const currencies = new Set(made.flatMap(plainLinesOf).map(({ currency }) => currency));
    currencies.delete(undefined as never);
    expect([...currencies]).toStrictEqual([{ US: 'USD', GB: 'GBP', DE: 'EUR' }[country]]);
  });

  test.each([1, 2, 5, 120])('of %i months stays within its days', (months) => {
    const options = optionsOf({ months, from: dayOf(2023, 11, 30), rates: { dirty: 0 } });
    const { from, to } = JSON.parse(populationHeader(options)) as { from: string; to: string };
    for (const [index, made] of people(options, months > 12 ? 4 : 40).entries()) {
      const observed = JSON.parse(populationObserved(options, index)) as { from: string; to: string };
      expect(observed.from >= from && observed.from <= observed.to && observed.to <= to).toBe(true);
      for (const line of plainLinesOf(made)) {
        expect(line.date >= observed.from && line.date <= observed.to, JSON.stringify(line)).toBe(true);
      }
    }
  });
});
