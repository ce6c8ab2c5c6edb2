import type { CustomerState } from '../../customer/customer-state.ts';
import type { Day } from '../../model/day.ts';
import { roughEuros } from '../../model/rough-euro.ts';
import { addWorkingDays } from '../recurring/due-days.ts';

const PAYMENTS_MIN = 4;
const PAYMENTS_LOOKED_AT = 6;
const EUROS_MIN = 100;
const GAP_DAYS_MIN = 6;
const GAP_DAYS_MAX = 35;
/** No gap may be longer than the usual one by more than this share, or nobody can say when the next one comes. */
const GAP_SPREAD_MAX = 1.5;

/**
 * The days on which incomes are to be expected that come evenly though their sums differ too much for a series: pay by
 * the hour. Each is the newest payment plus the usual gap, unless that day has long passed.
 */
export function looseIncomeDays(
  state: CustomerState,
  { today, currency, lateWorkingDays }: { today: Day; currency: string | undefined; lateWorkingDays: number },
): Day[] {
  const days: Day[] = [];
  for (const stream of state.streams.values()) {
    if (stream.direction !== 'in' || stream.currency !== currency) continue;
    const paid = stream.hits
      .filter(({ amountMinor }) => roughEuros(amountMinor, stream.currency) >= EUROS_MIN)
      .slice(-PAYMENTS_LOOKED_AT);
    if (paid.length < PAYMENTS_MIN) continue;
    const gaps = paid.slice(1).map(({ day }, index) => day - paid[index]!.day);
    gaps.sort((a, b) => a - b);
    const usual = gaps[Math.floor(gaps.length / 2)]!;
    if (usual < GAP_DAYS_MIN || usual > GAP_DAYS_MAX || gaps.at(-1)! > usual * GAP_SPREAD_MAX) continue;
    const due = paid.at(-1)!.day + usual;
    if (addWorkingDays(due, lateWorkingDays) >= today) days.push(Math.max(due, today + 1));
  }
  return days;
}
