import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import type { Decoder, FormatRecord, Place, RecordSink } from '../format.ts';
import { JsonScanner } from './json-scanner.ts';
import type { ElementPlace, ListTree } from './list-tree.ts';

/** What a value became: a plain record, a fault, or nothing, where it is no transaction. */
export type Found = FormatRecord | DeadLetter | undefined;

export type JsonObject = Readonly<Record<string, unknown>>;

/** How one format's documents are read. */
export interface JsonReader {
  /** Where lists of records stand; a document without any is a record itself. */
  readonly lists: ListTree;
  /** A document begins whose records stand in lists; here is what stood before the first list. */
  page?(head: JsonObject): void;
  /** Reads a record of a list; of a document that is a record itself the list is empty. */
  read(value: JsonObject, list: string): Found;
  /** Reads a document that is no object; absent where there is none. */
  readOther?(value: unknown): Found;
}

/** Reads JSON documents by a format's reader. */
export function openJson(reader: JsonReader, sink: RecordSink): Decoder {
  const take = (value: unknown, place: ElementPlace, list: string): void => {
    const found = isObject(value)
      ? reader.read(value, list)
      : reader.readOther === undefined
        ? deadLetter('MS_NOT_AN_OBJECT', 'the record is no JSON object')
        : reader.readOther(value);
    if (found === undefined) return;
    if (isDeadLetter(found)) sink.refuse(found, placeOf(place), place.bytes());
    else sink.record(withoutNothing(found), placeOf(place), place.bytes);
  };
  const scanner = new JsonScanner(reader.lists, {
    page: (head) => reader.page?.(head),
    element: (list, value, place) => take(value, place, list),
    document: (value, place) => take(value, place, ''),
    refuse: (code, detail, place) => sink.refuse(deadLetter(code, detail), placeOf(place), place.bytes()),
  });
  return { push: (chunk) => scanner.push(chunk), end: () => scanner.end() };
}

/** Whether a found record is a fault. */
export function isDeadLetter(found: FormatRecord | DeadLetter): found is DeadLetter {
  return found.kind === 'dead-letter';
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A record without the fields that say nothing. */
function withoutNothing(record: FormatRecord): FormatRecord {
  const fields: FormatRecord = {};
  for (const key in record) {
    const value = record[key];
    if (value !== undefined && value !== null) fields[key] = value;
  }
  return fields;
}

function placeOf({ line, path, index }: ElementPlace): Place {
  return path === '' ? { line, index } : { line, path, index };
}
