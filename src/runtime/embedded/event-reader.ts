import { fingerprintText } from '../../model/fingerprint.ts';
import type { CustomerKey } from '../../model/ids.ts';
import type { CustomerEvent, TransactionEvent } from '../../model/ledger-event.ts';
import type { Bucket } from './bucket.ts';
import { createBodyReader, type RecordHead } from './spill-body.ts';
import { SpillReaderCursor } from './spill-cursor.ts';
import { RECORD } from './spill-record.ts';

/** File and number of the line before the range's first, for each range. */
export interface RangePlace {
  readonly file: string;
  readonly linesBefore: number;
  readonly format: string;
}

/** Decodes a customer's records one by one, in the order of the ledger. */
export class EventReader {
  readonly #ranges: readonly RangePlace[];
  readonly #cursor = new SpillReaderCursor();
  readonly #readBody = createBodyReader();
  #bucket: Bucket | undefined;
  #occurrences = new Map<string, number>();
  #orderDay = 0;

  constructor(ranges: readonly RangePlace[]) {
    this.#ranges = ranges;
  }

  openBucket(bucket: Bucket): void {
    this.#bucket = bucket;
    this.#cursor.open(bucket.bytes);
  }

  /** The next records are another customer's; one without a day and without a predecessor is of `firstDay`. */
  beginCustomer(firstDay: number): void {
    if (this.#occurrences.size > 0) this.#occurrences = new Map();
    this.#orderDay = firstDay;
  }

  read(record: number, customer: CustomerKey): CustomerEvent {
    const bucket = this.#bucket!;
    const offset = bucket.offsets[record]!;
    const cursor = this.#cursor;
    const { view } = cursor;
    const idLength = view.getUint16(offset + RECORD.idLength, true);
    const accountLength = view.getUint16(offset + RECORD.accountLength, true);
    const idAt = offset + RECORD.texts + view.getUint16(offset + RECORD.customerLength, true);
    const accountAt = idAt + idLength;
    const orderDay = view.getInt32(offset + RECORD.orderDay, true);
    const seen = view.getFloat64(offset + RECORD.seen, true);
    const range = this.#ranges[view.getUint32(offset + RECORD.range, true)]!;
    const line = range.linesBefore + view.getUint32(offset + RECORD.line, true) + 1;
    // What has no day of its own stands right behind its predecessor, and shares its day.
    if (orderDay >= 0) this.#orderDay = orderDay;
    const head: RecordHead = {
      customer,
      id: cursor.textAt(idAt, idLength),
      account: cursor.repeatedAt(accountAt, accountLength),
      orderDay: this.#orderDay,
      orderInstant: bucket.instants[record]!,
      seen: Number.isNaN(seen) ? undefined : seen,
      source: { format: range.format, file: range.file, line, index: 0 },
    };
    cursor.position = accountAt + accountLength + view.getUint16(offset + RECORD.lineLength, true);
    const event = this.#readBody(cursor, head);
    if (event.kind !== 'transaction' || event.id !== '') return event;
    return { ...event, occurrence: this.#occurrenceOf(event) };
  }

  /** Counts events without an id that look alike within one file: two equal coffees are two. */
  #occurrenceOf(event: TransactionEvent): number {
    const key = `${event.source.file}|${fingerprintText(event)}`;
    const occurrence = this.#occurrences.get(key) ?? 0;
    this.#occurrences.set(key, occurrence + 1);
    return occurrence;
  }
}
