import { DAY_NEVER, isLive, type Series, type Stream } from '../../../customer/customer-state.ts';
import type { Observation, SeriesFilter } from '../../../model/hypothesis.ts';
import { CATEGORIES } from '../../../model/taxonomy.ts';
import { nextDue } from '../../recurring/due-days.ts';
import { overdueFrom } from '../../recurring/overdue-from.ts';
import { changeOf } from '../change-of.ts';
import { formatMinor } from '../format-minor.ts';
import { type Scope, type Seen, windowStart } from '../scope.ts';
import { categoryIndex, categorySet } from '../usual.ts';

const NAMES_MAX = 3;
const PAYMENTS_RUNNING_MIN = 3;
const PAYMENTS_OVERDUE_MIN = 4;
const PAYMENTS_LISTED_MAX = 4;
type SeriesObservation = Extract<Observation, { kind: 'series' }>;

/** How many recurring series something happened to. */
export function seeSeries(observation: SeriesObservation, scope: Scope): Seen | undefined {
  const start = windowStart(scope, observation.withinDays);
  const found: { stream: Stream; series: Series; day: number }[] = [];
  for (const stream of scope.state.tracked) {
    for (const series of stream.series) {
      if (!fitsSeries(observation.where, stream, series)) continue;
      if (observation.where.exceptSubject && series === scope.series) continue;
      const day = happenedOn(observation, series, scope.today);
      if (day !== undefined && day >= start && day <= scope.today) found.push({ stream, series, day });
    }
  }
  found.sort((a, b) => a.day - b.day || a.stream.key - b.stream.key);
  return seenOf(found, observation, scope);
}

function seenOf(
  found: readonly { stream: Stream; series: Series; day: number }[],
  observation: SeriesObservation,
  scope: Scope,
): Seen {
  const newest = found.at(-1);
  const lines = found.flatMap(({ series }) => series.payments.slice(-PAYMENTS_LISTED_MAX));
  const names = found.map(({ series }) => series.name).filter((name) => name !== '');
  const change = newest === undefined ? undefined : changeOf(newest.series);
  const slides = scope.definition.life.kind === 'condition' && found.length > 0;
  return {
    value: found.length,
    count: found.length,
    first: found[0]?.day ?? DAY_NEVER,
    last: newest?.day ?? -1,
    lines: lines.sort((a, b) => a.day - b.day || a.key - b.key),
    names: [...new Set(names)].slice(0, NAMES_MAX),
    ...(newest === undefined
      ? {}
      : { amount: formatMinor(Math.abs(newest.series.levelMinor), newest.stream.currency) }),
    ...(newest === undefined || change === undefined
      ? {}
      : {
          before: formatMinor(change.beforeMinor, newest.stream.currency),
          now: formatMinor(change.nowMinor, newest.stream.currency),
        }),
    next: slides ? found[0]!.day + observation.withinDays : DAY_NEVER,
  };
}

/** Whether a filter of series lets one through. */
export function fitsSeries(where: SeriesFilter, stream: Stream, series: Series): boolean {
  if (stream.direction !== where.direction) return false;
  if (where.categories.length === 0 && where.merchants.length === 0) return true;
  return (
    where.merchants.includes(series.merchantId) ||
    categorySet(where.categories).has(categoryIndex(series.category))
  );
}

/** The day on which it happened to a series; undefined when it did not. */
function happenedOn(
  { happening, percentFrom }: SeriesObservation,
  series: Series,
  today: number,
): number | undefined {
  const last = series.payments.at(-1)?.day;
  if (last === undefined || series.state === 'retracted') return undefined;
  switch (happening) {
    case 'began':
      return series.origin === 'new' && series.state !== 'candidate' ? series.start : undefined;
    case 'running': {
      const known = series.state === 'confirmed' || series.payments.length >= PAYMENTS_RUNNING_MIN;
      return isLive(series) && series.missed === 0 && known ? last : undefined;
    }
    case 'missed':
      return series.missed > 0 && series.payments.length >= PAYMENTS_RUNNING_MIN
        ? nextDue(series.anchor, series.nominal)
        : undefined;
    case 'overdue':
      return series.state !== 'candidate' &&
        series.count >= PAYMENTS_OVERDUE_MIN &&
        today > overdueFrom(series)
        ? nextDue(series.anchor, series.nominal)
        : undefined;
    case 'ended':
      return series.state === 'ended' && series.count >= PAYMENTS_RUNNING_MIN ? last : undefined;
    case 'rose':
    case 'fell': {
      const change = changeOf(series);
      if (change === undefined) return undefined;
      const percent = happening === 'rose' ? change.percent : -change.percent;
      return percent >= percentFrom ? change.since : undefined;
    }
  }
}

/** The name of a category's index, for facts. */
export function categoryName(index: number): string {
  return CATEGORIES[index]?.id ?? 'other';
}
