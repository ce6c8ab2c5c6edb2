import { Buffer } from 'node:buffer';
import { closeSync, fsyncSync } from 'node:fs';
import { dirname } from 'node:path';
import { assert } from '../../lib/assert.ts';
import type { OutputRecord, OutputTopic } from '../../model/signal.ts';
import { fileError, openToWrite, syncPath, writeAll } from './files.ts';

/** The outputs of the fold, in the order in which they stand in a segment. */
export const FOLD_TOPICS = ['signals', 'activations', 'audit', 'transactions'] as const;

/*
 * A record of a segment: length of the whole (four bytes), day (four), length of the customer (two),
 * the customer as UTF-8, the line with its end.
 */
export const SEGMENT_RECORD = { length: 0, day: 4, customerLength: 8, customer: 10 } as const;

const BUFFER_BYTES_FIRST = 64 * 1024;
const WRITE_BYTES = 1024 * 1024;

/** Bytes of each topic in a bucket's segment, one behind the other. */
export type SegmentLengths = Readonly<Record<OutputTopic, number>>;

/** Gathers one topic's records of a bucket; customers come in the order of their bytes. */
class TopicRecords {
  readonly days: number[] = [];
  readonly starts: number[] = [];
  bytes: Buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES_FIRST);
  used = 0;

  add(day: number, customer: Uint8Array, line: string): void {
    const { used } = this;
    this.#makeRoom(used + SEGMENT_RECORD.customer + customer.length + line.length * 3 + 1);
    const { bytes } = this;
    bytes.set(customer, used + SEGMENT_RECORD.customer);
    const text = used + SEGMENT_RECORD.customer + customer.length;
    const end = text + bytes.write(line, text, 'utf8');
    bytes[end] = 10;
    bytes.writeUInt32LE(end + 1 - used, used + SEGMENT_RECORD.length);
    bytes.writeInt32LE(day, used + SEGMENT_RECORD.day);
    bytes.writeUInt16LE(customer.length, used + SEGMENT_RECORD.customerLength);
    this.days.push(day);
    this.starts.push(used);
    this.used = end + 1;
  }

  /** Indexes of the records by day; those of one day keep their order: by customer, then ordinal. */
  order(): number[] {
    const { days } = this;
    return [...days.keys()].sort((a, b) => days[a]! - days[b]! || a - b);
  }

  record(index: number): Buffer {
    return this.bytes.subarray(this.starts[index]!, this.starts[index + 1] ?? this.used);
  }

  #makeRoom(needed: number): void {
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.used);
    this.bytes = larger;
  }
}

/** What a bucket put out, in the order of the output files. */
export class Segment {
  readonly #topics: Readonly<Record<OutputTopic, TopicRecords>> = {
    signals: new TopicRecords(),
    activations: new TopicRecords(),
    audit: new TopicRecords(),
    transactions: new TopicRecords(),
  };

  /** Adds a customer's outputs, in their order. */
  add(customer: Uint8Array, outputs: readonly OutputRecord[]): void {
    let ordinal = -1;
    let day = 0;
    for (const output of outputs) {
      assert(output.ordinal > ordinal && output.day >= day, "a customer's outputs come in order");
      ordinal = output.ordinal;
      day = output.day;
      this.#topics[output.topic].add(day, customer, JSON.stringify(output.body));
    }
  }

  /** Writes the segment anew; with `sync` it is on the disk for good. Gives the bytes of each topic. */
  write(path: string, options: { readonly sync: boolean }): SegmentLengths {
    const descriptor = openToWrite(path);
    try {
      for (const topic of FOLD_TOPICS) writeTopic(descriptor, this.#topics[topic], path);
      if (options.sync) fsyncSync(descriptor);
    } catch (error) {
      throw fileError(error, { action: 'write', path });
    } finally {
      closeSync(descriptor);
    }
    if (options.sync) syncPath(dirname(path));
    const { signals, activations, audit, transactions } = this.#topics;
    return {
      signals: signals.used,
      activations: activations.used,
      audit: audit.used,
      transactions: transactions.used,
    };
  }
}

function writeTopic(descriptor: number, records: TopicRecords, path: string): void {
  const buffer = Buffer.allocUnsafe(Math.min(WRITE_BYTES, records.used));
  let used = 0;
  for (const index of records.order()) {
    const record = records.record(index);
    if (used + record.length > buffer.length) {
      writeAll(descriptor, buffer.subarray(0, used), path);
      used = 0;
    }
    if (record.length > buffer.length) writeAll(descriptor, record, path);
    else {
      buffer.set(record, used);
      used += record.length;
    }
  }
  writeAll(descriptor, buffer.subarray(0, used), path);
}
