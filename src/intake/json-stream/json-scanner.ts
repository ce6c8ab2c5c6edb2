import { Buffer } from 'node:buffer';
import { ByteOrderMark } from './byte-order-mark.ts';
import {
  BLANK,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  NEWLINE,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  RETURN,
  TAB,
} from './bytes.ts';
import type { DocumentSink, ListTree } from './list-tree.ts';
import { RecordWindow } from './record-window.ts';
import { findStringEnd } from './string-end.ts';
import { ValueSkipper } from './value-skipper.ts';
import { isEmpty, pathOf, type Walked } from './walked.ts';

/**
 * Finds the records of JSON documents as their bytes come: of one a line, of a single one, of an array of them. Only the
 * record at hand is held. What is broken is refused, and the reading goes on behind it: with the next line that begins
 * with a brace, or where the brackets fit again.
 */
export class JsonScanner {
  readonly #tree: ListTree;
  readonly #window: RecordWindow;
  /** The outermost keys behind which lists stand, as they are written; a key may also be written with escapes. */
  readonly #keys: readonly Buffer[];
  readonly #skipper = new ValueSkipper();
  readonly #walked: Walked[] = [];
  #mode: 'walk' | 'string' | 'value' | 'line' = 'walk';
  #escaped = false;
  #isPage = false;
  /** Whether the document began its line, and goes on behind its brace: then it is one line. */
  #hasOwnLine = false;
  /** Position of the document's brace. */
  #documentStart = -1;
  /** Positions of the last key's quotes in an object that is walked; -1 when its value has begun. */
  #keyStart = -1;
  #keyEnd = -1;
  #isValue = false;
  #isMember = false;
  /** Whether the record at hand began its line. */
  #isOwnLine = false;
  readonly #mark = new ByteOrderMark();

  constructor(tree: ListTree, sink: DocumentSink) {
    this.#tree = tree;
    this.#window = new RecordWindow(sink, this.#skipper);
    this.#keys = Object.keys(tree).map((key) => Buffer.from(`"${key}"`));
  }

  push(chunk: Uint8Array): void {
    const text = this.#mark.drop(chunk);
    if (text.length > 0) this.#scan(text);
  }

