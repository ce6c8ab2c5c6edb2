import { describe, expect, test } from 'vitest';
import { calibrateSignal } from '../../src/measure/calibrate/calibrate-signal.ts';
import { mapThrough } from '../../src/measure/calibrate/check-map.ts';
import { wholeMap } from '../../src/measure/calibrate/confirmation-map.ts';
import { type Candidate, labelLook } from '../../src/measure/calibrate/label-look.ts';
import type { Label } from '../../src/measure/calibrate/sample.ts';
import { readTruth } from '../../src/measure/truth.ts';
import { parseDay } from '../../src/model/day.ts';
import { dayText, fires, ignore, LAST_DAY, observed, population, silent } from './vocabulary.ts';

type Thought = Omit<Candidate, 'since'> & { readonly since?: number };
const candidate = (more: Partial<Thought> = {}): Thought => ({
  ...{ signal: 'rent', subject: '0', totalMilli: 0, isOfPart: false, transactions: [] },
  ...more,
});
/** What was not confirmed before is judged on the day of the look. */
const seenOn = (day: number, thoughts: readonly Thought[]): Candidate[] =>
  thoughts.map((thought) => ({ ...thought, since: parseDay(dayText(thought.since ?? day))! }));

/** What becomes of candidates on a day; an event lasts 50 days behind its `by`. */
async function labels(
  truth: readonly Record<string, unknown>[],
  day: number,
  candidates: readonly Thought[] = [candidate()],
  lasts: number | undefined = 50,
) {
  const read = await readTruth([population(), observed('c1', { from: 10 }), ...truth]);
  const look = { customer: 'c1', day: parseDay(dayText(day))!, candidates: seenOn(day, candidates) };
  return labelLook(read, look, () => lasts).map(({ right }) => right);
}

describe('a hypothesis at a month’s end', () => {
  test('is right from the first trace on, and while it holds the event for recent', async () => {
    const truth = [fires(100, 200)];
    expect(await labels(truth, 99)).toEqual([false]);
    expect(await labels(truth, 100)).toEqual([true]);
    expect(await labels(truth, 250)).toEqual([true]);
    expect(await labels(truth, 251)).toEqual([false]);
  });

  test('that was confirmed is judged by the day on which it was, while it stands', async () => {
    const truth = [fires(100, 200)];
    expect(await labels(truth, 600, [candidate({ since: 150 })])).toEqual([true]);
    expect(await labels(truth, 600, [candidate({ since: 90 })])).toEqual([false]);
    expect(await labels(truth, 600)).toEqual([false]);
  });

  test('of a series is right for as long as the series runs', async () => {
    const part = candidate({ isOfPart: true, transactions: ['t1', 't2'] });
    const truth = [fires(100, 200, { transactions: ['t2', 't3'] })];
    expect(await labels(truth, 700, [part])).toEqual([false]);
    const read = await readTruth([population(), observed(), ...truth]);
    const look = { customer: 'c1', day: parseDay(dayText(700))!, candidates: seenOn(700, [part]) };
    expect(labelLook(read, look, () => undefined).map(({ right }) => right)).toEqual([true]);
  });

  test('about another part is wrong, and about the customer it needs no line that truth lists', async () => {
    const truth = [fires(100, 200, { transactions: ['t2'] })];
    const other = { transactions: ['t9'] };
    expect(await labels(truth, 150, [candidate({ isOfPart: true, ...other })])).toEqual([false]);
    expect(await labels(truth, 150, [candidate(other)])).toEqual([true]);
  });

  test('is no label where truth leaves it open, cannot be measured, or did not see the customer', async () => {
    expect(await labels([ignore()], 150)).toEqual([]);
    expect(await labels([fires(700, LAST_DAY + 10)], 710)).toEqual([]);
    expect(await labels([fires(5, 100)], 9)).toEqual([]);
    expect(await labels([fires(5, 100)], 10)).toEqual([true]);
  });

  test('is wrong in a trap, and where nothing is known', async () => {
    expect(await labels([silent({ why: 'gifts' })], 150)).toEqual([false]);
    expect(await labels([], 150)).toEqual([false]);
  });

  test('of two parts that share one truth only one is right', async () => {
    const parts = ['a', 'b'].map((subject) => candidate({ subject, isOfPart: true, transactions: ['t1'] }));
    expect((await labels([fires(100, 200, { transactions: ['t1'] })], 150, parts)).sort()).toEqual([
      false,
      true,
    ]);
  });

  test('carries its raw chance and the weight of its customer', async () => {
    const truth = await readTruth([population(), { ...observed(), weights: { home: 0.2 } }]);
    const look = {
      customer: 'c1',
      day: parseDay(dayText(150))!,
      candidates: seenOn(150, [candidate({ totalMilli: 1386 })]),
    };
    const [label] = labelLook(truth, look, () => 50);
    expect(label).toMatchObject({ weight: 0.2, customer: 'c1', signal: 'rent' });
    expect(label!.raw).toBeCloseTo(0.8, 4);
  });
});

