import { Buffer } from 'node:buffer';

/** Writes numbers as short as they are: small ones take one byte. */
export class ByteWriter {
  #bytes: Buffer = Buffer.allocUnsafe(4096);
  #length = 0;

  /** A whole number from 0 to 2^53. */
  count(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** A whole number of either sign, to 2^52. */
  whole(value: number): void {
    this.count(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** A hash of so many bytes, up to six: hashes are not small. */
  hash(value: number, bytes: 4 | 6): void {
    this.#reserve(bytes);
    this.#length = this.#bytes.writeUIntLE(value, this.#length, bytes);
  }

  double(value: number): void {
    this.#reserve(8);
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
  }

  text(value: string): void {
    const size = Buffer.byteLength(value, 'utf8');
    this.count(size);
    this.#reserve(size);
    this.#length += this.#bytes.write(value, this.#length, 'utf8');
  }

  /** A text of hex digits, two of them a byte. */
  hex(value: string): void {
    const bytes = Buffer.from(value, 'hex');
    this.count(bytes.length);
    this.#reserve(bytes.length);
    this.#length += bytes.copy(this.#bytes, this.#length);
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
