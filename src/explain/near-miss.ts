import type { Contribution } from '../model/signal.ts';

/** Something that came near and was never told, or is no longer. */
export interface NearMiss {
  readonly definition: string;
  readonly subject: { readonly id: string; readonly name: string };
  /** What was counted, in a few words: a rhythm and its payments, or the days of the cues. */
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

/** The surest first, then by subject. */
export function bySurest(a: NearMiss, b: NearMiss): number {
  return b.confidence - a.confidence || (a.definition + a.subject.id < b.definition + b.subject.id ? -1 : 1);
}
