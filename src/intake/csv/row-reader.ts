import type { Day } from '../../model/day.ts';
import type { Columns } from './columns.ts';
import { type DateFormat, parseDateFormat } from './date.ts';
import type { CsvMapping } from './mapping.ts';

/** What is remembered from row to row, because a file's rows explain each other. */
export interface RowMemory {
  /** A row was written in the other order of day and month, and none since has shown the mapped order again. */
  orderInDoubt: boolean;
  /** Whether the debit column holds negative numbers or positive ones; 0 until one was seen. */
  debitSign: -1 | 0 | 1;
  /** Dates repeat: the text that was read last, and its day. */
  lastDate: string;
  lastDay: Day;
}

export interface RowReader {
  readonly mapping: CsvMapping;
  readonly columns: Columns;
  readonly dateFormat: DateFormat;
  readonly memory: RowMemory;
  readonly words: { readonly in: ReadonlySet<string>; readonly out: ReadonlySet<string> };
}

/** Prepares the reading of rows by a mapping that was checked. */
export function openRowReader(mapping: CsvMapping, columns: Columns): RowReader {
  const dateFormat = parseDateFormat(mapping.dateFormat)!;
  const memory: RowMemory = { orderInDoubt: false, debitSign: 0, lastDate: '', lastDay: 0 };
  const words = { in: foldWords(mapping.flag.in), out: foldWords(mapping.flag.out) };
  return { mapping, columns, dateFormat, memory, words };
}

function foldWords(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map((word) => word.trim().toLowerCase()));
}
