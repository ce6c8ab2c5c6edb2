import { newCustomerState } from '../customer/customer-state.ts';
import {
  type ExpectedRevision,
  expandTimeline,
  TIMELINE_CUSTOMER,
  type Timeline,
} from '../definitions/timeline.ts';
import { UsageError } from '../errors/operational-error.ts';
import { foldEvent, foldTicks } from '../fold.ts';
import { createPartyKey } from '../intake/redact/counterparty-key.ts';
import { intakePlain } from '../intake.ts';
import { dayOfInstantIn } from '../lib/zone.ts';
import { DAY_LAST, type Day, parseDay } from '../model/day.ts';
import type { DefinitionSet } from '../model/definition.ts';
import type { CustomerKey } from '../model/ids.ts';
import type { CustomerEvent } from '../model/ledger-event.ts';
import type { OutputRecord, Signal } from '../model/signal.ts';
import type { Enrichment, EnrichmentQuery } from '../model/transaction.ts';

/** How a timeline went. */
export interface TimelineResult {
  readonly title: string;
  readonly isPassed: boolean;
  /** What was expected and did not come, or came and was not expected. */
  readonly faults: readonly string[];
  /** Day by day what was put out, one line each. */
  readonly trace: readonly string[];
}

/** A timeline whose events have passed the real intake: it can be folded again and again. */
export interface ReadyTimeline {
  readonly timeline: Timeline;
  readonly events: readonly { readonly day: Day; readonly event: CustomerEvent }[];
}

/** Runs one timeline through the real intake and fold, in memory, and holds what was said against what it expects. */
export function runTimeline(
  timeline: Timeline,
  definition: string,
  set: DefinitionSet,
  enrich: (query: EnrichmentQuery) => Enrichment,
): TimelineResult {
  return runReadyTimeline(readyTimeline(timeline, enrich), definition, set);
}

/** Takes the events of a timeline in. */
export function readyTimeline(
  timeline: Timeline,
  enrich: (query: EnrichmentQuery) => Enrichment,
): ReadyTimeline {
  const intake = {
    dayOfInstant: dayOfInstantIn('UTC'),
    asOf: DAY_LAST,
    enrich,
    partyKey: createPartyKey('timelines are nobody’s secret'),
  };
  const events = expandTimeline(timeline).map((fields, index) => {
    const place = { format: 'plain', file: timeline.title, line: index + 1, index: 0 };
    const event = intakePlain(JSON.stringify(fields), place, intake);
    if (event.kind !== 'transaction' && event.kind !== 'event') {
      throw new UsageError(`timeline "${timeline.title}": ${'detail' in event ? event.detail : event.kind}`);
    }
    return { day: parseDay(String(fields.date))!, event };
  });
  return { timeline, events };
}

/** Folds a timeline's events, and holds what a definition said of them against what the timeline expects. */
export function runReadyTimeline(
  ready: ReadyTimeline,
  definition: string,
  set: DefinitionSet,
): TimelineResult {
  const { timeline } = ready;
  const signals = signalsOf(ready, set).filter(({ signal }) => signal === definition);
  const faults = timeline.expect === 'silent' ? loudness(signals) : mismatches(signals, timeline.expect);
  return { title: timeline.title, isPassed: faults.length === 0, faults, trace: signals.map(traceLine) };
}

function signalsOf({ timeline, events }: ReadyTimeline, definitions: DefinitionSet): Signal[] {
  const context = { definitions, historyUntil: 0, writesTransactions: false };
  const outputs: OutputRecord[] = [];
  const state = newCustomerState(TIMELINE_CUSTOMER as CustomerKey);
  let ticked = parseDay(timeline.known)! - 1;
  const tickTo = (day: number): void => {
    while (ticked < day) foldTicks(state, ++ticked, context, outputs);
  };
  for (const { day, event } of events) {
    tickTo(day);
    foldEvent(state, event, context, outputs);
  }
  tickTo(parseDay(timeline.until)!);
  return outputs.filter(({ topic }) => topic === 'signals').map(({ body }) => body as Signal);
}

function loudness(signals: readonly Signal[]): string[] {
  return signals
    .filter(({ state }) => state === 'confirmed')
    .map(
      ({ detectedAt, subject }) => `expected silence, and ${nameOf(subject)} was confirmed on ${detectedAt}`,
    );
}

/** Each expectation takes the first revision behind the one before that fits; no further episode may be confirmed. */
function mismatches(signals: readonly Signal[], expected: readonly ExpectedRevision[]): string[] {
  const faults: string[] = [];
  const episodes = new Set<string>();
  let next = 0;
  for (const revision of expected) {
    const found = signals.findIndex((signal, index) => index >= next && fits(signal, revision));
    if (found < 0) {
      faults.push(`expected ${describe(revision)}, which did not come`);
      continue;
    }
    episodes.add(signals[found]!.episode);
    next = found + 1;
  }
  const unexpected = new Map(
    signals
      .filter(({ state, episode }) => state === 'confirmed' && !episodes.has(episode))
      .map((signal) => [signal.episode, signal]),
  );
  for (const { subject, detectedAt } of unexpected.values()) {
    faults.push(`${nameOf(subject)} was confirmed too, on ${detectedAt}, and nobody expected it`);
  }
  return faults;
}

function fits(signal: Signal, expected: ExpectedRevision): boolean {
  const { state, from, to, subject, cadence, next } = expected;
  if (signal.state !== state || signal.detectedAt < from || signal.detectedAt > to) return false;
  if (subject !== undefined && signal.subject.id !== subject) return false;
  if (cadence !== undefined && signal.series?.cadence !== cadence) return false;
  return (
    next === undefined ||
    (signal.next !== undefined && signal.next.date.from <= next && next <= signal.next.date.to)
  );
}

function describe({ state, from, to, subject, cadence, next }: ExpectedRevision): string {
  const more = [subject, cadence, next === undefined ? undefined : `next ${next}`].filter(
    (text) => text !== undefined,
  );
  return `"${state}" between ${from} and ${to}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

function traceLine(signal: Signal): string {
  const { detectedAt, state, confidence, subject, series, rationale } = signal;
  const weights = [...rationale.for, ...rationale.against].map(({ code, weight }) => `${code} ${weight}`);
  return `${detectedAt}  ${state.padEnd(9)}  ${confidence.toFixed(4)}  ${nameOf(subject)}, ${series?.cadence ?? ''}: prior ${rationale.prior}, ${weights.join(', ')}`;
}

function nameOf({ id, name }: Signal['subject']): string {
  return name === '' ? id : name;
}
