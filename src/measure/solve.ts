import type { Risk } from '../model/governance.ts';
import type { ThresholdPoint } from './report.ts';

/** One use of a definition whose threshold is sought. */
export interface SolveUse {
  /** A channel; `confirm` for the definition's own threshold. */
  readonly channel: string;
  readonly risk: Risk;
  /** The threshold as it stands. */
  readonly now: number;
  /** Below this nothing would change: what may be used so is told from here on. */
  readonly from: number;
  /** What each threshold would have told of what may be used so. */
  readonly points: readonly ThresholdPoint[];
}

/** What is proposed for a use. */
export interface Solution extends Pick<SolveUse, 'channel' | 'risk' | 'now'> {
  /** What the present threshold keeps. */
  readonly present: ThresholdPoint | undefined;
  /** The threshold that keeps the target with the most recall; undefined where none does. */
  readonly proposed: ThresholdPoint | undefined;
  /** Where none does: the one that comes nearest. */
  readonly nearest: ThresholdPoint | undefined;
}

/** What rests on fewer is left out: a share of three says nothing. */
export const TOLD_MIN = 10;

/**
 * Proposes a threshold for each use: the one that keeps the target precision and loses least recall. Where a mistake
 * costs much (`high`) the lower end of its 95% interval must keep it, not only the share that was seen.
 */
export function solveThresholds(uses: readonly SolveUse[], target: number): readonly Solution[] {
  return uses.map(({ channel, risk, now, from, points }) => {
    const worthOf = ({ precision }: ThresholdPoint) =>
      (risk === 'high' ? precision.low : precision.share) ?? 0;
    const tried = points.filter(({ threshold, precision }) => threshold >= from && precision.of >= TOLD_MIN);
    const keeping = tried.filter((point) => worthOf(point) >= target);
    const most = Math.max(...keeping.map(({ recall }) => recall.count));
    const best = Math.max(...tried.map(worthOf));
    return {
      channel,
      risk,
      now,
      present: points.find(({ threshold }) => threshold >= now),
      proposed: keeping.find(({ recall }) => recall.count === most),
      nearest: keeping.length > 0 ? undefined : tried.find((point) => worthOf(point) === best),
    };
  });
}
