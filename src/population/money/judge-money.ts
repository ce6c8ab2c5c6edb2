import type { Life } from '../life.ts';
import type { TruthSignal } from '../truth-signals.ts';
import { judgeBalances } from './balance-truths.ts';
import { consistent } from './consistent.ts';
import { judgeMissedIncome } from './income-missed.ts';
import { judgeInsurance } from './insurance-switched.ts';
import type { MoneyLife } from './money-life.ts';
import { judgeNewProducts } from './new-products.ts';
import { judgeMissedBills } from './payment-missed.ts';
import { judgePriceChanges } from './price-change.ts';
import { judgeQuiet } from './quiet-truths.ts';
import { judgeShares } from './share-truths.ts';
import { judgeShortfall } from './shortfall-truths.ts';
import { judgeSlide } from './slide-truths.ts';
import { judgeTrial } from './trial-turned-paid.ts';
import { judgeTrouble } from './trouble-truths.ts';

/** What a series tells of money beside that it began: looked up in what was booked, whoever made it happen. */
const SERIES_JUDGES = [
  judgePriceChanges,
  judgeTrial,
  judgeMissedBills,
  judgeMissedIncome,
  judgeNewProducts,
  judgeInsurance,
] as const;

/** What the money of a life says as a whole. */
const MONEY_JUDGES = [
  judgeQuiet,
  judgeSlide,
  judgeBalances,
  judgeShortfall,
  judgeTrouble,
  judgeShares,
] as const;

/** Signals that the booked movements decide, whatever happened. */
const BY_FACTS: ReadonlySet<TruthSignal> = new Set([
  'low-balance',
  'negative-balance',
  'fee-pressure',
  'returned-payments',
]);

/** Adds what is true of a life's money. Comes after delivery, for sureness waits for what arrives late. */
export function judgeMoney(money: MoneyLife): void {
  const { life } = money;
  leaveToFacts(life);
  for (const judge of MONEY_JUDGES) life.truths.push(...judge(money));
  for (const series of life.series) {
    if (series.segments.length === 0) continue;
    for (const judge of SERIES_JUDGES) life.truths.push(...judge(life, series));
  }
  const { truths } = life;
  truths.splice(0, truths.length, ...consistent(truths));
}

/** What others left open about a whole life is decided here, by what was booked. */
function leaveToFacts({ truths }: Life): void {
  const kept = truths.filter(
    ({ expect, signal, entries }) => expect !== 'ignore' || entries.length > 0 || !BY_FACTS.has(signal),
  );
  truths.splice(0, truths.length, ...kept);
}
