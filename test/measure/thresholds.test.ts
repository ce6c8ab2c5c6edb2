import { describe, expect, test } from 'vitest';
import { confirmed, fires, measure, told } from './vocabulary.ts';

const at = async (threshold: number, signals: Parameters<typeof measure>[1], truth = [fires(100, 200)]) => {
  const { signals: scores } = await measure(truth, signals);
  const point = scores[0]!.thresholds.find((each) => each.threshold === threshold)!;
  return [point.precision.count, point.precision.of, point.recall.share, point.delayDays.median];
};

describe('a threshold', () => {
  const rising = [
    told('e1', 'early', 110, { confidence: 0.6 }),
    confirmed('e1', 130, { confidence: 0.9 }),
    confirmed('e1', 150, { confidence: 0.96 }),
  ];

  test('counts the first time that an episode was as sure as that', async () => {
    expect(await at(0.6, rising)).toEqual([1, 1, 1, 10]);
    expect(await at(0.65, rising)).toEqual([1, 1, 1, 30]);
    expect(await at(0.95, rising)).toEqual([1, 1, 1, 50]);
    expect(await at(0.97, rising)).toEqual([0, 0, 0, null]);
  });

  test('that is reached behind the window is a false alarm and a miss', async () => {
    expect(await at(0.95, [...rising.slice(0, 2), confirmed('e1', 201, { confidence: 0.96 })])).toEqual([
      0,
      1,
      0,
      null,
    ]);
  });

  test('is not reached by what fades', async () => {
    expect(await at(0.95, [...rising.slice(0, 2), told('e1', 'fading', 150, { confidence: 0.99 })])).toEqual([
      0,
      0,
      0,
      null,
    ]);
  });

  test('counts truths of customers without any episode', async () => {
    const other = fires(100, 200, { customer: 'c2' });
    expect(await at(0.6, rising, [fires(100, 200), other])).toEqual([1, 1, 0.5, 10]);
  });
});
