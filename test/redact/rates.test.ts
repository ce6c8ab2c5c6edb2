import { describe, expect, test } from 'vitest';
import { measurePopulation } from './population.ts';
import { measureRates, type Rate, shareOf } from './rates.ts';

const { recall, survival } = measureRates(6_000, 17);

const missesOf = (rates: ReadonlyMap<string, Rate>, kind: string) => rates.get(kind)!.misses;

describe('what is planted does not come out', () => {
  test.each(['card', 'iban', 'ssn', 'email', 'phone', 'account', 'id'])('no %s', (kind) => {
    expect(recall.get(kind)!.all).toBeGreaterThan(500);
    expect(missesOf(recall, kind)).toStrictEqual([]);
  });

  test('names of people stay hidden in 995 of 1000 lines of all rails', () => {
    const { good, all, misses } = recall.get('name')!;
    expect(good / all, misses.join('\n')).toBeGreaterThan(0.995);
  });
});

describe('what is harmless survives', () => {
  test.each([...survival.keys()])('%s', (what) => {
    expect(missesOf(survival, what)).toStrictEqual([]);
  });

  test('lines of each kind were measured', () => {
    expect(survival.size).toBe(7);
    expect(shareOf(survival)).toBe(1);
  });
});

test('in a population that knows nothing of redaction, no person is named, and 1 line in 200 loses another name', () => {
  const { transactions, named, leaks, overHidden } = measurePopulation({ customers: 40, seed: 31 });
  expect(named).toBeGreaterThan(1_000);
  expect(leaks).toStrictEqual([]);
  expect(overHidden / transactions).toBeLessThan(0.005);
});
