import type { Day } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { EventTruth } from '../event-truth.ts';
import type { Life } from '../life.ts';
import type { Series } from '../plan.ts';
import { CADENCES, cadenceOf } from '../rhythm.ts';
import { entriesOf, knownFrom, LIVELIHOOD_KINDS, latestBefore, stoppedDue } from './series-reading.ts';

/** Wages are waited for less long than bills: a week after all tolerance it is sure that they did not come. */
const WAIT_DAYS = 7;
/** A new employer's pay within so many days takes the place of the old one's. */
const IN_PLACE_DAYS = 3;
/** Later than that, but no later than this, and nobody could say at the time. */
const OPEN_DAYS = 20;

/** Tells of livelihoods that were due and did not come: left out once, paused, or ended. */
export function judgeMissedIncome(life: Life, series: Series): EventTruth[] {
  const { plan, segments } = series;
  if (plan.signal !== 'new-recurring-income' || plan.ignore !== undefined) return [];
  const entries = entriesOf(series);
  const { cycleDays } = CADENCES[cadenceOf(plan.rhythm)];
  const dues = segments.flatMap(({ misses }) => misses);
  if (plan.pause !== undefined) {
    const before = entries.filter(({ day }) => day < plan.pause!.from).at(-1);
    if (before !== undefined && before.day + cycleDays < life.book.to) dues.push(before.day + cycleDays);
  }
  const stopped = stoppedDue(life, series);
  if (stopped !== undefined) dues.push(stopped);
  return dues.map((due) => judgeDue(life, series, due));
}

function judgeDue(life: Life, series: Series, due: Day): EventTruth {
  const entries = entriesOf(series);
  const { toleranceDays } = CADENCES[cadenceOf(series.plan.rhythm)];
  const told = {
    signal: 'income-missed',
    kind: series.plan.kind,
    entries: latestBefore(entries, due),
  } as const;
  if (!LIVELIHOOD_KINDS.has(series.plan.kind)) return { ...told, expect: 'ignore', why: 'side-income' };
  if (entries.filter(({ day }) => day < due).length < knownFrom(series)) {
    return { ...told, expect: 'ignore', why: 'short-history' };
  }
  if (isDiverted(life, entries)) return { ...told, expect: 'ignore', why: 'salary-diverted' };
  const next = successorDay(life, series, due);
  if (next !== undefined && next <= due + IN_PLACE_DAYS) {
    return { ...told, expect: 'silent', why: 'new-payer' };
  }
  if (next !== undefined && next <= due + OPEN_DAYS) {
    return { ...told, expect: 'ignore', why: 'new-payer-soon' };
  }
  return { ...told, expect: 'fires', from: due + 1, by: due + toleranceDays + WAIT_DAYS };
}

/** Whether the wage goes elsewhere: it did not come, and nothing is missing. */
function isDiverted({ truths }: Life, entries: readonly Entry[]): boolean {
  const diverted = truths.filter(({ signal }) => signal === 'salary-diverted');
  return diverted.some((truth) => entries.some((entry) => truth.entries.includes(entry)));
}

/** The first pay of another livelihood that begins about then. */
function successorDay(life: Life, series: Series, due: Day): Day | undefined {
  const days = life.series.flatMap((other) => {
    if (other === series || !LIVELIHOOD_KINDS.has(other.plan.kind) || other.plan.origin !== 'new') return [];
    if (other.plan.signal !== 'new-recurring-income') return [];
    const first = other.segments[0]?.entries[0]?.day;
    return first !== undefined && first >= due - 40 && first <= due + OPEN_DAYS ? [first] : [];
  });
  return days.length === 0 ? undefined : Math.min(...days);
}
