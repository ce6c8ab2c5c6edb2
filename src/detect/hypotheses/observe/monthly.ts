import { type Day, dayInMonth, monthIndexOf } from '../../../model/day.ts';

/** Cards book up to some days late: a month is looked at when its lines are in. */
const SETTLING_DAYS = 3;

/** The day whose complete months are looked at: a month that just ended may still fill. */
export function monthlyLook(today: Day): Day {
  return today - SETTLING_DAYS;
}

/** The next day on which a further month can be looked at. */
export function nextMonthlyLook(today: Day): Day {
  const day = dayInMonth(monthIndexOf(today), 1) + SETTLING_DAYS;
  return day > today ? day : dayInMonth(monthIndexOf(today) + 1, 1) + SETTLING_DAYS;
}
