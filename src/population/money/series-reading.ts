import type { Day } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { Life } from '../life.ts';
import type { Series } from '../plan.ts';
import { CADENCES, cadenceOf } from '../rhythm.ts';
import { absenceNeeded } from '../truth.ts';

/** Bills that keep a home warm, insured and paid for. */
export const ESSENTIAL_KINDS: ReadonlySet<string> = new Set([
  'rent',
  'mortgage',
  'energy',
  'water',
  'council-tax',
  'insurance-auto',
  'insurance-home',
  'insurance-life',
  'insurance-liability',
  'road-tax',
]);

/** What a household lives on; support, dividends and retainers come beside it. */
export const LIVELIHOOD_KINDS: ReadonlySet<string> = new Set(['salary', 'pension', 'benefit']);

/** All payments of a series, over its segments. */
export function entriesOf({ segments }: Series): Entry[] {
  return segments.flatMap(({ entries }) => entries);
}

/** From this many payments on, a person who reads the statement expects the next one. */
export function knownFrom({ plan }: Series): number {
  const { cycleDays } = CADENCES[cadenceOf(plan.rhythm)];
  return cycleDays < 20 ? 6 : cycleDays < 40 ? 4 : 3;
}

/** The latest payments before a day, which a reader would name. */
export function latestBefore(entries: readonly Entry[], day: Day): Entry[] {
  return entries.filter((entry) => entry.day < day).slice(-3);
}

/** When the payment after the last one was due, where a series stopped within the data; undefined when it runs on. */
export function stoppedDue(life: Life, series: Series): Day | undefined {
  const last = series.segments.at(-1)?.entries.at(-1);
  if (last === undefined) return undefined;
  const { cycleDays } = CADENCES[cadenceOf(series.plan.rhythm)];
  const due = last.day + cycleDays;
  return due < life.book.to ? due : undefined;
}

/** The first payment of a series whose absence was seen before; undefined when it ran or the absence was too short. */
export function beganAt(life: Life, { plan, segments }: Series): Entry | undefined {
  const first = segments[0]?.entries[0];
  if (first === undefined || plan.origin !== 'new') return undefined;
  const absence = first.day - life.book.accounts[first.account]!.firstDay;
  return absence < absenceNeeded(cadenceOf(plan.rhythm)) ? undefined : first;
}

/**
 * The day on which the n-th payment has arrived, with the tolerance of its cadence; beyond the data when it is still
 * to come, undefined when it never comes.
 */
export function arrivedBy(life: Life, series: Series, count: number): Day | undefined {
  const entries = entriesOf(series);
  const { cycleDays, toleranceDays } = CADENCES[cadenceOf(series.plan.rhythm)];
  if (entries.length >= count) {
    const arrivals = entries.slice(0, count).map(({ arrival, posted }) => Math.max(arrival, posted));
    return Math.max(...arrivals) + toleranceDays;
  }
  if (stoppedDue(life, series) !== undefined || series.plan.end <= life.book.to) return undefined;
  return entries.at(-1)!.posted + (count - entries.length) * cycleDays + toleranceDays;
}
