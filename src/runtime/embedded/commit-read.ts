import { dirname } from 'node:path';
import { formatDay } from '../../model/day.ts';
import type { DeadCounts, FileSummary, RunOptions } from '../run-options.ts';
import { identityOf } from './block-hashes.ts';
import type { RangePlace } from './event-reader.ts';
import { syncPath } from './files.ts';
import type { ReadableFile } from './inputs.ts';
import { type DeadPart, JOURNAL_FORMAT, type Journal, writeIndex, writeJournal } from './journal.ts';
import type { Plan } from './plan.ts';
import type { RangeDays, RangeReport, ReadTask } from './read-stage.ts';
import { type RunContext, reach } from './run-context.ts';
import type { Selection } from './skip-done.ts';
import type { SpillIndex } from './spill-file.ts';
import type { DoneFile, StateRecord } from './state-record.ts';

/** A last day that lies further behind the one before it looks like a mistake in the data. */
const GAP_DAYS_MAX = 45;

/** The ranges by their order, and where their events lie. */
export interface ReadResult {
  readonly reports: readonly RangeReport[];
  readonly spills: readonly SpillIndex[];
}

/** What reading found, and what it began with. */
export interface Findings {
  readonly record: StateRecord;
  readonly plan: Plan;
  readonly all: readonly ReadableFile[];
  readonly selection: Selection;
  readonly read: ReadResult;
  readonly warnings: readonly string[];
  readonly begun: number;
}

/** Index first, journal second: a journal always finds its index. Before the journal is written nothing is changed. */
export async function commitRead(context: RunContext, findings: Findings): Promise<Journal> {
  const { options } = context;
  const { record, plan, read, selection } = findings;
  const { reports } = read;
  const { definitions, historyUntil, transactions: writesTransactions } = options;
  const places = placesOf(plan.ranges, reports);
  const indexHash = writeIndex(
    context.directory,
    {
      spills: read.spills,
      ranges: places,
      deadLetters: deadPartsOf(context.directory, reports, places),
      folding: { definitions, historyUntil, writesTransactions },
    },
    options.sync,
  );
  // The run's directory is new: its name must last before the journal speaks of it.
  if (options.sync) syncPath(dirname(context.directory));
  reach(context, 'index-written');
  const days = reports.flatMap((report) => (report.days === undefined ? [] : [report.days]));
  const lastDay = Math.max(record.lastTick, options.asOf ?? -1, ...days.map(({ last }) => last));
  const journal: Journal = {
    format: JOURNAL_FORMAT,
    bucketBits: plan.bucketBits,
    files: fileSummaries(findings),
    doneFiles: selection.fresh.flatMap((file) => doneFile(file, plan.ranges, reports)),
    eventsRead: sum(reports.map(({ eventsRead }) => eventsRead)),
    ticks: sum(reports.map(({ ticks }) => ticks)),
    dead: deadCounts(reports),
    bytesRead: plan.inputBytes,
    lastTickBefore: record.lastTick,
    firstDay: Math.min(...days.map(({ first }) => first), lastDay),
    lastDay,
    hasStates: record.runs > 0,
    zone: options.zone,
    definitionsHash: definitions.hash,
    dictionaryHash: definitions.dictionaryHash,
    accountsHash: accountsHashOf(options),
    warnings: [...findings.warnings, ...dayWarnings(context, record, days)],
    secondsReading: (performance.now() - findings.begun) / 1000,
    indexHash,
  };
  await writeJournal(context.store, journal, options.sync);
  reach(context, 'journal-written');
  return journal;
}

/** Hash of the file that says whose accounts are; empty where there is none. */
export function accountsHashOf({ holders }: RunOptions): string {
  return holders?.kind === 'table' ? holders.hash : '';
}

function placesOf(ranges: readonly ReadTask[], reports: readonly RangeReport[]): RangePlace[] {
  let linesBefore = 0;
  return ranges.map(({ name, start, reading }, index) => {
    if (start === 0) linesBefore = 0;
    const place = { file: name, linesBefore, format: reading.format };
    linesBefore += reports[index]!.lines;
    return place;
  });
}

function deadPartsOf(
  directory: string,
  reports: readonly RangeReport[],
  places: readonly RangePlace[],
): DeadPart[] {
  return reports
    .filter(({ deadStart, deadEnd }) => deadEnd > deadStart)
    .map(({ range, worker, deadStart, deadEnd }) => ({
      path: `${directory}/dead-${worker}.bin`,
      start: deadStart,
      end: deadEnd,
      linesBefore: places[range]!.linesBefore,
    }));
}

function doneFile(
  file: ReadableFile,
  ranges: readonly ReadTask[],
  reports: readonly RangeReport[],
): DoneFile[] {
  if (file.size === 0) return [];
  const own = ranges.filter(({ path }) => path === file.path);
  // A file that could not be read at all, perhaps for want of a mapping, may come again with one.
  if (file.reading.format !== 'plain' && isRefused(own.map(({ range }) => reports[range]!))) return [];
  const hashes = own.map(({ range }) => reports[range]!.hashes);
  return [{ identity: identityOf(hashes, file.size), name: file.name, size: file.size }];
}

function isRefused(reports: readonly RangeReport[]): boolean {
  const read = sum(reports.map(({ eventsRead }) => eventsRead));
  const dead = sum(reports.flatMap((report) => Object.values(report.dead)));
  return read > 0 && dead === read;
}

function fileSummaries({ all, selection, plan, read }: Findings): FileSummary[] {
  const fresh = new Set(selection.fresh);
  return all.map((file) => {
    const { name, size: bytes } = file;
    if (!fresh.has(file)) return { name, bytes, status: 'skipped', lines: 0 };
    const own = plan.ranges.filter(({ path }) => path === file.path);
    return { name, bytes, status: 'read', lines: sum(own.map(({ range }) => read.reports[range]!.lines)) };
  });
}

function deadCounts(reports: readonly RangeReport[]): DeadCounts {
  const counts: Record<string, number> = {};
  for (const { dead } of reports) {
    for (const [code, count] of Object.entries(dead)) counts[code] = (counts[code] ?? 0) + count;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A last day that stands alone, far behind all others and the last run's, is likely a mistyped date. */
function dayWarnings(context: RunContext, record: StateRecord, days: readonly RangeDays[]): string[] {
  const warnings: string[] = [];
  const last = Math.max(-1, ...days.map((day) => day.last));
  const before = Math.max(
    record.lastTick,
    ...days.map((day) => (day.last < last ? day.last : day.lastButOne)),
  );
  if (last >= 0 && before >= 0 && last - before > GAP_DAYS_MAX) {
    warnings.push(
      `The last day, ${formatDay(last)}, lies ${last - before} days behind the one before it, ${formatDay(before)}: time passes for everyone up to it. Was a date mistyped?`,
    );
  }
  const { asOf } = context.options;
  if (asOf !== undefined && asOf < record.lastTick) {
    warnings.push(
      `Time has already come to ${formatDay(record.lastTick)}: it does not go back to ${formatDay(asOf)}.`,
    );
  }
  for (const text of warnings) context.progress({ kind: 'warning', text });
  return warnings;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
