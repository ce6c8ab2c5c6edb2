import { describe, expect, test } from 'vitest';
import { intakePlain } from '../../src/intake.ts';
import { DIRT_KINDS, soil } from '../../src/population/dirt.ts';
import { POPULATION_RATES } from '../../src/population/options.ts';
import type { GeneratedCustomer } from '../../src/population/population.ts';
import { contextOf, PLACE } from '../intake/helpers.ts';
import { optionsOf, people, plainLinesOf } from './vocabulary.ts';

const context = contextOf();
const crowd = people(optionsOf({ seed: 21 }), 60);
const clean = people(optionsOf({ seed: 21, rates: { dirty: 0 } }), 60);
const lines = clean.map(plainLinesOf);
const all = lines.flat();

const verdictOf = (line: string): string => {
  const event = intakePlain(line, PLACE, context);
  return event.kind === 'dead-letter' ? event.code : event.kind;
};

const deadOf = ({ events }: GeneratedCustomer): number =>
  events.filter((line) => verdictOf(line) !== 'transaction').length;

/** Share of lines with a property, to be held against the rate that was asked for. */
const shareOf = (holds: (line: (typeof all)[number]) => boolean): number =>
  all.filter(holds).length / all.length;

describe('what is delivered', () => {
  test('is read by intake, line by line, but for the lines that are said to be spoilt', () => {
    expect(crowd.map(deadOf)).toStrictEqual(crowd.map(({ dirty }) => dirty));
    expect(crowd.reduce((sum, { dirty }) => sum + dirty, 0)).toBeGreaterThan(5);
  });

  test('has nothing unreadable when dirt is off', () => {
    expect(clean.reduce((sum, made) => sum + deadOf(made), 0)).toBe(0);
  });

  test.each(DIRT_KINDS)('becomes unreadable by %s', (kind) => {
    for (const line of clean[0]!.events.slice(0, 200)) expect(verdictOf(soil(line, kind))).toMatch(/^MS_/);
  });

  test('gives an id to one transaction only, but for other versions of it', () => {
    for (const [index, made] of lines.entries()) {
      const accounts = new Map<string, string>();
      for (const { id, account } of made) {
        if (id === undefined) continue;
        if (!id.startsWith(`t${`${index}`.padStart(6, '0')}.`)) expect.fail(`${id} is of somebody else`);
        if ((accounts.get(id) ?? account) !== account) expect.fail(`${id} stands in two accounts`);
        accounts.set(id, account);
      }
    }
  });

  test('says when it told, wherever one id has several booked versions', () => {
    for (const made of lines) {
      const versions = new Map<string, Set<string>>();
      for (const line of made) {
        if (line.id === undefined || line.status === 'pending') continue;
        const known = versions.get(line.id) ?? new Set();
        versions.set(line.id, known.add(JSON.stringify(line)));
      }
      for (const known of versions.values()) {
        if (known.size < 2) continue;
        const told = [...known].map((text) => (JSON.parse(text) as { seen?: string }).seen);
        expect(new Set(told).size).toBe(known.size);
        expect(told).not.toContain(undefined);
      }
    }
  });

  test('shows a pending payment before the booked one that it names', () => {
    const linked = lines.flatMap((made) => {
      const pending = new Map(
        made.filter(({ status }) => status === 'pending').map((line) => [line.id, line]),
      );
      return made.filter(({ replaces }) => replaces !== undefined).map((line) => [line, pending] as const);
    });
    expect(linked.length).toBeGreaterThan(20);
    for (const [line, pending] of linked) {
      const held = pending.get(line.replaces);
      expect(held?.account).toBe(line.account);
      expect(held!.date < line.date).toBe(true);
    }
  });

  test('goes wrong about as often as asked for', () => {
    const near = (share: number, rate: number) => {
      expect(share).toBeGreaterThan(rate / 2);
      expect(share).toBeLessThan(rate * 2);
    };
    // These two befall only what truth does not list: six in ten.
    near(
      shareOf(({ op }) => op === 'retract'),
      POPULATION_RATES.retraction * 0.6,
    );
    near(
      shareOf(({ id }) => id === undefined),
      POPULATION_RATES.withoutId * 0.6,
    );
    const copies = clean.map(({ events }) => events.length - new Set(events).size);
    near(copies.reduce((sum, count) => sum + count, 0) / all.length, POPULATION_RATES.duplicate);
    const pending = shareOf(({ status }) => status === 'pending');
    expect(pending).toBeGreaterThan(0.01);
    expect(pending).toBeLessThan(POPULATION_RATES.pending);
  });

  test('stands in the order of days but for a few lines', () => {
    const steps = lines.map((made) => {
      const days = made.map(({ date, seen }) => seen?.slice(0, 10) ?? date);
      return days.slice(1).filter((day, index) => day < days[index]!).length;
    });
    const share = steps.reduce((sum, count) => sum + count, 0) / all.length;
    expect(share).toBeGreaterThan(POPULATION_RATES.disorder / 2);
    expect(share).toBeLessThan(POPULATION_RATES.disorder * 3);
  });

  test('is perfect when every fault is off', () => {
    const rates = {
      pending: 0,
      duplicate: 0,
      correction: 0,
      retraction: 0,
      late: 0,
      disorder: 0,
      withoutId: 0,
      odd: 0,
      dirty: 0,
    };
    for (const made of people(optionsOf({ rates, months: 6 }), 10)) {
      const faultless = plainLinesOf(made);
      const ids = faultless.map(({ id }) => id);
      expect(ids).toStrictEqual(ids.map((_, index) => `t${made.customer.slice(1)}.${index + 1}`));
      const days = faultless.map(({ date }) => date);
      expect(days).toStrictEqual([...days].sort());
    }
  });
});
