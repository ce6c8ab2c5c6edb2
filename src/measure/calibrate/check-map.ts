import { hash53 } from '../../lib/hash.ts';
import { type Calibration, type Prediction, reliabilityOf } from '../calibration.ts';
import { fitBy, type Method } from './fit-map.ts';
import type { Label, Points } from './sample.ts';

/** What a map does to labels that it was not fitted on. */
export interface MapCheck {
  readonly before: Calibration;
  /** Each half of the customers through the map of the other half; undefined where a half bears none. */
  readonly after: Calibration | undefined;
}

/** Fits on each half of the customers and measures on the other: on its own labels every map looks good. */
export function checkMap(method: Method, labels: readonly Label[]): MapCheck {
  const halves = [0, 1].map((half) => labels.filter(({ customer }) => hash53(customer) % 2 === half));
  const before = calibrationOf(labels.map(({ raw, right, weight }) => ({ confidence: raw, right, weight })));
  const mapped: Prediction[] = [];
  for (const [at, half] of halves.entries()) {
    const fitted = halves[1 - at]!.length === 0 ? undefined : fitBy(method, halves[1 - at]!);
    if (fitted === undefined) return { before, after: undefined };
    for (const { raw, right, weight } of half) {
      mapped.push({ confidence: mapThrough(fitted.points, raw), right, weight });
    }
  }
  return { before, after: calibrationOf(mapped) };
}

/** A raw probability through a map. */
export function mapThrough(points: Points, raw: number): number {
  const after = points.findIndex(([from]) => from >= raw);
  if (after < 0) return points.at(-1)![1];
  const [x1, y1] = points[after]!;
  if (after === 0) return y1;
  const [x0, y0] = points[after - 1]!;
  return y0 + ((y1 - y0) * (raw - x0)) / (x1 - x0);
}

function calibrationOf(predictions: readonly Prediction[]): Calibration {
  const { count, brier, ece, ecePerfect } = reliabilityOf(predictions);
  return { count, brier, ece, ecePerfect };
}
