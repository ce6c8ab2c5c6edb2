import { formatDay } from '../../model/day.ts';
import type { RunSummary } from '../run-options.ts';
import type { BucketMark, Journal, RunIndex } from './journal.ts';
import type { OutLengths } from './out-files.ts';
import type { RunContext } from './run-context.ts';
import { addSignalCounts, type SignalCounts } from './signal-counts.ts';
import type { StateRecord } from './state-record.ts';

/** A run whose buckets are all folded. */
export interface MergeInput {
  readonly journal: Journal;
  readonly index: RunIndex;
  readonly marks: readonly BucketMark[];
  readonly record: StateRecord;
  /** What the output files held before. */
  readonly lengths: OutLengths;
  readonly isResumed: boolean;
  readonly secondsFolding: number;
}

export interface SummaryInput extends MergeInput {
  readonly appended: OutLengths;
  readonly next: StateRecord;
  readonly secondsMerging: number;
}

/** What the run did, in the order in which a reader asks. */
export function summarize(context: RunContext, input: SummaryInput): RunSummary {
  const { options, store } = context;
  const { journal, marks, record, next } = input;
  const events = { accepted: journal.ticks, duplicate: 0, late: 0 };
  const signals: SignalCounts = {};
  let touched = 0;
  for (const { counts } of marks) {
    events.accepted += counts.accepted;
    events.duplicate += counts.duplicate;
    events.late += counts.late;
    touched += counts.customers;
    addSignalCounts(signals, counts.signals);
  }
  const used = process.cpuUsage(context.cpuBefore);
  const cpuSeconds = (used.user + used.system) / 1e6;
  const total = (performance.now() - context.startedAt) / 1000;
  const isRead = journal.files.some(({ status, bytes }) => status === 'read' && bytes > 0);
  const usable = events.accepted + events.duplicate + events.late;
  return {
    events: { read: journal.eventsRead, ...events, dead: journal.dead },
    signals: sorted(signals),
    customers: { touched, new: next.customers - record.customers, total: next.customers },
    ticks: journal.lastDay < 0 ? null : { from: firstTick(input), to: formatDay(journal.lastDay) },
    files: journal.files,
    bytes: {
      read: journal.bytesRead,
      spilled: input.index.spills.reduce((sum, { bytes }) => sum + bytes, 0),
      appended: input.appended,
    },
    durations: {
      read: rounded(journal.secondsReading),
      fold: rounded(input.secondsFolding),
      merge: rounded(input.secondsMerging),
      total: rounded(total),
    },
    cpuSeconds: rounded(cpuSeconds),
    rates: {
      eventsPerSecond: Math.round(journal.eventsRead / total),
      eventsPerCpuSecond: Math.round(journal.eventsRead / cpuSeconds),
    },
    memoryPeakBytes: process.resourceUsage().maxRSS * 1024,
    threads: options.threads,
    buckets: 2 ** journal.bucketBits,
    zone: journal.zone,
    store: { engine: store.engine, said: context.storeSaid },
    definitions: {
      hash: journal.definitionsHash,
      changed: hasChanged(record, record.definitionsHash, journal.definitionsHash),
    },
    dictionary: {
      hash: journal.dictionaryHash,
      changed: hasChanged(record, record.dictionaryHash, journal.dictionaryHash),
    },
    accounts: accountsOf(input),
    warnings: journal.warnings,
    resumed: input.isResumed,
    nothingAccepted: isRead && journal.eventsRead > 0 && usable === 0,
  };
}

function firstTick({ journal }: SummaryInput): string {
  const first = journal.lastTickBefore < 0 ? journal.firstDay : journal.lastTickBefore + 1;
  return formatDay(Math.min(first, journal.lastDay));
}

function accountsOf({ journal, record }: SummaryInput): RunSummary['accounts'] {
  const hash = journal.accountsHash ?? '';
  const before = record.accountsHash ?? '';
  return hash === '' ? null : { hash, changed: before !== '' && before !== hash };
}

function hasChanged(record: StateRecord, before: string, now: string): boolean {
  return record.runs > 0 && before !== now;
}

function sorted(signals: SignalCounts): SignalCounts {
  const byName = <T>(object: Record<string, T>) =>
    Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
  return byName(
    Object.fromEntries(Object.entries(signals).map(([signal, states]) => [signal, byName(states)])),
  );
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
