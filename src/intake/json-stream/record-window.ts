import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { BACKSLASH, CLOSE_OBJECT, NEWLINE, OPEN_LIST } from './bytes.ts';
import { countKeys } from './count-keys.ts';
import type { DocumentSink, JsonFaultCode } from './list-tree.ts';
import { measure } from './measure.ts';
import { JSON_DEPTH_MAX, type ValueSkipper } from './value-skipper.ts';

/** A longer record is refused; so much of it is kept. */
export const JSON_RECORD_BYTES_MAX = 1024 * 1024;
/** Keys of formats are short. */
const KEY_BYTES_MAX = 4096;
const EMPTY = Buffer.alloc(0);

/** The bytes that are at hand: the last chunk, and before it the record that began in earlier ones. */
export class RecordWindow {
  bytes: Buffer = EMPTY;
  /** Position in the file of the first of them. */
  base = 0;
  /** Records of the document so far. */
  records = 0;
  readonly #sink: DocumentSink;
  readonly #skipper: ValueSkipper;
  /** Position of the record, or -1. */
  #from = -1;
  #line = 1;
  #colonsBefore = 0;
  /** The beginning of a record that is too long to be held. */
  #overlong: Buffer | undefined;

  constructor(sink: DocumentSink, skipper: ValueSkipper) {
    this.#sink = sink;
    this.#skipper = skipper;
  }

  /** Position behind the last byte. */
  get end(): number {
    return this.base + this.bytes.length;
  }

  get isOpen(): boolean {
    return this.#from >= 0;
  }

  /** Adds a chunk; gives the index of its first byte. */
  add(chunk: Uint8Array): number {
    const added = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const held = this.bytes;
    this.bytes = held.length === 0 ? added : Buffer.concat([held, added]);
    return held.length;
  }

  /** Lets go of all but the record that has begun, or else the key. */
  hold(keyStart: number): void {
    const { end } = this;
    const isLong = this.#from >= 0 && end - this.#from > JSON_RECORD_BYTES_MAX;
    if (isLong) this.#overlong ??= this.#slice(this.#from, this.#from + JSON_RECORD_BYTES_MAX);
    let start = isLong ? -1 : this.#from;
    if (start < 0 && keyStart >= this.base && end - keyStart <= KEY_BYTES_MAX) start = keyStart;
    this.bytes = start < 0 ? EMPTY : this.#slice(start, end);
    this.base = start < 0 ? end : start;
  }

  begin(position: number): void {
    const skipper = this.#skipper;
    this.#from = position;
    this.#line = skipper.lines + 1;
    this.#colonsBefore = skipper.colons;
    this.#overlong = undefined;
    skipper.isTooDeep = false;
  }

  /** The text of a key; empty when it is too long to be one that is known. */
  text(start: number, end: number): string {
    return start < this.base ? '' : this.bytes.toString('utf8', start - this.base, end - this.base);
  }

  /** The document holds records in a list: from here on they are read one by one. */
  page(keyStart: number, objectsOpen: number): void {
    const before =
      this.#overlong === undefined && keyStart >= this.#from && keyStart - this.#from <= JSON_RECORD_BYTES_MAX
        ? this.bytes.toString('utf8', this.#from - this.base, keyStart - this.base)
        : '{';
    this.#from = -1;
    this.#overlong = undefined;
    const head = parse(
      `${before.trimEnd().replace(/,$/, '')}${'}'.repeat(before === '{' ? 1 : objectsOpen)}`,
    );
    this.#sink.page(typeof head === 'object' && head !== null ? (head as Record<string, unknown>) : {});
  }

  /**
   * Reads a document that is the rest of its line, without looking at each byte first: most files are so. Gives the index
   * of its end; -1 when it is none, or not whole, or may hold lists, and must be walked through.
   */
  giveLine(index: number, keys: readonly Buffer[]): number {
    const { bytes } = this;
    const end = bytes.indexOf(NEWLINE, index);
    if (end < 0 || end - index > JSON_RECORD_BYTES_MAX) return -1;
    const line = bytes.subarray(index, end);
    // Without a bracket there is no list; a key may be written with escapes.
    const mayHoldLists = keys.length > 0 && line.includes(OPEN_LIST);
    if (mayHoldLists && (line.includes(BACKSLASH) || keys.some((key) => line.includes(key)))) return -1;
    const isPlain = isAscii(line);
    if (!isPlain && !isUtf8(line)) return -1;
    const value = parse(line.toString(isPlain ? 'latin1' : 'utf8'));
    if (value === undefined) return -1;
    const { colons, depth } = measure(bytes, index, end);
    if (depth > JSON_DEPTH_MAX || countKeys(value) !== colons) return -1;
    const place = { line: this.#line, path: '', index: this.records++, bytes: () => trimmed(line) };
    this.#from = -1;
    this.#sink.document(value, place);
    return end;
  }

  /** Reads the record that ends here, and hands it on: as an element of a list, or as a document. */
  give(list: string, end: number, path: string): void {
    if (this.#overlong !== undefined || end - this.#from > JSON_RECORD_BYTES_MAX) {
      const detail = `the record has more than ${JSON_RECORD_BYTES_MAX} bytes`;
      this.refuse('MS_JSON_TOO_LONG', detail, end, path);
      return;
    }
    if (this.#skipper.isTooDeep) {
      this.refuse('MS_JSON_DEPTH', `the record is nested deeper than ${JSON_DEPTH_MAX}`, end, path);
      return;
    }
    const bytes = this.bytes.subarray(this.#from - this.base, end - this.base);
    const isPlain = isAscii(bytes);
    if (!isPlain && !isUtf8(bytes)) {
      this.refuse('MS_ENCODING', 'the record is not UTF-8', end, path);
      return;
    }
    const value = parse(bytes.toString(isPlain ? 'latin1' : 'utf8'));
    if (value === undefined) {
      this.refuse('MS_JSON', 'the record is not JSON', end, path);
      return;
    }
    if (countKeys(value) !== this.#skipper.colons - this.#colonsBefore) {
      this.refuse('MS_JSON_DUPLICATE_KEY', 'a key stands twice in one object', end, path);
      return;
    }
    const place = { line: this.#line, path, index: this.records++, bytes: () => bytes };
    this.#from = -1;
    if (list === '') this.#sink.document(value, place);
    else this.#sink.element(list, value, place);
  }

  refuse(code: JsonFaultCode, detail: string, end: number, path: string): void {
    const isOpen = this.#from >= 0;
    const line = isOpen ? this.#line : this.#skipper.lines + 1;
    const bytes = this.#overlong ?? (isOpen ? this.#slice(this.#from, end) : EMPTY);
    this.#from = -1;
    this.#overlong = undefined;
    const kept = bytes.subarray(0, JSON_RECORD_BYTES_MAX);
    this.#sink.refuse(code, detail, { line, path, index: this.records++, bytes: () => kept });
  }

  /** A copy, since the chunk is the caller's. */
  #slice(start: number, end: number): Buffer {
    return Buffer.from(this.bytes.subarray(Math.max(0, start - this.base), end - this.base));
  }
}

/** A line without what stands behind its document. */
function trimmed(line: Buffer): Buffer {
  let end = line.length;
  while (end > 0 && line[end - 1] !== CLOSE_OBJECT) end--;
  return line.subarray(0, end);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
