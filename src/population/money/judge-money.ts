import type { Life } from '../life.ts';
import { judgeBalances } from './balance-truths.ts';
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

/** Adds what is true of a life's money. Comes after delivery, for sureness waits for what arrives late. */
export function judgeMoney(money: MoneyLife): void {
  const { life } = money;
  for (const judge of MONEY_JUDGES) life.truths.push(...judge(money));
  for (const series of life.series) {
    if (series.segments.length === 0) continue;
    for (const judge of SERIES_JUDGES) life.truths.push(...judge(life, series));
  }
  dropContradictions(life);
}

/** A trap that names no movement cannot be told from the event itself, where both are in one life. */
function dropContradictions({ truths }: Life): void {
  const real = new Set(truths.filter(({ expect }) => expect === 'fires').map(({ signal }) => signal));
  const kept = truths.filter(
    ({ expect, signal, entries }) => expect !== 'silent' || entries.length > 0 || !real.has(signal),
  );
  truths.splice(0, truths.length, ...kept);
}
