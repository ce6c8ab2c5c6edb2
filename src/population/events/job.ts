import type { Day } from '../../model/day.ts';
import type { Job } from '../course.ts';
import { CADENCES, cadenceOf } from '../rhythm.ts';
import type { Clue } from './leave.ts';
import type { Stage } from './story.ts';
import { cluesOf, proofDay, READ_DAYS, tellEvent, tellOpen } from './tell.ts';

/** So many payments of the old employer must have been seen for its silence to mean something. */
const OLD_PAYMENTS_MIN = 2;

/** The main job before an event and the one after it. */
export function mainJobs({ life }: Stage): { readonly old: Job | undefined; readonly next: Job | undefined } {
  const jobs = life.course.jobs.filter(({ isMain }) => isMain);
  return {
    old: jobs.find(({ series }) => series.plan.origin === 'running'),
    next: jobs.find(({ series }) => series.plan.origin === 'new'),
  };
}

/** The day after which one whole cycle of pay has failed to come. */
export function missedCycle({ series }: Job, cycles: number): Day | undefined {
  const last = lastPay(series.segments.flatMap(({ entries }) => entries));
  if (last === undefined) return undefined;
  const { cycleDays, toleranceDays } = CADENCES[cadenceOf(series.plan.rhythm)];
  return last + cycles * cycleDays + toleranceDays;
}

/** Tells of a new employer: sure when its pay is proven and the old one's has been missed for a cycle. */
export function tellNewJob(stage: Stage): void {
  const { old, next } = mainJobs(stage);
  const clues = cluesOf(next?.series);
  if (next === undefined || clues.length === 0) return;
  const proof = proofDay(stage, next.series);
  const missed = old === undefined ? undefined : missedCycle(old, 1);
  const paidBefore = old !== undefined && cluesOf(old.series).length >= OLD_PAYMENTS_MIN;
  if (proof === undefined || missed === undefined || !paidBefore) {
    tellOpen(stage, 'new-job', 'no-former-pay', clues);
  } else {
    tellEvent({ ...stage, strong: true }, 'new-job', { by: Math.max(proof, missed) + READ_DAYS, clues });
  }
  // More or less money from somebody else is no raise, and not wrongly called one.
  const usual = clues.filter(({ entry }) => !next.bonusDays.includes(entry.day));
  tellOpen(stage, 'pay-rise', 'new-job', usual);
  tellOpen(stage, 'pay-cut', 'new-job', usual);
}

/** The payments of the old employer. */
export function oldPay(stage: Stage): Clue[] {
  return cluesOf(mainJobs(stage).old?.series);
}

function lastPay(entries: readonly { readonly posted: Day }[]): Day | undefined {
  return entries.at(-1)?.posted;
}
