import { type Day, formatDay } from '../model/day.ts';
import type { Entry } from './book.ts';
import type { EventTruth } from './event-truth.ts';
import type { Life } from './life.ts';
import type { Plan, Segment } from './plan.ts';
import { CADENCES, type Cadence, cadenceOf, dayRuleOf } from './rhythm.ts';

/** New means that absence was observed for at least so long, and for one whole cycle with its tolerance. */
export const ABSENCE_DAYS_MIN = 60;
/** An absence longer than needed by less than this is left open: the judge's calendar may differ by a weekend. */
const ABSENCE_GRACE_DAYS = 3;
/** A series of which fewer payments were seen on one account may be taken for another one on the next. */
const KNOWN_PAYMENTS_MIN = 4;
/** Truth lists so many transactions of a series or trap: all of them, in all but the longest populations. */
const LISTED_TRANSACTIONS_MAX = 2_000;

/** The days of absence that must have been seen before a series of a cadence counts as new. */
export function absenceNeeded(cadence: Cadence): number {
  const { cycleDays, toleranceDays } = CADENCES[cadence];
  return Math.max(ABSENCE_DAYS_MIN, cycleDays + toleranceDays);
}

/** The line that says on which days a customer is observed, and with which weights where events were made likelier. */
export function tellObserved(
  customer: string,
  { book }: Life,
  weights: Readonly<Record<string, number>> = {},
): string {
  const observed = { kind: 'observed', customer, from: formatDay(book.from), to: formatDay(book.to) };
  const rounded = Object.entries(weights).map(([strand, weight]) => [strand, Number(weight.toPrecision(6))]);
  return JSON.stringify(
    rounded.length === 0 ? observed : { ...observed, weights: Object.fromEntries(rounded) },
  );
}

/** Truth of one customer: a line for each series, each trap and each event. */
export function tellTruth(customer: string, life: Life): string[] {
  const lines: string[] = [];
  for (const series of life.series) {
    series.segments.forEach((segment, index) => {
      lines.push(judge(customer, life, series.plan, segment, series.segments[index - 1]));
    });
  }
  for (const trap of life.traps) {
    const head = { customer, signal: trap.signal, expect: 'silent', why: trap.why };
    const transactions = idsOf(trap.entries);
    // Cards that were declined set no trap.
    if (transactions.length > 0) lines.push(JSON.stringify({ ...head, transactions }));
  }
  for (const truth of life.truths) lines.push(tellEvent(customer, truth));
  return lines;
}

function tellEvent(customer: string, truth: EventTruth): string {
  const { signal, expect, kind, subject } = truth;
  const transactions = idsOf(truth.entries);
  const traces = idsOf(truth.traces ?? []);
  return JSON.stringify({
    customer,
    signal,
    expect,
    ...(truth.expect === 'fires' ? tellWindow(truth) : { why: truth.why }),
    ...(kind === undefined ? {} : { kind }),
    ...(subject === undefined ? {} : { subject }),
    ...(transactions.length === 0 ? {} : { transactions }),
    ...(traces.length === 0 ? {} : { traces }),
  });
}

function tellWindow({ from, by, traces, firstFee }: Extract<EventTruth, { expect: 'fires' }>) {
  const window = { from: formatDay(from), by: formatDay(readableBy(by, traces ?? [])) };
  return firstFee === undefined ? window : { ...window, firstFee: formatDay(firstFee) };
}

function judge(
  customer: string,
  life: Life,
  plan: Plan,
  segment: Segment,
  before: Segment | undefined,
): string {
  const cadence = cadenceOf(plan.rhythm);
  const facts = {
    cadence,
    day: dayRuleOf(plan.rhythm),
    kind: plan.kind,
    amounts: amountsOf(segment.entries),
  };
  const ignore = (why: string) =>
    JSON.stringify({
      customer,
      signal: plan.signal,
      expect: 'ignore',
      why,
      ...facts,
      transactions: idsOf(segment.entries),
    });
  if (plan.ignore !== undefined) return ignore(plan.ignore);
  if (segment.origin === 'moved' && isKnown(before)) {
    const head = { customer, signal: plan.signal, expect: 'silent', why: 'moved', ...facts };
    return JSON.stringify({ ...head, transactions: idsOf(segment.entries) });
  }
  if (segment.origin !== 'new') return ignore(segment.origin);
  const first = segment.entries[0]!;
  const absence = first.day - life.book.accounts[first.account]!.firstDay;
  if (absence < absenceNeeded(cadence) + ABSENCE_GRACE_DAYS) return ignore('short-absence');
  const by = deadline(life, plan.end, segment, cadence);
  if (by === undefined) return ignore('too-few');
  return JSON.stringify({
    customer,
    signal: plan.signal,
    expect: 'fires',
    from: formatDay(first.day),
    by: formatDay(by),
    transactions: idsOf(segment.entries),
    ...facts,
  });
}

/** A trace that the feed told late could not be read before it came. */
function readableBy(by: Day, traces: readonly Entry[]): Day {
  let day = by;
  for (const { posted, arrival } of traces) if (posted <= by && arrival > day) day = arrival;
  return day;
}

/** Whether so much of a series was seen on one account that its payments on another are known for the same. */
function isKnown(before: Segment | undefined): boolean {
  return before !== undefined && before.entries.length >= KNOWN_PAYMENTS_MIN;
}

/**
 * The day by which a careful observer who knows no merchant must be sure: when enough payments have arrived, one more
 * where amounts vary or one was left out, and not counting what cost nothing. Beyond the data when these are still to come; undefined when they never come.
 */
function deadline(life: Life, end: Day, segment: Segment, cadence: Cadence): Day | undefined {
  const { cycleDays, toleranceDays, payments } = CADENCES[cadence];
  const { entries } = segment;
  const free = entries.filter(({ minor }) => minor === 0).length;
  const needed = payments + free + (amountsOf(entries) === 'varying' ? 1 : 0) + Math.min(segment.missed, 1);
  if (entries.length >= needed) {
    let arrived = 0;
    for (const entry of entries.slice(0, needed)) arrived = Math.max(arrived, entry.arrival, entry.posted);
    return arrived + toleranceDays;
  }
  const last = entries.at(-1)!;
  const expected = last.posted + (needed - entries.length) * cycleDays + toleranceDays;
  const stopped = end <= life.book.to || last.posted + cycleDays + toleranceDays < life.book.to;
  if (stopped || expected <= life.book.to) return undefined;
  return expected;
}

/** How the amounts in fact went: all equal, equal for stretches, or hardly ever equal. */
export function amountsOf(entries: readonly Entry[]): 'steady' | 'stepped' | 'varying' {
  let changes = 0;
  for (let index = 1; index < entries.length; index++) {
    if (entries[index]!.minor !== entries[index - 1]!.minor) changes++;
  }
  if (changes === 0) return 'steady';
  // A trial and one rise are two changes, however few the payments.
  return changes <= Math.max(2, entries.length / 4) && changes < entries.length - 1 ? 'stepped' : 'varying';
}

function idsOf(entries: readonly Entry[]): string[] {
  const ids: string[] = [];
  for (const entry of entries) {
    if (entry.id !== '' && ids.length < LISTED_TRANSACTIONS_MAX) ids.push(entry.id);
  }
  return ids;
}
