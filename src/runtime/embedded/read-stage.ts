import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import type { DeadLetter, DeadLetterCode } from '../../errors/dead-letter.ts';
import type { FileReading } from '../../intake/formats.ts';
import type { Holders } from '../../intake/holders.ts';
import { assert } from '../../lib/assert.ts';
import type { Day } from '../../model/day.ts';
import type { CustomerEvent, LedgerEvent } from '../../model/ledger-event.ts';
import type { Intake } from '../engine.ts';
import { DEAD_LETTER_BYTES_MAX, DeadLetterFile } from './dead-letter-file.ts';
import { LINE_BYTES_MAX, type LineSink, LineSplitter } from './line-splitter.ts';
import { readGzip } from './read-gzip.ts';
import { type ByteRange, readRange } from './read-range.ts';
import { type FoundRecord, RecordReader, type RecordTaker } from './record-reader.ts';
import { SpillFile, type SpillIndex } from './spill-file.ts';
import { needsLine } from './spill-record.ts';

/** A piece of reading for one thread. */
export interface ReadTask extends ByteRange {
  /** Index over all ranges of the run, in the order of the inputs. */
  readonly range: number;
  /** The file's name in places. */
  readonly name: string;
  readonly packed: boolean;
  readonly reading: FileReading;
}

/** The days of the order that a range's events have. */
export interface RangeDays {
  readonly first: Day;
  readonly last: Day;
  /** The last but one; -1 when all events are of one day. */
  readonly lastButOne: Day;
}

/** What a range held. */
export interface RangeReport {
  readonly range: number;
  /** Lines that begin in the range, blank ones too. */
  readonly lines: number;
  readonly eventsRead: number;
  readonly ticks: number;
  readonly dead: Readonly<Partial<Record<DeadLetterCode, number>>>;
  /** First and last day of the events accepted; undefined when there is none. */
  readonly days: RangeDays | undefined;
  readonly hashes: Uint8Array;
  readonly worker: number;
  readonly deadStart: number;
  readonly deadEnd: number;
}

export interface ReadStageOptions {
  readonly worker: number;
  readonly directory: string;
  readonly bucketBits: number;
  readonly spillBufferBytes: number;
  readonly blockBytes: number;
  readonly deadLetterBytes: boolean;
  readonly sync: boolean;
  readonly holders: Holders;
  readonly check: () => void;
}

/** One thread's part of reading: ranges in, one spill file and one file of dead letters out. */
export class ReadStage {
  readonly #options: ReadStageOptions;
  readonly #intake: Intake;
  readonly #spill: SpillFile;
  readonly #dead: DeadLetterFile;

