import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/lib/random.ts';
import { meanDistance, reliabilityOf } from '../../src/measure/calibration.ts';

const many = (count: number, confidence: number, right: boolean) =>
  Array.from({ length: count }, () => ({ confidence, right }));

describe('the reliability table', () => {
  test('has ten bins whose lower edge belongs to them, and 1 belongs to the last', () => {
    const edges = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
    const { bins } = reliabilityOf(edges.map((confidence) => ({ confidence, right: true })));
    expect(bins.map((bin) => bin.count)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 2]);
    const below = reliabilityOf([{ confidence: 0.8999, right: true }]);
    expect(below.bins[8]?.count).toBe(1);
  });

  test('says when confidence promises more or less than it keeps', () => {
    const { bins } = reliabilityOf([
      ...many(50, 0.95, false),
      ...many(50, 0.95, true),
      ...many(50, 0.15, true),
      ...many(8, 0.85, true),
      ...many(2, 0.85, false),
    ]);
    expect([bins[9]?.verdict, bins[1]?.verdict, bins[8]?.verdict, bins[0]?.verdict]).toEqual([
      'too sure',
      'too shy',
      'fits',
      null,
    ]);
  });

  test('Brier and ECE are those worked out by hand', () => {
    const { brier, ece, count } = reliabilityOf([
      ...many(3, 0.8, true),
      ...many(1, 0.8, false),
      ...many(1, 0.3, false),
    ]);
    expect(count).toBe(5);
    expect(brier).toBeCloseTo((3 * 0.04 + 0.64 + 0.09) / 5, 12);
    expect(ece).toBeCloseTo((4 / 5) * 0.05 + (1 / 5) * 0.3, 12);
  });

  test('without predictions there are no figures', () => {
    expect(reliabilityOf([])).toMatchObject({ count: 0, brier: null, ece: null, ecePerfect: null });
  });
});

describe("a perfect forecaster's distance", () => {
  test('of one prediction is 2p(1-p)', () => {
    for (const chance of [0, 0.1, 0.5, 0.93, 1]) {
      expect(meanDistance([chance])).toBeCloseTo(2 * chance * (1 - chance), 12);
    }
  });

  test('agrees with every outcome counted', () => {
    const chances = [0.91, 0.97, 0.95, 0.5, 0.2, 0.88, 0.3, 0.75];
    const mean = chances.reduce((sum, chance) => sum + chance, 0);
    let expected = 0;
    for (let outcome = 0; outcome < 2 ** chances.length; outcome++) {
      const isRight = chances.map((_, index) => ((outcome >> index) & 1) === 1);
      const share = chances.reduce(
        (product, chance, index) => product * (isRight[index] ? chance : 1 - chance),
        1,
      );
      expected += share * Math.abs(isRight.filter(Boolean).length - mean);
    }
    expect(meanDistance(chances)).toBeCloseTo(expected, 10);
  });

  test('goes over into the normal curve without a step', () => {
    const exact = meanDistance(Array.from({ length: 1111 }, () => 0.9));
    const normal = meanDistance(Array.from({ length: 1112 }, () => 0.9));
    expect(normal / exact).toBeGreaterThan(0.998);
    expect(normal / exact).toBeLessThan(1.003);
  });

  test('is what simulation finds', () => {
    const random = seededRandom(7);
    const chances = Array.from({ length: 500 }, () => 0.6 + random.next() * 0.4);
    let total = 0;
    const rounds = 400;
    for (let round = 0; round < rounds; round++) {
      const outcomes = chances.map((confidence) => ({ confidence, right: random.chance(confidence) }));
      total += reliabilityOf(outcomes).ece ?? 0;
    }
    const expected =
      reliabilityOf(chances.map((confidence) => ({ confidence, right: true }))).ecePerfect ?? 0;
    expect(total / rounds / expected).toBeGreaterThan(0.95);
    expect(total / rounds / expected).toBeLessThan(1.05);
  });
});
