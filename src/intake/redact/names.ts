import { isBusinessWord } from './business-name.ts';
import { findLabelled } from './labelled-names.ts';
import { matchOpener } from './name-openers.ts';
import { type NameToken, nameTokens } from './name-tokens.ts';
import {
  COLLECTORS,
  DIRECTIONS,
  FILLERS,
  GIVEN_NAMES,
  NAMELIKE_PURPOSES,
  PURPOSES,
  SHORT_TITLES,
  STOPS,
  TITLES,
  TOLD_PURPOSES,
} from './name-words.ts';
import type { Span } from './spans.ts';

/** What is known of a line before names are looked for. */
export interface NameContext {
  /** `card`, `transfer`, …, or empty. */
  readonly channel: string;
  /** The other side is known to be a business: by the dictionary, a creditor id or a merchant code. */
  readonly isBusiness: boolean;
  /** The other side's name where the source gave it apart, or empty. */
  readonly partyName: string;
}

const SEPA = /\b(?:SVWZ|EREF|KREF)\+/i;
/** Who collects under a mandate is a creditor, and no person. */
const COLLECTED = /\b(?:CRED|MREF)\+/i;
const NAME_WORDS_MAX = 4;
/** Shorter words are a bank's as often as a name's. */
const REPEATED_LETTERS_MIN = 4;
const REFERENCE_DIGITS_MIN = 3;
const HOLDER_REFERENCE_DIGITS_MIN = 6;
const STOP_MARKS: ReadonlySet<string> = new Set([':', ';', '/', '+', '*', '#', '?', '=', '|', '"', '[']);

/** Finds the names of people where banks put them: behind words for a transfer, in labelled fields, behind titles. */
export function findNames(text: string, context: NameContext, spans: Span[]): void {
  const tokens = nameTokens(text);
  const before = spans.length;
  const labels = findLabelled(
    text,
    { isBusiness: context.isBusiness, isCard: context.channel === 'card' },
    spans,
  );
  const opened = findOpened(tokens, context, spans);
  const isTransfer = context.channel === 'transfer' || context.channel === 'standing-order';
  const mayLead = isTransfer || opened || (context.channel === '' && SEPA.test(text));
  const isCollected = COLLECTED.test(text);
  if (mayLead && !labels && !isCollected && spans.length === before && !context.isBusiness) {
    readSlots(tokens, 0, spans);
  }
  findTitled(tokens, context, isTransfer, spans);
  findHolder(tokens, context, spans);
  if (spans.length === before && !context.isBusiness) findGiven(tokens, context, spans);
  if (spans.length > before) hideAgain(tokens, before, spans);
}

/** A line may say a name twice, and only once where it is looked for. */
function hideAgain(tokens: readonly NameToken[], before: number, spans: Span[]): void {
  const found = spans.slice(before);
  const isHidden = ({ start, end }: NameToken) =>
    found.some((span) => span.start <= start && end <= span.end);
  const words = new Set<string>();
  for (const token of tokens) {
    const isTold = token.isWord && token.word.length >= REPEATED_LETTERS_MIN && !isBusinessWord(token.word);
    if (isTold && !PURPOSES.has(token.word) && isHidden(token)) words.add(token.word);
  }
  for (const token of tokens) {
    if (words.has(token.word) && !isHidden(token))
      spans.push({ start: token.start, end: token.end, kind: 'name' });
  }
}

/** Names behind words for a payment between people; true when such a word stands here. */
function findOpened(tokens: readonly NameToken[], context: NameContext, spans: Span[]): boolean {
  for (let index = 0; index < tokens.length; index++) {
    const opener = matchOpener(tokens, index, context.channel);
    if (opener === undefined) continue;
    if (!context.isBusiness) readSlots(tokens, index + opener.length, spans);
    return true;
  }
  return false;
}

/** Reads names from a place on: fillers before them are skipped, stops end them, directions begin them anew. */
function readSlots(tokens: readonly NameToken[], start: number, spans: Span[]): void {
  let isOpen = true;
  let words: NameToken[] = [];
  const close = () => {
    hide(words, spans);
    words = [];
    isOpen = false;
  };
  for (let index = start; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (!isOpen) {
      if (DIRECTIONS.has(token.word) || matchOpener(tokens, index, '') !== undefined) isOpen = true;
      continue;
    }
    if (token.digits >= REFERENCE_DIGITS_MIN || (token.digits > 0 && token.digits === token.word.length)) {
      if (words.length > 0) close();
    } else if (!token.isWord) {
      const isGlued = tokens[index + 1]?.start === token.end;
      const ends = STOP_MARKS.has(token.word) || (token.word === ',' && words.length > 1 && !isGlued);
      if (ends && words.length > 0) close();
    } else if (STOPS.has(token.word) || token.word.startsWith('REF.')) {
      // At the very front a stop is a bank's word, not a name's end.
      if (words.length > 0 || index > start) close();
    } else if (
      words.length > 0 ||
      (!FILLERS.has(token.word) && matchOpener(tokens, index, '') === undefined)
    ) {
      words.push(token);
    }
  }
  hide(words, spans);
}

