import { logistic } from '../lib/statistics.ts';

/** From raw probability to what was observed of such: `none` leaves it as it is. */
export type CalibrationMap =
  | 'none'
  | {
      readonly method: string;
      readonly points: readonly (readonly [number, number])[];
      readonly labels: number;
    };

/** Weights are whole 1/1000 nat, so sums are exact and do not depend on order. */
export type Milli = number;

export function milliOf(nats: number): Milli {
  return Math.round(nats * 1000);
}

/** The log-odds of a probability. */
export function logOddsMilli(probability: number): Milli {
  return milliOf(Math.log(probability / (1 - probability)));
}

/** The probability that a sum of weights stands for, through the calibration map, rounded half up to 4 decimals. */
export function confidenceOf(total: Milli, calibration: CalibrationMap): number {
  const raw = logistic(total / 1000);
  const calibrated = calibration === 'none' ? raw : interpolate(calibration.points, raw);
  return Math.floor(calibrated * 10_000 + 0.5) / 10_000;
}

/** The lowest sum of weights whose confidence can reach a probability; infinite where every sum does, or none. */
export function leastTotal(probability: number, calibration: CalibrationMap): Milli {
  if (calibration === 'none') return logOddsMilli(probability);
  const { points } = calibration;
  // What is told is rounded half up to four decimals.
  const wanted = probability - 0.00005;
  const at = points.findIndex(([, told]) => told >= wanted);
  if (at === 0) return Number.NEGATIVE_INFINITY;
  if (at < 0) return Number.POSITIVE_INFINITY;
  const [x0, y0] = points[at - 1]!;
  const [x1, y1] = points[at]!;
  // One milli lower, so that no rounding on the way here lets a sum count as too low.
  return Math.floor(logOddsMilli(x0 + ((x1 - x0) * (wanted - y0)) / (y1 - y0))) - 1;
}

function interpolate(points: readonly (readonly [number, number])[], raw: number): number {
  const after = points.findIndex(([from]) => from >= raw);
  if (after === 0) return points[0]![1];
  if (after < 0) return points.at(-1)?.[1] ?? raw;
  const [x0, y0] = points[after - 1]!;
  const [x1, y1] = points[after]!;
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (raw - x0)) / (x1 - x0);
}