  end(): void {
    const window = this.#window;
    if (this.#mode === 'line') this.#endLine(window.end);
    else if (this.#walked.length > 0 || this.#mode === 'value') {
      window.refuse('MS_JSON', 'the file ends inside a document', window.end, pathOf(this.#walked));
    }
  }

  #scan(chunk: Uint8Array): void {
    const window = this.#window;
    let index = window.add(chunk);
    const { bytes } = window;
    while (index >= 0 && index < bytes.length) {
      if (this.#mode === 'walk') index = this.#walk(index, bytes[index]!);
      else if (this.#mode === 'value') index = this.#inValue(index);
      else if (this.#mode === 'string') index = this.#inString(index);
      else index = this.#inLine(index);
    }
    window.hold(this.#keyStart);
  }

  get #top(): Walked | undefined {
    return this.#walked[this.#walked.length - 1];
  }

  /** Takes one byte between the values of what is walked through; gives the index of the next. */
  #walk(index: number, byte: number): number {
    const window = this.#window;
    const top = this.#top;
    switch (byte) {
      case BLANK:
      case TAB:
      case RETURN:
        return index + 1;
      case NEWLINE:
        this.#newline(window.base + index);
        return index + 1;
      case COMMA:
        this.#endScalar(window.base + index);
        this.#isValue = false;
        this.#keyStart = -1;
        return index + 1;
      case COLON:
        if (top?.kind === 'object') {
          this.#isValue = true;
          this.#skipper.colons++;
        }
        return index + 1;
      case OPEN_OBJECT:
      case OPEN_LIST:
        return this.#open(index, byte);
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        if (top === undefined) return this.#beginLine(index);
        this.#endScalar(window.base + index);
        this.#close(byte === CLOSE_OBJECT, window.base + index + 1);
        return index + 1;
      default:
        return this.#beginScalar(index, byte);
    }
  }

  #newline(position: number): void {
    const skipper = this.#skipper;
    skipper.lines++;
    skipper.lineStart = position + 1;
    // A brace alone on its line begins a document of many lines.
    if (position - this.#documentStart <= 2) this.#hasOwnLine = false;
  }

  #beginScalar(index: number, byte: number): number {
    const top = this.#top;
    const position = this.#window.base + index;
    if (top === undefined) return this.#beginLine(index);
    if (top.kind !== 'object' && !this.#window.isOpen) {
      top.count++;
      this.#window.begin(position);
    }
    if (byte !== QUOTE) return index + 1;
    if (top.kind === 'object' && !this.#isValue) this.#keyStart = position;
    this.#mode = 'string';
    this.#escaped = false;
    return index + 1;
  }

  /** What stands in a list without brackets: handed on for what it is. */
  #endScalar(position: number): void {
    const top = this.#top;
    if (top === undefined || top.kind === 'object' || !this.#window.isOpen) return;
    this.#give(position);
  }

  #inString(from: number): number {
    const { bytes, base } = this.#window;
    const end = findStringEnd(bytes, this.#escaped ? from + 1 : from);
    this.#escaped = end > bytes.length;
    if (end >= bytes.length) return bytes.length;
    this.#mode = 'walk';
    if (this.#keyStart >= 0 && !this.#isValue) this.#keyEnd = base + end;
    return bytes[end] === QUOTE ? end + 1 : end;
  }

  /** A line that is no document: perhaps a lone value, mostly garbage. */
  #beginLine(index: number): number {
    this.#window.begin(this.#window.base + index);
    this.#mode = 'line';
    return index;
  }

  #inLine(from: number): number {
    const { bytes, base } = this.#window;
    const newline = bytes.indexOf(NEWLINE, from);
    if (newline < 0) return bytes.length;
    this.#endLine(base + newline);
    return newline;
  }

  #endLine(position: number): void {
    this.#mode = 'walk';
    this.#window.give('', position, '');
  }

  #open(index: number, byte: number): number {
    const window = this.#window;
    const position = window.base + index;
    const top = this.#top;
    const isObject = byte === OPEN_OBJECT;
    const isLineStart = position === this.#skipper.lineStart;
    if (isObject && isLineStart && top?.kind === 'object' && this.#hasOwnLine) this.#breakOff(position);
    const place = this.#top;
    if (place === undefined && !isObject) {
      this.#walked.push({ kind: 'documents', tree: undefined, isDocument: false, name: '', count: 0 });
      return index + 1;
    }
    if (place === undefined || place.kind === 'documents') return this.#beginDocument(index, isObject);
    if (place.kind === 'list') {
      place.count++;
      window.begin(position);
      return this.#beginValue(index, isObject && isLineStart);
    }
    return this.#openMember(index, isObject, place);
  }

  #beginDocument(index: number, isObject: boolean): number {
    const window = this.#window;
    const position = window.base + index;
    const top = this.#top;
    if (top !== undefined) top.count++;
    this.#isPage = false;
    this.#documentStart = position;
    this.#hasOwnLine = position === this.#skipper.lineStart;
    window.begin(position);
    window.records = 0;
    if (isObject && top === undefined && this.#hasOwnLine) {
      const end = window.giveLine(index, this.#keys);
      if (end >= 0) return end;
    }
    if (!isObject || isEmpty(this.#tree)) return this.#beginValue(index, this.#hasOwnLine);
    this.#walked.push({ kind: 'object', tree: this.#tree, isDocument: true, name: '', count: 0 });
    this.#isValue = false;
    return index + 1;
  }

  #openMember(index: number, isObject: boolean, parent: Walked): number {
    const window = this.#window;
    const start = this.#keyStart;
    const key = start < 0 ? '' : window.text(start + 1, this.#keyEnd);
    this.#keyStart = -1;
    const branch = key !== '' && Object.hasOwn(parent.tree ?? {}, key) ? parent.tree?.[key] : undefined;
    const name = parent.name === '' ? key : `${parent.name}.${key}`;
    if (branch === true && !isObject) {
      if (!this.#isPage) window.page(start, this.#walked.filter(({ kind }) => kind === 'object').length);
      this.#isPage = true;
      this.#walked.push({ kind: 'list', tree: undefined, isDocument: false, name, count: 0 });
      return index + 1;
    }
    if (typeof branch === 'object' && isObject) {
      this.#walked.push({ kind: 'object', tree: branch, isDocument: false, name, count: 0 });
      this.#isValue = false;
      return index + 1;
    }
    this.#isMember = true;
    return this.#beginValue(index, false);
  }

  #beginValue(index: number, hasOwnLine: boolean): number {
    this.#isOwnLine = hasOwnLine;
    this.#skipper.begin(this.#window.base + index, { endsAtBrace: hasOwnLine || this.#hasOwnLine });
    this.#mode = 'value';
    return index;
  }

  #inValue(from: number): number {
    const { bytes, base } = this.#window;
    const end = this.#skipper.skip(bytes, from, base);
    if (end < 0) return bytes.length;
    this.#mode = 'walk';
    const isMember = this.#isMember;
    this.#isMember = false;
    // A member that is broken breaks its document, which shows when that is read as a whole.
    if (isMember) return end;
    if (!this.#skipper.isBroken) this.#give(base + end);
    else if (bytes[end] === OPEN_OBJECT && !this.#isOwnLine) this.#breakOff(base + end);
    else this.#refuse(base + end);
    return end;
  }

  #give(position: number): void {
    const top = this.#top;
    this.#window.give(top?.kind === 'list' ? top.name : '', position, pathOf(this.#walked));
  }

  #refuse(position: number): void {
    this.#window.refuse('MS_JSON', 'the record breaks off', position, pathOf(this.#walked));
  }

  /** A new line begins a document though the one before it is still open. */
  #breakOff(position: number): void {
    this.#refuse(position);
    while (this.#walked.length > 0 && this.#walked.pop()?.isDocument === false);
    this.#isValue = false;
    this.#keyStart = -1;
  }

  /** Closes the nearest container of this kind; what was left open in it is broken. */
  #close(isObject: boolean, position: number): void {
    const walked = this.#walked;
    let index = walked.length - 1;
    while (index >= 0 && (walked[index]!.kind === 'object') !== isObject) index--;
    // A bracket that fits nothing breaks its document, which shows when that is read as a whole.
    if (index < 0) return;
    while (walked.length > index + 1) {
      if (this.#top?.isDocument === true) this.#refuse(position);
      walked.pop();
    }
    const closed = walked.pop()!;
    if (closed.isDocument && !this.#isPage) this.#give(position);
    this.#keyStart = -1;
  }
}
