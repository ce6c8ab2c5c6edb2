import type { Day } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { Series } from '../plan.ts';
import { CADENCES, type Cadence, cadenceOf } from '../rhythm.ts';
import type { TruthSignal } from '../truth-signals.ts';
import type { Clue } from './leave.ts';
import type { Stage } from './story.ts';

/** An event can be told only of a life that was seen for so long before its first trace. */
export const SEEN_DAYS_MIN = 60;
/** Days that a bank and a feed take at most before what was paid can be read. */
export const READ_DAYS = 3;

/** By which payment a reader who knows what it is for is sure that it is an arrangement. */
const PROOF_PAYMENTS: Readonly<Record<Cadence, number>> = {
  weekly: 5,
  fortnightly: 4,
  'four-weekly': 3,
  'semi-monthly': 4,
  monthly: 3,
  'two-monthly': 2,
  quarterly: 2,
  'half-yearly': 2,
  yearly: 2,
};

/** What must hold for an event to be told. */
interface Finding {
  readonly by: Day;
  /** The first trace's day when not given. */
  readonly from?: Day;
  readonly clues: readonly Clue[];
  /** The day on which it happened; life must have been seen before it. That of the first trace when not given. */
  readonly happened?: Day;
  /** So many kinds of traces must have been seen by then. */
  readonly kinds?: number;
  /** So many traces must have been seen by then. */
  readonly count?: number;
  /** Transactions that a signal must share: for what may happen twice. */
  readonly entries?: readonly Entry[];
}

/** Tells that a signal must fire, or leaves it open where too little of the event could be seen. Without any trace it says nothing. */
export function tellEvent(stage: Stage, signal: TruthSignal, finding: Finding): void {
  const { life, strong, id } = stage;
  const { clues, by, entries = [] } = finding;
  if (clues.length === 0) return;
  const traces = inTime(clues).map(({ entry }) => entry);
  const seen = clues.filter(({ entry }) => entry.posted <= by);
  const from = finding.from ?? traces[0]!.day;
  const kinds = new Set(seen.map(({ kind }) => kind)).size;
  const why = !strong
    ? 'weak-trace'
    : kinds < (finding.kinds ?? 1) || seen.length < (finding.count ?? 1)
      ? 'few-traces'
      : (finding.happened ?? from) - life.book.from < SEEN_DAYS_MIN
        ? 'short-absence'
        : by < from
          ? 'too-late'
          : undefined;
  const told = { signal, kind: id, entries, traces };
  if (why === undefined) life.truths.push({ ...told, expect: 'fires', from, by });
  else life.truths.push({ ...told, expect: 'ignore', why });
}

/** Leaves a signal open: for the whole life, or for what shares these transactions. */
export function tellOpen(stage: Stage, signal: TruthSignal, why: string, clues: readonly Clue[] = []): void {
  const entries = clues.map(({ entry }) => entry);
  stage.life.truths.push({ signal, expect: 'ignore', why, kind: stage.id, entries });
}

/** Tells that signals must stay silent about what a trap left. */
export function tellTrap(stage: Stage, signals: readonly TruthSignal[], clues: readonly Clue[]): void {
  if (clues.length === 0) return;
  const entries = inTime(clues).map(({ entry }) => entry);
  for (const signal of signals) {
    stage.life.truths.push({ signal, expect: 'silent', why: stage.id, entries });
  }
}

/** The payments of a series as traces. */
export function cluesOf(series: Series | undefined): Clue[] {
  if (series === undefined) return [];
  return series.segments.flatMap(({ entries }) =>
    entries.map((entry) => ({ kind: series.plan.kind, entry })),
  );
}

/** The series of a kind that began in this life, the latest first. */
export function begunSeries({ life }: Stage, kind: string): Series | undefined {
  return life.series.findLast(
    ({ plan, segments }) => plan.kind === kind && plan.origin === 'new' && segments.length > 0,
  );
}

/**
 * The day by which a reader is sure of an arrangement: its third payment (the fourth or fifth of those that come more
 * often, the second of those that come more rarely) and the days that it may be late. Beyond the data when that
 * payment is still to come; undefined when it never comes.
 */
export function proofDay({ life }: Pick<Stage, 'life'>, { plan, segments }: Series): Day | undefined {
  const cadence = cadenceOf(plan.rhythm);
  const { cycleDays, toleranceDays } = CADENCES[cadence];
  const entries = segments.flatMap((segment) => segment.entries);
  const needed = PROOF_PAYMENTS[cadence];
  const proof = entries[needed - 1];
  if (proof !== undefined) return proof.posted + toleranceDays;
  const last = entries.at(-1);
  if (last === undefined || plan.end <= life.book.to) return undefined;
  const due = last.posted + (needed - entries.length) * cycleDays + toleranceDays;
  return due > life.book.to ? due : undefined;
}

function inTime(clues: readonly Clue[]): Clue[] {
  return [...clues].sort((a, b) => a.entry.day - b.entry.day);
}
