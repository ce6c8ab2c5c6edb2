import { type Day, isDayInRange, parseDay, parseInstant } from '../../model/day.ts';
import { DAY_NONE } from '../../model/ledger-event.ts';
import type { IntakeContext } from '../context.ts';
import { startOfDay } from './order.ts';
import { fail, failMissing, failType, isAbsent, type Reading } from './reading.ts';

const RANGE_RULE = 'must lie within 1970 to 2099';

/** Reads a required calendar day. */
export function readDay(reading: Reading, field: string, value: unknown): Day {
  if (isAbsent(value)) failMissing(reading, field);
  return readOptionalDay(reading, field, value);
}

/** Reads a calendar day `YYYY-MM-DD`; `DAY_NONE` when absent. */
export function readOptionalDay(reading: Reading, field: string, value: unknown): Day {
  if (typeof value !== 'string') {
    if (!isAbsent(value)) failType(reading, field, 'a string');
    return DAY_NONE;
  }
  const day = parseDay(value);
  if (day === undefined) {
    fail(reading, 'MS_DATE_FORMAT', field, 'must be a date that exists, written YYYY-MM-DD');
    return DAY_NONE;
  }
  if (!isDayInRange(day)) fail(reading, 'MS_DATE_RANGE', field, RANGE_RULE);
  return day;
}

/** Reads an instant of RFC 3339 into milliseconds; undefined when absent. */
export function readInstant(
  reading: Reading,
  field: string,
  value: unknown,
  context: IntakeContext,
): number | undefined {
  if (typeof value !== 'string') {
    if (!isAbsent(value)) failType(reading, field, 'a string');
    return undefined;
  }
  const instant = parseInstant(value);
  if (instant === undefined) {
    fail(reading, 'MS_DATE_FORMAT', field, 'must be an instant of RFC 3339, such as 2026-03-02T09:30:00Z');
  } else if (!isDayInRange(context.dayOfInstant(instant))) {
    fail(reading, 'MS_DATE_RANGE', field, RANGE_RULE);
  }
  return instant;
}

/** Reads the required `at` of an event that is no transaction: an instant, or a date, which is its first instant. */
export function readMoment(reading: Reading, value: unknown, context: IntakeContext): number {
  if (isAbsent(value)) failMissing(reading, 'at');
  if (typeof value !== 'string' || value.length !== 10)
    return readInstant(reading, 'at', value, context) ?? 0;
  const day = readOptionalDay(reading, 'at', value);
  return reading.fault === undefined ? startOfDay(day, context) : 0;
}

/** Reads `seen`: an instant as milliseconds, or any finite number; undefined when absent. */
export function readSeen(reading: Reading, value: unknown, context: IntakeContext): number | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) fail(reading, 'MS_FIELD_VALUE', 'seen', 'must be a finite number');
    // Minus zero and zero are one version.
    return value + 0;
  }
  if (typeof value === 'string') return readInstant(reading, 'seen', value, context);
  failType(reading, 'seen', 'an instant or a number');
  return undefined;
}
