import { evaluate } from '../../src/measure/evaluate.ts';
import type { EvaluationReport } from '../../src/measure/report.ts';
import { type Day, formatDay } from '../../src/model/day.ts';

/** Tests count days from here: day 0 is 2024-01-01, and the population is seen to day 730. */
const ORIGIN = 19723;
export const LAST_DAY = 730;

export const dayText = (day: Day): string => formatDay(ORIGIN + day);

type Line = Record<string, unknown>;

export const population = (customers = 1): Line => ({
  kind: 'population',
  from: dayText(0),
  to: dayText(LAST_DAY),
  customers,
});

export const observed = (customer = 'c1', { from = 0, to = LAST_DAY } = {}): Line => ({
  kind: 'observed',
  customer,
  from: dayText(from),
  to: dayText(to),
});

export const fires = (from: number, by: number, more: Line = {}): Line => ({
  customer: 'c1',
  signal: 'rent',
  expect: 'fires',
  ...more,
  from: dayText(from),
  by: dayText(by),
});

export const silent = (more: Line = {}): Line => ({
  customer: 'c1',
  signal: 'rent',
  expect: 'silent',
  ...more,
});
export const ignore = (more: Line = {}): Line => ({
  customer: 'c1',
  signal: 'rent',
  expect: 'ignore',
  ...more,
});

/** One emission: an episode's state on a day. */
export function told(episode: string, state: string, day: number, more: Line = {}): Line {
  return {
    customer: 'c1',
    signal: 'rent',
    episode,
    state,
    confidence: 0.9,
    transactions: [],
    ...more,
    detectedAt: dayText(day),
  };
}

export const confirmed = (episode: string, day: number, more: Line = {}): Line =>
  told(episode, 'confirmed', day, more);

/** Measures lines of one customer who is seen from day 0 to the last, unless the lines say otherwise. */
export function measure(truth: readonly Line[], signals: readonly Line[]): Promise<EvaluationReport> {
  const frame = truth.some((line) => line.kind === 'observed') ? [population()] : [population(), observed()];
  return evaluate({ truth: [...frame, ...truth], signals });
}

/** The figures that most tests look at. */
export function outline({ all }: EvaluationReport) {
  return { truths: all.truths, hits: all.hits, falseAlarms: all.falseAlarms.total, ignored: all.ignored };
}
