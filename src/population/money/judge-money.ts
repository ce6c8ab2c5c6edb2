import type { Life } from '../life.ts';
import { judgeMissedIncome } from './income-missed.ts';
import { judgeNewProducts } from './new-products.ts';
import { judgeMissedBills } from './payment-missed.ts';
import { judgePriceChanges } from './price-change.ts';
import { judgeTrial } from './trial-turned-paid.ts';

/** What a series tells of money beside that it began: looked up in what was booked, whoever made it happen. */
const SERIES_JUDGES = [
  judgePriceChanges,
  judgeTrial,
  judgeMissedBills,
  judgeMissedIncome,
  judgeNewProducts,
] as const;

/** Adds what is true of a life's money. Comes after delivery, for sureness waits for what arrives late. */
export function judgeMoney(life: Life): void {
  for (const series of life.series) {
    if (series.segments.length === 0) continue;
    for (const judge of SERIES_JUDGES) life.truths.push(...judge(life, series));
  }
}
