import type { Bucket } from './bucket.ts';
import { FLAG_FOLLOWS, FLAG_VERSIONLESS, idStart, RECORD } from './spill-record.ts';

/**
 * Puts one customer's records in the order of the ledger: day, class, instant, id, `seen`, bytes of the line,
 * and where all of these are equal, the place in the input. Versions of one account and id without `seen` keep
 * their input order: each counts at least as late as the one before it. A retraction without a day stands right
 * behind what it withdraws, or at the run's start.
 */
export function orderEvents(bucket: Bucket, records: Uint32Array): Uint32Array {
  const { positions } = bucket;
  sortUnlessSorted(records, (a, b) => positions[a]! - positions[b]!);
  const keys = keysOf(bucket, records);
  if (keys === undefined) {
    sortUnlessSorted(records, (a, b) => compareOwn(bucket, a, b) || positions[a]! - positions[b]!);
    return records;
  }
  // A key is the record whose own place in the order counts, which differs from the record in chains only.
  const order = Uint32Array.from(records.keys());
  sortUnlessSorted(order, (a, b) => {
    const keyA = keys[a]!;
    const keyB = keys[b]!;
    return (
      (keyA === keyB ? 0 : compareOwn(bucket, keyA, keyB) || positions[keyA]! - positions[keyB]!) || a - b
    );
  });
  return order.map((index) => records[index]!);
}

/** The record that each counts as, for customers where one does not count as itself. */
function keysOf(bucket: Bucket, records: Uint32Array): Uint32Array | undefined {
  const repeats = new IdTable(bucket, records.length);
  let keys: Uint32Array | undefined;
  for (let index = 0; index < records.length; index++) {
    const record = records[index]!;
    const flags = bucket.bytes[bucket.offsets[record]! + RECORD.flags]!;
    const before = repeats.replace(record, index);
    if (before < 0) continue;
    const follows = (flags & FLAG_FOLLOWS) !== 0;
    const earlier = bucket.bytes[bucket.offsets[records[before]!]! + RECORD.flags]!;
    if (!follows && (flags & earlier & FLAG_VERSIONLESS) === 0) continue;
    const key = keys?.[before] ?? records[before]!;
    if (!follows && compareOwn(bucket, key, record) <= 0) continue;
    keys ??= Uint32Array.from(records);
    keys[index] = key;
  }
  return keys;
}

function compareOwn(bucket: Bucket, a: number, b: number): number {
  const byDay = bucket.dayClass[a]! - bucket.dayClass[b]!;
  if (byDay !== 0) return byDay;
  const byInstant = bucket.instants[a]! - bucket.instants[b]!;
  return byInstant !== 0 ? byInstant : compareTexts(bucket, a, b);
}

function compareTexts(bucket: Bucket, a: number, b: number): number {
  const { bytes } = bucket;
  const recordA = bucket.offsets[a]!;
  const recordB = bucket.offsets[b]!;
  const idA = idStart(bytes, recordA);
  const idB = idStart(bytes, recordB);
  const accountA = idA + bytes.readUInt16LE(recordA + RECORD.idLength);
  const accountB = idB + bytes.readUInt16LE(recordB + RECORD.idLength);
  const byId = compareBytes(bytes, { a: idA, endA: accountA, b: idB, endB: accountB });
  if (byId !== 0) return byId;
  const seenA = bytes.readDoubleLE(recordA + RECORD.seen);
  const seenB = bytes.readDoubleLE(recordB + RECORD.seen);
  if (seenA !== seenB) {
    const given = Number(!Number.isNaN(seenA)) - Number(!Number.isNaN(seenB));
    if (given !== 0) return given;
    if (!Number.isNaN(seenA)) return seenA - seenB;
  }
  const lineA = accountA + bytes.readUInt16LE(recordA + RECORD.accountLength);
  const lineB = accountB + bytes.readUInt16LE(recordB + RECORD.accountLength);
  const endA = lineA + bytes.readUInt16LE(recordA + RECORD.lineLength);
  const endB = lineB + bytes.readUInt16LE(recordB + RECORD.lineLength);
  const byLine = compareBytes(bytes, { a: lineA, endA, b: lineB, endB });
  // Where no line is kept, equal ids stand on two accounts.
  return byLine !== 0 ? byLine : compareBytes(bytes, { a: accountA, endA: lineA, b: accountB, endB: lineB });
}

function compareBytes(
  bytes: Uint8Array,
  parts: { readonly a: number; readonly endA: number; readonly b: number; readonly endB: number },
): number {
  const { a, endA, b, endB } = parts;
  const length = Math.min(endA - a, endB - b);
  for (let index = 0; index < length; index++) {
    const difference = bytes[a + index]! - bytes[b + index]!;
    if (difference !== 0) return difference;
  }
  return endA - a - (endB - b);
}

function sortUnlessSorted(records: Uint32Array, compare: (a: number, b: number) => number): void {
  for (let index = 1; index < records.length; index++) {
    if (compare(records[index - 1]!, records[index]!) > 0) {
      records.sort(compare);
      return;
    }
  }
}

/** Remembers the newest record of each account and id of one customer. */
class IdTable {
  readonly #bucket: Bucket;
  readonly #mask: number;
  readonly #slots: Int32Array;
  readonly #records: Uint32Array;

  constructor(bucket: Bucket, recordCount: number) {
    const size = 2 ** Math.ceil(Math.log2(recordCount * 2 + 1));
    this.#bucket = bucket;
    this.#mask = size - 1;
    this.#slots = new Int32Array(size).fill(-1);
    this.#records = new Uint32Array(size);
  }

  /** Puts a record in; gives the index of the one before it with the same account and id, or -1. */
  replace(record: number, index: number): number {
    const { bytes, offsets } = this.#bucket;
    const offset = offsets[record]!;
    const start = idStart(bytes, offset);
    const idLength = bytes[offset + RECORD.idLength]! | (bytes[offset + RECORD.idLength + 1]! << 8);
    if (idLength === 0) return -1;
    const accountLength =
      bytes[offset + RECORD.accountLength]! | (bytes[offset + RECORD.accountLength + 1]! << 8);
    const end = start + idLength + accountLength;
    let hash = idLength;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    for (let slot = (hash ^ (hash >>> 15)) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const before = this.#slots[slot]!;
      if (before >= 0 && !this.#isSame(this.#records[slot]!, offset, end - start)) continue;
      this.#slots[slot] = index;
      this.#records[slot] = offset;
      return before;
    }
  }

  #isSame(known: number, offset: number, length: number): boolean {
    const { bytes } = this.#bucket;
    for (let at = RECORD.idLength; at < RECORD.texts; at++) {
      if (bytes[known + at] !== bytes[offset + at]) return false;
    }
    const a = idStart(bytes, known);
    const b = idStart(bytes, offset);
    for (let index = 0; index < length; index++) if (bytes[a + index] !== bytes[b + index]) return false;
    return true;
  }
}
