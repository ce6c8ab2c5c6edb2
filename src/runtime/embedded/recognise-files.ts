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
  const { format } = context.options;
  const given = mappingFor(context, format);
  const isOpen = format === 'auto' || (formatNamed(format).parseMapping !== undefined && given === undefined);
  if (!isOpen) return reading(context, format, given);
  const head = headOf(bytesOf(file), file.size <= HEAD_BYTES);
  const found = format === 'auto' ? recognised(context, head) : proposedBy(format, head);
  if (found === undefined) {
    // Without a proposal the decoder says what is missing, in a dead letter with its place.
    if (format !== 'auto') return needed(context, file, format, undefined);
    throw new OperationalError(
      'MS_FORMAT_UNKNOWN',
      `${file.name} has the mark of no format that is read, and as CSV it lacks days or amounts. Name its format with --format, or look at it with milestream inspect`,
      { retriable: false },
    );
  }
  const mapping = mappingFor(context, found.format);
  if (mapping !== undefined) {
    say(context, `${file.name} is taken for ${found.format}, and read by the mapping that was given.`);
    return reading(context, found.format, mapping);
  }
  if (file.size > 0) say(context, `${file.name} is taken for ${found.format}: ${found.why}.`);
  for (const doubt of found.doubts) context.progress({ kind: 'warning', text: `${file.name}: ${doubt}` });
  // A mapping with doubts is for a person to decide: the decoder refuses the file and says so.
  return needed(context, file, found.format, found.doubts.length > 0 ? undefined : found.mapping);
}

/** A JSON file without a mark is what a mapping of JSON was given for. */
function recognised(context: RunContext, head: FileHead): Recognition | undefined {
  const found = recogniseFormat(head);
  const isMarked = found !== undefined && found.format !== 'csv';
  if (isMarked || !/^[\s\ufeff]*[{[]/.test(head.text) || mappingFor(context, 'json') === undefined)
    return found;
  return { format: 'json', why: 'it is JSON, and a mapping was given', doubts: [] };
}

/** The mapping that was given for a format; each names its own. */
function mappingFor({ options }: RunContext, format: string): unknown {
  const given = Array.isArray(options.mapping) ? options.mapping : [options.mapping];
  return given.find((mapping) => (mapping as { readonly format?: unknown } | undefined)?.format === format);
}

/** Some formats say nothing without a mapping: better told before anything is read. */
function needed(context: RunContext, file: InputFile, format: string, mapping: unknown): FileReading {
  if (mapping === undefined && file.size > 0 && formatNamed(format).needsMapping === true) {
    throw new OperationalError(
      'MS_MAPPING_MISSING',
      `${file.name} is ${format}, which can be read only by a mapping: give it with --mapping`,
      { retriable: false },
    );
  }
  return reading(context, format, mapping);
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
    return packed ? unpacked(head) : head;
  } catch (error) {
    // What is no whole gzip file is said when it is read.
    if (String((error as { code?: unknown }).code).startsWith('Z_')) return Buffer.alloc(0);
    throw fileError(error, { action: 'read', path });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Packed bytes that surely do not grow beyond the bound: gzip packs to a thousandth at the most. */
const PACKED_BYTES_SAFE = 15 * 1024;
const UNPACKED_BYTES_MAX = 64 * HEAD_BYTES;

/** The beginning of what was packed; a file that is made to grow without end is not followed far. */
function unpacked(head: Buffer): Buffer {
  // A packed file that is cut ends in the middle: what came out before is its beginning.
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: UNPACKED_BYTES_MAX };
  try {
    return gunzipSync(head, options);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    return gunzipSync(head.subarray(0, PACKED_BYTES_SAFE), options);
  }
}
