import { Buffer } from 'node:buffer';
import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import type { Decoder, RecordSink } from '../format.ts';
import { isJson, type Json } from './fields.ts';
import { JsonScanner } from './scanner.ts';

/** How a bank's JSON is read. */
export interface JsonShape {
  /** Whether an object at this path is to be read. */
  readonly wanted: (path: string) => boolean;
  /** The plain record of an object; nothing when it only says something about others. */
  readonly read: (object: Json, path: string) => Json | DeadLetter | undefined;
}

/** Reads JSON documents, lists of them, or one a line, through the shape of a format. */
export function decodeJson(shape: JsonShape, sink: RecordSink): Decoder {
  const decoder = new TextDecoder('utf-8');
  let isFirst = true;
  const scanner = new JsonScanner(shape.wanted, {
    object(text, path, line) {
      const place = { line, path };
      const value = parse(text);
      if (!isJson(value)) {
        sink.refuse(deadLetter('MS_JSON', 'the record is not JSON'), place, Buffer.from(text));
        return;
      }
      const record = shape.read(value, path);
      if (record === undefined) return;
      if (isFault(record)) sink.refuse(record, place, Buffer.from(text));
      else sink.record(record, place);
    },
    broken(detail, text, line) {
      sink.refuse(deadLetter('MS_JSON', detail), { line }, Buffer.from(text));
    },
  });
  const push = (text: string): void => {
    if (text === '') return;
    scanner.push(isFirst ? text.replace(/^\ufeff/, '') : text);
    isFirst = false;
  };
  return {
    push: (chunk) => push(decoder.decode(chunk, { stream: true })),
    end() {
      push(decoder.decode());
      scanner.end();
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFault(value: Json | DeadLetter): value is DeadLetter {
  return value.kind === 'dead-letter';
}
