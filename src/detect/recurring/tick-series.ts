import { type CustomerState, DAY_NEVER, isLive, type Series } from '../../customer/customer-state.ts';
import type { Day } from '../../model/day.ts';
import type { RecurringDefinition } from '../../model/definition.ts';
import { type DetectContext, definitionFor } from './context.ts';
import { addWorkingDays, nextDue } from './due-days.ts';
import { reread, review } from './review.ts';

/** Series whose payment should have come by now miss it; the state's next due day is found anew. */
export function tickSeries(context: DetectContext): void {
  const { state, today } = context;
  let next = DAY_NEVER;
  for (const stream of [...state.tracked]) {
    const definition = definitionFor(context.definitions, stream.direction);
    for (const series of [...stream.series]) {
      if (definition !== undefined && series.dueDay <= today) {
        missPayments(context, definition, stream, series);
      }
      if (series.dueDay < next) next = series.dueDay;
    }
  }
  state.dueDay = next;
}

function missPayments(
  context: DetectContext,
  definition: RecurringDefinition,
  stream: CustomerState['tracked'][number],
  series: Series,
): void {
  const rule = definition.cadences.get(series.cadence)!;
  while (isLive(series) && series.dueDay <= context.today) {
    series.missed++;
    if (series.missed >= rule.endAfterMissed) series.state = 'ended';
    else if (series.state === 'confirmed') series.state = 'fading';
    series.dueDay = dueDayOf(definition, series);
  }
  reread(definition, stream, series, series.missed);
  review(context, definition, stream, series, false);
}

/** The first day on which the payment after the newest, and those missed since, counts as missed. */
function dueDayOf(definition: RecurringDefinition, series: Series): Day {
  if (!isLive(series)) return DAY_NEVER;
  const rule = definition.cadences.get(series.cadence)!;
  let due = nextDue(series.anchor, series.nominal);
  for (let missed = 0; missed < series.missed; missed++) due = nextDue(series.anchor, due);
  return addWorkingDays(due, rule.toleranceDays) + rule.graceDays;
}

/** Sets when a series' next payment counts as missed; the state's own due day may only come earlier. */
export function setDueDay(state: CustomerState, definition: RecurringDefinition, series: Series): void {
  series.dueDay = dueDayOf(definition, series);
  if (series.dueDay < state.dueDay) state.dueDay = series.dueDay;
}
