import { type Interval, wilsonInterval } from '../lib/statistics.ts';
import { effectiveCount, sumWeights } from './weights.ts';

/** One confidence that was told, and whether it turned out right. */
export interface Prediction {
  readonly confidence: number;
  readonly right: boolean;
  /** How often such a customer is met, as a multiple of how often it is in the data; 1 when not given. */
  readonly weight?: number;
}

/** Whether what was said lies within the interval of what was right. */
export type BinVerdict = 'fits' | 'too sure' | 'too shy';

export interface ReliabilityBin extends Interval {
  /** Confidences from here, included, */
  readonly from: number;
  /** to here, excluded; 1 belongs to the last bin. */
  readonly to: number;
  readonly count: number;
  readonly right: number;
  readonly meanConfidence: number | null;
  readonly rightShare: number | null;
  readonly verdict: BinVerdict | null;
}

/** How well confidence means what it says. */
export interface Calibration {
  readonly count: number;
  /** Mean squared distance of confidence and outcome. */
  readonly brier: number | null;
  /** Expected calibration error over ten bins, weighted by count. */
  readonly ece: number | null;
  /** What the ECE of a forecaster would be, on average, whose every confidence is the true chance. */
  readonly ecePerfect: number | null;
}

export interface Reliability extends Calibration {
  readonly bins: readonly ReliabilityBin[];
}

const BINS = 10;
/** Above this variance a bin's count of right ones is as good as normal: the error of its mean distance is below 0.2%. */
const EXACT_VARIANCE_MAX = 100;

/** Reliability table, Brier score and calibration errors of predictions; their order does not matter. */
export function reliabilityOf(predictions: readonly Prediction[]): Reliability {
  const sorted = predictions.toSorted(
    (a, b) => a.confidence - b.confidence || Number(a.right) - Number(b.right),
  );
  const binned: Prediction[][] = Array.from({ length: BINS }, () => []);
  for (const prediction of sorted) binned[binIndexOf(prediction.confidence)]!.push(prediction);
  const bins = binned.map(binOf);
  const count = sorted.length;
  if (count === 0) return { bins, count, brier: null, ece: null, ecePerfect: null };
  const weight = sumOf(sorted, () => 1);
  const squares = sumOf(sorted, ({ confidence, right }) => (confidence - Number(right)) ** 2);
  let distance = 0;
  let perfect = 0;
  binned.forEach((bin) => {
    distance += Math.abs(sumOf(bin, ({ confidence, right }) => confidence - Number(right)));
    perfect += perfectDistance(bin);
  });
  return { bins, count, brier: squares / weight, ece: distance / weight, ecePerfect: perfect / weight };
}

/** Confidences have four decimals: rounding first keeps 0.3 out of the bin below. */
function binIndexOf(confidence: number): number {
  return Math.min(BINS - 1, Math.floor(Math.round(confidence * 10_000) / (10_000 / BINS)));
}

function binOf(predictions: readonly Prediction[], index: number): ReliabilityBin {
  const count = predictions.length;
  const right = predictions.filter((prediction) => prediction.right).length;
  const weight = sumWeights(predictions.map(weightOf));
  const rightShare = count === 0 ? null : sumOf(predictions, (one) => Number(one.right)) / weight.sum;
  const worth = isPlain(predictions) ? count : effectiveCount(weight);
  const interval = wilsonInterval(isPlain(predictions) ? right : (rightShare ?? 0) * worth, worth);
  const mean = count === 0 ? null : sumOf(predictions, (one) => one.confidence) / weight.sum;
  let verdict: BinVerdict | null = null;
  if (mean !== null) verdict = mean > interval.high ? 'too sure' : mean < interval.low ? 'too shy' : 'fits';
  return {
    from: index / BINS,
    to: (index + 1) / BINS,
    count,
    right,
    meanConfidence: mean,
    rightShare,
    ...interval,
    verdict,
  };
}

function weightOf({ weight }: Prediction): number {
  return weight ?? 1;
}

function isPlain(predictions: readonly Prediction[]): boolean {
  return predictions.every((one) => weightOf(one) === 1);
}

/** A sum over predictions, each as often as its customer is met. */
function sumOf(predictions: readonly Prediction[], of: (one: Prediction) => number): number {
  return predictions.reduce((total, one) => total + weightOf(one) * of(one), 0);
}

/** With weights only the normal curve is at hand, which is rough for a bin of few. */
function perfectDistance(predictions: readonly Prediction[]): number {
  if (isPlain(predictions)) return meanDistance(predictions.map(({ confidence }) => confidence));
  const variance = predictions.reduce(
    (sum, one) => sum + weightOf(one) ** 2 * one.confidence * (1 - one.confidence),
    0,
  );
  return Math.sqrt((2 * variance) / Math.PI);
}

/**
 * The mean distance between how many come true and how many should, when each comes true with its own chance:
 * exact while the variance is small, by the normal curve when it is large.
 */
export function meanDistance(chances: readonly number[]): number {
  let variance = 0;
  let likely = 0;
  for (const chance of chances) {
    variance += chance * (1 - chance);
    if (chance >= 0.5) likely++;
  }
  if (variance > EXACT_VARIANCE_MAX) return Math.sqrt((2 * variance) / Math.PI);
  // Counting the rarer outcome keeps the distribution short: its mean is at most twice the variance.
  const rare = likely * 2 >= chances.length ? chances.map((chance) => 1 - chance) : chances;
  const mean = rare.reduce((total, chance) => total + chance, 0);
  const length = Math.min(rare.length, Math.ceil(mean + 12 * Math.sqrt(mean) + 40)) + 1;
  const distribution = new Float64Array(length);
  distribution[0] = 1;
  for (const chance of rare) {
    for (let count = length - 1; count > 0; count--) {
      distribution[count] = distribution[count]! * (1 - chance) + distribution[count - 1]! * chance;
    }
    distribution[0] = distribution[0]! * (1 - chance);
  }
  return distribution.reduce((total, share, count) => total + share * Math.abs(count - mean), 0);
}
