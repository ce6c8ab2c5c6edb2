import { fail, failMissing, failType, isAbsent, type Reading } from './reading.ts';

/** Reads a required id, trimmed; a blank one is missing. */
export function readId(reading: Reading, field: string, value: unknown, lengthMax: number): string {
  const id = readOptionalId(reading, field, value, lengthMax);
  if (id === '') failMissing(reading, field);
  return id;
}

/** Reads an id, trimmed; absent or blank is the empty string. */
export function readOptionalId(reading: Reading, field: string, value: unknown, lengthMax: number): string {
  if (typeof value !== 'string') {
    if (!isAbsent(value)) failType(reading, field, 'a string');
    return '';
  }
  const id = trimmed(value);
  if (id.length > lengthMax)
    fail(reading, 'MS_FIELD_TOO_LONG', field, `must have at most ${lengthMax} characters`);
  else if (firstBadUnit(id) >= 0) {
    fail(reading, 'MS_FIELD_VALUE', field, 'must not hold control characters or halves of surrogate pairs');
  }
  return id;
}

/** Reads a required text that may be empty; control characters become blanks, lone surrogates U+FFFD. */
export function readText(reading: Reading, field: string, value: unknown, lengthMax: number): string {
  if (typeof value !== 'string') {
    if (isAbsent(value)) failMissing(reading, field);
    else failType(reading, field, 'a string');
    return '';
  }
  if (value.length > lengthMax) {
    fail(reading, 'MS_FIELD_TOO_LONG', field, `must have at most ${lengthMax} characters`);
    return '';
  }
  const bad = firstBadUnit(value);
  return bad < 0 ? value : cleaned(value, bad);
}

/** Reads a word of a list; absent is the fallback. */
export function readWord<T extends string>(
  reading: Reading,
  field: string,
  value: unknown,
  options: { readonly words: readonly T[]; readonly fallback: T },
): T {
  if (isAbsent(value)) return options.fallback;
  return checkWord(reading, field, value, options.words) ?? options.fallback;
}

/** Reads a word of a list that must be given; undefined when it is missing or another. */
export function readRequiredWord<T extends string>(
  reading: Reading,
  field: string,
  value: unknown,
  words: readonly T[],
): T | undefined {
  if (!isAbsent(value)) return checkWord(reading, field, value, words);
  failMissing(reading, field);
  return undefined;
}

function checkWord<T extends string>(
  reading: Reading,
  field: string,
  value: unknown,
  words: readonly T[],
): T | undefined {
  if (typeof value !== 'string') {
    failType(reading, field, 'a string');
    return undefined;
  }
  for (let index = 0; index < words.length; index++) if (words[index] === value) return words[index];
  fail(reading, 'MS_FIELD_VALUE', field, `must be one of ${words.join(', ')}`);
  return undefined;
}

/** Like `trim`, but asks for it only where an end may be white space. */
function trimmed(text: string): string {
  const length = text.length;
  if (length === 0) return text;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(length - 1);
  return first > 32 && first < 127 && last > 32 && last < 127 ? text : text.trim();
}

/** Index of the first control character or half of a surrogate pair, or -1. */
function firstBadUnit(text: string): number {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 32 && unit < 127) continue;
    if (unit <= 0x9f) return index;
    if (unit < 0xd800 || unit > 0xdfff) continue;
    if (!isPairAt(text, index)) return index;
    index++;
  }
  return -1;
}

function isPairAt(text: string, index: number): boolean {
  const next = text.charCodeAt(index + 1);
  return text.charCodeAt(index) < 0xdc00 && next >= 0xdc00 && next <= 0xdfff;
}

function cleaned(text: string, start: number): string {
  let result = text.slice(0, start);
  for (let index = start; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 32 || (unit >= 127 && unit <= 0x9f)) result += ' ';
    else if (unit < 0xd800 || unit > 0xdfff) result += text[index];
    else if (isPairAt(text, index)) result += text.slice(index, ++index + 1);
    else result += '\ufffd';
  }
  return result;
}