/** Hides the words of a name, unless they say a business; what the payment is for may stay around it. */
function hide(words: readonly NameToken[], spans: Span[]): void {
  if (words.some(({ word }) => isBusinessWord(word))) return;
  let end = words.length;
  while (end > 0 && isPurpose(words, end - 1)) end--;
  // RENT MARCH names nobody.
  if (end === 0) return;
  let start = 0;
  for (let index = 0; index <= end; index++) {
    const isTold = index === end || TOLD_PURPOSES.has(words[index]!.word);
    if (!isTold) continue;
    if (start < index) spans.push({ start: words[start]!.start, end: words[index - 1]!.end, kind: 'name' });
    start = index + 1;
  }
}

/** American collections end with the customer's own name, behind a reference: UTIL PYMT 240318 10023456 MARIA LEE. */
function findHolder(tokens: readonly NameToken[], { channel }: NameContext, spans: Span[]): void {
  if (channel === 'card') return;
  let start = tokens.length;
  while (start > 0 && mayName(tokens[start - 1]!)) start--;
  const words = tokens.slice(start);
  const reference = tokens[start - 1];
  if (words.length < 2 || words.length > NAME_WORDS_MAX || reference === undefined) return;
  if (reference.digits < HOLDER_REFERENCE_DIGITS_MIN || words.some(({ word }) => isBusinessWord(word)))
    return;
  if (channel !== 'direct-debit' && !words.some(({ word }) => GIVEN_NAMES.has(word))) return;
  spans.push({ start: words[0]!.start, end: words.at(-1)!.end, kind: 'holder' });
}

function isPurpose(words: readonly NameToken[], index: number): boolean {
  const { word } = words[index]!;
  if (PURPOSES.has(word)) return true;
  return NAMELIKE_PURPOSES.has(word) && index > 0 && PURPOSES.has(words[index - 1]!.word);
}

/** MR SMITH, Herr Max Mustermann. A card's line of such a kind is a shop's: MR PORTER, DR MARTENS. */
function findTitled(
  tokens: readonly NameToken[],
  context: NameContext,
  isTransfer: boolean,
  spans: Span[],
): void {
  if (context.channel === 'card' || (context.isBusiness && !isTransfer)) return;
  for (let index = 0; index + 1 < tokens.length; index++) {
    const { word, start } = tokens[index]!;
    if (!TITLES.has(word) && !(isTransfer && SHORT_TITLES.has(word))) continue;
    let end = index + 1;
    while (end < tokens.length && end - index <= NAME_WORDS_MAX && mayName(tokens[end]!)) end++;
    if (end === index + 1) continue;
    spans.push({ start, end: tokens[end - 1]!.end, kind: 'name' });
    index = end - 1;
  }
}

function mayName(token: NameToken): boolean {
  if (token.word === '&' || token.word === '.' || token.word === ',') return true;
  return token.isWord && token.digits === 0 && !STOPS.has(token.word) && !PURPOSES.has(token.word);
}

/** A line that is nothing but a given name and another: no rail says so, the name itself does. */
function findGiven(tokens: readonly NameToken[], context: NameContext, spans: Span[]): void {
  if (context.channel === 'direct-debit') return;
  const isCollected = tokens.length > 1 && COLLECTORS.has(tokens[0]!.word);
  if (context.channel === 'card' && !isCollected) return;
  const words = tokens.slice(isCollected ? 1 : 0).filter(({ isWord, digits }) => isWord && digits === 0);
  const isName =
    !tokens.some(({ word }) => word === '&') &&
    words.length >= 2 &&
    words.length <= NAME_WORDS_MAX &&
    words.slice(0, 2).some(({ word }) => GIVEN_NAMES.has(word)) &&
    !words.some(({ word }) => isBusinessWord(word));
  if (isName) hide(words, spans);
}
