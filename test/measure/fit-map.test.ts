import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/lib/random.ts';
import { logistic } from '../../src/lib/statistics.ts';
import { checkMap, mapThrough } from '../../src/measure/calibrate/check-map.ts';
import { fitBy, fitMap, METHODS, methodFor } from '../../src/measure/calibrate/fit-map.ts';
import type { Label } from '../../src/measure/calibrate/sample.ts';

/** Labels whose true chance at each raw probability is known. */
function labelsOf(count: number, chanceOf: (raw: number) => number, seed = 1): Label[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const raw = logistic(random.next() * 10 - 5);
    return { raw, right: random.next() < chanceOf(raw), weight: 1, customer: `c${index}` };
  });
}
const logOdds = (chance: number) => Math.log(chance / (1 - chance));
/** Twice too sure, and shifted. */
const tooSure = (raw: number) => logistic(0.5 * logOdds(raw) - 0.7);
/** Bent at the upper end only. */
const bent = (raw: number) => logistic(0.9 * Math.log(raw) - 0.3 * Math.log(1 - raw));

describe('a fitted map', () => {
  test.each(METHODS)('by %s finds the map that made the labels', (method) => {
    const { points } = fitBy(method, labelsOf(20_000, tooSure))!;
    for (const raw of [0.03, 0.2, 0.5, 0.8, 0.97]) {
      expect(Math.abs(mapThrough(points, raw) - tooSure(raw))).toBeLessThan(0.05);
    }
  });

  test('by beta finds a bend that Platt cannot', () => {
    const labels = labelsOf(40_000, bent);
    const distance = (method: 'platt' | 'beta') => {
      const { points } = fitBy(method, labels)!;
      return Math.max(
        ...[0.02, 0.1, 0.5, 0.9, 0.98].map((raw) => Math.abs(mapThrough(points, raw) - bent(raw))),
      );
    };
    expect(distance('beta')).toBeLessThan(0.02);
    expect(distance('beta')).toBeLessThan(distance('platt'));
  });

  test.each(METHODS)('by %s rises, from 0 to 1, within 200 points', (method) => {
    for (let seed = 1; seed <= 20; seed++) {
      const { points } = fitBy(method, labelsOf(200, tooSure, seed))!;
      expect(points.length).toBeLessThanOrEqual(200);
      expect([points[0]![0], points.at(-1)![0]]).toEqual([0, 1]);
      for (let at = 1; at < points.length; at++) {
        expect(points[at]![0]).toBeGreaterThan(points[at - 1]![0]);
        expect(points[at]![1]).toBeGreaterThanOrEqual(points[at - 1]![1]);
      }
      for (const [, told] of points) expect(told >= 0 && told <= 1).toBe(true);
    }
  });

  test('weighs labels: half of them counting three times is as if they were there three times', () => {
    const labels = labelsOf(2_000, tooSure);
    const weighed = labels.map((label, at) => ({ ...label, weight: at % 2 === 0 ? 3 : 1 }));
    const repeated = labels.flatMap((label, at) => (at % 2 === 0 ? [label, label, label] : [label]));
    for (const method of ['platt', 'beta'] as const) {
      expect(fitBy(method, weighed)!.points).toEqual(fitBy(method, repeated)!.points);
    }
  });

  test('of labels that are apart without overlap is no cliff of 0 and 1', () => {
    const labels = labelsOf(400, (raw) => (raw > 0.5 ? 1 : 0));
    for (const method of METHODS) {
      const told = fitBy(method, labels)!.points.map(([, each]) => each);
      expect(Math.max(...told)).toBeLessThanOrEqual(1);
      expect(told.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('the method', () => {
  test.each([
    [19, undefined],
    [20, 'platt'],
    [99, 'platt'],
    [100, 'beta'],
    [499, 'beta'],
    [500, 'isotonic'],
  ])('for %i customers with the rarer outcome is %s', (customers, method) => {
    expect(methodFor(customers)).toBe(method);
  });

  test('counts customers, not labels: a hundred months of one life are one', () => {
    const one = labelsOf(2_000, tooSure).map((label) => ({ ...label, customer: 'c1' }));
    expect(fitMap(one)).toBeUndefined();
    expect(fitMap(labelsOf(2_000, tooSure))?.method).toBe('isotonic');
  });

  test('gives no map where the surer ones are right less often', () => {
    expect(
      fitBy(
        'platt',
        labelsOf(2_000, (raw) => 1 - raw),
      ),
    ).toBeUndefined();
  });
});

describe('the check of a map', () => {
  test('is made on customers that it was not fitted on', () => {
    const labels = labelsOf(4_000, tooSure);
    const { before, after } = checkMap('platt', labels);
    expect(before.ece!).toBeGreaterThan(0.1);
    expect(after!.ece!).toBeLessThan(2 * after!.ecePerfect!);
    expect(after!.count).toBe(before.count);
  });

  test('finds nothing to gain where confidence means what it says', () => {
    const { before, after } = checkMap(
      'beta',
      labelsOf(4_000, (raw) => raw),
    );
    expect(after!.brier!).toBeGreaterThan(before.brier! - 0.002);
  });
});
