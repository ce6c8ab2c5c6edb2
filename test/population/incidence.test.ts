import { describe, expect, test } from 'vitest';
import { populationObserved } from '../../src/population/population.ts';
import { CADENCES } from '../../src/population/rhythm.ts';
import { type Expectation, optionsOf, people, recurringOf } from './vocabulary.ts';

const COUNT = 250;
const options = optionsOf({ seed: 41, rates: { dirty: 0 } });
const made = people(options, COUNT);

const expectations = made.flatMap(recurringOf);
const lastDays = new Map(
  made.map(({ customer }, index) => [
    customer,
    (JSON.parse(populationObserved(options, index)) as { to: string }).to,
  ]),
);
const isMeasured = ({ expect, by, customer }: Expectation) =>
  expect === 'fires' && by <= lastDays.get(customer)!;
const measured = expectations.filter(isMeasured);
const countOf = (holds: (expectation: Expectation) => boolean) => measured.filter(holds).length;

describe('in two years of life', () => {
  test('a customer makes 30 to 90 transactions a month', () => {
    const events = made.reduce((sum, one) => sum + one.events.length, 0);
    expect(events / COUNT / 24).toBeGreaterThan(30);
    expect(events / COUNT / 24).toBeLessThan(90);
  });

  test('a customer has one to five new payments that can be told, and some an income', () => {
    const payments = countOf(({ signal }) => signal === 'new-recurring-payment') / COUNT;
    const incomes = countOf(({ signal }) => signal === 'new-recurring-income') / COUNT;
    expect(payments).toBeGreaterThan(1);
    expect(payments).toBeLessThan(5);
    expect(incomes).toBeGreaterThan(0.15);
    expect(incomes).toBeLessThan(0.6);
  });

  test.each([
    'weekly',
    'fortnightly',
    'four-weekly',
    'semi-monthly',
    'monthly',
    'two-monthly',
    'quarterly',
  ])('there are new %s series to be measured', (cadence) =>
    expect(countOf((one) => one.cadence === cadence)).toBeGreaterThan(3));

  test.each([
    'weekly',
    'fortnightly',
    'four-weekly',
    'semi-monthly',
    'monthly',
  ])('there is new %s income to be measured', (cadence) => {
    const counted = countOf((one) => one.cadence === cadence && one.signal === 'new-recurring-income');
    expect(counted).toBeGreaterThan(1);
  });

  test('series that come twice a year or once cannot be measured yet, in six years they can', () => {
    const rare = ({ cadence }: Expectation) => cadence === 'half-yearly' || cadence === 'yearly';
    expect(countOf(rare)).toBe(0);
    const long = optionsOf({ seed: 42, months: 72 });
    const last = populationObserved(long, 0).slice(-12, -2);
    const told = people(long, 60).flatMap(recurringOf);
    const counted = told.filter((one) => one.expect === 'fires' && one.by <= last && rare(one));
    expect(new Set(counted.map(({ cadence }) => cadence)).size).toBe(2);
  });

  test('every cadence occurs, with steady, stepped and varying amounts', () => {
    expect(new Set(expectations.map(({ cadence }) => cadence).filter(Boolean))).toStrictEqual(
      new Set(Object.keys(CADENCES)),
    );
    for (const amounts of ['steady', 'stepped', 'varying']) {
      expect(countOf((one) => one.amounts === amounts)).toBeGreaterThan(10);
    }
  });

  test('every kind of trap occurs, more than ten times', () => {
    const counts = new Map<string, number>();
    for (const { expect, why } of expectations) {
      if (expect === 'silent') counts.set(why, (counts.get(why) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toStrictEqual(TRAPS);
    for (const [why, count] of counts) expect(count, why).toBeGreaterThan(10);
  });

  test('there are no traps when they are off, but for series that move and freelancers', () => {
    const without = people(optionsOf({ seed: 41, rates: { traps: 0 } }), 60).flatMap(recurringOf);
    const why = new Set(without.filter(({ expect }) => expect === 'silent').map((one) => one.why));
    expect([...why].sort()).toStrictEqual(['irregular-client', 'moved']);
  });
});

const TRAPS = [
  'canteen',
  'expenses',
  'fixed-price-cafe',
  'haircut',
  'irregular-client',
  'monthly-cash',
  'moved',
  'pocket-money',
  'quarterly-coincidence',
  'refund-instalments',
  'resale',
  'round-fuel',
  'seasonal-purchases',
  'shared-bill',
  'three-gifts',
  'tickets',
  'top-ups',
  'treatment',
  'two-purchases',
  'weekly-cash',
  'weekly-shop',
];
