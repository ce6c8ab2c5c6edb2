import { Buffer } from 'node:buffer';
import { closeSync, openSync } from 'node:fs';
import { OperationalError } from '../../errors/operational-error.ts';
import { fileError, readFully } from './files.ts';
import { RECORD } from './spill-record.ts';

/** Where a bucket's events lie: file, offset and length of each chunk. */
export interface ChunkPlace {
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/** A bucket is read whole; only a customer with millions of events makes one this large. */
const BUCKET_BYTES_MAX = 2 ** 31;

/** A bucket's events, found but not yet decoded, and grouped by customer. */
export interface Bucket {
  readonly bytes: Buffer;
  readonly count: number;
  readonly offsets: Uint32Array;
  /** Day of the order and class in one number. */
  readonly dayClass: Int32Array;
  readonly instants: Float64Array;
  /** Where each stood in the input, as one number. */
  readonly positions: Float64Array;
  /** The records by customer: those of customer `g` are at `starts[g]` to `starts[g + 1]`. */
  readonly byCustomer: Uint32Array;
  readonly starts: Uint32Array;
}

/** Reads chunks one behind the other into one buffer, which is used again when it is large enough. */
export function readChunks(chunks: readonly ChunkPlace[], reused: Buffer): Buffer {
  let total = 0;
  for (const { length } of chunks) total += length;
  if (total > BUCKET_BYTES_MAX) {
    throw new OperationalError(
      'MS_BUCKET_TOO_LARGE',
      `the events of one group of customers take ${total} bytes, more than ${BUCKET_BYTES_MAX} can be ordered at once: a single customer seems to hold most of the input`,
      { retriable: false },
    );
  }
  const room = total <= reused.length ? reused : Buffer.allocUnsafeSlow(Math.ceil(total * 1.25));
  const open = new Map<string, number>();
  let start = 0;
  try {
    for (const { path, offset, length } of chunks) {
      let descriptor = open.get(path);
      if (descriptor === undefined) {
        descriptor = openSync(path, 'r');
        open.set(path, descriptor);
      }
      if (readFully(descriptor, room, { start, length, position: offset }) < length) throw spillCut(path);
      start += length;
    }
  } catch (error) {
    throw fileError(error, { action: 'read', path: chunks[0]?.path ?? '' });
  } finally {
    for (const descriptor of open.values()) closeSync(descriptor);
  }
  return room;
}

/** Finds the records in a bucket's bytes and groups them by customer. */
export function openBucket(bytes: Buffer, length: number): Bucket {
  let count = 0;
  for (let offset = 0; offset < length; offset += bytes.readUInt32LE(offset)) count++;
  const offsets = new Uint32Array(count);
  const dayClass = new Int32Array(count);
  const instants = new Float64Array(count);
  const positions = new Float64Array(count);
  const groups = new Uint32Array(count);
  const table = new CustomerTable(bytes, count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0, offset = 0; index < count; index++) {
    offsets[index] = offset;
    dayClass[index] = view.getInt32(offset + RECORD.orderDay, true) * 4 + bytes[offset + RECORD.class]!;
    instants[index] = view.getFloat64(offset + RECORD.orderInstant, true);
    const range = view.getUint32(offset + RECORD.range, true);
    positions[index] = range * 4294967296 + view.getUint32(offset + RECORD.line, true);
    groups[index] = table.groupOf(offset, view.getUint32(offset + RECORD.hash, true));
    offset += view.getUint32(offset, true);
  }
  return { bytes, count, offsets, dayClass, instants, positions, ...gather(groups, table.count) };
}

/** Gives each customer of a bucket a number; the bytes decide, the hash only finds. */
class CustomerTable {
  count = 0;
  readonly #bytes: Buffer;
  readonly #mask: number;
  /** Group + 1 at each slot, 0 where it is free. */
  readonly #slots: Uint32Array;
  /** A record of each group. */
  readonly #firsts: Uint32Array;

  constructor(bytes: Buffer, recordCount: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(recordCount, 1) * 2));
    this.#bytes = bytes;
    this.#mask = size - 1;
    this.#slots = new Uint32Array(size);
    this.#firsts = new Uint32Array(recordCount);
  }

  groupOf(record: number, hash: number): number {
    // The hash's top bits are the same in a whole bucket.
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const known = this.#slots[slot]!;
      if (known === 0) {
        this.#slots[slot] = ++this.count;
        this.#firsts[this.count - 1] = record;
        return this.count - 1;
      }
      if (this.#isSame(this.#firsts[known - 1]!, record)) return known - 1;
    }
  }

  #isSame(a: number, b: number): boolean {
    const bytes = this.#bytes;
    const length = bytes[a + RECORD.customerLength]! | (bytes[a + RECORD.customerLength + 1]! << 8);
    if (length !== (bytes[b + RECORD.customerLength]! | (bytes[b + RECORD.customerLength + 1]! << 8)))
      return false;
    for (let index = RECORD.texts; index < RECORD.texts + length; index++) {
      if (bytes[a + index] !== bytes[b + index]) return false;
    }
    return true;
  }
}

function gather(groups: Uint32Array, groupCount: number): Pick<Bucket, 'byCustomer' | 'starts'> {
  const starts = new Uint32Array(groupCount + 1);
  for (let index = 0; index < groups.length; index++) starts[groups[index]! + 1]!++;
  for (let group = 0; group < groupCount; group++) starts[group + 1]! += starts[group]!;
  const next = starts.slice(0, groupCount);
  const byCustomer = new Uint32Array(groups.length);
  for (let index = 0; index < groups.length; index++) byCustomer[next[groups[index]!]!++] = index;
  return { byCustomer, starts };
}

function spillCut(path: string): OperationalError {
  return new OperationalError('MS_SPILL_DAMAGED', `${path} is shorter than this run left it`, {
    retriable: false,
  });
}
