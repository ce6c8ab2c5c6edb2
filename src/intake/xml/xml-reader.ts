import { SaxesParser } from 'saxes';
import { createXmlDecoder } from './xml-encoding.ts';

/** No statement nests deeper; what does was made to exhaust its reader. */
export const XML_DEPTH_MAX = 64;
/** The longest run of characters without a tag that begins or ends. */
const TEXT_LENGTH_MAX = 4_194_304;
/** As much of a record's text is kept for its dead letter. */
const RECORD_TEXT_MAX = 1_048_576;

export type XmlFaultCode = 'MS_XML' | 'MS_XML_DTD' | 'MS_XML_DEPTH' | 'MS_XML_TOO_LONG';

/** Why the rest of a document cannot be read. */
export interface XmlFault {
  readonly code: XmlFaultCode;
  readonly detail: string;
}

/** Is told of elements by their local names; the text of a close is that of an element without children. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string, text: string): void;
}

export interface XmlReader {
  /** Reads on; gives the fault that ends the reading, and after it reads nothing more. */
  push(bytes: Uint8Array): XmlFault | undefined;
  end(): XmlFault | undefined;
  /** The line of the tag that was read last, from 1. */
  line(): number;
  /** Begins to keep the text, from the element that was just opened. */
  keep(): void;
  /** Stops keeping it. */
  drop(): void;
  /** The text kept until now, cut off after a mebibyte; empty when none is kept. */
  kept(): string;
  /** Whether bytes that are no text in the document's encoding were met anywhere before. */
  metBadBytes(): boolean;
}

/**
 * Reads XML as it comes, in memory that does not grow with it. A document type is refused, and with it every entity of
 * its own; what is nested too deep or has no end is refused when it is met, not when it has filled the memory.
 */
export function createXmlReader(handler: XmlHandler): XmlReader {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const decode = createXmlDecoder();
  const window = { text: '', start: 0, from: -1, tag: '', keptTag: '' };
  let fault: XmlFault | undefined;
  let depth = 0;
  let text = '';
  let lastTagAt = 0;
  // The parser's own position holds only while it writes.
  let written = 0;
  let badBytes = false;

  parser.on('error', ({ message }) => {
    throw new Refusal(
      'MS_XML',
      `the document is not well-formed at line ${parser.line}: ${reasonOf(message)}`,
    );
  });
  parser.on('doctype', () => {
    throw new Refusal(
      'MS_XML_DTD',
      'the document declares a document type, which could define entities without end',
    );
  });
  parser.on('opentag', (tag) => {
    depth++;
    if (depth > XML_DEPTH_MAX)
      throw new Refusal('MS_XML_DEPTH', `elements are nested deeper than ${XML_DEPTH_MAX}`);
    lastTagAt = parser.position;
    text = '';
    window.tag = tag.name;
    handler.open(localName(tag.name), tag.attributes);
  });
  parser.on('text', (part) => {
    text = text === '' ? part : text + part;
  });
  parser.on('cdata', (part) => {
    text += part;
  });
  parser.on('closetag', (tag) => {
    depth--;
    lastTagAt = parser.position;
    handler.close(localName(tag.name), text);
    text = '';
  });

  const run = (step: () => void): XmlFault | undefined => {
    if (fault !== undefined) return fault;
    try {
      step();
      if (written - lastTagAt > TEXT_LENGTH_MAX)
        throw new Refusal('MS_XML_TOO_LONG', `a tag or text is longer than ${TEXT_LENGTH_MAX} characters`);
    } catch (error) {
      fault = faultOf(error);
    }
    return fault;
  };
  const write = (piece: string): void => {
    if (piece === '') return;
    if (!badBytes && piece.includes('\ufffd')) badBytes = true;
    slide(window, written, piece);
    written += piece.length;
    parser.write(piece);
  };

  return {
    push: (bytes) => run(() => write(decode.push(bytes))),
    end: () =>
      run(() => {
        write(decode.end());
        parser.close();
      }),
    line: () => parser.line,
    keep() {
      window.from = parser.position;
      window.keptTag = window.tag;
    },
    drop() {
      window.from = -1;
    },
    kept: () =>
      window.from < 0
        ? ''
        : `<${window.keptTag}>${keptText(window, fault === undefined ? parser.position : Number.POSITIVE_INFINITY)}`,
    metBadBytes: () => badBytes,
  };
}

/** What ends the reading from inside the parser's handlers. */
class Refusal extends Error {
  readonly code: XmlFaultCode;

  constructor(code: XmlFaultCode, message: string) {
    super(message);
    this.code = code;
  }
}

function faultOf(error: unknown): XmlFault {
  // Anything else is a fault of the program and must not pass for one of the document.
  if (!(error instanceof Refusal)) throw error;
  return { code: error.code, detail: error.message };
}

/** The parser's words without the position before them, and without what it quotes of the document. */
function reasonOf(message: string): string {
  const words = message.replace(/^\d+:\d+: /, '');
  const colon = words.indexOf(':');
  return (colon < 0 ? words : words.slice(0, colon)).toLowerCase();
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

interface Window {
  text: string;
  /** Position of the text's first character in the document. */
  start: number;
  /** Where the kept record begins, or -1. */
  from: number;
  tag: string;
  keptTag: string;
}

/** Adds a piece, and lets go of what lies before the record that is kept. */
function slide(window: Window, position: number, piece: string): void {
  const keepFrom = window.from < 0 ? position : window.from;
  if (window.from < 0) {
    window.text = piece;
    window.start = position;
    return;
  }
  window.text = window.text.slice(keepFrom - window.start);
  window.start = keepFrom;
  if (window.text.length < RECORD_TEXT_MAX) window.text += piece.slice(0, RECORD_TEXT_MAX);
}

function keptText(window: Window, position: number): string {
  const from = window.from - window.start;
  return window.text.slice(from, Math.min(position - window.start, from + RECORD_TEXT_MAX));
}
