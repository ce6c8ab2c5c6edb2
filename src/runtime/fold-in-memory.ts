import { type CustomerState, newCustomerState } from '../customer/customer-state.ts';
import { foldEvent, foldTicks } from '../fold.ts';
import { type IntakeContext, intakePlain } from '../intake.ts';
import type { Day } from '../model/day.ts';
import type { DefinitionSet } from '../model/definition.ts';
import { fingerprintText } from '../model/fingerprint.ts';
import {
  type CustomerEvent,
  DAY_NONE,
  EVENT_CLASSES,
  type LedgerEvent,
  type TransactionEvent,
} from '../model/ledger-event.ts';
import type { OutputRecord, Signal } from '../model/signal.ts';

/** Days on which somebody looks at a customer's state, and what is done then. */
export interface Looks {
  readonly days: readonly Day[];
  readonly look: (state: CustomerState, day: Day) => void;
}

/** One event, and the line that it was read from. */
interface Placed {
  readonly event: CustomerEvent;
  readonly line: string;
  readonly index: number;
}

/**
 * Folds one customer's plain events in memory, as a run does that begins with them: in the order of the ledger, ticks
 * between, and up to the last day. Gives its signals; what cannot be read is left out, as dead letters are.
 */
export function foldInMemory(
  lines: readonly string[],
  {
    definitions,
    intake,
    until,
    looks,
  }: {
    readonly definitions: DefinitionSet;
    readonly intake: IntakeContext;
    readonly until: Day;
    readonly looks?: Looks;
  },
): readonly Signal[] {
  const events = eventsOf(lines, intake);
  const customer = events[0]?.customer;
  if (customer === undefined) return [];
  const state = newCustomerState(customer);
  const context = { definitions, historyUntil: DAY_NONE, writesTransactions: false };
  const outputs: OutputRecord[] = [];
  let next = 0;
  const tickTo = (day: Day): void => {
    for (; looks !== undefined && next < looks.days.length && looks.days[next]! < day; next++) {
      const lookDay = looks.days[next]!;
      // Before its first event a customer is not known, and nothing can be thought of it.
      if (state.lastTick === 0) continue;
      if (lookDay > state.lastTick) foldTicks(state, lookDay, context, outputs);
      looks.look(state, lookDay);
    }
    if (day > state.lastTick) foldTicks(state, day, context, outputs);
  };
  for (const event of events) {
    tickTo(event.orderDay);
    foldEvent(state, event, context, outputs);
  }
  // One day further, for a look at the last one.
  tickTo(until);
  if (looks !== undefined && looks.days[next] === until) looks.look(state, until);
  return outputs.filter(({ topic }) => topic === 'signals').map(({ body }) => body as Signal);
}

/** The customer's events in the order of the ledger: day, class, instant, id, version, line. */
function eventsOf(lines: readonly string[], intake: IntakeContext): CustomerEvent[] {
  const placed: Placed[] = [];
  lines.forEach((line, index) => {
    const event = intakePlain(line, { format: 'plain', file: '', line: index + 1, index: 0 }, intake);
    if (isOfCustomer(event)) placed.push({ event, line, index });
  });
  const versions = lastByVersion(placed);
  placed.sort((a, b) => compare(versions.get(a) ?? a, versions.get(b) ?? b) || a.index - b.index);
  return withOccurrences(placed.map(({ event }) => event));
}

function isOfCustomer(event: LedgerEvent | { readonly kind: 'dead-letter' }): event is CustomerEvent {
  return ['transaction', 'consent', 'event', 'outcome'].includes(event.kind);
}

/** Versions of one id without `seen` keep their order: each counts at least as late as the one before it. */
function lastByVersion(placed: readonly Placed[]): ReadonlyMap<Placed, Placed> {
  const last = new Map<string, Placed>();
  const counted = new Map<Placed, Placed>();
  for (const one of placed) {
    const { event } = one;
    if (event.kind !== 'transaction' || event.id === '') continue;
    const key = JSON.stringify([event.account, event.id]);
    const before = last.get(key);
    last.set(key, one);
    if (before === undefined) continue;
    const follows = event.orderDay === DAY_NONE;
    if (!follows && (event.seen !== undefined || seenOf(before.event) !== undefined)) continue;
    const earlier = counted.get(before) ?? before;
    if (follows || compare(earlier, one) > 0) counted.set(one, earlier);
  }
  return counted;
}

function seenOf(event: CustomerEvent): number | undefined {
  return event.kind === 'transaction' ? event.seen : undefined;
}

function compare(a: Placed, b: Placed): number {
  return (
    a.event.orderDay - b.event.orderDay ||
    classOf(a.event) - classOf(b.event) ||
    a.event.orderInstant - b.event.orderInstant ||
    compareTexts(idOf(a.event), idOf(b.event)) ||
    (seenOf(a.event) ?? 0) - (seenOf(b.event) ?? 0) ||
    compareTexts(a.line, b.line)
  );
}

function classOf({ kind }: CustomerEvent): number {
  if (kind === 'transaction') return EVENT_CLASSES.transaction;
  return kind === 'consent' ? EVENT_CLASSES.consent : EVENT_CLASSES.other;
}

function idOf(event: CustomerEvent): string {
  return event.kind === 'transaction' ? event.id : '';
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Two equal coffees without ids are two: the second one is told from the first by its number. */
function withOccurrences(events: readonly CustomerEvent[]): CustomerEvent[] {
  const counts = new Map<string, number>();
  return events.map((event) => {
    if (event.kind !== 'transaction' || event.id !== '') return event;
    return { ...event, occurrence: countUp(counts, event) };
  });
}

function countUp(counts: Map<string, number>, event: TransactionEvent): number {
  const key = fingerprintText(event);
  const count = counts.get(key) ?? 0;
  counts.set(key, count + 1);
  return count;
}
