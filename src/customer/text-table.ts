import { type ByteReader, damaged } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/** Writes a text once, and from then on only its number. */
export class TextWriter {
  readonly #writer: ByteWriter;
  readonly #numbers = new Map<string, number>();

  constructor(writer: ByteWriter) {
    this.#writer = writer;
  }

  text(text: string): void {
    const known = this.#numbers.get(text);
    this.#writer.count(known ?? this.#numbers.size);
    if (known !== undefined) return;
    this.#numbers.set(text, this.#numbers.size);
    this.#writer.text(text);
  }
}

/** Reads what a `TextWriter` wrote. */
export class TextReader {
  readonly #reader: ByteReader;
  readonly #texts: string[] = [];

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  text(): string {
    const number = this.#reader.count();
    if (number > this.#texts.length) throw damaged();
    if (number === this.#texts.length) this.#texts.push(this.#reader.text());
    return this.#texts[number]!;
  }
}
