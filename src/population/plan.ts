import type { Day } from '../model/day.ts';
import type { Channel } from '../model/transaction.ts';
import type { Entry } from './book.ts';
import type { Roll } from './calendar.ts';
import type { Rhythm } from './rhythm.ts';

/** The signals that a series is by itself. */
export type RecurringSignal = 'new-recurring-payment' | 'new-recurring-income';

/** What somebody has agreed to pay or is paid, again and again. */
export interface Plan {
  readonly signal: RecurringSignal;
  readonly kind: string;
  readonly account: number;
  readonly rhythm: Rhythm;
  readonly roll: Roll;
  /** Due days count from here; `running` means that it ran before the data began. */
  readonly start: Day;
  readonly origin: 'running' | 'new';
  /** The first day on which nothing is due any more. */
  readonly end: Day;
  /** Signed; `ordinal` counts payments from zero. */
  readonly amount: (day: Day, ordinal: number) => number;
  readonly text: (day: Day) => string;
  readonly channel: Channel;
  readonly mcc?: string;
  readonly party: string;
  /** Cards book up to two days later. */
  readonly lags?: boolean;
  /** The first payment is a trial's: nothing, a token, or half. */
  readonly trial?: 'free' | 'half';
  /** Paid by hand, so many days around the due day. */
  readonly jitterDays?: number;
  /** Chance that a payment is left out. */
  readonly missed?: number;
  readonly pause?: { readonly from: Day; readonly to: Day };
  /** From a day on, other due days, and perhaps another text. */
  readonly shift?: { readonly from: Day; readonly rhythm: Rhythm };
  readonly respell?: { readonly from: Day; readonly text: (day: Day) => string };
  readonly move?: { readonly from: Day; readonly account: number };
  /** Why nobody can be asked to tell, whatever the payments look like. */
  readonly ignore?: string;
}

/** A stretch of a series that truth speaks of by itself. */
export interface Segment {
  readonly origin: 'running' | 'new' | 'moved' | 'resumed';
  readonly entries: Entry[];
  /** Payments left out among those that a judge would have waited for. */
  missed: number;
  /** The days on which the payments left out were due. */
  readonly misses: Day[];
}

export interface Series {
  readonly plan: Plan;
  readonly segments: readonly Segment[];
}
