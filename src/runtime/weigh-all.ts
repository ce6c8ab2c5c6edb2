import type { CustomerState, Series } from '../customer/customer-state.ts';
import { isOpen } from '../customer/diary.ts';
import { afterOf, readyDay, weigh } from '../detect/hypotheses/review-hypothesis.ts';
import { partySubject, type Subject, subjectsOf } from '../detect/hypotheses/subject-of.ts';
import type { DetectContext } from '../detect/recurring/context.ts';
import { definitionFor } from '../detect/recurring/context.ts';
import type { Day } from '../model/day.ts';
import type { DefinitionSet } from '../model/definition.ts';
import type { HypothesisDefinition } from '../model/hypothesis.ts';

/** A hypothesis as its evidence stands on a day, told or not. */
export interface Standpoint {
  readonly signal: string;
  /** Names the subject among those of the same signal. */
  readonly subject: string;
  /** Sum of prior and weights, before any map. */
  readonly totalMilli: number;
  /** Whether it is about a series or party: then its transactions say whether it is about a truth. */
  readonly isOfPart: boolean;
  /** The day on which it was confirmed, while that episode is open; else the day of the look. */
  readonly since: Day;
  /** Transactions behind what speaks for it. */
  readonly transactions: readonly string[];
}

/** Series that are missed or done are not held any more. */
const HELD_STATES: ReadonlySet<Series['state']> = new Set(['candidate', 'early', 'confirmed']);
/** A party whose lines are older than this says nothing new about itself. */
const PARTY_DAYS = 31;

/** Weighs every definition for every subject of a customer, candidates too; those for which nothing speaks are left out. */
export function weighAll(state: CustomerState, definitions: DefinitionSet, today: Day): Standpoint[] {
  const context = { state, definitions, historyUntil: 0, today, outputs: [], changed: [] };
  const hypotheses = definitions.definitions.flatMap((definition) =>
    definition.kind === 'hypothesis' ? hypothesesOf(context, definition) : [],
  );
  return [...seriesOf(context), ...hypotheses];
}

function seriesOf({ state, definitions, today }: DetectContext): Standpoint[] {
  return state.tracked.flatMap((stream) => {
    const definition = definitionFor(definitions, stream.direction);
    if (definition === undefined) return [];
    const held = stream.series.filter(
      (series) => series.origin === 'new' && series.missed === 0 && HELD_STATES.has(series.state),
    );
    return held.map((series) => ({
      signal: definition.id,
      subject: `${stream.key}/${series.account}/${series.start}/${series.levelMinor}`,
      totalMilli: series.totalMilli,
      isOfPart: true,
      since: today,
      transactions: series.payments.map(({ id }) => id),
    }));
  });
}

function hypothesesOf(context: DetectContext, definition: HypothesisDefinition): Standpoint[] {
  return subjectsFor(context, definition).flatMap((subject) => {
    const { diary } = context.state;
    const last = diary.episodes.findLast(
      (each) => each.definition === definition.id && each.subject === subject.key,
    );
    if (readyDay(context, definition, last) > context.today) return [];
    const open = last !== undefined && isOpen(last) ? last : undefined;
    const after = open?.after ?? afterOf(definition, last);
    const weighed = weigh(context, definition, subject, open, after, true);
    // What is ruled out is no matter of chance, and what nothing speaks for is no prediction.
    if (weighed.excludedBy !== undefined || weighed.last < 0) return [];
    if (subject.series?.state === 'retracted') return [];
    const lines = weighed.counted
      .filter(({ countedMilli }) => countedMilli > 0)
      .flatMap(({ seen }) => seen.lines.map(({ id }) => id));
    return [
      {
        signal: definition.id,
        subject: `${subject.key}`,
        totalMilli: weighed.totalMilli,
        isOfPart: definition.subject.kind !== 'customer',
        since: open !== undefined && open.confirmedOn >= 0 ? open.confirmedOn : context.today,
        transactions: [...new Set([...lines, ...(subject.series?.payments.map(({ id }) => id) ?? [])])],
      },
    ];
  });
}

function subjectsFor({ state, today }: DetectContext, definition: HypothesisDefinition): Subject[] {
  if (definition.subject.kind !== 'party') return subjectsOf(state, definition);
  const { direction } = definition.subject.where;
  const recent = [...state.streams.values()].filter(
    (stream) => stream.direction === direction && today - stream.lastDay < PARTY_DAYS,
  );
  return recent.map(partySubject);
}
