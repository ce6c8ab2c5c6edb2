import { describe, expect, test } from 'vitest';
import { readTruth } from '../../src/measure/truth.ts';
import { parseDay } from '../../src/model/day.ts';
import { populationHeader, populationObserved } from '../../src/population/population.ts';
import { CADENCES, type Cadence } from '../../src/population/rhythm.ts';
import { absenceNeeded } from '../../src/population/truth.ts';
import {
  type Expectation,
  optionsOf,
  type PlainLine,
  people,
  plainLinesOf,
  recurringOf,
} from './vocabulary.ts';

const options = optionsOf({ seed: 31, months: 30, rates: { dirty: 0 } });
const COUNT = 120;

interface Case {
  readonly expectation: Expectation;
  /** The booked transactions that it lists, each as delivered last. */
  readonly listed: readonly (PlainLine | undefined)[];
  readonly retracted: ReadonlySet<string>;
  readonly first: ReadonlyMap<string, number>;
  readonly observedTo: number;
}

const number = (text: string): number => parseDay(text)!;
const happened = (line: PlainLine): number => number(line.transactionDate ?? line.date);

const made = people(options, COUNT);
const cases: Case[] = made.flatMap((one, index) => {
  const lines = plainLinesOf(one);
  const observed = JSON.parse(populationObserved(options, index)) as { to: string };
  const booked = lines.filter(({ op, status }) => op !== 'retract' && status !== 'pending');
  const byId = new Map(booked.map((line) => [line.id, line]));
  const retracted = new Set(lines.filter(({ op }) => op === 'retract').map(({ id }) => id!));
  const first = new Map<string, number>();
  for (const line of booked) {
    const day = happened(line);
    if (day < (first.get(line.account) ?? Number.POSITIVE_INFINITY)) first.set(line.account, day);
  }
  return recurringOf(one).map((expectation) => ({
    expectation,
    listed: expectation.transactions.map((id) => byId.get(id)),
    retracted,
    first,
    observedTo: number(observed.to),
  }));
});
const firing = cases.filter(({ expectation }) => expectation.expect === 'fires');
const cadenceOf = ({ expectation }: Case) => CADENCES[expectation.cadence as Cadence];

describe('truth', () => {
  test('is what the evaluation reads', async () => {
    const observed = made.map((_, index) => populationObserved(options, index));
    const lines = [populationHeader(options), ...observed, ...made.flatMap(({ truth }) => truth)];
    const truth = await readTruth(lines.map((line) => JSON.parse(line) as unknown));
    expect(truth.observed.size).toBe(COUNT);
    expect(firing.length).toBeGreaterThan(200);
  });

  test('lists only transactions that were booked and stand', () => {
    for (const { expectation, listed, retracted } of cases) {
      if (listed.includes(undefined)) expect.fail(JSON.stringify(expectation));
      expect(listed.length).toBeGreaterThan(0);
      expect(expectation.transactions.filter((id) => retracted.has(id))).toStrictEqual([]);
    }
  });

  test('lists a transaction for one series or trap only', () => {
    const all = cases.flatMap(({ expectation }) => expectation.transactions);
    expect(new Set(all).size).toBe(all.length);
  });

  test('lists payments out for payments and money in for income', () => {
    for (const { expectation, listed } of cases) {
      for (const line of listed) {
        const cents = Number(line!.amount);
        const fits = expectation.signal === 'new-recurring-income' ? cents > 0 : cents <= 0;
        if (!fits) expect.fail(JSON.stringify(line));
      }
    }
  });

  test('begins on the day of the first payment', () => {
    for (const { expectation, listed } of firing) {
      const days = listed.map((line) => happened(line!));
      // Where the bank tells only when it booked, the day of the payment lies up to two days before.
      const lag = Math.min(...days) - number(expectation.from);
      expect(lag).toBeGreaterThanOrEqual(0);
      expect(lag).toBeLessThanOrEqual(2);
    }
  });

  test('asks for a signal only after enough payments to be sure', () => {
    for (const one of firing) {
      const { payments, cycleDays, toleranceDays } = cadenceOf(one);
      const by = number(one.expectation.by);
      const arrived = one.listed.filter((line) => number(line!.date) <= by).length;
      if (by <= one.observedTo) expect(arrived).toBeGreaterThanOrEqual(payments);
      else {
        const last = number(one.listed.at(-1)!.date);
        expect(by).toBeLessThanOrEqual(last + (payments + 3) * cycleDays + toleranceDays);
      }
    }
  });

  test('calls new only what was absent for 60 days and a whole cycle', () => {
    for (const { expectation, listed, first } of firing) {
      const absence = number(expectation.from) - first.get(listed[0]!.account)!;
      expect(absence).toBeGreaterThanOrEqual(absenceNeeded(expectation.cadence as Cadence));
    }
  });

  test.each<[Cadence, number]>([
    ['weekly', 60],
    ['fortnightly', 60],
    ['four-weekly', 60],
    ['semi-monthly', 60],
    ['monthly', 60],
    ['two-monthly', 70],
    ['quarterly', 102],
    ['half-yearly', 198],
    ['yearly', 387],
  ])('of a %s series needs %i days of absence', (cadence, days) => {
    expect(absenceNeeded(cadence)).toBe(days);
  });

  test('leaves open what ran before the data or began too early to tell', () => {
    const reasons = cases.map(({ expectation }) => expectation).filter(({ expect }) => expect === 'ignore');
    const why = new Set(reasons.map((expectation) => expectation.why));
    for (const reason of ['running', 'short-absence', 'too-few', 'own-transfer', 'interest', 'instalments']) {
      expect(why).toContain(reason);
    }
    expect(reasons.every(({ from }) => from === undefined)).toBe(true);
  });
});
