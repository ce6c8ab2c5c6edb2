import { describe, expect, test } from 'vitest';
import { generateCustomer } from '../../src/population/population.ts';
import { expectationsOf, optionsOf, type PlainLine, plainLinesOf } from './vocabulary.ts';

const COUNT = 120;
const options = optionsOf({
  seed: 61,
  rates: { dirty: 0, withoutId: 0, disorder: 0 },
  enrich: ['loan-nearly-paid'],
});

interface Told extends PlainLine {
  readonly accountType?: string;
  readonly balanceAfter?: string;
}

/** Cents, exactly: amounts are decimal texts with two digits. */
const cents = (text: string): number => Number(text.replace('.', ''));

/** The lines that tell a balance, by account, as the bank booked them: each id as it was told last. */
function courseOf(lines: readonly Told[]): Map<string, Told[]> {
  const last = new Map<string, Told>();
  for (const line of lines) if (line.balanceAfter !== undefined) last.set(line.id!, line);
  const number = ({ id }: Told) => Number(id!.split('.')[1]);
  const accounts = new Map<string, Told[]>();
  for (const line of [...last.values()].sort((a, b) => number(a) - number(b))) {
    accounts.set(line.account, [...(accounts.get(line.account) ?? []), line]);
  }
  return accounts;
}

const customers = Array.from({ length: COUNT }, (_, index) => {
  const made = generateCustomer(options, index);
  return { expectations: expectationsOf(made), courses: courseOf(plainLinesOf(made) as Told[]) };
});

describe('balances', () => {
  test('add up, movement by movement, on every account that tells them', () => {
    let steps = 0;
    for (const { courses } of customers) {
      for (const course of courses.values()) {
        for (let index = 1; index < course.length; index++) {
          const [before, line] = [course[index - 1]!, course[index]!];
          const sum = cents(before.balanceAfter!) + cents(line.amount);
          if (sum !== cents(line.balanceAfter!)) expect.fail(JSON.stringify([before, line]));
          steps++;
        }
      }
    }
    expect(steps).toBeGreaterThan(10_000);
  });

  test('are told by about six feeds in ten, for all accounts or none', () => {
    const telling = customers.filter(({ courses }) => courses.size > 0).length / COUNT;
    expect(telling).toBeGreaterThan(0.45);
    expect(telling).toBeLessThan(0.75);
  });

  test('are asked about only where they are told', () => {
    const about = new Set(['low-balance', 'negative-balance', 'rapid-drawdown', 'projected-shortfall']);
    for (const { expectations, courses } of customers) {
      const asked = expectations.filter(({ signal, expect }) => about.has(signal) && expect === 'fires');
      if (asked.length > 0) expect(courses.size).toBeGreaterThan(0);
    }
  });

  test('end no day below zero where truth expects no negative balance', () => {
    let seen = 0;
    for (const { expectations, courses } of customers) {
      const open = expectations.some(
        ({ signal, expect }) => signal === 'negative-balance' && expect !== 'silent',
      );
      const main = [...courses.keys()].find((account) => account.endsWith('-1'));
      if (open || main === undefined) continue;
      const evenings = new Map(courses.get(main)!.map((line) => [line.date, line]));
      for (const line of evenings.values())
        if (cents(line.balanceAfter!) < 0) expect.fail(JSON.stringify(line));
      seen++;
    }
    expect(seen).toBeGreaterThan(30);
  });

  test('of a loan that is repaid rise to nothing, and no higher', () => {
    const loans = customers.flatMap(({ courses }) =>
      [...courses.values()].filter((course) => course[0]!.accountType === 'loan'),
    );
    expect(loans.length).toBeGreaterThan(2);
    for (const loan of loans) {
      const owed = loan.map(({ balanceAfter }) => -cents(balanceAfter!));
      expect(owed).toStrictEqual([...owed].sort((a, b) => b - a));
      expect(owed.at(-1)).toBeGreaterThanOrEqual(0);
    }
    expect(loans.some((loan) => cents(loan.at(-1)!.balanceAfter!) === 0)).toBe(true);
  });

  test('stay at or above nothing on savings, and at or below nothing on cards that are paid', () => {
    let savings = 0;
    let cards = 0;
    for (const { courses } of customers) {
      for (const line of [...courses.values()].flat()) {
        if (line.accountType === 'savings') {
          savings++;
          expect(cents(line.balanceAfter!)).toBeGreaterThanOrEqual(0);
        }
        if (line.accountType === 'credit-card' && cents(line.balanceAfter!) <= 0) cards++;
      }
    }
    expect(savings).toBeGreaterThan(50);
    expect(cards).toBeGreaterThan(500);
  });
});
