import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';

/** A JSON object whose fields may hold anything. */
export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of keys; undefined where it does not lead anywhere. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (!isJson(current)) return undefined;
    current = current[key];
  }
  return current;
}

/** A text at a path, trimmed; empty when there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found.trim() : '';
}

/** Several texts, each once, joined with a blank. */
export function joined(...texts: readonly string[]): string {
  return [...new Set(texts.filter((text) => text !== ''))].join(' ');
}

/** A list's texts, or the one text. */
export function textsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  const found = at(value, ...path);
  const list = Array.isArray(found) ? found : [found];
  return list.filter((text): text is string => typeof text === 'string').map((text) => text.trim());
}

/** Beyond this, with two decimals, a double can no longer hold each amount. */
const NUMBER_MAX = 1e13;

/** An amount as a decimal text; a JSON number only where a double surely holds what was written. */
export function amountText(value: unknown): string | DeadLetter {
  if (typeof value === 'string') return value.trim().replace(/^\+/, '');
  if (typeof value !== 'number') return deadLetter('MS_FIELD_MISSING', '"amount" is missing');
  const text = String(value);
  if (Math.abs(value) < NUMBER_MAX && /^-?\d+(\.\d+)?$/.test(text)) return text;
  return deadLetter('MS_AMOUNT_RANGE', '"amount" is a number that cannot be held exactly');
}

/** The same amount the other way round. */
export function negated(amount: string): string {
  if (amount.startsWith('-')) return amount.slice(1);
  return /^0*(\.0*)?$/.test(amount) ? amount : `-${amount}`;
}

/** An unsigned amount with the side that it moves to; a sign of its own contradicts. */
export function sided(value: unknown, isOut: boolean): string | DeadLetter {
  const text = amountText(value);
  if (typeof text !== 'string') return text;
  if (text.startsWith('-')) {
    return deadLetter('MS_AMOUNT_CONTRADICTS', '"amount" has a sign, though a flag says where it goes');
  }
  return isOut ? negated(text) : text;
}

/** The day of a date or of an instant as it is written, in the writer's own offset; empty when it is neither. */
export function dayText(text: string): string {
  return /^\d{4}-\d{2}-\d{2}(?:$|[T ])/.test(text) ? text.slice(0, 10) : '';
}

/** An instant whose time was known: midnight and noon sharp stand for a day alone. */
export function instantText(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return '';
  if (/[T ](?:00|12):00:00/.test(text)) return '';
  return text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2').replace(' ', 'T');
}

/** A record without the fields that hold nothing. */
export function present(fields: Json): Json {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== '' && value !== null),
  );
}

/** A counterparty, when anything is known of it. */
export function partyOf(fields: {
  readonly name?: string;
  readonly iban?: string;
  readonly creditorId?: string;
  readonly mandateId?: string;
}): Json | undefined {
  const party = present(fields);
  return Object.keys(party).length === 0 ? undefined : party;
}
