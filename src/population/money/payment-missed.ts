import type { Day } from '../../model/day.ts';
import type { EventTruth } from '../event-truth.ts';
import type { Life } from '../life.ts';
import type { Series } from '../plan.ts';
import { CADENCES, cadenceOf } from '../rhythm.ts';
import { ESSENTIAL_KINDS, entriesOf, knownFrom, latestBefore, stoppedDue } from './series-reading.ts';

/** A careful person waits for a bill as long as it may stray, and a week more. */
const WAIT_DAYS = 7;
/** The next contract of the same kind begins about when the last one ended. */
const SUCCESSION_DAYS = 45;

/** Tells of essential bills that were due and not paid, and of what looks like it. */
export function judgeMissedBills(life: Life, series: Series): EventTruth[] {
  const { plan, segments } = series;
  if (plan.signal !== 'new-recurring-payment' || !ESSENTIAL_KINDS.has(plan.kind)) return [];
  const entries = entriesOf(series);
  const truths: EventTruth[] = [];
  const told = { signal: 'payment-missed', kind: plan.kind } as const;
  const { toleranceDays } = CADENCES[cadenceOf(plan.rhythm)];
  for (const due of segments.flatMap(({ misses }) => misses)) {
    const before = entries.filter(({ day }) => day < due).length;
    const listed = latestBefore(entries, due);
    if (before < knownFrom(series)) {
      truths.push({ ...told, expect: 'ignore', why: 'short-history', entries: listed });
    } else {
      const by = due + toleranceDays + WAIT_DAYS;
      truths.push({ ...told, expect: 'fires', from: due + 1, by, entries: listed });
    }
  }
  const silent = (why: string, from: Day): void => {
    const about = entries.filter(({ day }) => day >= from - 100 && day <= from + 100);
    if (about.length > 0) truths.push({ ...told, expect: 'silent', why, entries: about });
  };
  if (plan.shift !== undefined) silent('due-date-moved', plan.shift.from);
  if (plan.move !== undefined) silent('account-moved', plan.move.from);
  if (plan.pause !== undefined) {
    truths.push({ ...told, expect: 'ignore', why: 'paused', entries: latestBefore(entries, plan.pause.to) });
  }
  const due = stoppedDue(life, series);
  if (due === undefined) return truths;
  const listed = latestBefore(entries, due);
  const successor = successorOf(life, series, due);
  if (successor) {
    const why = plan.kind === 'rent' || plan.kind === 'mortgage' ? 'moved-home' : 'supplier-changed';
    truths.push({ ...told, expect: 'silent', why, entries: listed });
  } else {
    // Nobody can tell an ended contract by the first payment that stays away.
    truths.push({ ...told, expect: 'ignore', why: 'ended', entries: listed });
  }
  return truths;
}

function successorOf(life: Life, series: Series, due: Day): boolean {
  const homes = new Set(['rent', 'mortgage']);
  const sameNeed = (kind: string) =>
    kind === series.plan.kind || (homes.has(kind) && homes.has(series.plan.kind));
  return life.series.some((other) => {
    if (other === series || !sameNeed(other.plan.kind) || other.plan.origin !== 'new') return false;
    const first = other.segments[0]?.entries[0];
    return first !== undefined && Math.abs(first.day - due) <= SUCCESSION_DAYS;
  });
}
