import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/measure/evaluate.ts';
import { confirmed, fires, observed, population } from './vocabulary.ts';

const weighed = (customer: string, weights: Record<string, number>) => ({ ...observed(customer), weights });
const baby = { signal: 'new-baby' };

describe('in an enriched population', () => {
  const truth = [
    population(3),
    weighed('c1', { family: 0.1 }),
    weighed('c2', { family: 1.5 }),
    weighed('c3', { family: 1.5, pay: 2 }),
    fires(100, 200, baby),
    fires(100, 200, { ...baby, customer: 'c2' }),
  ];
  const signals = [
    confirmed('e1', 150, baby),
    confirmed('e2', 300, { ...baby, customer: 'c3', confidence: 0.9 }),
  ];

  test('precision and false alarms are those of life, recall is that of the data', async () => {
    const { all, population: people } = await evaluate({ truth, signals });
    expect(people.weighted).toBe(true);
    expect(all.recall).toMatchObject({ count: 1, of: 2, share: 0.5 });
    expect(all.precision).toMatchObject({ count: 1, of: 2 });
    expect(all.precision.share).toBeCloseTo(0.1 / 3.1, 12);
    const days = 730 - 90;
    const months = (days * (0.1 + 1.5 + 3)) / 30.4375;
    expect(all.falseAlarms.perThousandCustomerMonths).toBeCloseTo((1000 * 3) / months, 9);
  });

  test('the interval is that of as many equal ones as the weights are worth', async () => {
    const { all } = await evaluate({ truth, signals });
    const { precision } = all;
    // Worth (0.1 + 3)² / (0.01 + 9) = 1.07 equal ones.
    expect(precision.high - precision.low).toBeGreaterThan(0.75);
  });

  test('calibration is that of life', async () => {
    const { all } = await evaluate({ truth, signals });
    expect(all.calibration.brier).toBeCloseTo((0.1 * 0.01 + 3 * 0.81) / 3.1, 12);
    expect(all.calibration.ece).toBeCloseTo(Math.abs(0.1 * -0.1 + 3 * 0.9) / 3.1, 12);
  });

  test('where everything is enriched only the strands of the signal count', async () => {
    const strands = { 'new-baby': ['family'] };
    const lines = [{ ...population(3), enriched: 'all', strands }, ...truth.slice(1)];
    const { all } = await evaluate({ truth: lines, signals });
    expect(all.precision.share).toBeCloseTo(0.1 / 1.6, 12);
  });

  test.each([
    [{ family: 0 }],
    [{ family: -1 }],
    [{ family: '1' }],
    [[1]],
    ['family'],
  ])('weights of %j stop it', async (weights) => {
    await expect(
      evaluate({ truth: [population(1), { ...observed(), weights }], signals: [] }),
    ).rejects.toThrow('weights');
  });
});
