import levenshtein from 'fast-levenshtein';
import type { CustomerState, Hit, Series, Stream } from '../../customer/customer-state.ts';
import { isLive } from '../../customer/customer-state.ts';
import type { Day } from '../../model/day.ts';
import type { RecurringDefinition } from '../../model/definition.ts';
import { isWithinStep, isWithinVarying } from './amounts.ts';
import { CADENCES } from './cadences.ts';
import { nearestDue } from './due-days.ts';

/** A payment equal to the last level may come this share of a cycle after the one before: its due day has moved. */
const MOVED_CYCLE_SHARE_MIN = 0.6;
const TOLERANCE_NEW_PRICE = 2;
const ALIAS_WORD_LENGTH_MIN = 4;
const ALIAS_DISTANCE_SHARE_MAX = 0.35;

/** How a payment belongs to a series. */
export interface Join {
  readonly series: Series;
  readonly due: Day;
  /** The smaller the better. */
  readonly cost: number;
  /** The newest payment of the series took this one's place and leaves it. */
  readonly swaps: boolean;
}

/** The series of a stream that a payment belongs to, if any. */
export function findJoin(definition: RecurringDefinition, stream: Stream, hit: Hit): Join | undefined {
  let best: Join | undefined;
  for (const series of stream.series) {
    const join = tryJoin(definition, series, hit);
    if (join !== undefined && (best === undefined || join.cost < best.cost)) best = join;
  }
  return best;
}

function tryJoin(definition: RecurringDefinition, series: Series, hit: Hit): Join | undefined {
  const last = series.payments.at(-1);
  if (series.account !== hit.account || last === undefined) return undefined;
  const equal = hit.amountMinor === series.levelMinor;
  const fits = equal || amountFits(series, hit.amountMinor);
  if (!fits) return undefined;
  const { due, distance } = nearestDue(series.anchor, hit.day);
  const off = Math.abs(distance);
  const leveled = series.pattern === 'steady' || series.pattern === 'stepped';
  const known = definition.cadences.get(series.cadence)!.toleranceDays;
  // A new price comes on the old day; another day and another amount are another contract.
  const tolerance = leveled && !equal ? Math.min(known, TOLERANCE_NEW_PRICE) : known;
  const cost = off + (equal ? 0 : 20);
  if (!isLive(series)) {
    const resumes = series.state === 'ended' && equal && off <= tolerance && due > series.nominal;
    return resumes ? { series, due, cost, swaps: false } : undefined;
  }
  if (due > series.nominal && off <= tolerance) return { series, due, cost, swaps: false };
  if (due === series.nominal && equal && swapsIn(series)) return { series, due, cost, swaps: true };
  if (due < series.nominal) {
    const free = !series.payments.some((payment) => nearestDue(series.anchor, payment.day).due === due);
    return free && off <= tolerance ? { series, due, cost, swaps: false } : undefined;
  }
  const elapsed = hit.day - last.day;
  const moved = equal && elapsed >= CADENCES[series.cadence].cycleDays * MOVED_CYCLE_SHARE_MIN;
  return moved
    ? { series, due: Math.max(due, series.nominal + 1), cost: cost + 10, swaps: false }
    : undefined;
}

/** Whether the newest payment broke the amount of those before it: an equal one may take its place back. */
function swapsIn(series: Series): boolean {
  const before = series.payments.at(-2);
  const last = series.payments.at(-1);
  return before !== undefined && last !== undefined && before.amountMinor !== last.amountMinor;
}

function amountFits(series: Series, amountMinor: number): boolean {
  return series.pattern === 'varying' || series.pattern === 'wild' || series.pattern === 'near'
    ? isWithinVarying(series.levelMinor, amountMinor)
    : isWithinStep(series.levelMinor, amountMinor);
}

/**
 * The series of another stream that a payment continues under a new spelling: due now, the same amount and account,
 * and a name that shares a long word or lies within a few letters.
 */
export function findRespelled(
  definition: RecurringDefinition,
  state: CustomerState,
  stream: Stream,
  hit: Hit,
  name: string,
): { readonly stream: Stream; readonly join: Join } | undefined {
  for (const other of state.tracked) {
    if (other === stream || other.direction !== stream.direction || other.currency !== stream.currency)
      continue;
    for (const series of other.series) {
      if (series.levelMinor !== hit.amountMinor || series.account !== hit.account || !isLive(series))
        continue;
      const { due, distance } = nearestDue(series.anchor, hit.day);
      const tolerance = definition.cadences.get(series.cadence)!.toleranceDays;
      if (due <= series.nominal || Math.abs(distance) > tolerance || !areNamesAlike(series.name, name))
        continue;
      return { stream: other, join: { series, due, cost: Math.abs(distance), swaps: false } };
    }
  }
  return undefined;
}

/** Whether two descriptors may name one party. */
export function areNamesAlike(a: string, b: string): boolean {
  const left = a.toLowerCase();
  const right = b.toLowerCase();
  const words = new Set(left.split(' ').filter((word) => word.length >= ALIAS_WORD_LENGTH_MIN));
  if (right.split(' ').some((word) => words.has(word))) return true;
  const longer = Math.max(left.length, right.length);
  return longer >= ALIAS_WORD_LENGTH_MIN && levenshtein.get(left, right) <= longer * ALIAS_DISTANCE_SHARE_MAX;
}
