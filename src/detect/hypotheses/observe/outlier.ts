import { DAY_NEVER } from '../../../customer/customer-state.ts';
import type { Observation } from '../../../model/hypothesis.ts';
import { formatMinor } from '../format-minor.ts';
import { type Scope, type Seen, windowStart } from '../scope.ts';
import { categorySet, isSpending } from '../usual.ts';

/** A line is held against the largest but three: a wage comes more often than that in a year, a windfall does not. */
const REFERENCE_INDEX = 3;
const OBSERVED_DAYS_MIN = 90;

/** The largest single line of a direction, as a multiple of the largest but three before. */
export function seeOutlier(
  observation: Extract<Observation, { kind: 'outlier' }>,
  scope: Scope,
): Seen | undefined {
  const { state, today } = scope;
  const { diary } = state;
  if (today - diary.firstDay < OBSERVED_DAYS_MIN) return undefined;
  const start = windowStart(scope, observation.withinDays);
  const without = categorySet(observation.exceptCategories);
  const tops = diary.tops[observation.direction === 'out' ? 0 : 1].filter(({ category }) =>
    isSpending(category),
  );
  const recent = tops.filter(
    ({ day, euros, category }) => day >= start && euros >= observation.amountFrom && !without.has(category),
  );
  const largest = recent[0];
  // What is left out is no outlier itself, and still shows what is large for this person: a wage, a rent.
  const earlier = tops.filter(({ day }) => day < start);
  // A window that covers most of what is known leaves too little before it: then all other lines are the measure.
  const before = earlier.length > REFERENCE_INDEX ? earlier : tops.filter((line) => line !== largest);
  const reference = before[Math.min(REFERENCE_INDEX, before.length - 1)];
  const value =
    largest === undefined || reference === undefined || reference.euros === 0
      ? 0
      : Math.round((largest.euros / reference.euros) * 10) / 10;
  return {
    value,
    count: recent.length,
    first: largest?.day ?? DAY_NEVER,
    last: largest?.day ?? -1,
    lines: largest === undefined ? [] : [largest],
    names: largest === undefined || largest.name === '' ? [] : [largest.name],
    ...(largest === undefined
      ? {}
      : { amount: formatMinor(Math.abs(largest.amountMinor), state.currencies[largest.currency]!) }),
    next: DAY_NEVER,
  };
}
