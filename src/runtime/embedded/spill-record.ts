import type { Buffer } from 'node:buffer';
import { assert, assertNever } from '../../lib/assert.ts';
import { type CustomerEvent, EVENT_CLASSES } from '../../model/ledger-event.ts';
import { encodeBody } from './spill-body.ts';
import type { SpillWriterCursor } from './spill-cursor.ts';

/*
 * A spilled event. What grouping and ordering need stands at fixed places, so that a bucket is ordered
 * without decoding its events:
 *
 *    0 length of the record      4 hash of the customer     8 index of the range       12 line within the range
 *   16 day of the order         20 class   21 flags        22 length of the line      24 instant of the order
 *   32 `seen`, or not a number  40 lengths of customer, id and account, two bytes each
 *   46 customer, id, account, the line where a tie may need it, then the event's other fields
 */
export const RECORD = {
  length: 0,
  hash: 4,
  range: 8,
  line: 12,
  orderDay: 16,
  class: 20,
  flags: 21,
  lineLength: 22,
  orderInstant: 24,
  seen: 32,
  customerLength: 40,
  idLength: 42,
  accountLength: 44,
  texts: 46,
} as const;

/** The event is a transaction, and no instant or number orders its versions. */
export const FLAG_VERSIONLESS = 1;
/** A retraction without a day: it follows what it withdraws. */
export const FLAG_FOLLOWS = 2;
/** Bytes of a line that are kept for ties, at the most; two longer lines equal so far keep their input order. */
const LINE_KEPT_MAX = 65_535;

/** Where an event stood in the input. */
export interface InputPosition {
  /** Index of the byte range, counted over all inputs in their order. */
  readonly range: number;
  /** Counts from 0 within the range. */
  readonly line: number;
}

/** A number of bytes that the record surely fits into. */
export function recordBytesMax(event: CustomerEvent, lineBytes: number): number {
  const fixed = 256 + Math.min(lineBytes, LINE_KEPT_MAX);
  const customer = event.customer.length * 3;
  switch (event.kind) {
    case 'transaction': {
      const { merchant, counterparty } = event;
      let units = event.account.length + event.id.length + event.description.length + event.mcc.length;
      units += event.replaces.length + event.reverses.length + event.currency.length;
      units += merchant.merchantId.length + merchant.name.length + merchant.category.length;
      units += merchant.processor.length;
      if (counterparty !== undefined) {
        units += counterparty.hash.length + counterparty.creditorId.length + counterparty.mandateId.length;
      }
      return fixed + customer + units * 3;
    }
    case 'consent':
      return fixed + customer;
    case 'event':
      return fixed + customer + (event.name.length + event.properties.length) * 3;
    case 'outcome':
      return fixed + customer + event.episode.length * 3;
    default:
      return assertNever(event);
  }
}

/** Whether two events may be equal in everything that orders them but their lines. */
export function needsLine(event: CustomerEvent): boolean {
  return event.kind !== 'transaction' || event.id === '' || event.seen !== undefined;
}

/** Appends an event at the cursor; `line` is kept only where `needsLine`. */
export function encodeRecord(
  cursor: SpillWriterCursor,
  event: CustomerEvent,
  place: InputPosition & { readonly hash: number },
  line: Uint8Array,
): void {
  const { view } = cursor;
  const start = cursor.position;
  const isTransaction = event.kind === 'transaction';
  const kept = needsLine(event) ? line.subarray(0, LINE_KEPT_MAX) : undefined;
  view.setUint32(start + RECORD.hash, place.hash, true);
  view.setUint32(start + RECORD.range, place.range, true);
  view.setUint32(start + RECORD.line, place.line, true);
  view.setInt32(start + RECORD.orderDay, event.orderDay, true);
  cursor.bytes[start + RECORD.class] = classOf(event);
  cursor.bytes[start + RECORD.flags] = flagsOf(event);
  view.setUint16(start + RECORD.lineLength, kept?.length ?? 0, true);
  view.setFloat64(start + RECORD.orderInstant, event.orderInstant, true);
  const seen = isTransaction && event.seen !== undefined ? event.seen : Number.NaN;
  view.setFloat64(start + RECORD.seen, seen, true);
  cursor.position = start + RECORD.texts;
  headText(cursor, event.customer, start + RECORD.customerLength);
  headText(cursor, isTransaction ? event.id : '', start + RECORD.idLength);
  headText(cursor, isTransaction ? event.account : '', start + RECORD.accountLength);
  if (kept !== undefined) {
    cursor.bytes.set(kept, cursor.position);
    cursor.position += kept.length;
  }
  encodeBody(cursor, event);
  view.setUint32(start + RECORD.length, cursor.position - start, true);
}

/** Start of the id's bytes in a record. */
export function idStart(bytes: Buffer, record: number): number {
  return record + RECORD.texts + bytes.readUInt16LE(record + RECORD.customerLength);
}

function headText(cursor: SpillWriterCursor, text: string, lengthAt: number): void {
  const start = cursor.position;
  cursor.raw(text, start);
  const length = cursor.position - start;
  assert(length <= 0xffff, 'ids are bounded by intake');
  cursor.view.setUint16(lengthAt, length, true);
}

function classOf(event: CustomerEvent): number {
  if (event.kind === 'transaction') return EVENT_CLASSES.transaction;
  return event.kind === 'consent' ? EVENT_CLASSES.consent : EVENT_CLASSES.other;
}

function flagsOf(event: CustomerEvent): number {
  if (event.kind !== 'transaction' || event.id === '') return 0;
  const versionless = event.seen === undefined ? FLAG_VERSIONLESS : 0;
  return versionless | (event.orderDay < 0 ? FLAG_FOLLOWS : 0);
}
