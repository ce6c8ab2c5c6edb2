import type { Day } from '../model/day.ts';
import { holdsId, type IdList } from './id-list.ts';
import type { Fires, Ground } from './truth.ts';

/** Something that was told of a customer and signal, to be held against the truth. */
export interface Told {
  readonly episode: string;
  readonly day: Day;
  /** Of the transactions listed when it was told, hashes of those that truth lists too. */
  readonly transactions: readonly number[];
}

export const FALSE_ALARM_REASONS = ['late', 'before', 'trap', 'further', 'elsewhere'] as const;
/**
 * Why something told is a false alarm: after `by` of a truth that nothing hit, or before its `from`;
 * what a trap lured it to; one more about a truth that is hit already; or about nothing that the truth knows.
 */
export type FalseAlarmReason = (typeof FALSE_ALARM_REASONS)[number];

export type Verdict =
  | { readonly outcome: 'hit'; readonly truth: Fires }
  | { readonly outcome: 'ignored' }
  | { readonly outcome: 'false-alarm'; readonly reason: FalseAlarmReason };

export interface Judgement {
  /** One for each told, in its order. */
  readonly verdicts: readonly Verdict[];
  /** Truths that count and that nothing hit, and what came near. */
  readonly missed: ReadonlyMap<Fires, 'late' | 'before' | 'never'>;
  /** One for each trap of the ground, in its order. */
  readonly sprung: readonly boolean[];
}

interface Pair {
  readonly index: number;
  readonly told: Told;
  readonly truth: Fires;
  readonly overlap: number;
}

/**
 * Holds all that was told of one customer and signal against the truth: each told hits one truth at most, and each
 * truth is hit once. Whoever came first chooses first, then the larger overlap, then the episode's id; the order of
 * truth lines decides nothing. What shares more transactions with a trap or an ignored line than with a truth is about
 * the former. `isLeftOut` names truths that cannot be measured: what is told of them is neither right nor wrong.
 */
export function judge(ground: Ground, all: readonly Told[], isLeftOut: (truth: Fires) => boolean): Judgement {
  const counted = ground.fires.filter((truth) => !isLeftOut(truth));
  const leftOut = ground.fires.filter(isLeftOut);
  const pairs = pairUp(ground, { all, counted, leftOut });
  const hits = assign(pairs.filter(isInWindow), new Set(), new Set());
  const verdicts = new Map<number, Verdict>();
  for (const { index, truth } of hits) verdicts.set(index, { outcome: 'hit', truth });
  all.forEach((told, index) => {
    if (!verdicts.has(index) && isIgnored(ground, leftOut, told)) verdicts.set(index, { outcome: 'ignored' });
  });
  const hitTruths = new Set(hits.map((pair) => pair.truth));
  const missed = new Map<Fires, 'late' | 'before' | 'never'>();
  for (const truth of counted) if (!hitTruths.has(truth)) missed.set(truth, 'never');
  // What is left may be about a truth that was missed: right in substance, wrong in time.
  for (const { index, told, truth } of assign(pairs, new Set(verdicts.keys()), hitTruths)) {
    const reason = told.day > truth.by ? 'late' : 'before';
    missed.set(truth, reason);
    verdicts.set(index, { outcome: 'false-alarm', reason });
  }
  const sprung = ground.traps.map(() => false);
  all.forEach((told, index) => {
    const verdict = verdicts.get(index);
    if (verdict !== undefined && verdict.outcome !== 'false-alarm') return;
    const lured = ground.traps.map((trap) => overlapOf(told, trap.transactions) !== 0);
    lured.forEach((hit, trap) => {
      if (hit) sprung[trap] = true;
    });
    if (verdict !== undefined) return;
    const further = pairs.some((pair) => pair.index === index && hitTruths.has(pair.truth));
    const reason = lured.includes(true) ? 'trap' : further ? 'further' : 'elsewhere';
    verdicts.set(index, { outcome: 'false-alarm', reason });
  });
  return { verdicts: all.map((_, index) => verdicts.get(index)!), missed, sprung };
}

/** How many transactions are shared; undefined when the line lists none and so is about every episode. */
function overlapOf(told: Told, listed: IdList | undefined): number | undefined {
  if (listed === undefined) return undefined;
  let count = 0;
  for (const hash of told.transactions) if (holdsId(listed, hash)) count++;
  return count;
}

/** All pairs of told and truth that are about the same thing, whenever it was told, in the order of choosing. */
function pairUp(
  ground: Ground,
  { all, counted, leftOut }: { all: readonly Told[]; counted: readonly Fires[]; leftOut: readonly Fires[] },
): readonly Pair[] {
  const pairs: Pair[] = [];
  all.forEach((told, index) => {
    const unmeasured = leftOut.filter((truth) => isInWindow({ told, truth }));
    const others = [...ground.ignores, ...ground.traps, ...unmeasured];
    const othersMax = Math.max(0, ...others.map((line) => overlapOf(told, line.transactions) ?? 0));
    for (const truth of counted) {
      const overlap = overlapOf(told, truth.transactions);
      if (overlap === 0 || (overlap ?? 0) < othersMax) continue;
      pairs.push({ index, told, truth, overlap: overlap ?? 0 });
    }
  });
  return pairs.sort(inOrderOfChoosing);
}

function inOrderOfChoosing(a: Pair, b: Pair): number {
  return (
    a.told.day - b.told.day ||
    b.overlap - a.overlap ||
    compareTexts(a.told.episode, b.told.episode) ||
    // The truth that ends first has the fewest chances left.
    a.truth.by - b.truth.by ||
    a.truth.from - b.truth.from ||
    compareTexts(contentOf(a.truth), contentOf(b.truth))
  );
}

/** All that a truth says beside its days. */
function contentOf({ subject, cadence, kind, transactions }: Fires): string {
  return JSON.stringify([subject, cadence, kind, transactions ?? null]);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isInWindow({ told, truth }: { readonly told: Told; readonly truth: Fires }): boolean {
  return told.day >= truth.from && told.day <= truth.by;
}

/** Takes pairs in order, each told and each truth once. */
function assign(
  pairs: readonly Pair[],
  doneTold: Set<number>,
  doneTruths: ReadonlySet<Fires>,
): readonly Pair[] {
  const taken: Pair[] = [];
  const told = new Set(doneTold);
  const truths = new Set(doneTruths);
  for (const pair of pairs) {
    if (told.has(pair.index) || truths.has(pair.truth)) continue;
    told.add(pair.index);
    truths.add(pair.truth);
    taken.push(pair);
  }
  return taken;
}

function isIgnored(ground: Ground, leftOut: readonly Fires[], told: Told): boolean {
  const unmeasured = leftOut.filter((truth) => isInWindow({ told, truth }));
  return [...ground.ignores, ...unmeasured].some((line) => overlapOf(told, line.transactions) !== 0);
}
