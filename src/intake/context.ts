import type { Day } from '../model/day.ts';
import type { Enrichment, EnrichmentQuery } from '../model/transaction.ts';

export type { EnrichmentQuery } from '../model/transaction.ts';

/** Turns what identifies a party into 48 bits that tell nothing without the key. */
export type PartyKey = (identity: string) => number;

/** What the stations of intake need to know; pure and shared by all records of a run. */
export interface IntakeContext {
  /** The calendar day of an instant in the bank's zone. */
  readonly dayOfInstant: (milliseconds: number) => Day;
  readonly enrich: (query: EnrichmentQuery) => Enrichment;
  /** Keys people and accounts; see `redact/counterparty-key.ts`. */
  readonly partyKey: PartyKey;
  /** Events later than this day are dead letters; `DAY_LAST` for no bound. */
  readonly asOf: Day;
}

/** Where a record stood. */
export interface RecordPlace {
  readonly format: string;
  readonly file: string;
  readonly line: number;
  /** Which of the records that begin in this line. */
  readonly index: number;
}
