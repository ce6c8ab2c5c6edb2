import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OperationalError } from '../errors/operational-error.ts';

/** Buffers' worth of bytes that the database needs to flush what it holds in memory. */
const RESERVED_BUFFERS = 6;
/** What one compaction writes at most before it deletes what it replaces: 25 files of 64 MiB. */
const COMPACTION_BYTES_MAX = 25 * 64 * 1024 * 1024;

const WRITE_BUFFER_BYTES_MAX = 32 * 1024 * 1024;
const WRITE_BUFFER_BYTES_MIN = 128 * 1024;
/** A small disk gets small buffers, so that the reserve leaves most of it to the state. */
const WRITE_BUFFER_SHARE = 64;

/** How much the database may hold in memory before it becomes a file, on the disk of this directory. */
export function writeBufferFor(location: string): number {
  const { blocks, bsize } = statfsSync(location);
  const share = Math.floor((blocks * bsize) / WRITE_BUFFER_SHARE);
  return Math.min(WRITE_BUFFER_BYTES_MAX, Math.max(WRITE_BUFFER_BYTES_MIN, share));
}

/** Says whether there is room on the disk for what is to be written. */
export type EnsureRoom = (bytes: number) => void;

/**
 * Refuses a write before the disk is full to the last byte. RocksDB itself, met by a full disk while it flushes
 * or compacts, may wait without end in a write or in close (seen with both engines, about once in ten tries),
 * and a process with a thread that waits so cannot even exit.
 */
export function roomOf(location: string, directory: string, writeBufferBytes: number): EnsureRoom {
  const flush = RESERVED_BUFFERS * writeBufferBytes;
  let database = 0;
  let untilMeasured = 0;
  return (bytes) => {
    untilMeasured -= bytes;
    if (untilMeasured <= 0) {
      database = sizeOf(directory);
      untilMeasured = writeBufferBytes;
    }
    const { bavail, bsize } = statfsSync(location);
    const free = bavail * bsize;
    const needed = flush + Math.min(database, COMPACTION_BYTES_MAX) + bytes;
    if (free >= needed) return;
    throw new OperationalError(
      'MS_DISK_FULL',
      `the disk that holds ${location} is full: ${inMebibytes(free)} are free, and a state of ${inMebibytes(database)} needs ${inMebibytes(needed)} to be written safely. Make room, then start again`,
      { retriable: true },
    );
  };
}

function sizeOf(directory: string): number {
  if (!existsSync(directory)) return 0;
  let bytes = 0;
  for (const name of readdirSync(directory)) {
    // The database deletes files while we look.
    bytes += statSync(join(directory, name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

function inMebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
