import type { Buffer } from 'node:buffer';
import { OperationalError } from '../errors/operational-error.ts';

/** Beyond this a sum of sevens would no longer be exact. */
const FACTOR_MAX = 2 ** 49;

/** Reads what a `ByteWriter` wrote; bytes that nobody wrote so are damage, never a wrong number. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, from: number) {
    this.#bytes = bytes;
    this.#at = from;
  }

  count(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined || factor > FACTOR_MAX) throw damaged();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  /** The length of a list; each of its entries takes a byte or more. */
  length(): number {
    const length = this.count();
    if (length > this.#bytes.length - this.#at) throw damaged();
    return length;
  }

  whole(): number {
    const value = this.count();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  hash(bytes: 4 | 6): number {
    if (this.#at + bytes > this.#bytes.length) throw damaged();
    const value = this.#bytes.readUIntLE(this.#at, bytes);
    this.#at += bytes;
    return value;
  }

  double(): number {
    if (this.#at + 8 > this.#bytes.length) throw damaged();
    const value = this.#bytes.readDoubleLE(this.#at);
    this.#at += 8;
    return value;
  }

  text(): string {
    const size = this.length();
    const text = this.#bytes.toString('utf8', this.#at, this.#at + size);
    this.#at += size;
    return text;
  }

  hex(): string {
    const size = this.length();
    const text = this.#bytes.toString('hex', this.#at, this.#at + size);
    this.#at += size;
    return text;
  }

  /** One of a list of words, by its place. */
  word<T>(words: readonly T[]): T {
    const word = words[this.count()];
    if (word === undefined) throw damaged();
    return word;
  }

  /** Nothing may be left over. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw damaged();
  }
}

/** The error of a state that is not as it was written. */
export function damaged(): OperationalError {
  return new OperationalError('MS_STATE_DAMAGED', "a customer's state is not as it was written", {
    retriable: false,
  });
}