  constructor(options: ReadStageOptions, intake: Intake) {
    const { directory, worker } = options;
    this.#options = options;
    this.#intake = intake;
    this.#spill = new SpillFile(join(directory, `spill-${worker}.bin`), {
      bucketBits: options.bucketBits,
      bufferBytes: options.spillBufferBytes,
    });
    this.#dead = new DeadLetterFile(join(directory, `dead-${worker}.bin`), {
      withBytes: options.deadLetterBytes,
    });
  }

  async read(task: ReadTask): Promise<RangeReport> {
    const sink = new RangeSink(task, this.#intake, this.#spill, this.#dead);
    const splitter =
      task.reading.format === 'plain'
        ? new LineSplitter(sink, { startsFile: task.start === 0 })
        : new RecordReader(task.reading, sink, this.#options.holders);
    const deadStart = this.#dead.bytes;
    const hashes = task.packed
      ? await readGzip(task, splitter, this.#options)
      : readRange(task, splitter, this.#options);
    const { range } = task;
    const { worker } = this.#options;
    const counted = { eventsRead: sink.eventsRead, ticks: sink.ticks, dead: sink.dead, days: sink.days };
    return { range, worker, lines: splitter.lines, ...counted, hashes, deadStart, deadEnd: this.#dead.bytes };
  }

  finish(): SpillIndex {
    this.#dead.finish(this.#options);
    return this.#spill.finish(this.#options);
  }

  /** Gives up what was read. */
  close(): void {
    this.#dead.close();
    this.#spill.close();
  }
}

const NO_BYTES = Buffer.alloc(0);

class RangeSink implements LineSink, RecordTaker {
  eventsRead = 0;
  ticks = 0;
  readonly dead: Partial<Record<DeadLetterCode, number>> = {};
  readonly #task: ReadTask;
  readonly #intake: Intake;
  readonly #spill: SpillFile;
  readonly #letters: DeadLetterFile;
  #first: Day = Number.MAX_SAFE_INTEGER;
  #last: Day = -1;
  #lastButOne: Day = -1;

  constructor(task: ReadTask, intake: Intake, spill: SpillFile, letters: DeadLetterFile) {
    this.#task = task;
    this.#intake = intake;
    this.#spill = spill;
    this.#letters = letters;
  }

  get days(): RangeDays | undefined {
    if (this.#last < 0) return undefined;
    return { first: this.#first, last: this.#last, lastButOne: this.#lastButOne };
  }

  line(text: string, bytes: Buffer, line: number): void {
    this.eventsRead++;
    const { name, range, reading } = this.#task;
    const event = this.#intake(text, { format: reading.format, file: name, line: line + 1, index: 0 });
    if (event.kind === 'dead-letter') this.#bury(event, bytes, line);
    else if (this.#take(event)) this.#spill.add(event, { range, line }, bytes);
  }

  record(found: FoundRecord): void {
    this.eventsRead++;
    const { name, range, reading } = this.#task;
    const { record, line, index, path } = found;
    const event = this.#intake(record, { format: reading.format, file: name, line: line + 1, index });
    if (event.kind === 'dead-letter') this.#bury(event, found.bytes(), line, path);
    else if (this.#take(event)) {
      // What else is equal is ordered by the line that the record stands for.
      const bytes = needsLine(event) ? Buffer.from(JSON.stringify(record)) : NO_BYTES;
      this.#spill.add(event, { range, line }, bytes);
    }
  }

  /** Whether the event is a customer's; ticks are only counted. */
  #take(event: LedgerEvent): event is CustomerEvent {
    this.#seeDay(event);
    assert(event.kind !== 'identity' && event.kind !== 'control', `intake makes no ${event.kind}`);
    if (event.kind === 'tick') this.ticks++;
    return event.kind !== 'tick';
  }

  bad(code: 'MS_LINE_TOO_LONG' | 'MS_ENCODING', bytes: Buffer, line: number): void {
    this.eventsRead++;
    const detail =
      code === 'MS_ENCODING' ? 'the line is not UTF-8' : `the line has more than ${LINE_BYTES_MAX} bytes`;
    this.#bury({ code, detail }, bytes, line);
  }

  /** What a decoder could not read. */
  refuse(fault: DeadLetter, bytes: Buffer, line: number, path: string): void {
    this.eventsRead++;
    this.#bury(fault, bytes, line, path);
  }

  #bury(
    letter: { readonly code: DeadLetterCode; readonly detail: string },
    bytes: Buffer,
    line: number,
    path = '',
  ): void {
    this.dead[letter.code] = (this.dead[letter.code] ?? 0) + 1;
    const truncated = letter.code === 'MS_LINE_TOO_LONG' || bytes.length > DEAD_LETTER_BYTES_MAX;
    const kept = bytes.subarray(0, DEAD_LETTER_BYTES_MAX);
    this.#letters.add(letter, { file: this.#task.name, line, path }, kept, truncated);
  }

  #seeDay(event: LedgerEvent): void {
    const { orderDay } = event;
    if (orderDay < 0) return;
    if (orderDay < this.#first) this.#first = orderDay;
    if (orderDay > this.#last) {
      this.#lastButOne = this.#last;
      this.#last = orderDay;
    } else if (orderDay < this.#last && orderDay > this.#lastButOne) this.#lastButOne = orderDay;
  }
}
