import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { createTranscoder } from './encoding.ts';
import type { CsvEncoding } from './mapping.ts';

/** The longest row: what is longer has a quote that never closes. */
export const ROW_BYTES_MAX = 65_536;
/** Rows are parsed in blocks of about this size. */
const BLOCK_BYTES = 65_536;
/** After so many broken quotes in one block the rest of it is read line by line, so that no block costs more than twice. */
const BROKEN_ROWS_MAX = 8;
const LF = 10;
const CR = 13;

/** Takes rows in their order. What is asked of a row's place and bytes is computed only then. */
export interface RowSink {
  /** How many fields a row of this file has, once that is known; 0 before. */
  fieldCount(): number;
  row(fields: readonly string[], origin: RowOrigin): void;
  /** A row that cannot be read: a quote that never closes, or bytes that are no text in the encoding. */
  broken(why: 'quote' | 'encoding', origin: RowOrigin): void;
}

/** Where a row stood. Its bytes are cut out only when they are asked for, by `bytesOf`. */
export interface RowOrigin {
  /** From 1. */
  readonly line: number;
  readonly text: Buffer;
  /** Index of the row's line in the text, or -1 when the text is the row. */
  readonly lineIndex: number;
  readonly newline: number;
}

/** A copy of a row's text, as UTF-8, or as it came when it is no text. */
export function bytesOf({ text, lineIndex, newline }: RowOrigin): Uint8Array {
  if (lineIndex < 0) return Uint8Array.prototype.slice.call(text);
  let start = 0;
  for (let index = 0; index < lineIndex; index++) start = endOfLine(text, start, newline);
  return Uint8Array.prototype.slice.call(text, start, endOfLine(text, start, newline));
}

export interface RowOptions {
  readonly delimiter: string;
  readonly quote: string;
  readonly encoding: CsvEncoding;
}

/** Parts bytes into rows in blocks, with at most a block and a row in memory. */
export function createRowReader(
  options: RowOptions,
  sink: RowSink,
): { push(chunk: Uint8Array): void; end(): void } {
  const transcode = createTranscoder(options.encoding);
  let chunks: Uint8Array[] = [];
  let size = 0;
  let rest: Uint8Array = new Uint8Array(0);
  let line = 1;
  let newline = LF;
  let skipsLine = false;

  const flush = (isLast: boolean): void => {
    const block = Buffer.concat([rest, ...chunks]);
    chunks = [];
    size = 0;
    if (line === 1 && newline === LF && !block.includes(LF) && block.includes(CR)) newline = CR;
    const start = skipsLine ? endOfLine(block, 0, newline) : 0;
    if (skipsLine && (isLast || block[start - 1] === newline)) {
      skipsLine = false;
      line++;
    }
    const end = isLast ? block.length : Math.max(block.lastIndexOf(newline) + 1, start);
    const read = readBlock(block.subarray(start, end), { line, newline, isLast, options, sink });
    line += read.lines;
    // What is left is a copy, so that the block that it was cut from can go.
    rest = Uint8Array.prototype.slice.call(block, start + read.bytes);
    if (rest.length <= ROW_BYTES_MAX || end > start + read.bytes) return;
    // A line that does not end: what there is of it is refused, the rest of it is passed over.
    sink.broken('quote', { line, text: Buffer.from(rest), lineIndex: -1, newline });
    rest = new Uint8Array(0);
    skipsLine = true;
  };
  /** What waits for more is a copy: a chunk is the caller's, and good only during the call. */
  const take = (bytes: Uint8Array): void => {
    size += bytes.length;
    chunks.push(size >= BLOCK_BYTES ? bytes : Uint8Array.prototype.slice.call(bytes));
  };

  return {
    push(chunk) {
      take(transcode.push(chunk));
      if (size >= BLOCK_BYTES) flush(false);
    },
    end() {
      take(transcode.end());
      flush(true);
    },
  };
}

interface Block {
  readonly line: number;
  readonly newline: number;
  readonly isLast: boolean;
  readonly options: RowOptions;
  readonly sink: RowSink;
}

/** Hands the rows of a block to the sink; gives how much was read, since its last row may go on in the next block. */
function readBlock(bytes: Buffer, block: Block): { bytes: number; lines: number } {
  const isText = isUtf8(bytes);
  const rows = isText ? parseWhole(bytes, block) : undefined;
  if (rows !== undefined) {
    for (let index = 0; index < rows.length; index++) {
      block.sink.row(rows[index]!, {
        line: block.line + index,
        text: bytes,
        lineIndex: index,
        newline: block.newline,
      });
    }
    return { bytes: bytes.length, lines: countOf(bytes, block.newline) };
  }
  return readSlowly(bytes, block);
}

