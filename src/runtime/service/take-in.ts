import { Buffer } from 'node:buffer';
import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import { assert } from '../../lib/assert.ts';
import type { LogHeader, LogMessage, LogRecord, LogWrite } from '../../log/log.ts';
import type { Day } from '../../model/day.ts';
import { fingerprintText } from '../../model/fingerprint.ts';
import type { CustomerEvent, LedgerEvent } from '../../model/ledger-event.ts';
import { encodeLedgerEvent } from '../../registry/ledger-codec.ts';
import type { LineSink } from '../embedded/line-splitter.ts';
import { RecordReader, type RecordTaker } from '../embedded/record-reader.ts';
import type { Intake } from '../engine.ts';
import { ledgerPartitionOf } from './address.ts';
import type { IntakeOptions, IntakeSource } from './intake-options.ts';
import { encodeEventBlocks, type PlacedBytes } from './ledger-block.ts';
import { PlainReader } from './plain-reader.ts';

/** Records of a source partition, turned into what is to be sent. */
export interface TakenIn {
  readonly writes: readonly LogWrite[];
  readonly events: number;
  readonly deadLetters: number;
  /** The latest day of the events, each no later than its record; -1 for none. */
  readonly day: Day;
}

/** Decodes, normalizes, redacts, enriches and addresses records: the same records always give the same events. */
export function takeIn(
  records: readonly LogRecord[],
  of: { readonly source: IntakeSource; readonly partition: number; readonly intake: Intake },
  options: IntakeOptions,
): TakenIn {
  const { source, partition } = of;
  const byPartition = new Map<number, PlacedBytes[]>();
  const dead: LogMessage[] = [];
  let events = 0;
  let day: Day = -1;
  for (const record of records) {
    const today = options.dayOfInstant(record.timestamp);
    const taker = new RecordEvents(record, of);
    taker.read();
    for (const fault of taker.faults) dead.push(deadLetterOf(fault, record, of, options));
    for (const [index, event] of taker.events.entries()) {
      if (event.orderDay >= 0) day = Math.max(day, Math.min(event.orderDay, today));
      assert(event.kind !== 'identity' && event.kind !== 'control', `intake makes no ${event.kind}`);
      // A source may say how far time has come in it; ticks themselves come from one place only.
      if (event.kind === 'tick') continue;
      events++;
      const to = ledgerPartitionOf(event.customer, options.ledgerPartitions);
      const placed = { offset: record.offset, index, bytes: encodeLedgerEvent(event) };
      const list = byPartition.get(to);
      if (list === undefined) byPartition.set(to, [placed]);
      else list.push(placed);
    }
  }
  const from = { source: source.id, epoch: source.epoch, partition };
  const writes: LogWrite[] = [...byPartition].map(([to, placed]) => ({
    topic: options.topics.ledger,
    partition: to,
    messages: encodeEventBlocks(from, placed, options.schema).map((value) => ({ key: null, value })),
  }));
  if (dead.length > 0) writes.push({ topic: options.topics.deadLetters, partition: 0, messages: dead });
  return { writes, events, deadLetters: dead.length, day };
}

/** The events of one record, which may be a file of many. */
class RecordEvents {
  readonly events: LedgerEvent[] = [];
  readonly faults: DeadLetter[] = [];
  readonly #record: LogRecord;
  readonly #of: { readonly source: IntakeSource; readonly partition: number; readonly intake: Intake };
  readonly #occurrences = new Map<string, number>();

  constructor(
    record: LogRecord,
    of: { readonly source: IntakeSource; readonly partition: number; readonly intake: Intake },
  ) {
    this.#record = record;
    this.#of = of;
  }

  read(): void {
    const { value } = this.#record;
    // A tombstone says that a key is gone from a compacted source; it is no event.
    if (value === null) return;
    const { source, partition, intake } = this.#of;
    const file = `${source.topic}/${partition}/${this.#record.offset}`;
    const format = source.reading.format;
    const keep = (event: LedgerEvent | DeadLetter) => {
      if (event.kind === 'dead-letter') this.faults.push(event);
      else this.events.push(this.#numbered(event));
    };
    const decoded = source.decoder === undefined ? value : source.decoder.decode(value);
    if ('kind' in decoded) {
      this.faults.push(decoded);
      return;
    }
    const taker: RecordTaker & LineSink = {
      line: (text, _bytes, line) => keep(intake(text, { format, file, line: line + 1, index: 0 })),
      bad: (code) =>
        this.faults.push(deadLetter(code, 'the record is not UTF-8, or a line of it is too long')),
      record: ({ record, line, index }) => keep(intake(record, { format, file, line: line + 1, index })),
      refuse: (fault) => this.faults.push(fault),
    };
    const reader =
      format === 'plain' ? new PlainReader(taker) : new RecordReader(source.reading, taker, source.holders);
    reader.push(Buffer.from(decoded.buffer, decoded.byteOffset, decoded.byteLength));
    reader.end();
  }

  /** Two events without an id that look alike are two when one record holds both. */
  #numbered(event: LedgerEvent): LedgerEvent {
    if (event.kind !== 'transaction' || event.id !== '') return event;
    const key = fingerprintText(event);
    const occurrence = this.#occurrences.get(key) ?? 0;
    this.#occurrences.set(key, occurrence + 1);
    return occurrence === 0 ? event : ({ ...event, occurrence } satisfies CustomerEvent);
  }
}

/** The dead letter: the record as it came, and in headers why it is here and where it stood, which is its id. */
function deadLetterOf(
  { code, detail }: DeadLetter,
  record: LogRecord,
  { source, partition }: { readonly source: IntakeSource; readonly partition: number },
  { keepsDeadLetterBytes }: IntakeOptions,
): LogMessage {
  const said: readonly (readonly [string, string])[] = [
    ['milestream_code', code],
    ['milestream_detail', detail],
    ['milestream_source', source.id],
    ['milestream_topic', source.topic],
    ['milestream_partition', `${partition}`],
    ['milestream_offset', `${record.offset}`],
  ];
  const own = said.map(([name, text]): LogHeader => [name, Buffer.from(text, 'utf8')]);
  return {
    key: record.key,
    value: keepsDeadLetterBytes ? record.value : null,
    headers: [...record.headers, ...own],
  };
}
