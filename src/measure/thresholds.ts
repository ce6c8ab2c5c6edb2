import type { Episode } from './episodes.ts';
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
  readonly #confirmedOnly: boolean;
  #truths = 0;

  /** `confirmedOnly` leaves out what was told early. */
  constructor(thresholds: readonly number[] = THRESHOLDS, confirmedOnly = false) {
    this.#thresholds = thresholds;
    this.#confirmedOnly = confirmedOnly;
    this.#tallies = thresholds.map(() => ({ hits: [], alarms: [], delays: [], late: 0 }));
  }

  add({ ground, episodes, weight, isLeftOut }: ThresholdCase): void {
    this.#truths += ground.fires.filter((truth) => !isLeftOut(truth)).length;
    const rungsOf = (episode: Episode) => (this.#confirmedOnly ? episode.confirmedRungs : episode.rungs);
    if (episodes.every((episode) => rungsOf(episode).length === 0)) return;
    this.#thresholds.forEach((threshold, at) => {
      const told = episodes.flatMap((episode) => {
        const rung = rungsOf(episode).find(({ confidence }) => confidence >= threshold);
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
