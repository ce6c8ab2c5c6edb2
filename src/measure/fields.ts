import { type Day, parseDay } from '../model/day.ts';
import { lineError, type Place } from './lines.ts';

type Line = Readonly<Record<string, unknown>>;

/** A text that must be there and hold something. */
export function textField(line: Line, name: string, place: Place): string {
  const value = line[name];
  if (typeof value !== 'string' || value === '') throw fieldError(name, 'a text', place);
  return value;
}

/** A text that may be missing: then it is empty. */
export function optionalText(line: Line, name: string, place: Place): string {
  const value = line[name] ?? '';
  if (typeof value !== 'string') throw fieldError(name, 'a text', place);
  return value;
}

/** A calendar day that must be there. */
export function dayField(line: Line, name: string, place: Place): Day {
  const value = line[name];
  const day = typeof value === 'string' ? parseDay(value) : undefined;
  if (day === undefined) throw fieldError(name, 'a day YYYY-MM-DD', place);
  return day;
}

/** A number between two bounds, both included. */
export function numberField(
  line: Line,
  name: string,
  bounds: { low: number; high: number },
  place: Place,
): number {
  const value = line[name];
  if (typeof value !== 'number' || !(value >= bounds.low && value <= bounds.high)) {
    throw fieldError(name, `a number from ${bounds.low} to ${bounds.high}`, place);
  }
  return value;
}

/** A list of texts that must be there. */
export function textsField(line: Line, name: string, place: Place): readonly string[] {
  const value = line[name];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw fieldError(name, 'a list of texts', place);
  }
  return value;
}

/** An object that must be there. */
export function objectField(line: Line, name: string, place: Place): Line {
  const value = line[name];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fieldError(name, 'an object', place);
  }
  return value as Line;
}

/** The error for a field that is not what it should be; it never quotes the value. */
export function fieldError(name: string, wanted: string, place: Place) {
  return lineError('MS_EVALUATE_FIELD', place, `has a field "${name}" that is missing or not ${wanted}`);
}
