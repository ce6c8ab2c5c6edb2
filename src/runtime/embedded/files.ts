import type { Buffer } from 'node:buffer';
import { closeSync, fsyncSync, openSync, readSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { OperationalError } from '../../errors/operational-error.ts';

/** Writes all bytes at the end of what was written, or fails with a code. */
export function writeAll(descriptor: number, bytes: Uint8Array, path: string): void {
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done);
  } catch (error) {
    throw fileError(error, { action: 'write', path });
  }
}

/** Opens a file to write it anew. */
export function openToWrite(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw fileError(error, { action: 'write', path });
  }
}

/** Ends the writing of a file; with `sync` its content is on the disk for good. */
export function endWriting(descriptor: number, path: string, options: { readonly sync: boolean }): void {
  try {
    if (options.sync) fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    throw fileError(error, { action: 'write', path });
  }
}

/** Reads until the buffer's part is full or the file ends; gives the bytes read. */
export function readFully(
  descriptor: number,
  buffer: Buffer,
  part: { readonly start: number; readonly length: number; readonly position: number },
): number {
  let done = 0;
  while (done < part.length) {
    const read = readSync(descriptor, buffer, part.start + done, part.length - done, part.position + done);
    if (read === 0) break;
    done += read;
  }
  return done;
}

/** Replaces a file's content as a whole: readers see the old one or the new one. */
export function replaceFile(path: string, content: string | Uint8Array, sync: boolean): void {
  const temporary = `${path}.tmp`;
  try {
    writeFileSync(temporary, content);
    if (sync) syncPath(temporary);
    renameSync(temporary, path);
    if (sync) syncPath(dirname(path));
  } catch (error) {
    throw fileError(error, { action: 'write', path });
  }
}

/** Makes a file's, or a directory's, content last through a power cut. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Words an error of the file system; one that is worded already stays. */
export function fileError(
  error: unknown,
  context: { readonly action: 'read' | 'write'; readonly path: string },
): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || /^MS_|^ERR_|^ABORT_/.test(code)) return error;
  const { action, path } = context;
  const fail = (name: string, says: string, retriable: boolean) =>
    new OperationalError(name, says, { retriable, cause: error });
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return fail(
      'MS_DISK_FULL',
      `the disk is full: ${path} cannot be written. Make room, then start again`,
      true,
    );
  }
  if (action === 'read') {
    if (code === 'ENOENT')
      return fail('MS_INPUT_MISSING', `there is no such file or directory: ${path}`, false);
    return fail('MS_INPUT_UNREADABLE', `${path} cannot be read (${code})`, false);
  }
  return fail('MS_NOT_WRITABLE', `${path} cannot be written (${code})`, false);
}
