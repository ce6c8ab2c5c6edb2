import { Buffer } from 'node:buffer';
import { assert } from '../../lib/assert.ts';

/** Set in a text's length when its bytes are UTF-8 beyond ASCII. */
const WIDE = 0x8000;
/** Texts from this length on go through the native copy; shorter ones are faster byte by byte. */
const NATIVE_LENGTH_MIN = 48;
const CACHE_ENTRIES = 4096;
const CACHED_LENGTH_MAX = 40;

/** Writes numbers and texts one behind the other into bytes that are large enough. */
export class SpillWriterCursor {
  readonly bytes: Buffer;
  readonly view: DataView;
  position = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(value: number): void {
    this.bytes[this.position++] = value;
  }

  u16(value: number): void {
    this.view.setUint16(this.position, value, true);
    this.position += 2;
  }

  i32(value: number): void {
    this.view.setInt32(this.position, value, true);
    this.position += 4;
  }

  f64(value: number): void {
    this.view.setFloat64(this.position, value, true);
    this.position += 8;
  }

  /** A text of at most 32,767 bytes, with its length before it. */
  text(text: string): void {
    const start = this.position + 2;
    const narrow = this.raw(text, start);
    const length = this.position - start;
    assert(length < WIDE, 'a spilled text is bounded by intake');
    this.view.setUint16(start - 2, narrow ? length : length | WIDE, true);
  }

  /** A text's bytes only, from a position on; true when all of them are ASCII. */
  raw(text: string, start: number): boolean {
    const { bytes } = this;
    const { length } = text;
    if (length < NATIVE_LENGTH_MIN) {
      let index = 0;
      for (; index < length; index++) {
        const unit = text.charCodeAt(index);
        if (unit > 127) break;
        bytes[start + index] = unit;
      }
      if (index === length) {
        this.position = start + length;
        return true;
      }
    }
    const written = bytes.write(text, start, 'utf8');
    this.position = start + written;
    return written === length;
  }
}

/** Reads what the writer wrote; texts that come again and again are made once. */
export class SpillReaderCursor {
  bytes: Buffer = Buffer.alloc(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  position = 0;
  readonly #cached: (string | undefined)[] = new Array(CACHE_ENTRIES).fill(undefined);

  open(bytes: Buffer): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(): number {
    return this.bytes[this.position++]!;
  }

  u16(): number {
    const value = this.view.getUint16(this.position, true);
    this.position += 2;
    return value;
  }

  i32(): number {
    const value = this.view.getInt32(this.position, true);
    this.position += 4;
    return value;
  }

  f64(): number {
    const value = this.view.getFloat64(this.position, true);
    this.position += 8;
    return value;
  }

  text(): string {
    const size = this.u16();
    if (size === 0) return '';
    const start = this.position;
    const end = start + (size & (WIDE - 1));
    this.position = end;
    return size >= WIDE ? this.bytes.toString('utf8', start, end) : this.bytes.toString('latin1', start, end);
  }

  /** A text that likely came before: the same string is given again, without making it anew. */
  repeatedText(): string {
    const start = this.position + 2;
    const size = this.u16();
    if (size > CACHED_LENGTH_MAX) {
      this.position = start - 2;
      return this.text();
    }
    this.position = start + size;
    return this.repeatedAt(start, size);
  }

  /** A text whose place is known. */
  textAt(start: number, size: number): string {
    if (size === 0) return '';
    const { bytes } = this;
    for (let index = start; index < start + size; index++) {
      if (bytes[index]! > 127) return bytes.toString('utf8', start, start + size);
    }
    return bytes.toString('latin1', start, start + size);
  }

  /** A text whose place is known and that likely came before. */
  repeatedAt(start: number, size: number): string {
    if (size === 0) return '';
    const { bytes } = this;
    let hash = size;
    for (let index = start; index < start + size; index++) hash = Math.imul(hash ^ bytes[index]!, 0x01000193);
    const slot = (hash ^ (hash >>> 15)) & (CACHE_ENTRIES - 1);
    const known = this.#cached[slot];
    if (known !== undefined && this.#isText(known, start, size)) return known;
    const text = this.textAt(start, size);
    this.#cached[slot] = text;
    return text;
  }

  #isText(text: string, start: number, size: number): boolean {
    if (text.length !== size) return false;
    for (let index = 0; index < size; index++) {
      if (text.charCodeAt(index) !== this.bytes[start + index]) return false;
    }
    return true;
  }
}