/** The rows of a block when each is one line, which is nearly always; undefined when one spans lines, is blank or breaks. */
function parseWhole(bytes: Buffer, block: Block): string[][] | undefined {
  try {
    const rows = parse(bytes, optionsOf(bytes, block));
    const lines = countOf(bytes, block.newline);
    const isEnded = bytes.length === 0 || bytes[bytes.length - 1] === block.newline;
    return rows.length === (isEnded ? lines : lines + 1) ? rows : undefined;
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

interface ParseOptions {
  readonly delimiter: string;
  readonly quote: string | null;
  readonly relax_quotes: boolean;
  readonly relax_column_count: true;
  readonly skip_empty_lines: true;
  readonly record_delimiter: string[];
}

function optionsOf(bytes: Buffer, { newline, options }: Block): ParseOptions {
  const ends = newline === CR ? ['\r'] : bytes.includes(CR) ? ['\r\n', '\n'] : ['\n'];
  return {
    delimiter: options.delimiter,
    quote: options.quote === '' ? null : options.quote,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ends,
  };
}

/**
 * The same with the place of each row noted: rows over several lines, blank lines, broken quotes and encodings. Quotes must
 * be as they should here; a line whose quotes are not is read by itself, so that it cannot swallow its neighbours.
 */
function readSlowly(bytes: Buffer, block: Block): { bytes: number; lines: number } {
  let start = 0;
  let line = block.line;
  for (let brokenCount = 0; start < bytes.length; brokenCount++) {
    const found = parseNoted(bytes.subarray(start), block, 'strict');
    for (const { fields, from, to } of found.rows) {
      const part = bytes.subarray(start + from, start + to);
      handRow(fields, part, { ...block, line });
      line += countOf(part, block.newline);
    }
    start += found.bytes;
    if (found.end === 'whole' || start >= bytes.length) break;
    if (found.end === 'open' && !block.isLast && bytes.length - start <= ROW_BYTES_MAX) break;
    const end = brokenCount < BROKEN_ROWS_MAX ? endOfLine(bytes, start, block.newline) : bytes.length;
    takeApart(bytes.subarray(start, end), { ...block, line });
    line += countOf(bytes.subarray(start, end), block.newline);
    start = end;
  }
  return { bytes: start, lines: countOf(bytes.subarray(0, start), block.newline) };
}

interface NotedRow {
  readonly fields: string[];
  readonly from: number;
  readonly to: number;
}

interface NotedRows {
  readonly rows: readonly NotedRow[];
  readonly bytes: number;
  /** `open` where the bytes end inside a quote, `broken` where a quote stands wrong. */
  readonly end: 'whole' | 'open' | 'broken';
}

function parseNoted(bytes: Buffer, block: Block, quotes: 'strict' | 'relaxed'): NotedRows {
  const rows: NotedRow[] = [];
  let from = 0;
  const note = (fields: string[], info: { bytes: number }): null => {
    rows.push({ fields, from, to: info.bytes });
    from = info.bytes;
    return null;
  };
  const options = { ...optionsOf(bytes, block), relax_quotes: quotes === 'relaxed', on_record: note };
  try {
    parse(bytes, options);
    return { rows, bytes: bytes.length, end: 'whole' };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows, bytes: from, end: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open' : 'broken' };
  }
}

/** Hands on one row; one that spans lines and has a wrong number of fields swallowed its neighbours and is taken apart. */
function handRow(fields: readonly string[], part: Buffer, block: Block): void {
  const blank = blankLines(part, block.newline);
  const text = part.subarray(blank.bytes);
  const at = { ...block, line: block.line + blank.lines };
  const isText = isUtf8(text);
  const spansLines = endOfLine(text, 0, block.newline) < text.length;
  const fieldCount = block.sink.fieldCount();
  const isOdd = !isText || (fieldCount > 0 && fields.length !== fieldCount);
  const origin = { line: at.line, text, lineIndex: -1, newline: block.newline };
  if (spansLines && isOdd) takeApart(text, at);
  else if (isText) block.sink.row(fields, origin);
  else block.sink.broken('encoding', origin);
}

/** The blank lines before a row: they were passed over with it. */
function blankLines(part: Buffer, newline: number): { bytes: number; lines: number } {
  let bytes = 0;
  let lines = 0;
  for (; bytes < part.length; bytes++) {
    if (part[bytes] === newline) lines++;
    else if (part[bytes] !== CR) break;
  }
  return { bytes, lines };
}

/** Reads each line by itself: of those that a broken quote holds together most are good. */
function takeApart(part: Buffer, block: Block): void {
  let line = block.line;
  for (let start = 0; start < part.length; line++) {
    const end = endOfLine(part, start, block.newline);
    const bytes = part.subarray(start, end);
    start = end;
    const origin = { line, text: bytes, lineIndex: -1, newline: block.newline };
    const found = isUtf8(bytes) ? parseNoted(bytes, block, 'relaxed') : undefined;
    if (found === undefined) block.sink.broken('encoding', origin);
    else if (found.end !== 'whole') block.sink.broken('quote', origin);
    else for (const { fields } of found.rows) block.sink.row(fields, origin);
  }
}

/** Index behind the end of the line that begins here. */
function endOfLine(bytes: Buffer, start: number, newline: number): number {
  const at = bytes.indexOf(newline, start);
  return at < 0 ? bytes.length : at + 1;
}

function countOf(bytes: Uint8Array, unit: number): number {
  let count = 0;
  for (let at = bytes.indexOf(unit); at >= 0; at = bytes.indexOf(unit, at + 1)) count++;
  return count;
}
