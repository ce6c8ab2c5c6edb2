import { COUNTERS_MAX, LOANS_MAX } from '../../customer/bounds.ts';
import type { Hit } from '../../customer/customer-state.ts';
import type { Diary } from '../../customer/diary.ts';
import type { TransactionEvent } from '../../model/ledger-event.ts';

/** "RATE 46/48", "PAYMENT 3 OF 12", "INSTALMENT 10 VON 12": a word for it, a number, a total. */
const COUNTER =
  /\b(?:rate|raten|pmt|payment|instal?lment|teilzahlung|inst)\D{0,6}(\d{1,3})\s?(?:\/|of|von)\s?(\d{1,3})\b/iu;
const MAY_COUNT = /\d\s?(?:\/|of|von)\s?\d/iu;
const TOTAL_MIN = 3;

/** Remembers what an account of a loan stands at, and a counter of instalments in a line; true when there was one. */
export function takeLoan(diary: Diary, event: TransactionEvent, hit: Hit, currency: number): boolean {
  if (event.accountType === 'loan' && event.balanceAfterMinor !== undefined) {
    takeBalance(diary, hit, currency, Math.abs(event.balanceAfterMinor));
  }
  return takeCounter(diary, event, hit) || event.accountType === 'loan';
}

function takeBalance(diary: Diary, hit: Hit, currency: number, owedMinor: number): void {
  let loan = diary.loans.find(({ account }) => account === hit.account);
  if (loan === undefined) {
    if (diary.loans.length >= LOANS_MAX) return;
    loan = { account: hit.account, currency, day: hit.day, owedMinor, mostMinor: owedMinor, paymentMinor: 0 };
    diary.loans.push(loan);
  }
  if (hit.day < loan.day) return;
  loan.day = hit.day;
  loan.owedMinor = owedMinor;
  loan.mostMinor = Math.max(loan.mostMinor, owedMinor);
  if (hit.amountMinor > 0) loan.paymentMinor = hit.amountMinor;
}

/** Two lines agree when the total is the same and the number one higher: a date such as 11/12 does not do that. */
function takeCounter(diary: Diary, event: TransactionEvent, hit: Hit): boolean {
  // Most lines hold no counter, which a slash or a word between numbers would show.
  if (hit.amountMinor >= 0 || !MAY_COUNT.test(event.description)) return false;
  const match = COUNTER.exec(event.description);
  if (match === null) return false;
  const [number, total] = [Number(match[1]), Number(match[2])];
  if (total < TOTAL_MIN || number < 1 || number > total) return false;
  const { subject, name } = event.merchant;
  const known = diary.counters.find((each) => each.subject === subject && each.total === total);
  if (known === undefined) {
    if (diary.counters.length >= COUNTERS_MAX) diary.counters.shift();
    diary.counters.push({ subject, number, total, day: hit.day, agreeing: 1, name });
    return true;
  }
  if (hit.day < known.day) return false;
  known.agreeing = number === known.number + 1 ? known.agreeing + 1 : 1;
  known.number = number;
  known.day = hit.day;
  return true;
}
