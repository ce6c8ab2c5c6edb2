import { type Buffer, isUtf8 } from 'node:buffer';
import { LINE_BYTES_MAX, type LineSink, LineSplitter } from '../embedded/line-splitter.ts';

const NEWLINE = 10;
const OPENING_BRACE = 0x7b;

/** Reads a record of plain events, given whole. Most are one object, which needs no search for lines. */
export class PlainReader {
  readonly #sink: LineSink;
  #splitter: LineSplitter | undefined;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  push(record: Buffer): void {
    if (isOneLine(record)) this.#sink.line(record.toString('utf8'), record, 0);
    else {
      this.#splitter = new LineSplitter(this.#sink, { startsFile: true });
      this.#splitter.push(record);
    }
  }

  end(): void {
    this.#splitter?.end();
  }
}

function isOneLine(record: Buffer): boolean {
  const isShort = record.length <= LINE_BYTES_MAX;
  return record[0] === OPENING_BRACE && isShort && !record.includes(NEWLINE) && isUtf8(record);
}
