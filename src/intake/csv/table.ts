import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { CsvError, parse } from 'csv-parse/sync';
import { markOf } from './encoding.ts';
import type { CsvEncoding } from './mapping.ts';

/** The head of a file as rows, with the delimiter and the encoding that fit it best. */
export interface HeadTable {
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: string;
  readonly encoding: CsvEncoding;
  readonly doubts: readonly string[];
}

const DELIMITERS = [';', ',', '\t', '|'] as const;
/** So much of a file is looked at. */
export const HEAD_BYTES = 262_144;

/** Reads the head of a file as a table; undefined when its rows do not have two columns by any delimiter. */
export function readTable(bytes: Uint8Array): HeadTable | undefined {
  const { text, encoding, doubts } = decodeHead(bytes.subarray(0, HEAD_BYTES), bytes.length > HEAD_BYTES);
  const tried = DELIMITERS.map((delimiter) => {
    const rows = parseRows(text, delimiter);
    return { delimiter, rows, score: scoreOf(rows) };
  }).sort((left, right) => right.score - left.score);
  const best = tried[0]!;
  if (best.score === 0) return undefined;
  return { rows: best.rows, delimiter: best.delimiter, encoding, doubts };
}

function decodeHead(
  bytes: Uint8Array,
  isCut: boolean,
): { text: string; encoding: CsvEncoding; doubts: string[] } {
  const encoding = markOf(bytes)?.encoding ?? guessEncoding(bytes, isCut);
  const text = new TextDecoder(encoding).decode(bytes);
  // What was cut off in the middle of a row is no row.
  const end = isCut ? Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) : text.length;
  const doubts =
    encoding === 'windows-1252' ? ['encoding: the file is not UTF-8; it is read as windows-1252'] : [];
  return { text: end > 0 ? text.slice(0, end) : text, encoding, doubts };
}

/** Without a byte-order mark: zeros in every other byte are UTF-16, valid UTF-8 is that, all else is windows-1252. */
function guessEncoding(bytes: Uint8Array, isCut: boolean): CsvEncoding {
  let odd = 0;
  let even = 0;
  const sample = bytes.subarray(0, 1024);
  for (let index = 0; index < sample.length; index++)
    if (sample[index] === 0) index % 2 === 0 ? even++ : odd++;
  if (odd > sample.length / 4) return 'utf-16le';
  if (even > sample.length / 4) return 'utf-16be';
  // A cut may part a character: up to three bytes of it are left out.
  for (let less = 0; less <= (isCut ? 3 : 0); less++)
    if (isUtf8(bytes.subarray(0, bytes.length - less))) return 'utf-8';
  return 'windows-1252';
}

function parseRows(text: string, delimiter: string): string[][] {
  const unified = text.includes('\n') ? text.replaceAll('\r', '') : text.replaceAll('\r', '\n');
  try {
    return parse(unified, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: '\n',
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quote that never closes hides the rows behind it; line by line they show.
    return unified
      .split('\n')
      .flatMap((line) =>
        line.trim() === '' ? [] : [line.split(delimiter).map((cell) => cell.replace(/^"|"$/g, ''))],
      );
  }
}

/** More columns than this are no better a sign. */
const COLUMNS_THAT_COUNT = 10;

/** How well rows agree on their number of columns: the share of a number, times the number, since decimal commas part too. */
function scoreOf(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  let best = 0;
  for (const [length, count] of counts) {
    best = Math.max(best, (count / rows.length) * Math.min(length, COLUMNS_THAT_COUNT));
  }
  return best;
}
