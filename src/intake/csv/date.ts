import { civilOf, type Day, dayOf, daysInMonth } from '../../model/day.ts';
import { monthOfName } from './month-names.ts';

/** Where year, month and day stand in a date, and how they are parted. Made once for each mapping. */
export interface DateFormat {
  readonly text: string;
  readonly parts: readonly DatePart[];
  /** Whether day and month are both numbers, so that one order can be taken for the other. */
  readonly canBeSwapped: boolean;
}

interface DatePart {
  readonly kind: 'year' | 'short-year' | 'month' | 'month-name' | 'day' | 'literal';
  /** Digits of a part that has a fixed number of them; 0 where it ends at what is no digit. */
  readonly width: number;
  readonly literal: string;
}

const TOKENS: readonly (readonly [string, DatePart['kind']])[] = [
  ['YYYY', 'year'],
  ['YY', 'short-year'],
  ['MMM', 'month-name'],
  ['MM', 'month'],
  ['M', 'month'],
  ['DD', 'day'],
  ['D', 'day'],
];

/** Reads a format such as `DD.MM.YYYY`, `M/D/YY`, `YYYYMMDD`, `D MMM YYYY`; undefined when it is none. */
export function parseDateFormat(text: string): DateFormat | undefined {
  const parts: DatePart[] = [];
  for (let index = 0; index < text.length; ) {
    const token = TOKENS.find(([word]) => text.startsWith(word, index));
    if (token === undefined && /[A-Za-z0-9]/.test(text[index]!)) return undefined;
    if (token === undefined) parts.push({ kind: 'literal', width: 0, literal: text[index]! });
    else parts.push({ kind: token[1], width: 0, literal: '' });
    index += token === undefined ? 1 : token[0].length;
  }
  const kinds = parts.map(({ kind }) => kind);
  const count = (...wanted: DatePart['kind'][]): number =>
    kinds.filter((kind) => wanted.includes(kind)).length;
  if (count('year', 'short-year') !== 1 || count('month', 'month-name') !== 1 || count('day') !== 1)
    return undefined;
  const monthBesideDay = Math.abs(kinds.indexOf('month') - kinds.indexOf('day')) <= 2;
  return {
    text,
    parts: parts.map((part, index) => ({ ...part, width: widthOf(part.kind, kinds[index + 1]) })),
    canBeSwapped: kinds.includes('month') && monthBesideDay && kinds[0] !== 'year',
  };
}

/** Parts that touch the next one have a fixed width, since nothing else says where they end. */
function widthOf(kind: DatePart['kind'], next: DatePart['kind'] | undefined): number {
  if (kind === 'year') return 4;
  if (kind === 'short-year') return 2;
  return next === undefined || next === 'literal' ? 0 : 2;
}

/** A day, or why the text is none: written otherwise, or no such day; `swapped` when the other order would be a day. */
export type DateReading = Day | 'format' | 'swapped';

interface Fields {
  year: number;
  month: number;
  day: number;
  /** Where the date ends in its text. */
  end: number;
}

/** Reads a date by its format. A time of day behind it is passed over. */
export function readDate(text: string, format: DateFormat): DateReading {
  const fields = scan(text, format);
  if (fields === undefined || fields.year < 1 || !isRest(text, fields.end)) return 'format';
  const { year, month, day } = fields;
  if (month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))
    return dayOf(year, month, day);
  const isOther = month > 12 && month <= 31 && day >= 1 && day <= 12;
  return format.canBeSwapped && isOther ? 'swapped' : 'format';
}

/** Whether a day that was read could as well be meant in the other order of day and month. */
export function isAmbiguous(day: Day, format: DateFormat): boolean {
  if (!format.canBeSwapped) return false;
  const { month, dayOfMonth } = civilOf(day);
  return dayOfMonth <= 12 && dayOfMonth !== month;
}

function scan(text: string, format: DateFormat): Fields | undefined {
  const fields: Fields = { year: 0, month: 0, day: 0, end: 0 };
  for (const part of format.parts) {
    const end = scanPart(text, part, fields);
    if (end < 0) return undefined;
    fields.end = end;
  }
  return fields;
}

/** Reads one part into the fields; gives where it ends, or -1 when it does not stand there. */
function scanPart(text: string, part: DatePart, fields: Fields): number {
  const start = fields.end;
  if (part.kind === 'literal') {
    if (!isLiteral(text, start, part.literal)) return -1;
    let end = start + 1;
    while (part.literal === ' ' && text[end] === ' ') end++;
    return end;
  }
  if (part.kind === 'month-name') return scanMonthName(text, fields);
  const end = scanDigits(text, start, part);
  if (end < 0) return -1;
  const value = Number(text.slice(start, end));
  if (part.kind === 'day') fields.day = value;
  else if (part.kind === 'month') fields.month = value;
  else fields.year = part.kind === 'year' ? value : fullYear(value);
  return end;
}

/** A no-break blank stands for a blank. */
function isLiteral(text: string, at: number, literal: string): boolean {
  return text[at] === literal || (literal === ' ' && text[at] === '\u00a0');
}

function scanDigits(text: string, start: number, part: DatePart): number {
  const most = part.width === 0 ? 2 : part.width;
  let end = start;
  while (end < text.length && end - start < most && isDigit(text, end)) end++;
  const count = end - start;
  return count === 0 || (part.width > 0 && count !== part.width) ? -1 : end;
}

function scanMonthName(text: string, fields: Fields): number {
  let end = fields.end;
  while (end < text.length && isLetter(text.charCodeAt(end))) end++;
  const month = monthOfName(text.slice(fields.end, end));
  if (month === undefined) return -1;
  fields.month = month;
  return text[end] === '.' ? end + 1 : end;
}

/** Two digits from 70 on are of the last century. */
function fullYear(value: number): number {
  return value < 70 ? 2000 + value : 1900 + value;
}

/** A time of day behind a date: `T09:30`, ` 09:30`, ` at 9.30`, or `-09.30.15`, and whatever it goes on with. */
const TIME_OF_DAY = /^(?:[T, \u00a0]{1,2}(?:\d{1,2}[:.hH]\d\d|$)|-\d\d[.:]\d\d[.:]\d\d)/;

function isRest(text: string, at: number): boolean {
  return at === text.length || TIME_OF_DAY.test(text.slice(at));
}

function isDigit(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 48 && unit <= 57;
}

function isLetter(unit: number): boolean {
  const lower = unit | 32;
  return (lower >= 97 && lower <= 122) || unit >= 0xc0;
}
