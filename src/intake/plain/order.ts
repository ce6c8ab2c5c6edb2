import { DAY_MILLISECONDS, type Day } from '../../model/day.ts';
import { DAY_NONE } from '../../model/ledger-event.ts';
import type { IntakeContext } from '../context.ts';
import { fail, type Reading } from './reading.ts';

/** No zone is further than this from UTC. */
const OFFSET_MILLISECONDS_MAX = 16 * 3_600_000;

/** The first millisecond of a calendar day in the bank's zone. */
export function startOfDay(day: Day, context: IntakeContext): number {
  if (day === DAY_NONE) return 0;
  const utcStart = day * DAY_MILLISECONDS;
  if (context.dayOfInstant(utcStart) === day && context.dayOfInstant(utcStart - 1) < day) return utcStart;
  let before = utcStart - OFFSET_MILLISECONDS_MAX;
  let within = utcStart + OFFSET_MILLISECONDS_MAX;
  while (within - before > 1) {
    const middle = before + Math.floor((within - before) / 2);
    if (context.dayOfInstant(middle) < day) before = middle;
    else within = middle;
  }
  return within;
}

/** Refuses an event whose place in the order lies behind the last day of the run. */
export function checkAsOf(reading: Reading, field: string, day: Day, context: IntakeContext): void {
  if (day > context.asOf) fail(reading, 'MS_AFTER_AS_OF', field, 'lies after the last day of this run');
}
