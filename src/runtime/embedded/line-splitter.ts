import { Buffer, isAscii, isUtf8 } from 'node:buffer';

/** A longer line is a dead letter: no bank's record comes near. */
export const LINE_BYTES_MAX = 1024 * 1024;

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** What a splitter does with the lines it finds; `line` counts from 0 and counts blank lines too. */
export interface LineSink {
  /** A line that can be decoded, with its bytes; these are valid during the call only. */
  line(text: string, bytes: Buffer, line: number): void;
  /** A line that cannot: its first MiB, and why. */
  bad(code: 'MS_LINE_TOO_LONG' | 'MS_ENCODING', bytes: Buffer, line: number): void;
}

/** What a file's bytes are given to. */
export interface BlockReader {
  readonly lines: number;
  /** Whether the bytes so far end inside of a record that begins in them. */
  readonly isInLine: boolean;
  push(block: Buffer): void;
  end(): void;
}

/** Cuts blocks of bytes into lines, at no more than one line's memory. */
export class LineSplitter implements BlockReader {
  readonly #sink: LineSink;
  readonly #startsFile: boolean;
  /** The begun line that the last block ended in. */
  #carry: Buffer = Buffer.allocUnsafe(4096);
  #carried = 0;
  /** Length of the begun line, though only its first MiB is kept. */
  #begun = 0;
  #lines = 0;

  /** The first line of a file may carry a byte-order mark. */
  constructor(sink: LineSink, options: { readonly startsFile: boolean }) {
    this.#sink = sink;
    this.#startsFile = options.startsFile;
  }

  /** Lines that have begun so far. */
  get lines(): number {
    return this.#lines + (this.#begun > 0 ? 1 : 0);
  }

  get isInLine(): boolean {
    return this.#begun > 0;
  }

  push(block: Buffer): void {
    let start = 0;
    if (this.#begun > 0) {
      const newline = block.indexOf(NEWLINE);
      this.#keep(newline < 0 ? block : block.subarray(0, newline));
      if (newline < 0) return;
      this.#endCarried();
      start = newline + 1;
    }
    const last = block.lastIndexOf(NEWLINE);
    if (last >= start) this.#splitWhole(block, start, last + 1);
    this.#keep(block.subarray(Math.max(start, last + 1)));
  }

  /** The input has ended: what was begun is the last line. */
  end(): void {
    if (this.#begun > 0) this.#endCarried();
  }

  #splitWhole(block: Buffer, from: number, to: number): void {
    const region = block.subarray(from, to);
    const ascii = isAscii(region);
    const valid = ascii || isUtf8(region);
    let start = from;
    while (start < to) {
      const end = block.indexOf(NEWLINE, start);
      this.#emit(block, { start, end, ascii, valid });
      start = end + 1;
    }
  }

  #emit(
    block: Buffer,
    part: { readonly start: number; readonly end: number; readonly ascii: boolean; readonly valid: boolean },
  ): void {
    let { start, end } = part;
    const line = this.#lines++;
    if (
      line === 0 &&
      this.#startsFile &&
      block.subarray(start, Math.min(start + 3, end)).equals(BYTE_ORDER_MARK)
    ) {
      start += BYTE_ORDER_MARK.length;
    }
    if (end - start > LINE_BYTES_MAX) {
      this.#sink.bad('MS_LINE_TOO_LONG', block.subarray(start, start + LINE_BYTES_MAX), line);
      return;
    }
    if (end > start && block[end - 1] === RETURN) end--;
    if (isBlank(block, start, end)) return;
    const bytes = block.subarray(start, end);
    if (part.ascii) this.#sink.line(block.toString('latin1', start, end), bytes, line);
    else if (part.valid || isUtf8(bytes)) this.#sink.line(block.toString('utf8', start, end), bytes, line);
    else this.#sink.bad('MS_ENCODING', bytes, line);
  }

  #endCarried(): void {
    const end = this.#carried;
    // One byte more than the bound is kept, so that a line that was cut short is seen as too long.
    this.#carried = 0;
    this.#begun = 0;
    this.#emit(this.#carry, { start: 0, end, ascii: isAscii(this.#carry.subarray(0, end)), valid: false });
  }

  #keep(bytes: Buffer): void {
    this.#begun += bytes.length;
    const room = LINE_BYTES_MAX + 1 - this.#carried;
    const kept = bytes.length > room ? bytes.subarray(0, room) : bytes;
    if (this.#carried + kept.length > this.#carry.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#carry.length * 2, this.#carried + kept.length));
      this.#carry.copy(larger, 0, 0, this.#carried);
      this.#carry = larger;
    }
    this.#carry.set(kept, this.#carried);
    this.#carried += kept.length;
  }
}

function isBlank(block: Buffer, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const byte = block[index];
    if (byte !== SPACE && byte !== TAB && byte !== RETURN) return false;
  }
  return true;
}
