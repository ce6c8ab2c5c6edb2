import { Buffer } from 'node:buffer';
import { closeSync, openSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { OutputTopic } from '../../model/signal.ts';
import { fileError, readFully, writeAll } from './files.ts';
import { SEGMENT_RECORD } from './segment.ts';

/** Where one topic's records lie in one bucket's segment. */
export interface SegmentPart {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

export interface MergeTarget {
  readonly descriptor: number;
  readonly path: string;
  readonly topic: OutputTopic;
}

export interface MergeOptions {
  /** For the reading buffers of all segments together. */
  readonly bufferBytes: number;
  readonly check: () => void;
}

const READ_BYTES_MIN = 16 * 1024;
const READ_BYTES_MAX = 512 * 1024;
const WRITE_BYTES = 1024 * 1024;
/** Records between two looks at whether to stop. */
const RECORDS_AT_ONCE = 50_000;

/** Appends the lines of all segments, by day and customer; gives how many lines and bytes these were. */
export async function mergeSegments(
  parts: readonly SegmentPart[],
  target: MergeTarget,
  options: MergeOptions,
): Promise<{ readonly lines: number; readonly bytes: number }> {
  const share = Math.floor(options.bufferBytes / Math.max(parts.length, 1));
  const readBytes = Math.max(READ_BYTES_MIN, Math.min(READ_BYTES_MAX, share));
  const heap: SegmentCursor[] = [];
  for (const part of parts) {
    const cursor = new SegmentCursor(part, readBytes);
    if (!cursor.next()) continue;
    heap.push(cursor);
    siftUp(heap, heap.length - 1);
  }
  const writer = new BufferedWriter(target);
  let lines = 0;
  while (heap.length > 0) {
    const cursor = heap[0]!;
    writer.write(cursor.buffer, cursor.lineStart, cursor.recordEnd);
    if (!cursor.next()) {
      const last = heap.pop()!;
      if (heap.length > 0) heap[0] = last;
    }
    siftDown(heap);
    if (++lines % RECORDS_AT_ONCE === 0) {
      await setImmediate();
      options.check();
    }
  }
  writer.flush();
  return { lines, bytes: writer.bytes };
}

class SegmentCursor {
  buffer: Buffer;
  day = 0;
  customerStart = 0;
  lineStart = 0;
  recordEnd = 0;
  readonly #part: SegmentPart;
  #filled = 0;
  #position: number;

  constructor(part: SegmentPart, readBytes: number) {
    this.#part = part;
    this.#position = part.start;
    this.buffer = Buffer.allocUnsafe(Math.min(readBytes, part.end - part.start));
  }

  /** Goes to the next record; false behind the last. */
  next(): boolean {
    const start = this.recordEnd;
    const known = this.#filled - start;
    if (known < SEGMENT_RECORD.customer && !this.#fill(SEGMENT_RECORD.customer)) return false;
    const length = this.buffer.readUInt32LE(this.recordEnd + SEGMENT_RECORD.length);
    if (this.#filled - this.recordEnd < length) this.#fill(length);
    const record = this.recordEnd;
    this.day = this.buffer.readInt32LE(record + SEGMENT_RECORD.day);
    this.customerStart = record + SEGMENT_RECORD.customer;
    this.lineStart = this.customerStart + this.buffer.readUInt16LE(record + SEGMENT_RECORD.customerLength);
    this.recordEnd = record + length;
    return true;
  }

  /** Moves what is left to the front and reads on; false when there is nothing left at all. */
  #fill(needed: number): boolean {
    const left = this.#filled - this.recordEnd;
    const larger = needed > this.buffer.length ? Buffer.allocUnsafe(needed) : this.buffer;
    this.buffer.copy(larger, 0, this.recordEnd, this.#filled);
    this.buffer = larger;
    this.recordEnd = 0;
    this.#filled = left;
    const length = Math.min(larger.length - left, this.#part.end - this.#position);
    if (length > 0) this.#read({ start: left, length, position: this.#position });
    this.#position += length;
    this.#filled += length;
    return this.#filled > 0;
  }

  #read(part: { readonly start: number; readonly length: number; readonly position: number }): void {
    // Opened for each read: there may be more segments than a process may hold open.
    const { path } = this.#part;
    try {
      const descriptor = openSync(path, 'r');
      try {
        const read = readFully(descriptor, this.buffer, part);
        if (read < part.length) throw new Error(`${path} is shorter than this run left it`);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      throw fileError(error, { action: 'read', path });
    }
  }
}

class BufferedWriter {
  bytes = 0;
  readonly #target: MergeTarget;
  readonly #buffer = Buffer.allocUnsafe(WRITE_BYTES);
  #used = 0;

  constructor(target: MergeTarget) {
    this.#target = target;
  }

  write(source: Buffer, start: number, end: number): void {
    const length = end - start;
    this.bytes += length;
    if (this.#used + length > this.#buffer.length) this.flush();
    if (length > this.#buffer.length) {
      writeAll(this.#target.descriptor, source.subarray(start, end), this.#target.path);
      return;
    }
    source.copy(this.#buffer, this.#used, start, end);
    this.#used += length;
  }

  flush(): void {
    writeAll(this.#target.descriptor, this.#buffer.subarray(0, this.#used), this.#target.path);
    this.#used = 0;
  }
}

/** By day, then customer: a customer's records are all in one segment, in their order. */
function isBefore(a: SegmentCursor, b: SegmentCursor): boolean {
  if (a.day !== b.day) return a.day < b.day;
  const endA = a.lineStart;
  const endB = b.lineStart;
  return a.buffer.compare(b.buffer, b.customerStart, endB, a.customerStart, endA) < 0;
}

function siftUp(heap: SegmentCursor[], from: number): void {
  for (let index = from; index > 0; ) {
    const parent = (index - 1) >> 1;
    if (!isBefore(heap[index]!, heap[parent]!)) return;
    swap(heap, index, parent);
    index = parent;
  }
}

function siftDown(heap: SegmentCursor[]): void {
  for (let index = 0; ; ) {
    const left = 2 * index + 1;
    if (left >= heap.length) return;
    const right = left + 1;
    const child = right < heap.length && isBefore(heap[right]!, heap[left]!) ? right : left;
    if (!isBefore(heap[child]!, heap[index]!)) return;
    swap(heap, index, child);
    index = child;
  }
}

function swap(heap: SegmentCursor[], a: number, b: number): void {
  const value = heap[a]!;
  heap[a] = heap[b]!;
  heap[b] = value;
}
