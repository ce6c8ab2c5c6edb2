import type { CustomerState, Series, SeriesOrigin, Stream } from '../../customer/customer-state.ts';
import type { RecurringDefinition } from '../../model/definition.ts';
import { isWithinVarying } from './amounts.ts';
import { CADENCES } from './cadences.ts';

/** Cycles between a series on one account and its like on another that still count as a move. */
const MOVE_CYCLES_MAX = 2.5;

/**
 * Where a series comes from. New means that absence was observed on that account: for the definition's days,
 * and for one whole cycle with its tolerance; and that it did not run on another account just before.
 */
export function originOf(
  definition: RecurringDefinition,
  state: CustomerState,
  stream: Stream,
  series: Series,
): SeriesOrigin {
  const observed = series.start - state.accounts[series.account]!.firstDay;
  const needed = Math.max(definition.absenceDaysMin, CADENCES[series.cadence].gapMax);
  if (observed < needed) return 'running';
  const moved = stream.series.some((other) => other !== series && continues(other, series));
  return moved || continuesLoose(stream, series) ? 'moved' : 'new';
}

function continues(before: Series, after: Series): boolean {
  if (before.account === after.account || before.payments.length === 0) return false;
  const cycle = CADENCES[after.cadence].cycleDays;
  const pause = after.start - before.payments.at(-1)!.day;
  return (
    pause > -cycle &&
    pause <= cycle * MOVE_CYCLES_MAX &&
    before.start < after.start &&
    isWithinVarying(before.levelMinor, after.levelMinor)
  );
}

/** Payments of the same amount on another account, one or two cycles before, that were too few for a series. */
function continuesLoose(stream: Stream, series: Series): boolean {
  const { gapMin, gapMax } = CADENCES[series.cadence];
  return stream.hits.some((hit) => {
    const pause = series.start - hit.day;
    const inStep = (pause >= gapMin && pause <= gapMax) || (pause >= gapMin * 2 && pause <= gapMax * 2);
    return hit.account !== series.account && hit.amountMinor === series.levelMinor && inStep;
  });
}
