import { Buffer } from 'node:buffer';
import type { DeadLetter } from '../../errors/dead-letter.ts';
import { applyProfile } from '../../intake/apply-profile.ts';
import type { Decoder, FormatRecord, Place } from '../../intake/format.ts';
import { type FileReading, openFormat } from '../../intake/formats.ts';
import { type Holders, withHolders } from '../../intake/holders.ts';
import type { BlockReader } from './line-splitter.ts';

/** A record that a decoder found, with its customer. */
export interface FoundRecord {
  readonly record: FormatRecord;
  /** From 0. */
  readonly line: number;
  /** Which of the records that begin in this line. */
  readonly index: number;
  readonly path: string;
  /** What stood in the file. */
  readonly bytes: () => Buffer;
}

/** What is done with the records of a file. */
export interface RecordTaker {
  record(found: FoundRecord): void;
  refuse(fault: DeadLetter, bytes: Buffer, line: number, path: string): void;
}

/** Reads a file through the decoder of its format; every record goes on as the plain event that it stands for. */
export class RecordReader implements BlockReader {
  readonly isInLine = false;
  readonly #reading: FileReading;
  readonly #taker: RecordTaker;
  readonly #holders: Holders;
  readonly #decoder: Decoder;
  #lastLine = 0;
  #index = 0;

  constructor(reading: FileReading, taker: RecordTaker, holders: Holders) {
    this.#reading = reading;
    this.#taker = taker;
    this.#holders = holders;
    this.#decoder = openFormat(reading, {
      record: (record, place, raw) => this.#take(record, place, raw),
      refuse: (fault, place, bytes) =>
        taker.refuse(fault, Buffer.from(bytes), this.#lineOf(place), place.path ?? ''),
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

  #take(record: FormatRecord, place: Place, raw: (() => Uint8Array) | undefined): void {
    const { profile } = this.#reading;
    const line = this.#lineOf(place);
    const path = place.path ?? '';
    const bytes = () => Buffer.from(raw?.() ?? JSON.stringify(record));
    const held = withHolders(applyProfile(record, profile), this.#holders, profile.jointAccounts);
    if ('kind' in held) {
      this.#taker.refuse(held, bytes(), line, path);
      return;
    }
    const index = this.#index;
    for (const one of held) this.#taker.record({ record: one, line, index, path, bytes });
  }

  /** Records that begin in one line are told apart by an index. */
  #lineOf({ line }: Place): number {
    this.#index = line === this.#lastLine ? this.#index + 1 : 0;
    this.#lastLine = line;
    return line - 1;
  }
}
