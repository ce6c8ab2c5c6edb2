import { foldText } from './fold.ts';
import { nameLength } from './location.ts';
import { skipChannel, skipProcessor, splitGluedProcessor } from './prefixes.ts';
import { readRail } from './rails.ts';
import { DOT, HASH, SHAPE, STAR, type Token, tokenize } from './tokens.ts';
import { WORD, WORD_KINDS } from './words.ts';

/** What a description says, once the bank's words are off. */
export interface Descriptor {
  /** Stable text of whom the payment is with: no dates, references, numbers of cards and stores, towns, legal forms. */
  readonly key: string;
  /** Words of the name as they stand, town and legal form included: what the dictionary is matched with. */
  readonly tokens: readonly string[];
  /** Index in `tokens` of the first word behind a star, -1 for none: ABC*NAME. */
  readonly starAt: number;
  /** Every word of the line, purpose included, in its order. */
  readonly words: readonly string[];
  /** Id of the payment processor whose prefix was taken off, or empty. */
  readonly processor: string;
  /** Words at the start of `words` that are the bank's own, and those before the name with the processor's. */
  readonly channelEnd: number;
  readonly nameStart: number;
  /** The key as one would write it. */
  readonly text: string;
}

/** Reads a description into a stable key, the words to match, and a readable name. Any text in, bounded work. */
export function normalizeDescriptor(description: string, channel = ''): Descriptor {
  const line = foldText(description);
  const rail = readRail(line);
  const tokens = tokenize(rail?.name ?? line);
  const nameWords = tokens.map(textOf);
  const channelEnd = skipChannel(tokens, nameWords);
  const skip = skipProcessor(tokens, nameWords, channelEnd);
  const name = readName(tokens, skip.start);
  let processor = skip.processor;
  const first = processor === '' && name.words.length > 0 ? splitGluedProcessor(name.words[0]!) : undefined;
  if (first !== undefined) {
    name.words[0] = first.rest;
    processor = first.processor;
  }
  const bare = keyWords(name, channel);
  const key = bare.length > 0 ? bare.join(' ') : fallbackKey(line);
  const words =
    rail === undefined || rail.purpose === ''
      ? nameWords
      : [...nameWords, ...tokenize(rail.purpose).map(textOf)];
  return {
    key,
    tokens: name.words,
    starAt: name.starAt,
    words,
    processor,
    channelEnd,
    nameStart: skip.start,
    text: titleCase(key),
  };
}

const textOf = (token: Token): string => token.text;

interface Name {
  readonly words: string[];
  readonly starAt: number;
  /** Length of `words` where the first store number or reference stood; -1 for none. */
  readonly numberAt: number;
  /** Bit per word (up to 30): stands behind a dot, as COM does in NETFLIX.COM. */
  readonly dotted: number;
}

/** Collects the words of a name and leaves out all that changes from payment to payment. */
function readName(tokens: readonly Token[], start: number): Name {
  const words: string[] = [];
  let starAt = -1;
  let numberAt = -1;
  let dotted = 0;
  for (let index = start; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (words.length > 0 && endsName(tokens, index)) break;
    if (token.before === STAR && starAt < 0 && words.length > 0) starAt = words.length;
    if (isLeftOut(tokens, index, words.length)) {
      const isPlaceMark = token.shape === SHAPE.number || token.shape === SHAPE.reference;
      if (isPlaceMark && numberAt < 0 && words.length > 0) numberAt = words.length;
      continue;
    }
    if (token.before === DOT && words.length < 30) dotted |= 1 << words.length;
    words.push(token.text);
  }
  return { words, starAt: starAt === words.length ? -1 : starAt, numberAt, dotted };
}

/** From here on references, cards and value dates. */
function endsName(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!;
  if ((token.kinds & WORD.cut) !== 0) return true;
  const next = tokens[index + 1];
  switch (token.text) {
    case 'CARD':
    case 'KARTE':
    case 'CB':
    case 'CARTE':
      return next !== undefined && (next.shape >= SHAPE.number || next.text.startsWith('XX'));
    case 'VALUE':
      return next?.text === 'DATE';
    case 'RECURRING':
      return next === undefined || next.text === 'CKCD';
    default:
      return false;
  }
}

