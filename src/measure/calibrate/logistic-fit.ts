import { logistic } from '../../lib/statistics.ts';
import type { Label, Points } from './sample.ts';

/** Raw probabilities nearer to 0 or 1 than this count as that far: signals tell four decimals. */
const EDGE = 0.0001;
const STEPS_MAX = 100;
const STEP_SMALL = 1e-9;
/** Keeps coefficients finite where the outcomes are apart without overlap. */
const RIDGE = 1e-6;
/** Log-odds at which a curve is turned into points, and how far apart. */
const CURVE_TO = 9;
const CURVE_STEP = 0.5;

/** A curve over raw probabilities; undefined where none rises through the labels. */
export type Curve = (raw: number) => number;

/** Platt's curve: log-odds become a straight line of log-odds; targets drawn in a little, as Platt (1999) does. */
export function fitPlatt(labels: readonly Label[]): Curve | undefined {
  const fitted = regress(labels, (raw) => [1, logOdds(raw)]);
  const [shift = 0, slope = 0] = fitted;
  return slope > 0 ? (raw) => logistic(shift + slope * logOdds(raw)) : undefined;
}

/** A beta curve (Kull, Silva Filho and Flach 2017): bends each end by itself; falls back to one bend where two would fall. */
export function fitBeta(labels: readonly Label[]): Curve | undefined {
  const low = (raw: number) => Math.log(edged(raw));
  const high = (raw: number) => -Math.log(1 - edged(raw));
  const [shift = 0, a = 0, b = 0] = regress(labels, (raw) => [1, low(raw), high(raw)]);
  if (a >= 0 && b >= 0) return (raw) => logistic(shift + a * low(raw) + b * high(raw));
  const kept = a < 0 ? high : low;
  const [alone = 0, slope = 0] = regress(labels, (raw) => [1, kept(raw)]);
  return slope > 0 ? (raw) => logistic(alone + slope * kept(raw)) : undefined;
}

/** A curve as points, close enough that the straight lines between them do not matter. */
export function pointsOfCurve(curve: Curve): Points {
  const raws = [0];
  for (let odds = -CURVE_TO; odds <= CURVE_TO; odds += CURVE_STEP) raws.push(logistic(odds));
  return [...raws, 1].map((raw) => [raw, curve(raw)]);
}

function edged(raw: number): number {
  return Math.min(1 - EDGE, Math.max(EDGE, raw));
}

function logOdds(raw: number): number {
  return Math.log(edged(raw) / (1 - edged(raw)));
}

/** Logistic regression by Newton's method. */
function regress(
  labels: readonly Label[],
  featuresOf: (raw: number) => readonly number[],
): readonly number[] {
  const rows = labels.map(({ raw, weight }) => ({ features: featuresOf(raw), weight }));
  const targets = targetsOf(labels);
  const size = rows[0]?.features.length ?? 0;
  let found: number[] = Array.from({ length: size }, () => 0);
  for (let step = 0; step < STEPS_MAX; step++) {
    const gradient = found.map((value) => -RIDGE * value);
    const curvature = found.map((_, row) => found.map((__, column) => (row === column ? RIDGE : 0)));
    rows.forEach(({ features, weight }, at) => {
      const chance = logistic(features.reduce((sum, feature, index) => sum + feature * found[index]!, 0));
      const spread = weight * Math.max(chance * (1 - chance), 1e-12);
      for (let row = 0; row < size; row++) {
        gradient[row]! += weight * (targets[at]! - chance) * features[row]!;
        for (let column = 0; column < size; column++) {
          curvature[row]![column]! += spread * features[row]! * features[column]!;
        }
      }
    });
    const move = solve(curvature, gradient);
    // A leap out of the flat ends of the curve would not come back.
    const largest = Math.max(...move.map(Math.abs));
    const scale = largest > 2 ? 2 / largest : 1;
    found = found.map((value, index) => value + move[index]! * scale);
    if (largest < STEP_SMALL) break;
  }
  return found;
}

function targetsOf(labels: readonly Label[]): readonly number[] {
  const sum = (right: boolean) =>
    labels.reduce((total, label) => total + (label.right === right ? label.weight : 0), 0);
  const high = (sum(true) + 1) / (sum(true) + 2);
  const low = 1 / (sum(false) + 2);
  return labels.map(({ right }) => (right ? high : low));
}

/** Solves a small system by elimination. */
function solve(matrix: readonly (readonly number[])[], values: readonly number[]): readonly number[] {
  const rows = matrix.map((row, index) => [...row, values[index]!]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++) {
    let best = pivot;
    for (let row = pivot + 1; row < size; row++) {
      if (Math.abs(rows[row]![pivot]!) > Math.abs(rows[best]![pivot]!)) best = row;
    }
    [rows[pivot], rows[best]] = [rows[best]!, rows[pivot]!];
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const share = rows[row]![pivot]! / rows[pivot]![pivot]!;
      for (let column = pivot; column <= size; column++) {
        rows[row]![column]! -= share * rows[pivot]![column]!;
      }
    }
  }
  return rows.map((row, index) => row[size]! / row[index]!);
}
