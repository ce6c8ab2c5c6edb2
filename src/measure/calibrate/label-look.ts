import { hash53 } from '../../lib/hash.ts';
import { logistic } from '../../lib/statistics.ts';
import type { Day } from '../../model/day.ts';
import { periodOf } from '../findings.ts';
import { judge } from '../judge.ts';
import { type Fires, type Ground, isListed, type Truth } from '../truth.ts';
import { weightOf } from '../weights.ts';
import type { Label } from './sample.ts';

/** A hypothesis of a customer as its evidence stands on a day, told or not. */
export interface Candidate {
  readonly signal: string;
  readonly subject: string;
  readonly totalMilli: number;
  /** Whether it is about a series or party: then its transactions say whether it is about a truth. */
  readonly isOfPart: boolean;
  /** The day on which it was confirmed, while that stands; else the day of the look. */
  readonly since: Day;
  readonly transactions: readonly string[];
}

/** A label of one signal. */
export interface SignalLabel extends Label {
  readonly signal: string;
}

const NOTHING_KNOWN: Ground = { fires: [], traps: [], ignores: [] };

/**
 * Labels what was thought of one customer on one day. Right is what truth expects from `from` on, and as long behind
 * `by` as the hypothesis itself holds an event for recent (`lastsDays`; undefined for as long as it is held at all).
 * What was confirmed is judged by the day on which it was: what was right then stays so while it stands.
 * What truth leaves open, or cannot be measured, is no label.
 */
export function labelLook(
  truth: Truth,
  {
    customer,
    day,
    candidates,
  }: {
    readonly customer: string;
    readonly day: Day;
    readonly candidates: readonly Candidate[];
  },
  lastsDays: (signal: string) => number | undefined,
): readonly SignalLabel[] {
  if (!truth.observed.has(customer) && !truth.grounds.has(customer)) return [];
  const period = periodOf(truth, customer);
  if (day < period.from || day > period.to) return [];
  const signals = new Set(candidates.map(({ signal }) => signal));
  return [...signals].flatMap((signal) => {
    const own = candidates.filter((candidate) => candidate.signal === signal);
    const ground = truth.grounds.get(customer)?.get(signal) ?? NOTHING_KNOWN;
    const weight = weightOf(truth, customer, signal);
    const told = own.map(({ subject, since, transactions }) => ({
      episode: subject,
      day: since,
      transactions: transactions.map((id) => hash53(id)).filter((hash) => isListed(ground, hash)),
    }));
    const asked = askedOf(ground, {
      isOfPart: own[0]!.isOfPart,
      lastsDays: lastsDays(signal),
      to: period.to,
    });
    const { verdicts } = judge(asked.ground, told, (fires) => asked.leftOut.has(fires));
    return verdicts.flatMap((verdict, at) => {
      if (verdict.outcome === 'ignored') return [];
      const raw = logistic(own[at]!.totalMilli / 1000);
      return [{ signal, raw, right: verdict.outcome === 'hit', weight, customer }];
    });
  });
}

function askedOf(
  ground: Ground,
  { isOfPart, lastsDays, to }: { isOfPart: boolean; lastsDays: number | undefined; to: Day },
): { readonly ground: Ground; readonly leftOut: ReadonlySet<Fires> } {
  const leftOut = new Set<Fires>();
  const fires = ground.fires.map((one) => {
    const by = lastsDays === undefined ? Number.MAX_SAFE_INTEGER : one.by + lastsDays;
    // Of the customer as a whole days decide: its cues need not be the lines that truth lists.
    const asked = { ...one, by, transactions: isOfPart ? one.transactions : undefined };
    if (one.by > to) leftOut.add(asked);
    return asked;
  });
  return { ground: { ...ground, fires }, leftOut };
}
