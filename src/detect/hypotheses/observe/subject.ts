import { DAY_NEVER, type Series, type Stream } from '../../../customer/customer-state.ts';
import { logistic } from '../../../lib/statistics.ts';
import type { Day } from '../../../model/day.ts';
import type { Level, Observation, SubjectMeasure } from '../../../model/hypothesis.ts';
import { CADENCES } from '../../recurring/cadences.ts';
import { nextDue } from '../../recurring/due-days.ts';
import { overdueDay } from '../../recurring/overdue-from.ts';
import { changeOf } from '../change-of.ts';
import { formatMinor } from '../format-minor.ts';
import type { Scope, Seen } from '../scope.ts';

const PAYMENTS_LISTED_MAX = 12;
const TRIAL_PAYMENTS_MAX = 3;
/** A payment beside the series stands for one of it from this part of its amount on. */
const BESIDE_SHARE_MIN = 0.5;
const DUES_BESIDE_MAX = 24;
/** Numbers that tell of one moment of the series, not of its going on. */
const OF_A_CHANGE: ReadonlySet<SubjectMeasure> = new Set([
  'rise-percent',
  'fall-percent',
  'payments-since-change',
  'payments-before-change',
  'spread-before-change',
  'trial-percent',
  'age-days',
]);
/** A trial costs at most so much of what follows. */
const TRIAL_SHARE_MAX = 0.75;

/** One number of the series that the hypothesis is about. */
export function seeSubject(
  { measure }: Extract<Observation, { kind: 'subject' }>,
  scope: Scope,
  levels: readonly Level[],
): Seen | undefined {
  const { series, stream, today } = scope;
  if (series === undefined || stream === undefined) return undefined;
  const change = changeOf(series);
  const counts = change !== undefined && change.since >= scope.after;
  const { value, since } = numberOf(measure, scope, stream, series, counts ? change : undefined);
  return {
    value,
    count: series.count,
    first: since,
    last: lastOf(measure, series, { today, since, value }),
    lines: series.payments.slice(-PAYMENTS_LISTED_MAX),
    names: series.name === '' ? [] : [series.name],
    amount: formatMinor(Math.abs(series.levelMinor), stream.currency),
    ...(change === undefined
      ? {}
      : {
          before: formatMinor(change.beforeMinor, stream.currency),
          now: formatMinor(change.nowMinor, stream.currency),
        }),
    next: nextLook(measure, scope, levels, { stream, series }),
  };
}

/** The newest day of what a number shows: of a change its second payment, so that later ones do not support it anew. */
function lastOf(
  measure: SubjectMeasure,
  series: Series,
  { today, since, value }: { readonly today: number; readonly since: number; readonly value: number },
): number {
  if (measure === 'days-overdue' || measure === 'missed')
    return Math.max(since, Math.min(today, since + value));
  const newest = series.payments.at(-1)?.day ?? -1;
  if (!OF_A_CHANGE.has(measure)) return newest;
  return series.payments.find(({ day }) => day > since)?.day ?? newest;
}

function numberOf(
  measure: SubjectMeasure,
  scope: Scope,
  stream: Stream,
  series: Series,
  change: ReturnType<typeof changeOf>,
): { readonly value: number; readonly since: number } {
  const { today } = scope;
  switch (measure) {
    case 'payments':
      return { value: series.count, since: series.start };
    case 'sureness':
      return { value: Math.round(logistic(series.totalMilli / 1000) * 1000) / 10, since: series.start };
    case 'age-days':
      return { value: today - series.start, since: series.start };
    case 'rise-percent':
      return { value: Math.max(0, change?.percent ?? 0), since: change?.since ?? series.start };
    case 'fall-percent':
      return { value: Math.max(0, -(change?.percent ?? 0)), since: change?.since ?? series.start };
    case 'payments-since-change':
      return { value: change?.paymentsSince ?? 0, since: change?.since ?? series.start };
    case 'payments-before-change':
      return { value: change?.paymentsBefore ?? 0, since: change?.since ?? series.start };
    case 'spread-before-change':
      return { value: change?.spreadBefore ?? 0, since: change?.since ?? series.start };
    case 'missed':
      return { value: series.missed, since: nextDue(series.anchor, series.nominal) };
    case 'days-overdue': {
      const due = dueStill(stream, series);
      return { value: due < scope.after ? 0 : Math.max(0, today - overdueDay(due)), since: due };
    }
    case 'trial-percent':
      return trialOf(scope, stream, series);
  }
}

/** The first due day for which nothing came, whether into the series or beside it, as a raised wage does at first. */
function dueStill(stream: Stream, series: Series): Day {
  const halfCycle = Math.floor(CADENCES[series.cadence].gapMin / 2);
  const beside = [
    ...stream.hits,
    ...stream.series.flatMap((other) => (other === series ? [] : other.payments)),
  ].filter(({ amountMinor }) => Math.abs(amountMinor) >= Math.abs(series.levelMinor) * BESIDE_SHARE_MIN);
  let due = nextDue(series.anchor, series.nominal);
  for (let step = 0; step < DUES_BESIDE_MAX; step++) {
    if (!beside.some(({ day }) => day >= due - halfCycle && day < due + halfCycle)) return due;
    due = nextDue(series.anchor, due);
  }
  return due;
}

/** How much cheaper the first payments were, whether they stand in the series or right before it. */
function trialOf(scope: Scope, stream: Stream, series: Series) {
  const amounts = series.payments.map(({ amountMinor }) => Math.abs(amountMinor));
  const nothing = { value: 0, since: series.start };
  const cycle = CADENCES[series.cadence].gapMax;
  // Twelve times the price makes a series of its own, so what came before may be loose or in another one.
  const loose = [
    ...stream.hits,
    ...stream.series.flatMap((other) => (other === series ? [] : other.payments)),
  ].filter(({ day }) => day < series.start && day >= series.start - cycle * TRIAL_PAYMENTS_MAX);
  const isWhole = series.count === series.payments.length;
  const cheap = [...loose.map(({ amountMinor }) => Math.abs(amountMinor))];
  let paidFrom = 0;
  const level = Math.abs(series.levelMinor);
  while (isWhole && paidFrom < amounts.length && amounts[paidFrom]! <= level * TRIAL_SHARE_MAX) {
    cheap.push(amounts[paidFrom]!);
    paidFrom++;
  }
  if (cheap.length === 0 || cheap.length > TRIAL_PAYMENTS_MAX || paidFrom >= amounts.length) return nothing;
  const highest = Math.max(...cheap);
  if (highest > level * TRIAL_SHARE_MAX || level === 0) return nothing;
  const since = series.payments[paidFrom]!.day;
  if (since < scope.after) return nothing;
  return { value: Math.round((1 - highest / level) * 1000) / 10, since };
}

function nextLook(
  measure: SubjectMeasure,
  { today }: Scope,
  levels: readonly Level[],
  { stream, series }: { readonly stream: Stream; readonly series: Series },
): number {
  const from =
    measure === 'days-overdue'
      ? overdueDay(dueStill(stream, series))
      : measure === 'age-days'
        ? series.start
        : undefined;
  if (from === undefined) return DAY_NEVER;
  return levels.map(({ at }) => from + Math.ceil(at)).find((day) => day > today) ?? DAY_NEVER;
}
