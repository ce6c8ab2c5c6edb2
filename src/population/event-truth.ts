import type { Day } from '../model/day.ts';
import type { Entry } from './book.ts';
import type { TruthSignal } from './truth-signals.ts';

interface Told {
  readonly signal: TruthSignal;
  /** What happened, in a word, for break-downs. */
  readonly kind?: string;
  readonly subject?: string;
  /** Transactions that a signal must share to be about this; none when days alone decide. */
  readonly entries: readonly Entry[];
  /** What it left on the statements: for those who look, judges leave it alone. */
  readonly traces?: readonly Entry[];
}

/**
 * What is true of a life beside its series, as the events that cause it tell it. `fires`: it must be confirmed between
 * `from` (the day it could first be seen) and `by` (the day on which a careful reader would be sure), both included.
 */
export type EventTruth =
  | (Told & {
      readonly expect: 'fires';
      readonly from: Day;
      readonly by: Day;
      /** The first fee or missed bill of a slide into trouble, so that lead time can be measured. */
      readonly firstFee?: Day;
    })
  | (Told & { readonly expect: 'silent' | 'ignore'; readonly why: string });
