import type { Claim, Episode } from './episodes.ts';
import { judge } from './judge.ts';
import type { ThresholdPoint } from './report.ts';
import { proportion, spreadOf, weightedProportion } from './shares.ts';
import type { Fires, Ground } from './truth.ts';

/** Thresholds that are tried, whole hundredths: closer where definitions put theirs. */
export const THRESHOLDS: readonly number[] = [
  0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99,
];

/** One signal of one customer, judged at every threshold. */
export interface ThresholdCase {
  readonly ground: Ground;
  readonly episodes: readonly Episode[];
  readonly weight: number;
  readonly isLeftOut: (truth: Fires) => boolean;
}

interface Tally {
  readonly hits: number[];
  readonly alarms: number[];
  readonly delays: number[];
  late: number;
}

/** What would have been told, right and wrong, had each threshold been the one that counts. */
export class ThresholdCurve {
  readonly #tallies: readonly Tally[];
  readonly #thresholds: readonly number[];
  #truths = 0;

  constructor(thresholds: readonly number[] = THRESHOLDS) {
    this.#thresholds = thresholds;
    this.#tallies = thresholds.map(() => ({ hits: [], alarms: [], delays: [], late: 0 }));
  }

  add({ ground, episodes, weight, isLeftOut }: ThresholdCase): void {
    this.#truths += ground.fires.filter((truth) => !isLeftOut(truth)).length;
    const climbing = episodes.filter((episode) => episode.rungs.length > 0);
    if (climbing.length === 0) return;
    this.#thresholds.forEach((threshold, at) => {
      const told = climbing.flatMap((episode) => {
        const rung = rungAt(episode, threshold);
        if (rung === undefined) return [];
        const transactions = episode.shared.slice(0, rung.sharedCount);
        return [{ episode: episode.id, day: rung.day, transactions }];
      });
      if (told.length === 0) return;
      const tally = this.#tallies[at]!;
      judge(ground, told, isLeftOut).verdicts.forEach((verdict, index) => {
        if (verdict.outcome === 'hit') {
          tally.hits.push(weight);
          tally.delays.push(told[index]!.day - verdict.truth.from);
        } else if (verdict.outcome === 'false-alarm') {
          tally.alarms.push(weight);
          if (verdict.reason === 'late') tally.late++;
        }
      });
    });
  }

  points(): readonly ThresholdPoint[] {
    return this.#thresholds.map((threshold, at) => {
      const { hits, alarms, delays, late } = this.#tallies[at]!;
      return {
        threshold,
        precision: weightedProportion(hits, alarms),
        recall: proportion(hits.length, this.#truths),
        late,
        delayDays: spreadOf(delays),
      };
    });
  }
}

/** The first time an episode was told as surely as that. */
function rungAt({ rungs }: Episode, threshold: number): Claim | undefined {
  return rungs.find(({ confidence }) => confidence >= threshold);
}
