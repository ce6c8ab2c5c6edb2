/** Digits that stand together. */
export interface Group {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** What parts it from the group before, when that is a separator of numbers: `-`, ` `, `) `; else undefined. */
  readonly joint: string | undefined;
}

const JOINTS: ReadonlySet<string> = new Set([
  ' ',
  '-',
  '.',
  '/',
  '_',
  '(',
  ')',
  '  ',
  ') ',
  ' (',
  ')-',
  '-(',
  ' - ',
  ' / ',
]);

/** The digits of a text, in groups; letters part them. */
export function readGroups(text: string): Group[] {
  const groups: Group[] = [];
  let end = -1;
  for (let index = 0; index < text.length; index++) {
    if (!isDigit(text.charCodeAt(index))) continue;
    const start = index;
    while (index < text.length && isDigit(text.charCodeAt(index))) index++;
    const gap = end < 0 ? '' : text.slice(end, start);
    groups.push({
      start,
      end: index,
      digits: text.slice(start, index),
      joint: JOINTS.has(gap) ? gap : undefined,
    });
    end = index;
  }
  return groups;
}

/** For each group whether it is part of a date: 12/06, 01.03.25, 2026-03-02, 20260302. */
export function findDates(groups: readonly Group[]): boolean[] {
  const dates = new Array<boolean>(groups.length).fill(false);
  for (let index = 0; index < groups.length; index++) {
    const size = dateSize(groups, index);
    for (let part = 0; part < size; part++) dates[index + part] = true;
    if (size > 0) index += size - 1;
  }
  return dates;
}

/** Groups that the date beginning here takes; 0 when none does. */
function dateSize(groups: readonly Group[], index: number): number {
  const first = groups[index]!;
  const mark = groups[index + 1]?.joint;
  if (mark !== '/' && mark !== '.' && mark !== '-')
    return isAlone(first) && isCompactDate(first.digits) ? 1 : 0;
  // 06.12.34.56.78 is a telephone number: the same mark goes on, or came before.
  if (first.joint === mark) return 0;
  let size = 2;
  while (groups[index + size]?.joint === mark) size++;
  if (size > 3) return 0;
  const [a, b, c] = groups.slice(index, index + size).map(({ digits }) => digits) as [
    string,
    string,
    string?,
  ];
  if (c === undefined) return mark !== '-' && isDayMonth(a, b) ? 2 : isCompactDate(a) ? 1 : 0;
  const isDate =
    a.length === 4 ? isYear(a) && isDayMonth(c, b) : isDayMonth(a, b) && (c.length === 2 || isYear(c));
  return isDate ? 3 : 0;
}

function isDayMonth(a: string, b: string): boolean {
  if (a.length > 2 || b.length > 2) return false;
  const [x, y] = [Number(a), Number(b)];
  return x >= 1 && y >= 1 && ((x <= 31 && y <= 12) || (x <= 12 && y <= 31));
}

function isYear(text: string): boolean {
  return text.length === 4 && text >= '1970' && text <= '2099';
}

/** Without marks only the years that banks' data is of: eight digits are often something else. */
function isRecent(year: string): boolean {
  return year >= '1990' && year <= '2039';
}

/** 06-30072026 is a telephone number and no date. */
function isAlone({ joint }: Group): boolean {
  return joint === undefined || joint === ' ' || joint === '  ';
}

/** 20260302, 02032026, and with a time of day behind: 20260302123005. */
export function isCompactDate(digits: string): boolean {
  if (digits.length !== 8 && digits.length !== 12 && digits.length !== 14) return false;
  const time = digits.slice(8);
  if (time !== '' && (time.slice(0, 2) > '23' || time.slice(2, 4) > '59' || time.slice(4) > '59'))
    return false;
  const yearFirst = isRecent(digits.slice(0, 4)) && isDayMonth(digits.slice(6, 8), digits.slice(4, 6));
  const yearLast = isRecent(digits.slice(4, 8)) && isDayMonth(digits.slice(0, 2), digits.slice(2, 4));
  return yearFirst || (yearLast && time === '');
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
