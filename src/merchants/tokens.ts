import { WORD, WORD_KINDS } from './words.ts';

/** What a token looks like. */
export const SHAPE = {
  /** Letters only. */
  word: 0,
  /** Letters and digits that may well be a name: O2, BET365, 7ELEVEN. */
  mixed: 1,
  /** Digits only. */
  number: 2,
  /** Letters and digits that no shop is called. */
  reference: 3,
  /** A date, a time, an amount, a fraction. */
  date: 4,
  /** Blotted out digits of a card. */
  mask: 5,
} as const;
export type Shape = (typeof SHAPE)[keyof typeof SHAPE];

export interface Token {
  readonly text: string;
  readonly shape: Shape;
  /** Bits of WORD. */
  readonly kinds: number;
  /** The mark before it, as a char code: a star before a number sign before a dot before anything else; 0 at the start. */
  readonly before: number;
}

const BLANK = 32;
export const HASH = 35;
const AMPERSAND = 38;
const APOSTROPHE = 39;
export const STAR = 42;
const COMMA = 44;
const DASH = 45;
export const DOT = 46;
const SLASH = 47;
const COLON = 58;
const BACKTICK = 96;

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const isLetter = (unit: number): boolean => (unit >= 65 && unit <= 90) || unit > 127;
const isWordUnit = (unit: number): boolean => isDigit(unit) || isLetter(unit);

/** Cuts a folded line into tokens, in one pass and without regular expressions. */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  let before = 0;
  let index = 0;
  while (index < line.length) {
    const unit = line.charCodeAt(index);
    if (isDigit(unit)) {
      const end = endOfNumber(line, index);
      index = pushNumber(tokens, line, index, end, before);
      before = 0;
    } else if (isLetter(unit)) {
      index = pushWord(tokens, line, index, before);
      before = 0;
    } else {
      before = strongerMark(before, unit);
      index++;
    }
  }
  return tokens;
}

function strongerMark(before: number, unit: number): number {
  if (before === STAR || unit === STAR) return STAR;
  if (before === HASH || unit === HASH) return HASH;
  return before === 0 || before === BLANK ? unit : before;
}

/** End of digits that hang together by single marks: 12/06, 2026-03-01, 1.234,56, 800-123-4567. */
function endOfNumber(line: string, start: number): number {
  let index = start;
  while (index < line.length) {
    const unit = line.charCodeAt(index);
    if (isDigit(unit)) index++;
    else if (isNumberMark(unit) && isDigit(line.charCodeAt(index + 1))) index += 2;
    else break;
  }
  return index;
}

function isNumberMark(unit: number): boolean {
  return (
    unit === SLASH || unit === DOT || unit === DASH || unit === COLON || unit === COMMA || unit === AMPERSAND
  );
}

function pushNumber(tokens: Token[], line: string, start: number, end: number, before: number): number {
  const next = line.charCodeAt(end);
  const text = line.slice(start, end);
  const plain = isPlainDigits(text);
  // 7-ELEVEN, 1&1, 24H: digits that go on in letters are one token with them.
  if (plain && isLetter(next)) return pushWord(tokens, line, start, before);
  if (plain && next === DASH && end - start <= 2 && isLetter(line.charCodeAt(end + 1))) {
    return pushWord(tokens, line, start, before);
  }
  // An instant: the T and the time behind the date belong to it.
  if (next === 84 && !plain && isDigit(line.charCodeAt(end + 1))) {
    tokens.push({ text, shape: SHAPE.date, kinds: 0, before });
    return endOfNumber(line, end + 1);
  }
  tokens.push(plain ? { text, shape: SHAPE.number, kinds: 0, before } : joinedNumber(text, before));
  return end;
}

function isPlainDigits(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (!isDigit(text.charCodeAt(index))) return false;
  return true;
}

function joinedNumber(text: string, before: number): Token {
  let digits = '';
  let marks = 0;
  let firstMark = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (isDigit(unit)) digits += text[index];
    else if (++marks === 1) firstMark = unit;
  }
  if (firstMark === AMPERSAND) return { text, shape: SHAPE.mixed, kinds: 0, before };
  // 1-800-FLOWERS: a short number cut by a dash is a number. Dates are longer, and so are phone numbers.
  const isNumber = firstMark === DASH && marks === 1 && digits.length === 4 && text.charCodeAt(1) === DASH;
  if (isNumber) return { text: digits, shape: SHAPE.number, kinds: 0, before };
  const isReference = digits.length > 8 || (firstMark === DASH && marks === 1 && digits.length > 6);
  return { text, shape: isReference ? SHAPE.reference : SHAPE.date, kinds: 0, before };
}

