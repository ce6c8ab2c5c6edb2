/** Where in a document the lists of its records stand: keys on the way to them. */
export interface ListTree {
  readonly [key: string]: true | ListTree;
}

/** What a document that is read piece by piece is told to. */
export interface DocumentSink {
  /** A document holds a list of records; here is what stood before the first of them. */
  page(head: Readonly<Record<string, unknown>>): void;
  /** An element of such a list, by the list's keys joined with dots. */
  element(list: string, value: unknown, place: ElementPlace): void;
  /** A document without such a list. */
  document(value: unknown, place: ElementPlace): void;
  refuse(code: JsonFaultCode, detail: string, place: ElementPlace): void;
}

export type JsonFaultCode =
  | 'MS_JSON'
  | 'MS_JSON_DUPLICATE_KEY'
  | 'MS_JSON_DEPTH'
  | 'MS_JSON_TOO_LONG'
  | 'MS_ENCODING';

export interface ElementPlace {
  readonly line: number;
  /** JSON pointer (RFC 6901) in the document; empty for one that is the whole of its line. */
  readonly path: string;
  /** Counts the records of a document. */
  readonly index: number;
  /** The element's bytes; good during the call only. */
  readonly bytes: () => Uint8Array;
}
