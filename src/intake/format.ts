import type { DeadLetter } from '../errors/dead-letter.ts';
import type { Profile } from './profile.ts';

/** Where in its file a record stands: the line that it begins in, from 1, and its path where the format has one. */
export interface Place {
  readonly line: number;
  readonly path?: string;
  /** Of several events in one record, from 0; absent for the first. */
  readonly index?: number;
}

/** A plain transaction as the contracts have it, whatever format it came in; `customer` may still be missing. */
export type FormatRecord = Record<string, unknown>;

/** Takes what a decoder finds, in the order of the file. */
export interface RecordSink {
  /** A record in plain fields. Its bytes are asked for only when it is refused further on, and only during this call. */
  record(record: FormatRecord, place: Place, raw?: () => Uint8Array): void;
  /** What cannot be a plain record, with its bytes. */
  refuse(fault: DeadLetter, place: Place, bytes: Uint8Array): void;
}

/**
 * Reads one file as it comes, in any cut, in memory that does not grow with it. What a chunk holds is valid during the
 * call only. A decoder never throws for what a file holds, and checks only what it alone knows (a sign against a flag):
 * money, days, currencies and lengths are checked for all formats in one place, behind the sink.
 */
export interface Decoder {
  push(chunk: Uint8Array): void;
  end(): void;
}

/** The beginning of a file, unpacked, without its byte-order mark. */
export interface FileHead {
  readonly bytes: Uint8Array;
  /** The same read as UTF-8; good for looking at marks in ASCII. */
  readonly text: string;
  /** Whether this is all of the file. */
  readonly isWhole: boolean;
}

/** Why a file is taken for a format; a mapping where the format needs one and could propose it. */
export interface Recognised {
  readonly why: string;
  readonly mapping?: unknown;
  readonly doubts?: readonly string[];
}

export interface FormatOptions {
  readonly profile: Profile;
  /** As `parseMapping` gave it; absent where none was given. */
  readonly mapping?: unknown;
}

/** One way to write transactions. */
export interface Format {
  /** As `--format` calls it. */
  readonly name: string;
  recognise(head: FileHead): Recognised | undefined;
  /** Reads the JSON value of `--mapping FILE`, all problems at once; absent in formats without mappings. */
  parseMapping?(value: unknown): { readonly mapping: unknown } | { readonly problems: readonly string[] };
  /** Whether nothing can be read without a mapping. */
  readonly needsMapping?: boolean;
  open(options: FormatOptions, sink: RecordSink): Decoder;
}