function isLeftOut(tokens: readonly Token[], index: number, wordCount: number): boolean {
  const token = tokens[index]!;
  if (token.shape >= SHAPE.reference) return true;
  if (token.shape === SHAPE.number) return !numberNames(tokens, index, wordCount);
  if (token.kinds === 0) return false;
  if (wordCount === 0) return false;
  if ((token.kinds & WORD.connector) !== 0) return true;
  if ((token.kinds & WORD.currency) !== 0 && besideNumber(tokens, index)) return true;
  if ((token.kinds & WORD.month) !== 0) return true;
  if ((token.kinds & WORD.monthShort) !== 0 && besideNumber(tokens, index)) return true;
  return (token.kinds & WORD.label) !== 0 && labels(tokens, index);
}

/** Whether a plain number is part of the name: STUDIO 54, 118 118 MONEY, 3 MOBILE; CAFE 101. */
function numberNames(tokens: readonly Token[], index: number, wordCount: number): boolean {
  const { text, before } = tokens[index]!;
  if (before === HASH || text.charCodeAt(0) === 48) return false;
  const next = tokens[index + 1];
  const previous = tokens[index - 1];
  if (wordCount === 0 || (index > 0 && previous!.shape === SHAPE.number && wordCount === 1)) {
    return text.length <= 4 && next !== undefined && next.shape <= SHAPE.number && !isMonth(next);
  }
  if (previous !== undefined && (isMonth(previous) || labelsNumber(previous))) return false;
  if (next !== undefined && isMonth(next)) return false;
  if (text.length <= 2) return true;
  // One word that says what and not who is no name without its number.
  return (
    text.length === 3 && wordCount === 1 && previous !== undefined && (previous.kinds & WORD.generic) !== 0
  );
}

const isMonth = (token: Token): boolean => (token.kinds & (WORD.month | WORD.monthShort)) !== 0;
const labelsNumber = (token: Token): boolean => (token.kinds & WORD.label) !== 0;

function besideNumber(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  const previous = tokens[index - 1];
  return (
    (next !== undefined && next.shape >= SHAPE.number) ||
    (previous !== undefined && previous.shape >= SHAPE.number)
  );
}

/** A label goes with the number, date or reference behind it, or with another label that does, or stands last. */
function labels(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!;
  const next = tokens[index + 1];
  if (next === undefined) return token.text.length > 3 && (token.kinds & WORD.generic) === 0;
  if (next.shape >= SHAPE.number) return true;
  if (isMonth(next)) return true;
  return labelsNumber(next) && index + 2 < tokens.length && tokens[index + 2]!.shape >= SHAPE.number;
}

/** What stays of a name once its place, its legal form and its domain are off. */
function keyWords(name: Name, channel: string): string[] {
  const { words } = name;
  // Transfers go to people and have no town behind them: ANNA PARIS stays.
  const hasPlace = channel !== 'transfer' && channel !== 'standing-order';
  const end = hasPlace ? nameLength(words, name.numberAt, channel === 'card') : words.length;
  const kept: string[] = [];
  for (let index = 0; index < end; index++) {
    const word = words[index]!;
    const kinds = WORD_KINDS.get(word) ?? 0;
    if (index > 0 && kinds !== 0) {
      if ((kinds & WORD.legalForm) !== 0 && (word !== 'CO' || endsCompany(words, index, end))) continue;
      if (
        (kinds & WORD.domain) !== 0 &&
        (word === 'COM' || (index < 30 && (name.dotted & (1 << index)) !== 0))
      )
        continue;
    } else if (index === 0 && (word === 'WWW' || word === 'HTTPS') && end > 1) continue;
    kept.push(word);
  }
  // HOTELS.COM without its domain would be any hotel.
  if (kept.length === 1 && end > 1 && ((WORD_KINDS.get(kept[0]!) ?? 0) & WORD.generic) !== 0)
    kept.push(words[1]!);
  return kept;
}

function endsCompany(words: readonly string[], index: number, end: number): boolean {
  return (
    index === end - 1 || ((WORD_KINDS.get(words[index + 1]!) ?? 0) & (WORD.legalForm | WORD.domain)) !== 0
  );
}

/** A line without a name is its own key: its words and numbers, blanks evened out. */
function fallbackKey(line: string): string {
  return tokenize(line).map(textOf).join(' ') || line.trim();
}

function titleCase(key: string): string {
  let text = '';
  for (let index = 0; index < key.length; ) {
    let end = key.indexOf(' ', index);
    if (end < 0) end = key.length;
    const word = key.slice(index, end);
    text += word.length <= 2 || word.includes('&') ? word : word[0]! + word.slice(1).toLowerCase();
    if (end < key.length) text += ' ';
    index = end + 1;
  }
  return text;
}
