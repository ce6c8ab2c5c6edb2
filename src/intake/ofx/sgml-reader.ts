import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** A tag or a value longer than this is none. */
const TOKEN_LENGTH_MAX = 65_536;
/** A record that is longer than this has no end. */
const RECORD_LENGTH_MAX = 1_048_576;

/** Is told of tags and of values, in upper case as OFX has them. */
export interface OfxHandler {
  open(name: string): void;
  value(name: string, text: string): void;
  close(name: string): void;
}

export interface OfxFault {
  readonly code: 'MS_OFX' | 'MS_XML' | 'MS_XML_DTD' | 'MS_XML_DEPTH' | 'MS_XML_TOO_LONG';
  readonly detail: string;
}

export interface OfxReader {
  push(bytes: Uint8Array): OfxFault | undefined;
  end(): OfxFault | undefined;
  line(): number;
  /** Begins to keep the text, from the tag that was just opened. */
  keep(): void;
  drop(): void;
  kept(): Uint8Array;
}

interface Progress {
  /** Bytes as characters of one byte each, so that positions are those of the file. */
  text: string;
  /** What was read of it. */
  at: number;
  countedAt: number;
  line: number;
  keptFrom: number;
  /** The tag that a value may follow. */
  tag: string;
}

/** Reads OFX 1, in which values have no closing tags; closing tags that stand there all the same do no harm. */
export function createSgmlReader(handler: OfxHandler): OfxReader {
  const progress: Progress = { text: '', at: 0, countedAt: 0, line: 1, keptFrom: -1, tag: '' };
  let fault: OfxFault | undefined;
  const line = (): number => {
    for (let at = progress.text.indexOf('\n', progress.countedAt); at >= 0 && at < progress.at; ) {
      progress.line++;
      progress.countedAt = at + 1;
      at = progress.text.indexOf('\n', progress.countedAt);
    }
    return progress.line;
  };
  return {
    push(bytes) {
      if (fault !== undefined) return fault;
      progress.text += Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
      readTags(progress, handler);
      line();
      fault = forget(progress);
      return fault;
    },
    end() {
      if (fault === undefined && progress.tag !== '') {
        handler.value(progress.tag, decodeValue(progress.text.slice(progress.at)));
        progress.tag = '';
      }
      // What is kept now goes to the end.
      progress.at = progress.text.length;
      return fault;
    },
    line,
    keep() {
      progress.keptFrom = progress.text.lastIndexOf('<', progress.at - 1);
    },
    drop() {
      progress.keptFrom = -1;
    },
    kept: () =>
      progress.keptFrom < 0
        ? new Uint8Array(0)
        : Buffer.from(progress.text.slice(progress.keptFrom, progress.at), 'latin1'),
  };
}

/** Reads tag by tag; a value ends where the next tag begins. */
function readTags(progress: Progress, handler: OfxHandler): void {
  for (;;) {
    const start = progress.text.indexOf('<', progress.at);
    const end = start < 0 ? -1 : progress.text.indexOf('>', start);
    if (end < 0) return;
    if (progress.tag !== '') {
      const value = decodeValue(progress.text.slice(progress.at, start));
      if (value !== '') handler.value(progress.tag, value);
      progress.tag = '';
    }
    progress.at = end + 1;
    const name = progress.text
      .slice(start + 1, end)
      .trim()
      .toUpperCase();
    if (name.startsWith('/')) handler.close(name.slice(1));
    else if (NAME.test(name)) {
      progress.tag = name;
      handler.open(name);
    }
  }
}

/** Names of OFX; what begins with `?` or `!` is none. */
const NAME = /^[A-Z0-9][A-Z0-9._]*$/;

/** Lets go of what was read, but for the record that is kept. */
function forget(progress: Progress): OfxFault | undefined {
  if (progress.text.length - progress.at > TOKEN_LENGTH_MAX)
    return { code: 'MS_OFX', detail: `a tag or value is longer than ${TOKEN_LENGTH_MAX} characters` };
  if (progress.keptFrom >= 0 && progress.at - progress.keptFrom > RECORD_LENGTH_MAX)
    return { code: 'MS_OFX', detail: `a transaction is longer than ${RECORD_LENGTH_MAX} characters` };
  const from = progress.keptFrom < 0 ? progress.at : progress.keptFrom;
  progress.text = progress.text.slice(from);
  progress.at -= from;
  progress.countedAt -= from;
  if (progress.keptFrom >= 0) progress.keptFrom = 0;
  return undefined;
}

const western = new TextDecoder('windows-1252');
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&nbsp;', ' '],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
]);

/** A value as text: UTF-8 where it is that, else windows-1252, whatever the header says; then the entities of OFX 1 (2.3.2.1). */
function decodeValue(latin: string): string {
  const trimmed = latin.trim();
  if (isAscii(trimmed))
    return trimmed.includes('&')
      ? trimmed.replace(/&(?:lt|gt|nbsp|quot|apos|amp);/g, (entity) => ENTITIES.get(entity)!)
      : trimmed;
  const bytes = Buffer.from(trimmed, 'latin1');
  const text = isUtf8(bytes) ? bytes.toString('utf8') : western.decode(bytes);
  return text.replace(/&(?:lt|gt|nbsp|quot|apos|amp);/g, (entity) => ENTITIES.get(entity)!);
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false;
  return true;
}
