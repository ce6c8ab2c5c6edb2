import { describe, expect, test } from 'vitest';
import { collectEpisodes } from '../../src/measure/episodes.ts';
import { curveOf } from '../../src/measure/findings.ts';
import { renderSolutions } from '../../src/measure/render-solutions.ts';
import { type SolveUse, solveThresholds } from '../../src/measure/solve.ts';
import { readTruth } from '../../src/measure/truth.ts';
import type { Risk } from '../../src/model/governance.ts';
import { fires, observed, population, told } from './vocabulary.ts';

const TRIED = [0.5, 0.6, 0.7, 0.8, 0.9];

/** Forty customers with an event and as many without: the surer an episode, the more often it is right. */
async function pointsOf(confirmedOnly = false) {
  const people = Array.from({ length: 80 }, (_, index) => `c${index}`);
  const truth = await readTruth([
    population(80),
    ...people.map((customer) => observed(customer)),
    ...people.slice(0, 40).map((customer) => fires(100, 200, { customer })),
  ]);
  const signals = people.map((customer, index) => {
    const isRight = index < 40;
    const confidence = isRight ? 0.55 + (index % 5) * 0.1 : 0.45 + (index % 5) * 0.05;
    return told(`e${index}`, confidence >= 0.7 ? 'confirmed' : 'early', 150, { customer, confidence });
  });
  const { episodes } = await collectEpisodes(signals, truth);
  return curveOf(truth, episodes.values(), { signal: 'rent', thresholds: TRIED, confirmedOnly });
}
const use = async (risk: Risk, more: Partial<SolveUse> = {}): Promise<SolveUse> => ({
  ...{ channel: 'email', risk, now: 0.8, from: 0.5, points: await pointsOf() },
  ...more,
});

describe('a threshold that is sought', () => {
  test('keeps the target with the most recall', async () => {
    const [solution] = solveThresholds([await use('low')], 0.6);
    expect(solution!.proposed).toMatchObject({ threshold: 0.6, recall: { count: 32, of: 40 } });
    expect(solution!.proposed!.precision.share).toBeGreaterThanOrEqual(0.6);
    expect(solution!.present!.threshold).toBe(0.8);
  });

  test('where a mistake costs much, keeps it with the lower end of its interval', async () => {
    const [low, high] = solveThresholds([await use('low'), await use('high')], 0.6);
    expect(high!.proposed!.threshold).toBeGreaterThan(low!.proposed!.threshold);
    expect(high!.proposed!.precision.low).toBeGreaterThanOrEqual(0.6);
  });

  test('never lies below what is told at all', async () => {
    const [solution] = solveThresholds([await use('low', { from: 0.8 })], 0.5);
    expect(solution!.proposed!.threshold).toBe(0.8);
  });

  test('that does not exist is not made up: the nearest is named', async () => {
    const hopeless = (await use('low')).points.map((point) => ({
      ...point,
      precision: { ...point.precision, share: point.precision.share! * 0.5 },
    }));
    const solutions = solveThresholds([await use('low', { points: hopeless })], 0.9);
    expect(solutions[0]).toMatchObject({ proposed: undefined, nearest: { threshold: 0.7 } });
    const text = renderSolutions({ signal: 'rent', target: 0.9, truths: 40 }, solutions, {
      colour: false,
      width: 100,
    });
    expect(text.join('\n')).toContain('email: no threshold keeps 0.9; 0.70 comes nearest, with 50.0%');
    expect(Math.max(...text.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('rests on ten that were told at least', async () => {
    const points = (await use('low')).points.map((point) => ({
      ...point,
      precision: { ...point.precision, of: 9 },
    }));
    expect(solveThresholds([await use('low', { points })], 0.1)[0]).toMatchObject({
      proposed: undefined,
      nearest: undefined,
    });
  });

  test('for what may only be told when confirmed leaves early states out', async () => {
    const counts = (points: Awaited<ReturnType<typeof pointsOf>>) =>
      points.map(({ precision }) => precision.of);
    expect(counts(await pointsOf())).toEqual([72, 48, 24, 16, 8]);
    expect(counts(await pointsOf(true))).toEqual([24, 24, 24, 16, 8]);
  });
});
