import { Buffer } from 'node:buffer';

const NUMBER_BYTES_MAX = 8;

/** Writes a block: two bytes of version and kind, then numbers, texts and bytes. */
export class BlockWriter {
  #bytes = Buffer.allocUnsafe(1024);
  #length = 2;

  constructor(version: number, kind: number) {
    this.#bytes[0] = version;
    this.#bytes[1] = kind;
  }

  /** A whole number from 0 to 2^53. */
  count(value: number): void {
    this.#reserve(NUMBER_BYTES_MAX);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
  }

  text(value: string): void {
    this.bytes(Buffer.from(value, 'utf8'));
  }

  bytes(value: Uint8Array): void {
    this.count(value.length);
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  /** What was written, in memory of its own. */
  finish(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Reads what a `BlockWriter` wrote; bytes that nobody wrote so are damage, never a wrong number. */
export class BlockReader {
  readonly #bytes: Buffer;
  readonly #damaged: () => Error;
  #at: number;

  constructor(bytes: Buffer, from: number, damaged: () => Error) {
    this.#bytes = bytes;
    this.#at = from;
    this.#damaged = damaged;
  }

  count(): number {
    let value = 0;
    let factor = 1;
    for (let index = 0; index < NUMBER_BYTES_MAX; index++, factor *= 0x80) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw this.#damaged();
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  /** A view of the bytes, not a copy. */
  bytes(): Buffer {
    const size = this.count();
    if (size > this.#bytes.length - this.#at) throw this.#damaged();
    this.#at += size;
    return this.#bytes.subarray(this.#at - size, this.#at);
  }

  /** Nothing may be left over. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw this.#damaged();
  }
}
