import type { Day } from '../../model/day.ts';
import type { IntakeContext } from '../context.ts';
import { checkAsOf } from './order.ts';
import type { Reading } from './reading.ts';
import type { PlainRecord } from './record.ts';
import { readMoment, readSeen } from './time.ts';

/** When an event that is no transaction happened, and where it stands in the order. */
export interface Moment {
  readonly at: number;
  readonly day: Day;
  readonly orderDay: Day;
  readonly orderInstant: number;
}

const NO_MOMENT: Moment = { at: 0, day: 0, orderDay: 0, orderInstant: 0 };

/** Reads `at`, and `seen` where it is an instant: that orders the event, `at` says when it happened. */
export function readWhen(reading: Reading, record: PlainRecord, context: IntakeContext): Moment {
  const at = readMoment(reading, record.at, context);
  const seen = readSeen(reading, record.seen, context);
  if (reading.fault !== undefined) return NO_MOMENT;
  const day = context.dayOfInstant(at);
  const seenAt = typeof record.seen === 'string' ? seen : undefined;
  const orderDay = seenAt === undefined ? day : context.dayOfInstant(seenAt);
  checkAsOf(reading, seenAt === undefined ? 'at' : 'seen', orderDay, context);
  return { at, day, orderDay, orderInstant: seenAt ?? at };
}
