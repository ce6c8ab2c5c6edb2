import type { Contribution } from '../model/signal.ts';

/** Near misses that are told, at the most: more than that nobody reads. */
const SHOWN_MAX = 8;
/** Near misses of parties without a name, at the most: there is little to tell of them. */
const NAMELESS_MAX = 2;
/** What is further from being told than odds of 20 to 1 did not come near. */
const FAR_NATS = 3;
/** Confidences are rounded: none is wholly sure. */
const SURE_MAX = 0.9999;

/**
 * Why nothing was said: `not-new` runs, but nobody saw it begin; `short` is not sure enough; `ruled-out` fails a
 * condition whatever the weights say; `waiting` may not be told before a day; `due` is told with the next look.
 */
export type MissReason = 'not-new' | 'short' | 'ruled-out' | 'waiting' | 'due';

/** Something that came near and was never told, or is no longer. */
export interface NearMiss {
  readonly definition: string;
  /** What it would have been called. */
  readonly title: string;
  readonly reason: MissReason;
  /** Whom it is about; the name is empty where there is none or it may not be said. */
  readonly subject: { readonly kind: 'customer' | 'party'; readonly id: string; readonly name: string };
  /** What was counted, in a few words: a rhythm and its payments, or the days of the signs. */
  readonly seen: string;
  readonly from: string;
  readonly prior: number;
  readonly contributions: readonly Contribution[];
  readonly confidence: number;
  /** The confidence at which it would have been told first. */
  readonly needed: number;
  /** Why nothing was said. */
  readonly why: string;
  readonly transactions: readonly string[];
}

/**
 * The nearest first, each party once, no more than a person reads; then the rhythms that are known and not new,
 * the surest first: they missed nothing, and are told so that nobody looks for them.
 */
export function chooseNearMisses(all: readonly NearMiss[]): readonly NearMiss[] {
  const known = all.filter(({ reason }) => reason === 'not-new').sort(byConfidence);
  const taken = new Set<string>();
  let nameless = 0;
  const near: NearMiss[] = [];
  for (const miss of all.filter(({ reason }) => reason !== 'not-new').sort(byDistance)) {
    const key = miss.subject.kind === 'customer' ? miss.definition : miss.subject.id;
    if (near.length >= SHOWN_MAX || natsMissing(miss) > FAR_NATS || taken.has(key)) continue;
    if (miss.subject.kind === 'party' && miss.subject.name === '' && ++nameless > NAMELESS_MAX) continue;
    taken.add(key);
    near.push(miss);
  }
  return [...near, ...known];
}

/** What of the weights is missing until it is told; negative where they would do. */
export function natsMissing({ confidence, needed }: Pick<NearMiss, 'confidence' | 'needed'>): number {
  return logOdds(needed) - logOdds(confidence);
}

/** How much more would have to speak for it, in words. */
export function missingWords(missing: number, needed: number): string {
  const odds = Math.exp(Math.max(0, missing));
  const times = odds >= 10 ? Math.round(odds) : Math.round(odds * 10) / 10;
  const line = `It is told at ${Math.round(needed * 100)} % or more`;
  if (times < 1.1) return `${line}, and lies just below.`;
  return `${line}: the odds for it would have to be ${times} times what they are.`;
}

function logOdds(probability: number): number {
  const inside = Math.min(SURE_MAX, Math.max(1 - SURE_MAX, probability));
  return Math.log(inside / (1 - inside));
}

function byDistance(a: NearMiss, b: NearMiss): number {
  return natsMissing(a) - natsMissing(b) || byConfidence(a, b);
}

function byConfidence(a: NearMiss, b: NearMiss): number {
  return b.confidence - a.confidence || (a.definition + a.subject.id < b.definition + b.subject.id ? -1 : 1);
}
