import { basename } from 'node:path';
import { OperationalError } from '../errors/operational-error.ts';
import { type Day, formatDay } from '../model/day.ts';
import { formatAmount } from '../model/money.ts';
import type { Enrichment, EnrichmentQuery } from '../model/transaction.ts';
import { type DuplicatesReport, type IdsReport, reportDuplicates, reportIds } from './duplicates.ts';
import { type Missing, reportMissing } from './missing.ts';
import { readHead } from './read-head.ts';
import { recognise } from './recognise.ts';
import { RECORDS_MAX, type Sample, type SampleRow, takeSample } from './sample.ts';
import { reportSign, type SignReport } from './sign.ts';

/** Faults of one code, and where the first of them stands. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly count: number;
  readonly line: number;
  readonly path?: string;
}

/** A row as it was understood, redacted as it would be stored. */
export interface ShownRow {
  readonly date: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: string;
  readonly channel: string;
  readonly description: string;
  readonly merchant: string;
  readonly category: string;
}

/** What a file is and how it would be read: the answer of `inspect --json`. */
export interface InspectReport {
  readonly file: string;
  readonly format: string;
  readonly why: string;
  readonly records: number;
  /** Whether the file holds more than was looked at. */
  readonly more: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly accounts: number;
  readonly sign: SignReport;
  readonly ids: IdsReport;
  readonly duplicates: DuplicatesReport;
  readonly missing: readonly Missing[];
  readonly problems: readonly Problem[];
  readonly doubts: readonly string[];
  readonly sample: readonly ShownRow[];
  readonly mapping?: Readonly<Record<string, unknown>>;
}

/** Rows that are shown. */
const SHOWN_MAX = 12;

/** Reads the first thousand records of a file, and says what it is and how it would be read. */
export async function inspectFile(
  path: string,
  enrich: (query: EnrichmentQuery) => Enrichment,
): Promise<InspectReport> {
  const head = await readHead(path);
  const found = recognise(head);
  if ('unknown' in found)
    throw new OperationalError('MS_FORMAT_UNKNOWN', `${path}: ${found.unknown}`, { retriable: false });
  const sample = takeSample(head, found, enrich);
  const days = sample.rows.filter(({ event }) => event.op === 'upsert').map(({ event }) => event.bookingDay);
  const range = rangeOf(days);
  const more = !head.isWhole || sample.records >= RECORDS_MAX;
  const spanDays = range === undefined ? 0 : range.last - range.first + 1;
  return {
    file: path === '-' ? '-' : basename(path),
    format: found.format,
    why: found.why,
    records: sample.records,
    more,
    from: range === undefined ? null : formatDay(range.first),
    to: range === undefined ? null : formatDay(range.last),
    accounts: new Set(sample.rows.map(({ event }) => event.account)).size,
    sign: reportSign(sample, found.format, found.mapping),
    ids: reportIds(sample),
    duplicates: reportDuplicates(sample),
    missing: reportMissing(sample, { days: spanDays, isWhole: !more }),
    problems: gather(sample),
    doubts: found.doubts,
    sample: pick(sample.rows).map(show),
    ...(found.mapping === undefined ? {} : { mapping: found.mapping }),
  };
}

function rangeOf(days: readonly Day[]): { first: Day; last: Day } | undefined {
  if (days.length === 0) return undefined;
  return {
    first: days.reduce((left, right) => Math.min(left, right)),
    last: days.reduce((left, right) => Math.max(left, right)),
  };
}

/** Faults by code, the commonest first, each with the first place. */
function gather({ problems }: Sample): readonly Problem[] {
  const byCode = new Map<string, Problem>();
  for (const { code, detail, place } of problems) {
    const known = byCode.get(code);
    byCode.set(
      code,
      known === undefined ? { code, detail, count: 1, ...place } : { ...known, count: known.count + 1 },
    );
  }
  return [...byCode.values()].sort(
    (left, right) => right.count - left.count || (left.code < right.code ? -1 : 1),
  );
}

/** Rows from the whole of the sample, evenly. */
function pick(rows: readonly SampleRow[]): readonly SampleRow[] {
  const step = Math.max(1, rows.length / SHOWN_MAX);
  return Array.from(
    { length: Math.min(rows.length, SHOWN_MAX) },
    (_, index) => rows[Math.floor(index * step)]!,
  );
}

function show({ event }: SampleRow): ShownRow {
  const { amountMinor, exponent, currency, status, channel, description, merchant, bookingDay, op } = event;
  return {
    date: bookingDay < 0 ? '' : formatDay(bookingDay),
    amount: op === 'retract' ? 'taken back' : formatAmount(amountMinor, exponent),
    currency,
    status,
    channel,
    description,
    merchant: merchant.merchantId === '' ? '' : merchant.name,
    category: merchant.category,
  };
}
