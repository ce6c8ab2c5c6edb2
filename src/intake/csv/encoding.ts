import { TextDecoder } from 'node:util';
import type { CsvEncoding } from './mapping.ts';

/** Turns bytes of an encoding into UTF-8, chunk by chunk; UTF-8 itself passes through, without its byte-order mark. */
export interface Transcoder {
  push(chunk: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** Makes a transcoder. A byte-order mark, where there is one, counts more than what the mapping says. */
export function createTranscoder(encoding: CsvEncoding): Transcoder {
  let decode: TextDecoder | undefined;
  let head: Uint8Array = EMPTY;
  let started = false;
  const start = (bytes: Uint8Array): Uint8Array => {
    started = true;
    const mark = markOf(bytes);
    const actual = mark?.encoding ?? encoding;
    // Two labels, one decoder: browsers and banks mean windows-1252 when they write ISO-8859-1.
    decode = actual === 'utf-8' ? undefined : new TextDecoder(actual);
    return bytes.subarray(mark?.length ?? 0);
  };
  const convert = (bytes: Uint8Array): Uint8Array =>
    decode === undefined ? bytes : Buffer.from(decode.decode(bytes, { stream: true }));
  return {
    push(chunk) {
      if (started) return convert(chunk);
      head = Buffer.concat([head, chunk]);
      return head.length < MARK_LENGTH_MAX ? EMPTY : convert(start(head));
    },
    end() {
      const first = started ? EMPTY : convert(start(head));
      return decode === undefined ? first : Buffer.concat([first, Buffer.from(decode.decode())]);
    },
  };
}

const EMPTY = new Uint8Array(0);
const MARK_LENGTH_MAX = 3;

/** The byte-order mark at the start, if there is one. */
export function markOf(
  bytes: Uint8Array,
): { readonly encoding: CsvEncoding; readonly length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
}
