import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { damaged } from '../../customer/byte-reader.ts';
import { OperationalError } from '../../errors/operational-error.ts';
import type { Day } from '../../model/day.ts';
import type { CustomerKey } from '../../model/ids.ts';
import type { StateParts } from '../engine.ts';
import { BlockReader, BlockWriter } from './block-bytes.ts';

/*
 * What stands in the compacted topic of snapshots. A key begins with one letter, so that no key is four zero bytes,
 * by which kafkajs takes a record for the marker of an abort:
 *
 *   c customer    a customer's state
 *   p offset      the partition's state at this offset, which is a restore point
 *
 * A customer's value: version 1, kind 1, reflects, born, due + 1 (0 for none), then hot, cold and ids, each behind
 * 1 + its length (0 for a part that has never held anything), CRC32 of all before it (little endian).
 */
const SNAPSHOT_VERSION = 1;
const KIND_CUSTOMER = 1;
const HEAD_BYTES = 2;
const CHECKSUM_BYTES = 4;

/** A customer's state as it is stored, with what the shell must know without decoding it. */
export interface Snapshot {
  /** All of the ledger below this offset is in it, and nothing else. */
  readonly reflects: number;
  /** The offset of the customer's first event. */
  readonly born: number;
  /** The day on which time alone changes something; undefined for none. */
  readonly due: Day | undefined;
  readonly parts: StateParts;
}

/** What a key of the snapshots topic names. */
export type SnapshotKey =
  | { readonly kind: 'customer'; readonly customer: CustomerKey }
  | { readonly kind: 'partition'; readonly offset: number };

export function customerSnapshotKey(customer: CustomerKey): Buffer {
  return Buffer.from(`c${customer}`, 'utf8');
}

export function partitionSnapshotKey(offset: number): Buffer {
  return Buffer.from(`p${offset}`, 'utf8');
}

/** Reads a key; undefined for one that is none of ours. */
export function decodeSnapshotKey(key: Uint8Array | null): SnapshotKey | undefined {
  const text = key === null ? '' : Buffer.from(key).toString('utf8');
  if (text.startsWith('c') && text.length > 1)
    return { kind: 'customer', customer: text.slice(1) as CustomerKey };
  const offset = /^p(\d{1,16})$/.exec(text)?.[1];
  return offset === undefined ? undefined : { kind: 'partition', offset: Number(offset) };
}

/** The bytes of a customer's snapshot. */
export function encodeSnapshot({ reflects, born, due, parts }: Snapshot): Buffer {
  const writer = new BlockWriter(SNAPSHOT_VERSION, KIND_CUSTOMER);
  writer.count(reflects);
  writer.count(born);
  writer.count(due === undefined ? 0 : due + 1);
  for (const part of [parts.hot, parts.cold, parts.ids]) {
    writer.count(part === undefined ? 0 : 1);
    if (part !== undefined) writer.bytes(part);
  }
  const bytes = writer.finish();
  const sum = Buffer.alloc(CHECKSUM_BYTES);
  sum.writeUInt32LE(crc32(bytes));
  return Buffer.concat([bytes, sum]);
}

/** Reads a customer's snapshot. */
export function decodeSnapshot(value: Uint8Array): Snapshot {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const end = bytes.length - CHECKSUM_BYTES;
  if (end < HEAD_BYTES || crc32(bytes.subarray(0, end)) !== bytes.readUInt32LE(end)) throw damaged();
  if (bytes[0] !== SNAPSHOT_VERSION || bytes[1] !== KIND_CUSTOMER) {
    throw new OperationalError('MS_STATE_NEWER', 'a snapshot was written by a newer build: use that one', {
      retriable: false,
    });
  }
  const reader = new BlockReader(bytes.subarray(0, end), HEAD_BYTES, damaged);
  const [reflects, born, due] = [reader.count(), reader.count(), reader.count()];
  const part = () => (reader.count() === 0 ? undefined : reader.bytes());
  const parts = { hot: part(), cold: part(), ids: part() };
  reader.end();
  return { reflects, born, due: due === 0 ? undefined : due - 1, parts };
}
