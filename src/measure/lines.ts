import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { OperationalError } from '../errors/operational-error.ts';

/** Where lines come from: a file's path, or values that are parsed already. */
export type LineSource = string | Iterable<unknown> | AsyncIterable<unknown>;

/** Where a line stood, for messages. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export type LineVisitor = (value: Readonly<Record<string, unknown>>, place: Place) => void;

const LINE_BYTES_MAX = 64 * 1024 * 1024;
const NEWLINE = 10;
const CARRIAGE_RETURN = 13;

/**
 * Visits each line of a source as an object, in order, one at a time: files may be larger than memory.
 * A line that is no JSON object stops it with an error that names file and line.
 */
export async function eachLine(source: LineSource, label: string, visit: LineVisitor): Promise<void> {
  if (typeof source === 'string') return eachLineOfFile(source, visit);
  let line = 0;
  for await (const value of source) {
    line++;
    visitObject(value, { file: label, line }, visit);
  }
}

async function eachLineOfFile(file: string, visit: LineVisitor): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 0;
  let rest: Buffer[] = [];
  let restBytes = 0;
  const take = (bytes: Buffer): void => {
    line++;
    visitBytes(bytes, { file, line }, decoder, visit);
  };
  for await (const chunk of readChunks(file)) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const piece = chunk.subarray(start, end);
      take(rest.length === 0 ? piece : Buffer.concat([...rest, piece]));
      rest = [];
      restBytes = 0;
      start = end + 1;
    }
    if (start === chunk.length) continue;
    rest.push(chunk.subarray(start));
    restBytes += chunk.length - start;
    if (restBytes > LINE_BYTES_MAX) {
      throw lineError('MS_EVALUATE_LINE', { file, line: line + 1 }, `is longer than ${LINE_BYTES_MAX} bytes`);
    }
  }
  if (restBytes > 0) take(Buffer.concat(rest));
}

/** The chunks of a file; what the disk refuses becomes an error that names the file. */
async function* readChunks(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) yield chunk as Buffer;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OperationalError('MS_EVALUATE_FILE', `${file} cannot be read: ${reason}`, {
      retriable: false,
      cause,
    });
  }
}

function visitBytes(bytes: Buffer, place: Place, decoder: TextDecoder, visit: LineVisitor): void {
  const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
  if (end === 0) return;
  let text: string;
  try {
    // The decoder drops a leading byte-order mark by itself.
    text = decoder.decode(bytes.subarray(0, end));
  } catch {
    throw lineError('MS_EVALUATE_LINE', place, 'is not UTF-8');
  }
  if (text.trim() === '') return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words are left out: they quote the line, and the line is a customer's.
    throw lineError('MS_EVALUATE_LINE', place, 'is not JSON');
  }
  visitObject(value, place, visit);
}

function visitObject(value: unknown, place: Place, visit: LineVisitor): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw lineError('MS_EVALUATE_LINE', place, 'is not a JSON object');
  }
  visit(value as Readonly<Record<string, unknown>>, place);
}

/** An error that stops the evaluation, with file and line in front. */
export function lineError(code: string, place: Place, what: string): OperationalError {
  return new OperationalError(code, `${place.file}:${place.line} ${what}`, { retriable: false });
}
