import { describe, expect, test } from 'vitest';
import { type CalibrationMap, confidenceOf, leastTotal } from '../../src/evidence/confidence.ts';
import { seededRandom } from '../../src/lib/random.ts';

const mapOf = (points: readonly (readonly [number, number])[]): CalibrationMap => ({
  ...{ method: 'platt', labels: 100 },
  points,
});
const rising = (seed: number): CalibrationMap => {
  const random = seededRandom(seed);
  const sorted = () => Array.from({ length: 8 }, () => random.next()).sort((a, b) => a - b);
  const told = sorted();
  return mapOf([0, ...sorted(), 1].map((raw, at) => [raw, told[Math.min(7, at)]!] as const));
};

describe('the least sum of weights', () => {
  test('that a map needs: every sum that reaches a probability lies on or above it', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const map = rising(seed);
      for (const wanted of [0.1, 0.3, 0.5, 0.8, 0.95]) {
        const least = leastTotal(wanted, map);
        for (let total = -9000; total <= 9000; total += 37) {
          if (confidenceOf(total, map) >= wanted) expect(total).toBeGreaterThanOrEqual(least);
        }
      }
    }
  });

  test('is close: two milli above it the probability is reached', () => {
    const map = mapOf([
      [0, 0],
      [0.5, 0.2],
      [0.9, 0.7],
      [1, 0.9],
    ]);
    for (const wanted of [0.1, 0.2, 0.45, 0.7, 0.85]) {
      expect(confidenceOf(leastTotal(wanted, map) + 2, map)).toBeGreaterThanOrEqual(wanted);
      expect(confidenceOf(leastTotal(wanted, map) - 2, map)).toBeLessThan(wanted);
    }
  });

  test('is infinite where every sum reaches it, or none', () => {
    const map = mapOf([
      [0, 0.3],
      [1, 0.6],
    ]);
    expect(leastTotal(0.3, map)).toBe(Number.NEGATIVE_INFINITY);
    expect(leastTotal(0.61, map)).toBe(Number.POSITIVE_INFINITY);
  });

  test('without a map is the log-odds of the probability', () => {
    expect(leastTotal(0.5, 'none')).toBe(0);
    expect(leastTotal(0.9, 'none')).toBe(2197);
  });
});
