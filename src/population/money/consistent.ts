import type { Day } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { EventTruth } from '../event-truth.ts';
import { left } from './money-life.ts';

/** What is expected more strongly goes first: a movement is listed for one expectation of a signal only. */
const RANKS = { fires: 0, ignore: 1, silent: 2 } as const;

/**
 * Makes what is told of one life agree with itself and with what was delivered. What names movements that were refused
 * did not happen so; no movement stands for two opposite expectations of one signal; and a trap that names none cannot
 * be told from the event itself, where both are in one life.
 */
export function consistent(truths: readonly EventTruth[]): EventTruth[] {
  const claimed = new Map<Entry, Map<string, EventTruth['expect']>>();
  const standing = truths.flatMap(whatStood);
  const kept = standing.map((truth) => truth);
  const order = kept.map((_, index) => index);
  order.sort((a, b) => RANKS[kept[a]!.expect] - RANKS[kept[b]!.expect] || a - b);
  const empty = new Set<number>();
  for (const index of order) {
    const truth = kept[index]!;
    const own = truth.entries.filter((entry) => {
      const bySignal = claimed.get(entry) ?? new Map<string, EventTruth['expect']>();
      claimed.set(entry, bySignal);
      const before = bySignal.get(truth.signal) ?? truth.expect;
      bySignal.set(truth.signal, before);
      return before === truth.expect;
    });
    if (own.length === truth.entries.length) continue;
    kept[index] = { ...truth, entries: own };
    if (own.length === 0) empty.add(index);
  }
  const real = new Set(standing.filter(({ expect }) => expect === 'fires').map(({ signal }) => signal));
  return kept.filter(
    ({ expect, signal, entries }, index) =>
      !empty.has(index) && (expect !== 'silent' || entries.length > 0 || !real.has(signal)),
  );
}

/** A card that was declined and an order that was not carried out have no id: the feed never saw them. */
function whatStood(truth: EventTruth): EventTruth[] {
  const gone = truth.entries.filter(isGone).length;
  if (truth.expect === 'fires' && (gone > 0 || isFaded(truth.traces ?? [], truth.by))) {
    const entries = truth.entries.filter((entry) => !isGone(entry));
    return [left(truth.signal, 'refused', entries)];
  }
  if (gone === 0) return [truth];
  if (gone === truth.entries.length) return [];
  return [{ ...truth, entries: truth.entries.filter((entry) => !isGone(entry)) }];
}

/** Whether half of what could have been read in time was refused. */
function isFaded(traces: readonly Entry[], by: Day): boolean {
  const inTime = traces.filter(({ day }) => day <= by);
  return inTime.length > 0 && inTime.filter(isGone).length * 2 >= inTime.length;
}

function isGone({ id }: Entry): boolean {
  return id === '';
}
