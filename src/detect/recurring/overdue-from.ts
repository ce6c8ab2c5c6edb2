import type { Series } from '../../customer/customer-state.ts';
import type { Day } from '../../model/day.ts';
import { addWorkingDays, nextDue } from './due-days.ts';

/** Working days after which a payment that has not come is overdue, whatever the series' own tolerance. */
const OVERDUE_WORKING_DAYS = 2;

/** The last day on which the payment after the newest is not yet overdue. */
export function overdueFrom(series: Pick<Series, 'anchor' | 'nominal'>): Day {
  return overdueDay(nextDue(series.anchor, series.nominal));
}

/** The last day on which a payment that was due is not yet overdue. */
export function overdueDay(due: Day): Day {
  return addWorkingDays(due, OVERDUE_WORKING_DAYS);
}