function pushWord(tokens: Token[], line: string, start: number, before: number): number {
  let text = '';
  let from = start;
  let index = start;
  for (;;) {
    while (index < line.length && isWordUnit(line.charCodeAt(index))) index++;
    const joined = joinAcross(line, from, index);
    if (joined === 0) break;
    text += line.slice(from, index);
    const mark = line.charCodeAt(index);
    if (mark === AMPERSAND || mark === BLANK) text += '&';
    if (mark === SLASH) text += '/';
    index += joined;
    from = index;
  }
  text = text === '' ? line.slice(from, index) : text + line.slice(from, index);
  const kinds = WORD_KINDS.get(text) ?? 0;
  tokens.push({ text, shape: kinds === 0 ? shapeOf(text) : SHAPE.word, kinds, before });
  return index;
}

/** How many units of marks to jump where two runs are one word; 0 where the word ends. */
function joinAcross(line: string, from: number, end: number): number {
  const mark = line.charCodeAt(end);
  const left = end - from;
  if (mark === APOSTROPHE || mark === BACKTICK) return isWordUnit(line.charCodeAt(end + 1)) ? 1 : 0;
  if (mark === BLANK && left > 2) return 0;
  if (mark !== AMPERSAND && mark !== DOT && mark !== DASH && mark !== SLASH && mark !== BLANK) return 0;
  if (mark === BLANK) {
    // H & M is H&M.
    const spaced = left <= 2 && line.charCodeAt(end + 1) === AMPERSAND && line.charCodeAt(end + 2) === BLANK;
    return spaced && runLength(line, end + 3) <= 2 && runLength(line, end + 3) > 0 ? 3 : 0;
  }
  const right = runLength(line, end + 1);
  if (right === 0) return 0;
  if (mark === SLASH) return left === 1 && right === 1 ? 1 : 0;
  if (mark === DOT) return left === 1 && isLetter(line.charCodeAt(end - 1)) ? 1 : 0;
  if (mark === AMPERSAND) return left <= 2 && right <= 2 ? 1 : 0;
  return left === 1 || (left <= 2 && (right <= 2 || isDigit(line.charCodeAt(from)))) ? 1 : 0;
}

/** Length of the run of word units from here, looked at no further than three. */
function runLength(line: string, start: number): number {
  let length = 0;
  while (length < 3 && isWordUnit(line.charCodeAt(start + length))) length++;
  return length;
}

/** Judges a token that is no known word by its letters and digits. */
export function shapeOf(text: string): Shape {
  let letters = 0;
  let digits = 0;
  let runs = 0;
  let digitRun = 0;
  let digitRunMax = 0;
  let crosses = 0;
  let wasDigit = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const digit = isDigit(unit);
    if (index === 0 || digit !== wasDigit) runs++;
    wasDigit = digit;
    if (digit) {
      digits++;
      digitRun++;
      if (digitRun > digitRunMax) digitRunMax = digitRun;
    } else {
      letters++;
      digitRun = 0;
      if (unit === 88) crosses++;
    }
  }
  if (digits === 0) return crosses === letters && letters >= 3 ? SHAPE.mask : SHAPE.word;
  if (letters === 0) return SHAPE.number;
  if (crosses === letters && letters >= 2 && digits >= 3) return SHAPE.mask;
  if (runs <= 3 && isDayAndMonth(text, digits)) return SHAPE.date;
  if (digitRunMax >= 4)
    return runs === 2 && digitRunMax === 4 && letters >= 5 && !wasDigit ? SHAPE.mixed : SHAPE.reference;
  if (digitRunMax === 3) return letters >= 3 && runs === 2 ? labelledOrMixed(text) : SHAPE.reference;
  if (runs >= 4 || (runs === 3 && text.length >= 5 && letters <= digits + 1)) return SHAPE.reference;
  return labelledOrMixed(text);
}

/** STORE12 and INV123 are a label with its number; BET365 is a name. */
function labelledOrMixed(text: string): Shape {
  let end = 0;
  while (end < text.length && !isDigit(text.charCodeAt(end))) end++;
  if (end < 2 || end === text.length) return SHAPE.mixed;
  const kinds = WORD_KINDS.get(text.slice(0, end)) ?? 0;
  return (kinds & (WORD.label | WORD.cut)) !== 0 ? SHAPE.reference : SHAPE.mixed;
}

/** 06DEC, DEC06, 6JAN26, 01MAR2026. */
function isDayAndMonth(text: string, digits: number): boolean {
  if (digits > 6 || text.length < 4 || text.length > 11) return false;
  let start = 0;
  while (start < text.length && isDigit(text.charCodeAt(start))) start++;
  let end = start;
  while (end < text.length && !isDigit(text.charCodeAt(end))) end++;
  if (end - start < 3) return false;
  return ((WORD_KINDS.get(text.slice(start, end)) ?? 0) & (WORD.month | WORD.monthShort)) !== 0;
}
