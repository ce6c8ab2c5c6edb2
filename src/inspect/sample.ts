import type { Place } from '../intake/format.ts';
import { createPartyKey } from '../intake/redact/counterparty-key.ts';
import { type IntakeContext, intakePlain } from '../intake.ts';
import { dayOfInstantIn } from '../lib/zone.ts';
import { DAY_LAST } from '../model/day.ts';
import type { TransactionEvent } from '../model/ledger-event.ts';
import type { Enrichment, EnrichmentQuery } from '../model/transaction.ts';
import type { Head } from './read-head.ts';
import type { Recognition } from './recognise.ts';

/** Records that are looked at. */
export const RECORDS_MAX = 1000;
const CHUNK_BYTES = 65_536;

/** A transaction as it was understood, with what was written where it stood; the text is for evidence, never for show. */
export interface SampleRow {
  readonly event: TransactionEvent;
  readonly place: Place;
  readonly text: string;
}

export interface SampleProblem {
  readonly code: string;
  readonly detail: string;
  readonly place: Place;
}

/** The first records of a file. */
export interface Sample {
  readonly rows: readonly SampleRow[];
  readonly problems: readonly SampleProblem[];
  /** Records read: rows, problems and events that are no transactions. */
  readonly records: number;
  readonly namesCustomer: boolean;
}

/** Takes in the first thousand records as a run would, and keeps what became of them. */
export function takeSample(
  head: Head,
  recognition: Recognition,
  enrich: (query: EnrichmentQuery) => Enrichment,
): Sample {
  const rows: SampleRow[] = [];
  const problems: SampleProblem[] = [];
  let records = 0;
  let namesCustomer = false;
  const context = contextOf(enrich);
  const decoder = recognition.open({
    record(record, place) {
      if (records >= RECORDS_MAX) return;
      records++;
      if (record.customer !== undefined) namesCustomer = true;
      // Whose it is matters not here: all are taken for one customer's where the file does not say.
      const line = JSON.stringify({ ...record, customer: record.customer ?? 'customer' });
      const event = intakePlain(line, { format: '', file: '', line: place.line, index: 0 }, context);
      if (event.kind === 'dead-letter') problems.push({ code: event.code, detail: event.detail, place });
      else if (event.kind === 'transaction') rows.push({ event, place, text: textOf(record) });
    },
    refuse({ code, detail }, place) {
      if (records >= RECORDS_MAX) return;
      records++;
      problems.push({ code, detail, place });
    },
  });
  for (let start = 0; start < head.bytes.length && records < RECORDS_MAX; start += CHUNK_BYTES)
    decoder.push(head.bytes.subarray(start, start + CHUNK_BYTES));
  // A beginning that was cut off is no fault of the file.
  if (head.isWhole && records < RECORDS_MAX) decoder.end();
  return { rows, problems, records, namesCustomer };
}

/** The key lives as long as the look: nothing of it is kept. */
function contextOf(enrich: IntakeContext['enrich']): IntakeContext {
  return { dayOfInstant: dayOfInstantIn('UTC'), enrich, partyKey: createPartyKey('inspect'), asOf: DAY_LAST };
}

function textOf(record: Record<string, unknown>): string {
  const other = record.counterparty as { readonly name?: unknown } | undefined;
  return `${record.description ?? ''} ${typeof other?.name === 'string' ? other.name : ''}`;
}
