import { statfsSync } from 'node:fs';
import { OperationalError } from '../../errors/operational-error.ts';
import { IDENTITY_BLOCK_BYTES } from './block-hashes.ts';
import type { ReadableFile } from './inputs.ts';
import type { ReadTask } from './read-stage.ts';

/** How a run is cut into pieces, and what these take. None of it changes an output byte. */
export interface Plan {
  readonly ranges: readonly ReadTask[];
  readonly bucketBits: number;
  readonly spillBufferBytes: number;
  readonly blockBytes: number;
  readonly inputBytes: number;
  /** Bytes that the spill takes, about. */
  readonly spillBytes: number;
  readonly diskBytes: number;
}

export interface PlanOptions {
  readonly threads: number;
  readonly memoryBytes: number;
  /** Customers in the store: time may concern each of them. */
  readonly customers: number;
  readonly writesTransactions: boolean;
  readonly bucketBits: number | undefined;
  readonly blockBytes: number | undefined;
  readonly rangeBytes: number | undefined;
}

const MIB = 1024 * 1024;
const BLOCK_BYTES = MIB;
/** Packed files of events are a tenth of their size or more. */
const EXPANSION_ASSUMED = 15;
/** Spilled bytes for each byte of input: measured 0.75 to 1.0, more with many fields and no ids. */
const SPILL_RATIO = 1.1;
/** Segment and output for each byte of input, when transactions are put out. */
const TRANSACTIONS_RATIO = 6;
const BUCKET_BITS_MAX = 14;
/** States of a bucket's customers are written in one batch. */
const BUCKET_CUSTOMERS = 2048;
/** What Node, the program and the database take before any event is read, and each thread beside its buckets. */
const MEMORY_FIXED = 128 * MIB;
const MEMORY_FIXED_THREAD = 32 * MIB;
/** A thread takes about so many times a bucket's spill: bytes, index, states, outputs, and what waits for the store. */
const BUCKET_MEMORY_RATIO = 16;
/** Smaller inputs are one bucket. */
const BUCKET_BYTES_MIN = 4 * MIB;
const BUCKET_BYTES_MAX = 32 * MIB;

/** Cuts the inputs into ranges and the customers into buckets. */
export function planRun(files: readonly ReadableFile[], options: PlanOptions): Plan {
  const inputBytes = files.reduce((sum, { size }) => sum + size, 0);
  const expanded = files.reduce((sum, { size, packed }) => sum + size * (packed ? EXPANSION_ASSUMED : 1), 0);
  const spillBytes = Math.ceil(expanded * SPILL_RATIO);
  return {
    ranges: rangesOf(files, options.rangeBytes ?? rangeBytesOf(inputBytes, options.threads)),
    bucketBits: options.bucketBits ?? bucketBitsOf(spillBytes, options),
    spillBufferBytes: Math.max(4 * MIB, Math.min(64 * MIB, threadMemory(options) / 8)),
    blockBytes: options.blockBytes ?? BLOCK_BYTES,
    inputBytes,
    spillBytes,
    diskBytes: spillBytes + (options.writesTransactions ? expanded * TRANSACTIONS_RATIO : 0),
  };
}

/** Refuses a run that surely does not fit on the disk, before anything is written. */
export function checkDisk(directory: string, neededBytes: number): number {
  const { bavail, bsize } = statfsSync(directory);
  const free = Number(bavail) * Number(bsize);
  if (neededBytes <= free) return free;
  throw new OperationalError(
    'MS_DISK_SPACE',
    `the run needs about ${sizeText(neededBytes)} beside its state, and ${directory} has ${sizeText(free)} free`,
    { retriable: true },
  );
}

/** A number of bytes for people. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < MIB) return `${(bytes / 1024).toFixed(1)} KiB`;
  return bytes < 1024 * MIB ? `${(bytes / MIB).toFixed(1)} MiB` : `${(bytes / MIB / 1024).toFixed(1)} GiB`;
}

function rangeBytesOf(inputBytes: number, threads: number): number {
  const wanted = inputBytes / threads / 4;
  const blocks = Math.max(1, Math.min(4, Math.round(wanted / IDENTITY_BLOCK_BYTES)));
  return blocks * IDENTITY_BLOCK_BYTES;
}

function bucketBitsOf(spillBytes: number, options: PlanOptions): number {
  const share = threadMemory(options) / BUCKET_MEMORY_RATIO;
  const bucketBytes = Math.max(BUCKET_BYTES_MIN, Math.min(BUCKET_BYTES_MAX, share));
  let buckets = Math.max(spillBytes / bucketBytes, options.customers / BUCKET_CUSTOMERS);
  if (buckets > 1) buckets = Math.max(buckets, options.threads * 4);
  return Math.max(0, Math.min(BUCKET_BITS_MAX, Math.ceil(Math.log2(buckets))));
}

function threadMemory({ memoryBytes, threads }: PlanOptions): number {
  return Math.max(memoryBytes / 4, memoryBytes - MEMORY_FIXED - threads * MEMORY_FIXED_THREAD) / threads;
}

function rangesOf(files: readonly ReadableFile[], rangeBytes: number): ReadTask[] {
  const ranges: ReadTask[] = [];
  for (const { name, path, size, packed, reading } of files) {
    // Only lines can be read from the middle of a file.
    const step = packed || reading.format !== 'plain' ? size : rangeBytes;
    for (let start = 0; start < size; start += step) {
      const end = Math.min(size, start + step);
      ranges.push({ name, path, size, packed, reading, start, end, range: ranges.length });
    }
  }
  return ranges;
}
