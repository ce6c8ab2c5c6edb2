import type { Anchor } from '../../customer/customer-state.ts';
import {
  businessDistance,
  civilOf,
  type Day,
  dayInMonth,
  dayOf,
  daysInMonth,
  monthIndexOf,
  weekdayOf,
} from '../../model/day.ts';

/** The due day nearest to a day, and how many working days off it the day is. */
export interface DueMatch {
  readonly due: Day;
  /** Signed working days: 0 on time, also when only a weekend lies between. */
  readonly distance: number;
}

/** The due day before a day and the one after it; two days of a month are looked at from the month before on. */
const DUES_LOOKED_AT = 2;
const DUES_LOOKED_AT_TWO_DAYS = 4;

/** Finds the due day of an anchor that a payment most likely belongs to. */
export function nearestDue(anchor: Anchor, day: Day): DueMatch {
  let best: DueMatch | undefined;
  const first = previousDue(anchor, day);
  const steps = anchor.kind === 'two-days' ? DUES_LOOKED_AT_TWO_DAYS : DUES_LOOKED_AT;
  for (let due = first, step = 0; step < steps; step++, due = nextDue(anchor, due)) {
    const distance = businessDistance(due, day);
    const nearer =
      best === undefined ||
      Math.abs(distance) < Math.abs(best.distance) ||
      (Math.abs(distance) === Math.abs(best.distance) && Math.abs(day - due) < Math.abs(day - best.due));
    if (nearer) best = { due, distance };
  }
  return best!;
}

const DISTANCES_COUNTED_MAX = 12;
/** Calendar days by the due day's weekday and the working days that they lie off it. */
const AS_FAR: readonly (readonly number[])[] = Array.from({ length: 7 }, (_, weekday) => {
  const due = 4 + 7 * 1000 + weekday;
  const counts = new Array<number>(DISTANCES_COUNTED_MAX + 1).fill(0);
  for (let day = due - 3 * DISTANCES_COUNTED_MAX; day <= due + 3 * DISTANCES_COUNTED_MAX; day++) {
    const off = Math.abs(businessDistance(due, day));
    if (off <= DISTANCES_COUNTED_MAX) counts[off]!++;
  }
  return counts;
});

/** How many calendar days lie as many working days off a due day as a payment does, to both sides. */
export function daysAsFar(due: Day, distance: number): number {
  return AS_FAR[weekdayOf(due)]![Math.min(Math.abs(distance), DISTANCES_COUNTED_MAX)]!;
}

/** The last due day at or before a day, or one rhythm earlier: a safe place to begin looking. */
function previousDue(anchor: Anchor, day: Day): Day {
  switch (anchor.kind) {
    case 'phase': {
      const since = (((day - anchor.phase) % anchor.everyDays) + anchor.everyDays) % anchor.everyDays;
      return day - since;
    }
    case 'two-days': {
      const month = monthIndexOf(day);
      return dayInMonth(month - 1, anchor.second);
    }
    default: {
      const month = monthIndexOf(day);
      const since = (((month - anchor.phase) % anchor.everyMonths) + anchor.everyMonths) % anchor.everyMonths;
      const due = dueInMonth(anchor, month - since);
      return due <= day ? due : dueInMonth(anchor, month - since - anchor.everyMonths);
    }
  }
}

/** The first due day after a due day. */
export function nextDue(anchor: Anchor, due: Day): Day {
  switch (anchor.kind) {
    case 'phase':
      return due + anchor.everyDays;
    case 'two-days': {
      const month = monthIndexOf(due);
      const second = dayInMonth(month, anchor.second);
      return due < second ? second : dayInMonth(month + 1, anchor.first);
    }
    default: {
      const month = monthIndexOf(due);
      const since = (((month - anchor.phase) % anchor.everyMonths) + anchor.everyMonths) % anchor.everyMonths;
      return dueInMonth(anchor, month - since + anchor.everyMonths);
    }
  }
}

function dueInMonth(anchor: Exclude<Anchor, { kind: 'phase' | 'two-days' }>, monthIndex: number): Day {
  if (anchor.kind === 'month-day') return dayInMonth(monthIndex, anchor.dayOfMonth);
  return weekdayInMonth(monthIndex, anchor.ordinal, anchor.weekday);
}

/** The n-th weekday of a month; ordinal 5 is the last one. */
function weekdayInMonth(monthIndex: number, ordinal: number, weekday: number): Day {
  const year = 1970 + Math.floor(monthIndex / 12);
  const month = (((monthIndex % 12) + 12) % 12) + 1;
  if (ordinal === 5) {
    const last = dayOf(year, month, daysInMonth(year, month));
    return last - ((weekdayOf(last) - weekday + 7) % 7);
  }
  const first = dayOf(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (ordinal - 1) * 7;
}

/** Due days that lie strictly between two due days of an anchor; counts to a bound. */
export function dueDaysBetween(anchor: Anchor, from: Day, to: Day, countMax: number): number {
  let count = 0;
  for (let due = nextDue(anchor, from); due < to && count < countMax; due = nextDue(anchor, due)) count++;
  return count;
}

/** Moves a day by working days; a day on a weekend starts from the nearest working day in that direction. */
export function addWorkingDays(day: Day, workingDays: number): Day {
  let moved = day;
  const step = workingDays < 0 ? -1 : 1;
  for (let left = Math.abs(workingDays); left > 0; ) {
    moved += step;
    if (weekdayOf(moved) < 5) left--;
  }
  return moved;
}

/** The working day on or after a day. */
export function rolledForward(day: Day): Day {
  const weekday = weekdayOf(day);
  return weekday < 5 ? day : day + 7 - weekday;
}

/** The working day on or before a day. */
export function rolledBack(day: Day): Day {
  const weekday = weekdayOf(day);
  return weekday < 5 ? day : day - (weekday - 4);
}

/** "the 3rd of the month", "every second Tuesday": an anchor in words. */
export function describeAnchor(anchor: Anchor): string {
  switch (anchor.kind) {
    case 'phase':
      return `${WEEKDAYS[weekdayOf(anchor.phase)]}s`;
    case 'month-day':
      return anchor.dayOfMonth === 31
        ? 'last day of the month'
        : `${ordinalWord(anchor.dayOfMonth)} of the month`;
    case 'month-weekday':
      return `${anchor.ordinal === 5 ? 'last' : ordinalWord(anchor.ordinal)} ${WEEKDAYS[anchor.weekday]} of the month`;
    case 'two-days':
      return `${ordinalWord(anchor.first)} and ${anchor.second === 31 ? 'last' : ordinalWord(anchor.second)} of the month`;
  }
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

function ordinalWord(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}

/** The civil day of month, for anchors. */
export function dayOfMonthOf(day: Day): number {
  return civilOf(day).dayOfMonth;
}
