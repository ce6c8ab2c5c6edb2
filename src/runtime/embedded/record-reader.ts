import { Buffer } from 'node:buffer';
import type { DeadLetter } from '../../errors/dead-letter.ts';
import { applyProfile } from '../../intake/apply-profile.ts';
import type { Decoder } from '../../intake/format.ts';
import { type FileReading, openFormat } from '../../intake/formats.ts';
import { type Holders, withHolder } from '../../intake/holders.ts';
import type { BlockReader } from './line-splitter.ts';

/** What is done with the records of a file; `line` counts from 0, `index` tells records that begin in one line apart. */
export interface RecordTaker {
  line(text: string, bytes: Buffer, line: number, index: number): void;
  refuse(fault: DeadLetter, bytes: Buffer, line: number): void;
}

/** Reads a file through the decoder of its format; every record goes on as the plain line that it stands for. */
export class RecordReader implements BlockReader {
  readonly isInLine = false;
  readonly #decoder: Decoder;
  #lastLine = 0;
  #index = 0;

  constructor(reading: FileReading, taker: RecordTaker, holders: Holders) {
    this.#decoder = openFormat(reading, {
      record: (record, place, raw) => {
        const line = this.#at(place.line);
        const held = withHolder(applyProfile(record, reading.profile), holders);
        if (isFault(held)) {
          taker.refuse(held, Buffer.from(raw?.() ?? JSON.stringify(record)), line);
          return;
        }
        const text = JSON.stringify(held);
        taker.line(text, Buffer.from(text), line, this.#index);
      },
      refuse: (fault, place, bytes) => taker.refuse(fault, Buffer.from(bytes), this.#at(place.line)),
    });
  }

  get lines(): number {
    return this.#lastLine;
  }

  push(block: Buffer): void {
    this.#decoder.push(block);
  }

  end(): void {
    this.#decoder.end();
  }

  #at(line: number): number {
    this.#index = line === this.#lastLine ? this.#index + 1 : 0;
    this.#lastLine = line;
    return line - 1;
  }
}

function isFault(value: Record<string, unknown> | DeadLetter): value is DeadLetter {
  return value.kind === 'dead-letter';
}
