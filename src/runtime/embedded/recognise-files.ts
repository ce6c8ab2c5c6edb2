import { Buffer } from 'node:buffer';
import { closeSync, openSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { OperationalError } from '../../errors/operational-error.ts';
import type { FileHead } from '../../intake/format.ts';
import {
  type FileReading,
  formatNamed,
  HEAD_BYTES,
  headOf,
  type Recognition,
  recogniseFormat,
} from '../../intake/formats.ts';
import { defaultProfile } from '../../intake/profile.ts';
import { fileError, readFully } from './files.ts';
import type { InputFile, ReadableFile } from './inputs.ts';
import { type RunContext, say } from './run-context.ts';

/** Says how each file is read: as it was told, or as its content shows. */
export function recogniseFiles(context: RunContext, files: readonly InputFile[]): ReadableFile[] {
  return files.map((file) => ({ ...file, reading: readingOf(context, file) }));
}

function readingOf(context: RunContext, file: InputFile): FileReading {
  const { format, mapping } = context.options;
  const isOpen =
    format === 'auto' || (formatNamed(format).parseMapping !== undefined && mapping === undefined);
  if (!isOpen) return reading(context, format, mapping);
  const head = headOf(bytesOf(file), file.size <= HEAD_BYTES);
  const found = format === 'auto' ? recogniseFormat(head) : proposedBy(format, head);
  if (found === undefined) {
    // Without a proposal the decoder says what is missing, in a dead letter with its place.
    if (format !== 'auto') return reading(context, format, undefined);
    throw new OperationalError(
      'MS_FORMAT_UNKNOWN',
      `${file.name} has the mark of no format that is read, and as CSV it lacks days or amounts. Name its format with --format, or look at it with milestream inspect`,
      { retriable: false },
    );
  }
  if (found.mapping !== undefined && mapping !== undefined) {
    say(context, `${file.name} is taken for ${found.format}, and read by the mapping that was given.`);
    return reading(context, found.format, mapping);
  }
  if (file.size > 0) say(context, `${file.name} is taken for ${found.format}: ${found.why}.`);
  for (const doubt of found.doubts) context.progress({ kind: 'warning', text: `${file.name}: ${doubt}` });
  // A mapping with doubts is for a person to decide: the decoder refuses the file and says so.
  return reading(context, found.format, found.doubts.length > 0 ? undefined : found.mapping);
}

function proposedBy(format: string, head: FileHead): Recognition | undefined {
  const found = formatNamed(format).recognise(head);
  return found === undefined ? undefined : { doubts: [], ...found, format };
}

function reading({ options }: RunContext, format: string, mapping: unknown): FileReading {
  const profile = options.profiles?.find((given) => given.format === format) ?? defaultProfile(format);
  return mapping === undefined ? { format, profile } : { format, profile, mapping };
}

/** The bytes that a file begins with, unpacked. */
function bytesOf({ path, packed, size }: InputFile): Buffer {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
    readFully(descriptor, head, { start: 0, length: head.length, position: 0 });
    // A packed file that is cut ends in the middle: what came out before is its beginning.
    return packed
      ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * HEAD_BYTES })
      : head;
  } catch (error) {
    if (String((error as { code?: unknown }).code).startsWith('Z_')) return Buffer.alloc(0);
    throw fileError(error, { action: 'read', path });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
