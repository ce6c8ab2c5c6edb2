import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  NEWLINE,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  RETURN,
} from './bytes.ts';
import { findStringEnd } from './string-end.ts';

/** Deeper nesting in a record is no bank's. */
export const JSON_DEPTH_MAX = 64;

const OBJECT = 1;
const LIST = 2;

/** Goes to the end of an object or a list, over any number of chunks, without looking at what it says. */
export class ValueSkipper {
  /** Newlines that were passed. */
  lines = 0;
  /** Position in the file behind the last newline. */
  lineStart = 0;
  /** Colons outside strings: one for each key. */
  colons = 0;
  /** Whether a value since the mark was last taken away was nested too deep. */
  isTooDeep = false;
  /** Whether the last answer stopped at a byte that cannot belong to the value. */
  isBroken = false;
  /** Whether a brace at the start of a line ends an object that was never closed: the record has a line of its own. */
  #endsAtBrace = false;
  /** The last bytes of the chunk before. */
  #last = 0;
  #lastButOne = 0;
  #lineEnd = 0;
  readonly #kinds = new Uint8Array(JSON_DEPTH_MAX + 1);
  #depth = 0;
  #start = 0;
  #inString = false;
  #escaped = false;

  /** Begins at an opening bracket, which is the next byte to come. */
  begin(position: number, options: { readonly endsAtBrace: boolean }): void {
    this.#start = position;
    this.#depth = 0;
    this.#inString = false;
    this.#endsAtBrace = options.endsAtBrace;
  }

  /** The index behind the value's end, or of the byte that breaks it; -1 when the chunk ends before. `base` is the position of its first byte. */
  skip(bytes: Uint8Array, from: number, base: number): number {
    this.isBroken = false;
    const { length } = bytes;
    let index = this.#inString ? this.#skipString(bytes, from) : from;
    for (; index < length; index++) {
      const byte = bytes[index]!;
      // Most bytes are letters and digits of strings and numbers, and structure nothing.
      if (byte === QUOTE) {
        this.#inString = true;
        index = this.#skipString(bytes, index + 1) - 1;
      } else if (byte === COLON) this.colons++;
      else if (byte === NEWLINE) this.#newline(bytes, index, base);
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        const isObject = byte === OPEN_OBJECT;
        if (isObject && this.#endsAtBrace && this.#isOutOfPlace(base + index)) {
          this.isBroken = true;
          return index;
        }
        this.#open(isObject ? OBJECT : LIST);
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        if (!this.#close(byte === CLOSE_OBJECT ? OBJECT : LIST)) {
          this.isBroken = true;
          return index;
        }
        if (this.#depth === 0) return index + 1;
      }
    }
    if (length > 0) {
      this.#lastButOne = length > 1 ? bytes[length - 2]! : this.#last;
      this.#last = bytes[length - 1]!;
    }
    return -1;
  }

  #newline(bytes: Uint8Array, index: number, base: number): void {
    this.lines++;
    this.lineStart = base + index + 1;
    this.#lineEnd = this.#byteBefore(bytes, index);
    // A bracket alone on its line begins a record of many lines.
    const isAlone = this.#lineEnd === OPEN_OBJECT || this.#lineEnd === OPEN_LIST;
    if (isAlone && base + index - this.#start <= 2) this.#endsAtBrace = false;
  }

  /** Goes behind a string's end, or to the newline that ends one without an end. */
  #skipString(bytes: Uint8Array, from: number): number {
    const end = findStringEnd(bytes, this.#escaped ? from + 1 : from);
    this.#escaped = end > bytes.length;
    if (end >= bytes.length) return bytes.length;
    this.#inString = false;
    return bytes[end] === QUOTE ? end + 1 : end;
  }

  /** The byte that ends a line, a carriage return left out. */
  #byteBefore(bytes: Uint8Array, index: number): number {
    const last = index > 0 ? bytes[index - 1]! : this.#last;
    if (last !== RETURN) return last;
    return index > 1 ? bytes[index - 2]! : index > 0 ? this.#last : this.#lastButOne;
  }

  /** A brace at the start of a line, where an object wants a key, or a list a comma before. */
  #isOutOfPlace(position: number): boolean {
    if (position !== this.lineStart || this.#depth === 0) return false;
    if (this.#depth > JSON_DEPTH_MAX || this.#kinds[this.#depth] === OBJECT) return true;
    return this.#lineEnd !== COMMA && this.#lineEnd !== OPEN_LIST && this.#lineEnd !== NEWLINE;
  }

  #open(kind: number): void {
    this.#depth++;
    if (this.#depth <= JSON_DEPTH_MAX) this.#kinds[this.#depth] = kind;
    else this.isTooDeep = true;
  }

  /** Closes the nearest that is of this kind, with all that was left open in it; false when there is none. */
  #close(kind: number): boolean {
    if (this.#depth > JSON_DEPTH_MAX) {
      this.#depth--;
      return true;
    }
    let depth = this.#depth;
    while (depth > 0 && this.#kinds[depth] !== kind) depth--;
    if (depth === 0) return false;
    this.#depth = depth - 1;
    return true;
  }
}
