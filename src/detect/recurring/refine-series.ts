import { type Hit, isLive, type Series, type Stream } from '../../customer/customer-state.ts';
import { CADENCE_IDS, type CadenceId, type RecurringDefinition } from '../../model/definition.ts';
import { isWithinStep } from './amounts.ts';
import { CADENCES } from './cadences.ts';
import type { Join } from './join-series.ts';
import { readAgain } from './read-again.ts';
import type { Reading } from './read-series.ts';

/**
 * The series whose rhythm a payment shows to be finer than it looked. Two payments two months apart may be a monthly
 * series that missed one: the payment in between says so, and belongs to it. The series takes the finer rhythm.
 */
export function findRefined(definition: RecurringDefinition, stream: Stream, hit: Hit): Join | undefined {
  let best: { series: Series; cadence: CadenceId; reading: Reading } | undefined;
  for (const series of stream.series) {
    if (
      !isLive(series) ||
      series.account !== hit.account ||
      !isWithinStep(series.levelMinor, hit.amountMinor)
    )
      continue;
    if (hit.day <= series.payments.at(-1)!.day) continue;
    const payments = [...series.payments, hit];
    for (const cadence of CADENCE_IDS) {
      const { cycleDays, paymentsMin } = CADENCES[cadence];
      if (cycleDays >= CADENCES[series.cadence].cycleDays || payments.length < paymentsMin) continue;
      const reading = readAgain(definition, stream, { ...series, payments, cadence }, 0);
      if (reading.fit.collisions > 0 || reading.totalMilli < series.totalMilli) continue;
      if (best === undefined || reading.totalMilli > best.reading.totalMilli)
        best = { series, cadence, reading };
    }
  }
  if (best === undefined) return undefined;
  const { series, cadence, reading } = best;
  series.cadence = cadence;
  series.anchor = reading.fit.anchor;
  return { series, due: reading.fit.nominal, cost: 1, swaps: false };
}
