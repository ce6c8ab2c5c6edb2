import type { CustomerState, Series, Stream } from '../../customer/customer-state.ts';
import type { NoteLine } from '../../customer/diary.ts';
import type { Day } from '../../model/day.ts';
import type { HypothesisDefinition, NoteRule } from '../../model/hypothesis.ts';

/** What an observation looks at, and from when to when. */
export interface Scope {
  readonly state: CustomerState;
  readonly today: Day;
  readonly definition: HypothesisDefinition;
  readonly notes: readonly NoteRule[];
  /** The series or party that the hypothesis is about. */
  readonly series: Series | undefined;
  readonly stream: Stream | undefined;
  /** The first day that counts: what an earlier episode has told does not count again. */
  readonly after: Day;
  /** The beginning of an open episode whose evidence stays; undefined where windows slide. */
  readonly anchor: Day | undefined;
}

/** What was seen: a number, and the facts behind it. */
export interface Seen {
  readonly value: number;
  /** How many lines or series stand behind it. */
  readonly count: number;
  readonly first: Day;
  readonly last: Day;
  readonly lines: readonly Pick<NoteLine, 'id' | 'day'>[];
  readonly names: readonly string[];
  /** Amounts as a person reads them, with their currency. */
  readonly amount?: string;
  readonly before?: string;
  readonly now?: string;
  readonly moved?: string;
  /** The day on which the number may change though nothing happens; `DAY_NEVER` for none. */
  readonly next: Day;
}

/** The first day of a window that ends today: an open episode's evidence stays in it. */
export function windowStart(scope: Scope, withinDays: number): Day {
  const sliding = scope.today - withinDays + 1;
  return Math.max(scope.after, scope.anchor === undefined ? sliding : Math.min(sliding, scope.anchor));
}
