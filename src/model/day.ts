/** A calendar day as days since 1970-01-01. The core knows no other date. */
export type Day = number;

export const DAY_FIRST: Day = 0;
/** 2099-12-31. */
export const DAY_LAST: Day = 47481;
export const DAY_MILLISECONDS = 86_400_000;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly dayOfMonth: number;
}

/** Year, month and day of a day number (Howard Hinnant's civil_from_days, 2013). */
export function civilOf(day: Day): CivilDate {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** The day number of a civil date that exists (days_from_civil). */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  );
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function daysInMonth(year: number, month: number): number {
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  return leap ? 29 : MONTH_DAYS[month - 1]!;
}

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** First days of the months from 1970-01 on, to two years past the last day: most asked for, and dear to compute. */
const MONTH_STARTS = Int32Array.from({ length: 132 * 12 }, (_, index) =>
  dayOf(1970 + Math.floor(index / 12), (index % 12) + 1, 1),
);
const MONTH_DAYS_MEAN = 30.436875;

/** Whole months since 1970-01. */
export function monthIndexOf(day: Day): number {
  if (day >= 0 && day <= DAY_LAST) {
    const guess = Math.floor(day / MONTH_DAYS_MEAN);
    if (MONTH_STARTS[guess]! > day) return guess - 1;
    return MONTH_STARTS[guess + 1]! <= day ? guess + 1 : guess;
  }
  const { year, month } = civilOf(day);
  return (year - 1970) * 12 + month - 1;
}

/** The day in a month (whole months since 1970-01), its day of month cut to the month's length. */
export function dayInMonth(monthIndex: number, dayOfMonth: number): Day {
  if (monthIndex >= 0 && monthIndex < MONTH_STARTS.length - 1) {
    return Math.min(MONTH_STARTS[monthIndex]! + dayOfMonth, MONTH_STARTS[monthIndex + 1]!) - 1;
  }
  const year = 1970 + Math.floor(monthIndex / 12);
  const month = (((monthIndex % 12) + 12) % 12) + 1;
  return dayOf(year, month, Math.min(dayOfMonth, daysInMonth(year, month)));
}

function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Reads `YYYY-MM-DD`; undefined when it is not written so or the day does not exist. Any year from 0001 to 9999. */
export function parseDay(text: string): Day | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const dayOfMonth = digits(text, 8, 10);
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) {
    return undefined;
  }
  return dayOf(year, month, dayOfMonth);
}

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** Writes `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  const { year, month, dayOfMonth } = civilOf(day);
  return `${`${year}`.padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`;
}

/** Whether a day lies within what Milestream keeps: 1970 to 2099. */
export function isDayInRange(day: Day): boolean {
  return day >= DAY_FIRST && day <= DAY_LAST;
}

/**
 * Reads an RFC 3339 instant with offset (`2026-03-02T09:30:00.123Z`, `+01:00`) into milliseconds since 1970;
 * undefined when it is not one. A leap second counts as the second before; digits beyond milliseconds are cut.
 */
export function parseInstant(text: string): number | undefined {
  if (text.length < 20 || text.length > 40) return undefined;
  const separator = text.charCodeAt(10) | 32;
  if ((separator !== 116 && separator !== 32) || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) {
    return undefined;
  }
  const day = parseDay(text.slice(0, 10));
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  if (day === undefined || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
    return undefined;
  }
  let end = 19;
  let milliseconds = 0;
  if (text.charCodeAt(end) === 46) {
    const start = ++end;
    while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
    if (end === start) return undefined;
    milliseconds = digits(text.slice(start, Math.min(end, start + 3)).padEnd(3, '0'), 0, 3);
  }
  const offsetMinutes = parseOffset(text, end);
  if (offsetMinutes === undefined) return undefined;
  const seconds = hour * 3600 + minute * 60 + Math.min(second, 59) - offsetMinutes * 60;
  return day * DAY_MILLISECONDS + seconds * 1000 + milliseconds;
}

function parseOffset(text: string, start: number): number | undefined {
  const sign = text.charCodeAt(start);
  if ((sign | 32) === 122) return text.length === start + 1 ? 0 : undefined;
  if ((sign !== 43 && sign !== 45) || text.length !== start + 6 || text.charCodeAt(start + 3) !== 58) {
    return undefined;
  }
  const hours = digits(text, start + 1, start + 3);
  const minutes = digits(text, start + 4, start + 6);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return undefined;
  return (sign === 43 ? 1 : -1) * (hours * 60 + minutes);
}

/** Weekdays (Monday to Friday) from a Monday long before to the day before this one. */
function weekdaysBefore(day: Day): number {
  const sinceMonday = day + 3 + 7 * 300_000;
  return Math.floor(sinceMonday / 7) * 5 + Math.min(sinceMonday % 7, 5);
}

/**
 * Signed working-day distance between an expected and an actual day, blind to the weekend in between:
 * a payment due on Saturday that posts on Monday, or on the Friday before, is 0 away; Friday to Monday is 1.
 */
export function businessDistance(expected: Day, actual: Day): number {
  if (actual >= expected) return weekdaysBefore(actual) - weekdaysBefore(expected);
  return -(weekdaysBefore(expected + 1) - weekdaysBefore(actual + 1));
}
