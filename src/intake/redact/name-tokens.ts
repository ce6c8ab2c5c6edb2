/** A word or mark of a text, where it stands, and as lists write it. */
export interface NameToken {
  readonly start: number;
  readonly end: number;
  /** In capitals, without accents. */
  readonly word: string;
  readonly isWord: boolean;
  readonly digits: number;
}

/** A dash, stop or apostrophe joins letters; behind digits it parts a reference from a name. */
const TOKEN =
  /\[[a-z]+\]|\b[sd]\/[od]\b|[\p{L}\p{M}\p{N}]+(?:(?<=\p{L})['’.-](?=\p{L})[\p{L}\p{M}\p{N}]+)*|[^\s]/giu;
/** Indian banks part the fields of a line by dashes. */
const DASHED = /^(?:UPI|IMPS|NEFT|RTGS)(?: CR| DR)?-/i;
const MARKS = /\p{M}/gu;

/** Cuts a text into words and marks. */
export function nameTokens(line: string): NameToken[] {
  const text = DASHED.test(line) ? line.replaceAll('-', ' ') : line;
  const tokens: NameToken[] = [];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found !== null; found = TOKEN.exec(text)) {
    tokens.push(tokenOf(found[0], found.index));
  }
  return tokens;
}

function tokenOf(text: string, start: number): NameToken {
  // What was hidden before is a mark, not a word.
  if (text.length > 2 && text[0] === '[')
    return { start, end: start + text.length, word: '[', isWord: false, digits: 0 };
  let digits = 0;
  let isPlain = true;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 48 && unit <= 57) digits++;
    else if (unit > 127) isPlain = false;
  }
  const word = (isPlain ? text : text.normalize('NFD').replace(MARKS, '')).toUpperCase();
  const first = text.charCodeAt(0);
  const lower = first | 32;
  const isWord = digits > 0 || first > 191 || (lower >= 97 && lower <= 122);
  return { start, end: start + text.length, word, isWord, digits };
}
