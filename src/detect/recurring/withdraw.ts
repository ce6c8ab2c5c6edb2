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

/**
 * Takes a payment out of wherever it stands; says nothing yet, as a correction may put another in its place.
 * A source may use an id again after the window of corrections: the newest payment of that id is meant.
 */
export function withdrawPayment(context: DetectContext, key: number): Withdrawal | undefined {
  const found = newestOf(context, key);
  if (found === undefined) return undefined;
  const { stream, hit, series } = found;
  const hits = series === undefined ? stream.hits : series.payments;
  hits.splice(hits.indexOf(hit), 1);
  if (series !== undefined) series.count--;
  return found;
}

/** The newest payment of a key; of two on one day that of the smaller stream, whatever order streams are held in. */
function newestOf(context: DetectContext, key: number): Withdrawal | undefined {
  let newest: Withdrawal | undefined;
  const consider = (stream: Stream, series: Series | undefined, hits: readonly Hit[]): void => {
    for (const hit of hits) {
      if (hit.key !== key) continue;
      const later = newest === undefined ? 1 : hit.day - newest.hit.day || newest.stream.key - stream.key;
      if (later > 0) newest = { stream, hit, series };
    }
  };
  for (const stream of context.state.streams.values()) {
    consider(stream, undefined, stream.hits);
    for (const series of stream.series) consider(stream, series, series.payments);
  }
  return newest;
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
