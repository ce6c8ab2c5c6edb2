import { Buffer } from 'node:buffer';
import { closeSync } from 'node:fs';
import { hash32 } from '../../lib/hash.ts';
import type { CustomerEvent } from '../../model/ledger-event.ts';
import { endWriting, openToWrite, writeAll } from './files.ts';
import { SpillWriterCursor } from './spill-cursor.ts';
import { encodeRecord, type InputPosition, recordBytesMax } from './spill-record.ts';

const CHUNK_BYTES_MIN = 4 * 1024;
const CHUNK_BYTES_MAX = 256 * 1024;

/** Where a worker's events lie: three numbers for each chunk (bucket, offset, length). */
export interface SpillIndex {
  readonly path: string;
  readonly bytes: number;
  readonly chunks: Float64Array;
}

/** The bucket of a customer's hash: the top bits, so that buckets and slices of timers nest. */
export function bucketOfHash(hash: number, bucketBits: number): number {
  return bucketBits === 0 ? 0 : hash >>> (32 - bucketBits);
}

/** One worker's spill: each bucket has a buffer of its own, and full ones go to the one file. */
export class SpillFile {
  readonly path: string;
  readonly #bucketBits: number;
  readonly #chunkBytes: number;
  readonly #cursor: SpillWriterCursor;
  readonly #used: Int32Array;
  readonly #chunks: number[] = [];
  readonly #descriptor: number;
  #bytes = 0;

  constructor(path: string, options: { readonly bucketBits: number; readonly bufferBytes: number }) {
    const buckets = 2 ** options.bucketBits;
    this.path = path;
    this.#bucketBits = options.bucketBits;
    const share = 2 ** Math.floor(Math.log2(options.bufferBytes / buckets));
    this.#chunkBytes = Math.max(CHUNK_BYTES_MIN, Math.min(CHUNK_BYTES_MAX, share));
    this.#cursor = new SpillWriterCursor(Buffer.allocUnsafeSlow(buckets * this.#chunkBytes));
    this.#used = new Int32Array(buckets);
    this.#descriptor = openToWrite(path);
  }

  add(event: CustomerEvent, position: InputPosition, line: Uint8Array): void {
    const hash = hash32(event.customer);
    const bucket = bucketOfHash(hash, this.#bucketBits);
    const bytesMax = recordBytesMax(event, line.length);
    const place = { hash, range: position.range, line: position.line };
    if (bytesMax > this.#chunkBytes) {
      this.#addLarge(event, place, line, { bucket, bytesMax });
      return;
    }
    if (this.#used[bucket]! + bytesMax > this.#chunkBytes) this.#flush(bucket);
    const cursor = this.#cursor;
    const start = bucket * this.#chunkBytes;
    cursor.position = start + this.#used[bucket]!;
    encodeRecord(cursor, event, place, line);
    this.#used[bucket] = cursor.position - start;
  }

  /** Writes what is left and gives the index; with `sync` the file is on the disk for good. */
  finish(options: { readonly sync: boolean }): SpillIndex {
    for (let bucket = 0; bucket < this.#used.length; bucket++) this.#flush(bucket);
    endWriting(this.#descriptor, this.path, options);
    return { path: this.path, bytes: this.#bytes, chunks: Float64Array.from(this.#chunks) };
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #addLarge(
    event: CustomerEvent,
    place: InputPosition & { readonly hash: number },
    line: Uint8Array,
    room: { readonly bucket: number; readonly bytesMax: number },
  ): void {
    const cursor = new SpillWriterCursor(Buffer.allocUnsafeSlow(room.bytesMax));
    encodeRecord(cursor, event, place, line);
    this.#write(room.bucket, cursor.bytes.subarray(0, cursor.position));
  }

  #flush(bucket: number): void {
    const used = this.#used[bucket]!;
    if (used === 0) return;
    const start = bucket * this.#chunkBytes;
    this.#write(bucket, this.#cursor.bytes.subarray(start, start + used));
    this.#used[bucket] = 0;
  }

  #write(bucket: number, bytes: Buffer): void {
    writeAll(this.#descriptor, bytes, this.path);
    this.#chunks.push(bucket, this.#bytes, bytes.length);
    this.#bytes += bytes.length;
  }
}
