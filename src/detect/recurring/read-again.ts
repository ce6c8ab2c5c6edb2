import type { Series, Stream } from '../../customer/customer-state.ts';
import type { RecurringDefinition } from '../../model/definition.ts';
import { CADENCES } from './cadences.ts';
import { type Reading, readSeries } from './read-series.ts';
import { visitsBeside } from './visits.ts';

/** The evidence of a series as it stands now, with so many due days missed since its newest payment. */
export function readAgain(
  definition: RecurringDefinition,
  stream: Stream,
  series: Series,
  missedSince: number,
): Reading {
  return readSeries(definition, {
    payments: series.payments,
    cadence: CADENCES[series.cadence],
    category: series.category,
    channel: series.channel,
    mandate: series.mandate,
    visits: visitsBeside(stream.hits, series.account, series.payments),
    missedSince,
  });
}