describe('a map of first confirmations', () => {
  const confirmed = {
    method: 'platt' as const,
    labels: 40,
    points: [
      [0, 0],
      [1, 0.8],
    ] as const,
  };
  const snapshots = {
    method: 'beta' as const,
    labels: 900,
    points: [
      [0, 0],
      [0.5, 0.9],
      [1, 0.95],
    ] as const,
  };

  test('stays with the snapshots below the threshold, and never above what is told at it', () => {
    const { points, method, labels: count } = wholeMap(confirmed, snapshots, 0.9);
    expect([method, count]).toEqual(['platt', 40]);
    expect(points).toEqual([
      [0, 0],
      [0.5, 0.72],
      [0.9, 0.72],
      [1, 0.8],
    ]);
  });

  test('leaves confidence as computed there when no snapshots bear a map', () => {
    expect(wholeMap(confirmed, undefined, 0.9).points).toEqual([
      [0, 0],
      [0.9, 0.72],
      [1, 0.8],
    ]);
    expect(mapThrough(wholeMap(confirmed, undefined, 0.9).points, 0.45)).toBeLessThan(0.45);
  });
});

describe('a definition that is calibrated', () => {
  const many = (count: number, raw: number, rightOf: (index: number) => boolean): Label[] =>
    Array.from({ length: count }, (_, index) => ({
      ...{ raw, weight: 1, customer: `${raw}/${index}` },
      right: rightOf(index),
    }));
  /** Says 90% and 40%, and is right half and a tenth of the time. */
  const tooSure = [
    ...many(400, 0.9, (index) => index % 2 === 0),
    ...many(400, 0.4, (index) => index % 10 === 0),
  ];

  test('bears a map on each basis apart, and says on how many labels', () => {
    const fit = calibrateSignal('rent', { snapshots: tooSure, confirmations: tooSure.slice(0, 30) }, 0.9);
    expect(fit.snapshots).toMatchObject({ labels: 800, right: 240, customers: 240, why: undefined });
    expect(fit.snapshots.map!.method).toBe('beta');
    expect(mapThrough(fit.snapshots.map!.points, 0.9)).toBeCloseTo(0.5, 1);
    expect(mapThrough(fit.snapshots.map!.points, 0.4)).toBeCloseTo(0.1, 1);
    expect(fit.snapshots.check!.after!.ece!).toBeLessThan(0.1);
    expect(fit.confirmations).toMatchObject({
      labels: 30,
      customers: 15,
      map: undefined,
      why: 'too few labels',
    });
  });

  test('bears none where a map would be worse on customers that it has not seen', () => {
    const right = [
      ...many(40, 0.9, (index) => index % 10 !== 0),
      ...many(400, 0.05, (index) => index % 20 === 0),
    ];
    const { snapshots } = calibrateSignal('rent', { snapshots: right, confirmations: [] }, 0.9);
    expect(snapshots.check!.after!.brier! > snapshots.check!.before.brier!).toBe(snapshots.why !== undefined);
  });
});
