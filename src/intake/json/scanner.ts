/** What a scanner finds in a JSON text. */
export interface JsonTaker {
  /** An object at a wanted path, as its text, with the line that it begins in. */
  object(text: string, path: string, line: number): void;
  /** Text that is no JSON, with the line that it begins in. */
  broken(detail: string, text: string, line: number): void;
}

interface Frame {
  readonly isList: boolean;
  /** The path of what this holds, but for the keys of an object. */
  readonly path: string;
  key: string;
}

/** Nothing of a bank is nested deeper. */
const DEPTH_MAX = 64;
/** Characters of one wanted object, at the most. */
const OBJECT_LENGTH_MAX = 4 * 1024 * 1024;

const QUOTE = 34;
const BACKSLASH = 92;
const NEWLINE = 10;

/**
 * Finds objects at wanted paths in a stream of JSON, however long the documents around them are: only one wanted
 * object is held at a time. Keys are joined with dots; lists add `*`, but a list around whole documents adds nothing.
 * Documents may follow each other, one a line or not. What is broken is told, and reading goes on in the next line
 * that begins a document.
 */
export class JsonScanner {
  readonly #wanted: (path: string) => boolean;
  readonly #taker: JsonTaker;
  #frames: Frame[] = [];
  #line = 1;
  #inString = false;
  #escaped = false;
  /** The string that was read last, which becomes a key when a colon follows. */
  #string = '';
  #stringStart = -1;
  #capture: { depth: number; path: string; line: number; parts: string[]; length: number } | undefined;
  #skipping = false;

  constructor(wanted: (path: string) => boolean, taker: JsonTaker) {
    this.#wanted = wanted;
    this.#taker = taker;
  }

  push(text: string): void {
    let captured = 0;
    if (this.#inString && this.#stringStart >= 0) this.#stringStart = 0;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === NEWLINE) this.#line++;
      if (this.#skipping) {
        // A document begins at the start of a line; all before it belongs to what is broken.
        const begins =
          (code === 123 || code === 91) && (index === 0 || text.charCodeAt(index - 1) === NEWLINE);
        if (!begins) continue;
        this.#skipping = false;
      }
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) {
          this.#inString = false;
          if (this.#capture === undefined) this.#string += text.slice(this.#stringStart, index);
        }
        continue;
      }
      switch (code) {
        case QUOTE:
          this.#inString = true;
          this.#string = '';
          this.#stringStart = index + 1;
          break;
        case 58:
          if (this.#capture === undefined && this.#frames.length > 0) this.#frames.at(-1)!.key = this.#string;
          break;
        case 123:
        case 91:
          if (this.#open(code === 91)) captured = index;
          break;
        case 125:
        case 93:
          this.#close(code === 93, text, captured, index);
          if (this.#capture === undefined) captured = index + 1;
          break;
      }
    }
    if (this.#inString && this.#capture === undefined) {
      this.#string += text.slice(this.#stringStart);
      this.#stringStart = 0;
    }
    if (this.#capture !== undefined) this.#keep(text.slice(captured));
  }

  end(): void {
    if (this.#skipping) return;
    if (this.#frames.length === 0 && !this.#inString) return;
    const { capture, line } = { capture: this.#capture, line: this.#capture?.line ?? this.#line };
    this.#taker.broken('the document ends before it is whole', capture?.parts.join('') ?? '', line);
  }

  /** Whether a wanted object begins here. */
  #open(isList: boolean): boolean {
    const path = this.#pathHere();
    if (this.#frames.length >= DEPTH_MAX) {
      this.#break(`it is nested deeper than ${DEPTH_MAX}`);
      return false;
    }
    const begins = this.#capture === undefined && !isList && this.#wanted(path);
    if (begins) {
      this.#capture = { depth: this.#frames.length, path, line: this.#line, parts: [], length: 0 };
    }
    this.#frames.push({ isList, path, key: '' });
    return begins;
  }

  #pathHere(): string {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return '';
    // A list around whole documents is as good as none.
    if (frame.isList) return this.#frames.length === 1 ? '' : `${frame.path}.*`;
    return frame.path === '' ? frame.key : `${frame.path}.${frame.key}`;
  }

  #close(isList: boolean, text: string, from: number, index: number): void {
    const frame = this.#frames.pop();
    if (frame === undefined || frame.isList !== isList) {
      this.#break('a bracket closes what is not open');
      return;
    }
    const capture = this.#capture;
    if (capture === undefined || capture.depth !== this.#frames.length) return;
    this.#capture = undefined;
    const object = capture.parts.join('') + text.slice(from, index + 1);
    this.#taker.object(object, capture.path, capture.line);
  }

  #keep(part: string): void {
    const capture = this.#capture!;
    capture.parts.push(part);
    capture.length += part.length;
    if (capture.length > OBJECT_LENGTH_MAX)
      this.#break(`a record is longer than ${OBJECT_LENGTH_MAX} characters`);
  }

  #break(detail: string): void {
    this.#taker.broken(detail, this.#capture?.parts.join('') ?? '', this.#capture?.line ?? this.#line);
    this.#capture = undefined;
    this.#frames = [];
    this.#inString = false;
    this.#skipping = true;
  }
}
