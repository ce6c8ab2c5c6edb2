import { BALANCE_DAYS_MAX } from '../../customer/bounds.ts';
import type { CustomerState, Hit } from '../../customer/customer-state.ts';
import type { BalanceDay } from '../../customer/diary.ts';
import type { TransactionEvent } from '../../model/ledger-event.ts';
import { LOWS } from './balances.ts';
import { forgetOne } from './remember.ts';
import { usualSpending } from './usual.ts';

/** Remembers the balance after a booking; true when it is low enough to be looked at. */
export function takeBalance(
  state: CustomerState,
  event: TransactionEvent,
  hit: Hit,
  currency: number,
): boolean {
  const { diary } = state;
  if (event.balanceAfterMinor === undefined || event.accountType !== 'current') return false;
  const minor = event.balanceAfterMinor;
  let book = diary.balances.find(({ account }) => account === hit.account);
  if (book === undefined) {
    book = { account: hit.account, currency, days: [] };
    diary.balances.push(book);
  }
  if (book.currency !== currency) return false;
  forgetOne(diary, LOWS);
  const { days } = book;
  let at = days.length;
  while (at > 0 && days[at - 1]!.day > hit.day) at--;
  const same = days[at - 1];
  if (same?.day === hit.day) {
    same.endMinor = minor;
    same.minMinor = Math.min(same.minMinor, minor);
  } else days.splice(at, 0, { day: hit.day, minMinor: minor, endMinor: minor });
  if (days.length > BALANCE_DAYS_MAX) days.shift();
  const index = days.findLastIndex(({ day }) => day === hit.day);
  return index >= 0 && isNews(state, days, index);
}

/** Booking days before, of which it must be the lowest. */
const LOW_DAYS_BEFORE = 5;
/** A balance far above what is needed is news only when it has not been as low for so many booking days. */
const FALLEN_DAYS_BEFORE = 30;
/** Of a usual month's spending: below this every new low is looked at. */
const NEAR_SHARE = 0.5;

function isNews(state: CustomerState, days: readonly BalanceDay[], at: number): boolean {
  const here = days[at]!.minMinor;
  const lowestOf = (count: number) => {
    for (let before = Math.max(0, at - count); before < at; before++) {
      if (days[before]!.minMinor < here) return false;
    }
    return true;
  };
  if (!lowestOf(LOW_DAYS_BEFORE)) return false;
  const near = (usualSpending(state, state.clock) ?? Number.POSITIVE_INFINITY) * NEAR_SHARE;
  return here < near || lowestOf(FALLEN_DAYS_BEFORE);
}
