import type { Day } from '../model/day.ts';
import { civilOf, DAY_LAST, dayInMonth, dayOf, formatDay, monthIndexOf, weekdayOf } from '../model/day.ts';

export type CountryCode = 'US' | 'GB' | 'DE';
export type Roll = 'forward' | 'backward' | 'none';

/** A day as statements write it. */
export interface DayText {
  readonly iso: string;
  readonly year: string;
  readonly month: string;
  readonly dayOfMonth: string;
  /** `12 MAR`. */
  readonly british: string;
}

const MONTH_NAMES = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

// Each day is written once and kept: what it says never changes, and the table is bounded by the calendar.
const DAY_TEXTS: (DayText | undefined)[] = new Array(DAY_LAST + 1).fill(undefined);

export function dayText(day: Day): DayText {
  let text = DAY_TEXTS[day];
  if (text === undefined) {
    const iso = formatDay(day);
    const dayOfMonth = iso.slice(8, 10);
    text = {
      iso,
      year: iso.slice(0, 4),
      month: iso.slice(5, 7),
      dayOfMonth,
      british: `${dayOfMonth} ${MONTH_NAMES[civilOf(day).month - 1]}`,
    };
    DAY_TEXTS[day] = text;
  }
  return text;
}

const BUSINESS_DAYS = new Map<CountryCode, Uint8Array>();

/** Whether banks work on a day: no weekend, no holiday of the whole country. */
export function isBusinessDay(country: CountryCode, day: Day): boolean {
  let table = BUSINESS_DAYS.get(country);
  if (table === undefined) {
    table = businessDays(country);
    BUSINESS_DAYS.set(country, table);
  }
  return table[day] === 1;
}

/** The day on which something due is carried out. */
export function rollDay(country: CountryCode, day: Day, roll: Roll): Day {
  if (roll === 'none') return day;
  const step = roll === 'forward' ? 1 : -1;
  let rolled = day;
  while (rolled > 0 && rolled < DAY_LAST && !isBusinessDay(country, rolled)) rolled += step;
  return rolled;
}

/** The n-th weekday of a month (5 means the last one). */
export function nthWeekday(monthIndex: number, nth: number, weekday: number): Day {
  if (nth === 5) {
    const last = dayInMonth(monthIndex, 31);
    return last - ((weekdayOf(last) - weekday + 7) % 7);
  }
  const first = dayInMonth(monthIndex, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7;
}

function businessDays(country: CountryCode): Uint8Array {
  const table = new Uint8Array(DAY_LAST + 1);
  for (let day = 0; day <= DAY_LAST; day++) table[day] = weekdayOf(day) < 5 ? 1 : 0;
  const lastYear = civilOf(DAY_LAST).year;
  for (let year = 1970; year <= lastYear; year++) {
    for (const holiday of holidays(country, year)) table[holiday] = 0;
  }
  return table;
}

function holidays(country: CountryCode, year: number): Day[] {
  const january = monthIndexOf(dayOf(year, 1, 1));
  const easter = easterSunday(year);
  if (country === 'US') {
    return [
      observed(dayOf(year, 1, 1)),
      nthWeekday(january, 3, 0),
      nthWeekday(january + 1, 3, 0),
      nthWeekday(january + 4, 5, 0),
      observed(dayOf(year, 6, 19)),
      observed(dayOf(year, 7, 4)),
      nthWeekday(january + 8, 1, 0),
      nthWeekday(january + 9, 2, 0),
      observed(dayOf(year, 11, 11)),
      nthWeekday(january + 10, 4, 3),
      observed(dayOf(year, 12, 25)),
    ];
  }
  const christmas = dayOf(year, 12, 25);
  if (country === 'DE') {
    const fixed = [dayOf(year, 1, 1), dayOf(year, 5, 1), dayOf(year, 10, 3), christmas, christmas + 1];
    return [...fixed, easter - 2, easter + 1, easter + 39, easter + 50];
  }
  // A British holiday on a weekend gives the next free weekday; two at Christmas give two.
  const christmasWeekday = weekdayOf(christmas);
  const substitutes = christmasWeekday >= 4 ? [christmas + 2, christmas + 3] : [];
  const newYear = dayOf(year, 1, 1);
  const newYearObserved = newYear + Math.max(0, 7 - weekdayOf(newYear)) * (weekdayOf(newYear) >= 5 ? 1 : 0);
  const mondays = [
    nthWeekday(january + 4, 1, 0),
    nthWeekday(january + 4, 5, 0),
    nthWeekday(january + 7, 5, 0),
  ];
  return [newYearObserved, easter - 2, easter + 1, ...mondays, christmas, christmas + 1, ...substitutes];
}

/** The Federal Reserve keeps a Sunday's holiday on Monday, and a Saturday's not at all. */
function observed(day: Day): Day {
  return weekdayOf(day) === 6 ? day + 1 : day;
}

/** Easter of the Gregorian calendar (Meeus, Jones and Butcher). */
function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayOf(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}
