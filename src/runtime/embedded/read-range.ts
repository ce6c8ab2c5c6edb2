import { Buffer } from 'node:buffer';
import { closeSync, openSync } from 'node:fs';
import { OperationalError } from '../../errors/operational-error.ts';
import { BlockHashes } from './block-hashes.ts';
import { fileError, readFully } from './files.ts';
import type { BlockReader } from './line-splitter.ts';

/** A stretch of a plain file; it owns the lines that start in it. */
export interface ByteRange {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** Bytes of the file when the run was planned; what grows beyond is not read. */
  readonly size: number;
}

const NEWLINE = 10;
/** Read at once behind a range's end, to finish its last line. */
const TAIL_BYTES = 64 * 1024;

/** Feeds a range's lines to a splitter; gives the hashes of the range's blocks. */
export function readRange(
  range: ByteRange,
  splitter: BlockReader,
  options: { readonly blockBytes: number; readonly check: () => void },
): Uint8Array {
  const descriptor = openInput(range.path);
  try {
    const buffer = Buffer.allocUnsafe(Math.min(options.blockBytes, Math.max(range.size - range.start, 1)));
    const hashes = new BlockHashes();
    let isSkipping = range.start > 0 && !endsLine(descriptor, range);
    for (let position = range.start; position < range.end; ) {
      options.check();
      let block = readBlock(descriptor, buffer, { position, end: range.end, path: range.path });
      hashes.push(block);
      position += block.length;
      if (isSkipping) {
        const newline = block.indexOf(NEWLINE);
        if (newline < 0) continue;
        isSkipping = false;
        block = block.subarray(newline + 1);
      }
      splitter.push(block);
    }
    finishLine(descriptor, range, splitter, options.check);
    splitter.end();
    return hashes.finish();
  } catch (error) {
    throw fileError(error, { action: 'read', path: range.path });
  } finally {
    closeSync(descriptor);
  }
}

/** Hashes a range without looking at its lines. */
export function hashRange(
  range: ByteRange,
  options: { readonly blockBytes: number; readonly check: () => void },
): Uint8Array {
  const descriptor = openInput(range.path);
  try {
    const buffer = Buffer.allocUnsafe(options.blockBytes);
    const hashes = new BlockHashes();
    for (let position = range.start; position < range.end; ) {
      options.check();
      const block = readBlock(descriptor, buffer, { position, end: range.end, path: range.path });
      hashes.push(block);
      position += block.length;
    }
    return hashes.finish();
  } catch (error) {
    throw fileError(error, { action: 'read', path: range.path });
  } finally {
    closeSync(descriptor);
  }
}

/** The error for an input that is not what it was when the run was planned. */
export function inputChanged(path: string): OperationalError {
  return new OperationalError(
    'MS_INPUT_CHANGED',
    `${path} became shorter, or went away, while it was read. Nothing was changed: start again when it rests`,
    { retriable: true },
  );
}

function openInput(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    // It was there when the run was planned.
    if ((error as { code?: unknown }).code === 'ENOENT') throw inputChanged(path);
    throw fileError(error, { action: 'read', path });
  }
}

function readBlock(
  descriptor: number,
  buffer: Buffer,
  part: { readonly position: number; readonly end: number; readonly path: string },
): Buffer {
  const { position, end, path } = part;
  const length = Math.min(buffer.length, end - position);
  if (readFully(descriptor, buffer, { start: 0, length, position }) < length) throw inputChanged(path);
  return buffer.subarray(0, length);
}

function endsLine(descriptor: number, range: ByteRange): boolean {
  const before = Buffer.alloc(1);
  const read = readFully(descriptor, before, { start: 0, length: 1, position: range.start - 1 });
  if (read < 1) throw inputChanged(range.path);
  return before[0] === NEWLINE;
}

function finishLine(descriptor: number, range: ByteRange, splitter: BlockReader, check: () => void): void {
  const buffer = Buffer.allocUnsafe(TAIL_BYTES);
  for (let position = range.end; splitter.isInLine && position < range.size; ) {
    check();
    const block = readBlock(descriptor, buffer, { position, end: range.size, path: range.path });
    position += block.length;
    const newline = block.indexOf(NEWLINE);
    splitter.push(newline < 0 ? block : block.subarray(0, newline + 1));
  }
}
