import { TextDecoder } from 'node:util';

/** Turns the bytes of an XML document into text, in the encoding that its mark or its declaration names. */
export interface XmlDecoder {
  push(bytes: Uint8Array): string;
  end(): string;
}

/** A declaration stands in the first bytes of a document. */
const HEAD_BYTES = 256;
/** What a declaration may name; other names are read as UTF-8, and what is none then shows. */
const ENCODINGS: ReadonlySet<string> = new Set([
  'utf-8',
  'utf-16',
  'utf-16le',
  'utf-16be',
  'us-ascii',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-15',
  'windows-1250',
  'windows-1252',
]);

/** Makes a decoder that waits for the head of the document, and then goes on chunk by chunk. */
export function createXmlDecoder(): XmlDecoder {
  let decoder: TextDecoder | undefined;
  let head: Uint8Array = new Uint8Array(0);
  const start = (): string => {
    decoder = new TextDecoder(encodingOf(head));
    return decoder.decode(head, { stream: true });
  };
  return {
    push(bytes) {
      if (decoder !== undefined) return decoder.decode(bytes, { stream: true });
      head = Buffer.concat([head, bytes]);
      return head.length < HEAD_BYTES ? '' : start();
    },
    end() {
      const first = decoder === undefined ? start() : '';
      return first + (decoder?.decode() ?? '');
    },
  };
}

/** The encoding of a document: by its byte-order mark, by how its first `<` is written, by its declaration, else UTF-8. */
export function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le';
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be';
  const text = Buffer.from(head.subarray(0, HEAD_BYTES)).toString('latin1');
  const declared = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/
    .exec(text)?.[1]
    ?.toLowerCase();
  // A declaration that can be read byte by byte does not stand in UTF-16, whatever it says.
  if (declared === undefined || !ENCODINGS.has(declared) || declared.startsWith('utf-16')) return 'utf-8';
  return declared;
}
