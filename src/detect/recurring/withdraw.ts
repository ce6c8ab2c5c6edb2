import type { Hit, Series, Stream } from '../../customer/customer-state.ts';
import { insertHit } from '../../customer/customer-state.ts';
import { logOddsMilli } from '../../evidence/confidence.ts';
import { CADENCES } from './cadences.ts';
import { type DetectContext, definitionFor } from './context.ts';
import { originOf } from './origin.ts';
import { reread, retract, review } from './review.ts';
import { setDueDay } from './tick-series.ts';

/** Where a withdrawn payment had stood. */
export interface Withdrawal {
  readonly stream: Stream;
  readonly hit: Hit;
  /** The series that lost it; what is said of it waits for `settleWithdrawal`. */
  readonly series: Series | undefined;
}

/** Takes a payment out of wherever it stands; says nothing yet, as a correction may put another in its place. */
export function withdrawPayment(context: DetectContext, key: number): Withdrawal | undefined {
  for (const stream of context.state.streams.values()) {
    const loose = stream.hits.findIndex((hit) => hit.key === key);
    if (loose >= 0) return { stream, hit: stream.hits.splice(loose, 1)[0]!, series: undefined };
    for (const series of stream.series) {
      const index = series.payments.findIndex((hit) => hit.key === key);
      if (index < 0) continue;
      const hit = series.payments.splice(index, 1)[0]!;
      series.count--;
      return { stream, hit, series };
    }
  }
  return undefined;
}

/** Says what a withdrawal means: a series with less behind it is revised, or no longer stands. */
export function settleWithdrawal(context: DetectContext, withdrawal: Withdrawal): void {
  const { stream, series } = withdrawal;
  const definition = definitionFor(context.definitions, stream.direction);
  if (series === undefined || definition === undefined || !stream.series.includes(series)) return;
  if (series.state === 'retracted') return;
  if (series.payments.length >= Math.max(2, CADENCES[series.cadence].paymentsMin)) {
    series.start = series.count > series.payments.length ? series.start : series.payments[0]!.day;
    reread(definition, stream, series, series.missed);
    if (series.totalMilli >= logOddsMilli(definition.thresholds.early)) {
      series.origin =
        series.origin === 'moved' ? 'moved' : originOf(definition, context.state, stream, series);
      setDueDay(context.state, definition, series);
      review(context, definition, stream, series, true);
      return;
    }
  }
  for (const hit of series.payments) insertHit(stream.hits, hit);
  retract(context, definition, stream, series);
}
