import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import { dayOfInstantIn } from '../../lib/zone.ts';
import { formatDay, parseInstant } from '../../model/day.ts';
import { isObject, type JsonObject } from './json-decoder.ts';

/** A double holds every decimal of so many digits exactly, and prints it as it was written. */
const DIGITS_EXACT = 15;
const DECIMAL = /^-?\d{1,15}(?:\.\d+)?$/;

/** A field that says something: blanks and null are nothing. What is no text stays, to be refused where texts are checked. */
export function given(value: unknown): unknown {
  if (typeof value !== 'string') return value === null ? undefined : value;
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** The first field that is a text and says something; empty when there is none. */
export function firstText(...values: readonly unknown[]): string {
  for (const value of values) {
    if (typeof value === 'string') {
      const text = value.trim();
      if (text !== '') return text;
    }
  }
  return '';
}

/** An object in a field; one without fields when there is none. */
export function objectAt(value: unknown): JsonObject {
  return isObject(value) ? value : NOTHING;
}

const NOTHING: JsonObject = {};

/** What a table says of a word; undefined for what is not in it. */
export function wordIn(table: Readonly<Record<string, string>>, word: unknown): string | undefined {
  return typeof word === 'string' && Object.hasOwn(table, word) ? table[word] : undefined;
}

/** An id that may be a number; one beyond safe integers stays a number, and is refused, since it is no longer what was written. */
export function idOf(value: unknown): unknown {
  return typeof value === 'number' && Number.isSafeInteger(value) ? `${value}` : given(value);
}

/** A decimal text of an amount, which may be a number as long as that is surely what was written. */
export function decimalOf(field: string, value: unknown): string | DeadLetter {
  if (typeof value === 'number') {
    const text = `${value}`;
    const size = Math.abs(value);
    // Short enough to be exact, and not so small or large that it is written with an exponent.
    if (text.length <= DIGITS_EXACT && size < 1e15 && (size >= 1e-6 || size === 0)) return text;
    const digits = text.replace(/^-?0*\.?0*/, '').replace('.', '').length;
    if (DECIMAL.test(text) && digits <= DIGITS_EXACT) return text;
    return deadLetter('MS_AMOUNT_RANGE', `"${field}" is a number with more digits than numbers hold exactly`);
  }
  if (typeof value !== 'string') {
    return value === undefined || value === null
      ? deadLetter('MS_FIELD_MISSING', `"${field}" is missing`)
      : deadLetter('MS_FIELD_TYPE', `"${field}" must be a decimal number`);
  }
  const text = value.trim();
  return text.startsWith('+') ? text.slice(1) : text;
}

/** An amount the other way round. */
export function negated(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}

/** An amount without a sign, signed by what stands beside it; a sign of its own would say it twice, and is refused. */
export function signedBy(field: string, amount: string | DeadLetter, isOut: boolean): string | DeadLetter {
  if (typeof amount !== 'string') return amount;
  if (amount.startsWith('-'))
    return deadLetter('MS_AMOUNT_CONTRADICTS', `"${field}" is signed, though a flag gives the direction`);
  return isOut ? `-${amount}` : amount;
}

/** A decimal text that may be left out: what is none is none. */
export function optionalDecimal(value: unknown): string | undefined {
  const text = decimalOf('', value);
  return typeof text === 'string' && DECIMAL.test(text) ? text : undefined;
}

/** A merchant category code that is one. */
export function mccOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? `${value}`.padStart(4, '0') : firstText(value);
  return /^\d{4}$/.test(text) ? text : undefined;
}

/** The other side, where anything is known of it. */
export function counterpartyOf(fields: {
  readonly name?: unknown;
  readonly iban?: unknown;
  readonly creditorId?: unknown;
  readonly mandateId?: unknown;
}): JsonObject | undefined {
  const name = firstText(fields.name);
  const iban = firstText(fields.iban);
  const creditorId = firstText(fields.creditorId);
  const mandateId = firstText(fields.mandateId);
  if (name === '' && iban === '' && creditorId === '' && mandateId === '') return undefined;
  return {
    ...(name === '' ? {} : { name }),
    ...(iban === '' ? {} : { iban }),
    ...(creditorId === '' ? {} : { creditorId }),
    ...(mandateId === '' ? {} : { mandateId }),
  };
}

/** Turns dates and instants into the days of a zone. */
export interface Days {
  /** A calendar day; an instant's in the zone, but midnight, which writers put for no time, in its own. */
  dayOf(value: unknown): unknown;
  /** An instant that is one: not a date with a time that is made up. */
  instantOf(value: unknown): string | undefined;
}

/** Days of a zone; of an empty one the days as they are written. */
export function createDays(zone: string): Days {
  const dayOfInstant = zone === '' ? undefined : dayOfInstantIn(zone);
  return {
    dayOf(value) {
      const text = given(value);
      if (typeof text !== 'string' || text.length <= 10) return text;
      const day = text.slice(0, 10);
      if (dayOfInstant === undefined || isMadeUp(text)) return day;
      const instant = parseInstant(withColon(text));
      return instant === undefined ? day : formatDay(dayOfInstant(instant));
    },
    instantOf(value) {
      if (typeof value !== 'string' || value.length <= 10 || isMadeUp(value)) return undefined;
      const text = withColon(value.trim());
      return parseInstant(text) === undefined ? undefined : text;
    },
  };
}

/** Midnight, and noon of UTC, stand for a time that nobody knew. */
function isMadeUp(text: string): boolean {
  const time = text.slice(11);
  if (time.startsWith('00:00:00')) return true;
  return time.startsWith('12:00:00') && /^12:00:00(?:\.0+)?(?:Z|\+00:?00)$/.test(time);
}

/** RFC 3339 wants a colon in the offset; ISO 8601 does not. */
function withColon(text: string): string {
  return /[+-]\d{4}$/.test(text) ? `${text.slice(0, -2)}:${text.slice(-2)}` : text;
}
