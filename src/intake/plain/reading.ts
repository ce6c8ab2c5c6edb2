import { type DeadLetter, type DeadLetterCode, deadLetter } from '../../errors/dead-letter.ts';

/** The reading of one record: fields are read one after the other, and the first fault met stays. */
export interface Reading {
  fault: DeadLetter | undefined;
}

/** Starts the reading of a record. */
export function startReading(): Reading {
  return { fault: undefined };
}

/** Notes what is wrong with a field, by its name and the rule it breaks: never by its value. */
export function fail(reading: Reading, code: DeadLetterCode, field: string, rule: string): void {
  if (reading.fault === undefined) reading.fault = deadLetter(code, `"${field}" ${rule}`);
}

/** Whether a field was left out: absent or null, which many writers put for nothing. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** Notes that a required field is missing. */
export function failMissing(reading: Reading, field: string): void {
  fail(reading, 'MS_FIELD_MISSING', field, 'is missing');
}

/** Notes that a field holds another JSON type than it must. */
export function failType(reading: Reading, field: string, expected: string): void {
  fail(reading, 'MS_FIELD_TYPE', field, `must be ${expected}`);
}
