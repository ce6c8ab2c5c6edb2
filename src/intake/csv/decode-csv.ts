import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import type { Decoder, RecordSink } from '../format.ts';
import { findColumns } from './columns.ts';
import type { CsvMapping } from './mapping.ts';
import { readRow } from './record.ts';
import { openRowReader, type RowReader } from './row-reader.ts';
import { bytesOf, createRowReader, type RowOrigin } from './rows.ts';

/** Rows among which the header must stand; exports put account and period before it. */
const PREAMBLE_ROWS_MAX = 100;

interface Progress {
  readonly mapping: CsvMapping;
  readonly sink: RecordSink;
  reader: RowReader | undefined;
  rows: number;
  /** Fields of the last row that was read. */
  fieldCount: number;
  header: readonly string[];
  failed: boolean;
}

/** Reads a CSV file by its mapping, row by row. */
export function decodeCsv(mapping: CsvMapping, sink: RecordSink): Decoder {
  const progress: Progress = {
    mapping,
    sink,
    reader: undefined,
    rows: 0,
    fieldCount: 0,
    header: [],
    failed: false,
  };
  if (!mapping.header) {
    const columns = findColumns(mapping, []);
    if (!('missing' in columns)) progress.reader = openRowReader(mapping, columns);
  }
  const rows = createRowReader(mapping, {
    fieldCount: () => progress.fieldCount,
    row: (fields, origin) => takeRow(progress, fields, origin),
    broken: (why, origin) => refuseBroken(progress, why, origin),
  });
  return {
    push: (chunk) => rows.push(chunk),
    end() {
      rows.end();
      // Without a header nothing was read; a file that is only a header is good.
      if (progress.reader === undefined && !progress.failed && progress.rows > 0)
        refuseHeader(progress, { line: 1 });
    },
  };
}

function takeRow(progress: Progress, fields: readonly string[], origin: RowOrigin): void {
  const { mapping, sink, reader } = progress;
  progress.rows++;
  if (progress.failed) return;
  if (reader === undefined) {
    takeHeader(progress, fields, origin);
    return;
  }
  if (!mapping.header && progress.rows <= mapping.skip) return;
  if (mapping.header && isHeaderAgain(progress, fields)) return;
  const record = readRow(fields, reader);
  if (record === undefined) return;
  if (isDeadLetter(record)) sink.refuse(record, { line: origin.line }, bytesOf(origin));
  else {
    progress.fieldCount = fields.length;
    sink.record(record, { line: origin.line }, () => bytesOf(origin));
  }
}

/** The first row that holds every mapped column is the header; what stands before it is the preamble. */
function takeHeader(progress: Progress, fields: readonly string[], origin: RowOrigin): void {
  const columns = findColumns(progress.mapping, fields);
  if (!('missing' in columns)) {
    progress.header = fields;
    progress.reader = openRowReader(progress.mapping, columns);
  } else if (progress.rows >= PREAMBLE_ROWS_MAX) refuseHeader(progress, { line: origin.line });
}

function refuseHeader(progress: Progress, place: { readonly line: number }): void {
  progress.failed = true;
  const detail = `none of the first ${PREAMBLE_ROWS_MAX} rows holds the columns of the mapping`;
  progress.sink.refuse(deadLetter('MS_CSV_MAPPING', detail), place, new Uint8Array(0));
}

/** Files that were put together from several repeat their header. */
function isHeaderAgain(progress: Progress, fields: readonly string[]): boolean {
  const { header } = progress;
  return (
    fields.length === header.length &&
    fields[0] === header[0] &&
    fields.every((field, index) => field === header[index])
  );
}

function refuseBroken(progress: Progress, why: 'quote' | 'encoding', origin: RowOrigin): void {
  progress.rows++;
  const fault =
    why === 'quote'
      ? deadLetter('MS_CSV_ROW', 'the row has a quote that never closes')
      : deadLetter('MS_ENCODING', `the row is no text in ${progress.mapping.encoding}`);
  progress.sink.refuse(fault, { line: origin.line }, bytesOf(origin));
}

function isDeadLetter(value: object): value is DeadLetter {
  return 'code' in value;
}
