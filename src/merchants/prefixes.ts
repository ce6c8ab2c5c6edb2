import { CHANNEL_PREFIXES, PROCESSOR_PREFIXES } from './channel-phrases.ts';
import { matchPhrase } from './phrase-trie.ts';
import { HASH, SHAPE, STAR, type Token } from './tokens.ts';
import { WORD } from './words.ts';

/** Channel prefixes that a line may carry one behind the other. */
const PREFIXES_MAX = 6;

/** Where the name begins, once the bank's own words and the numbers behind them are taken off. */
export function skipChannel(tokens: readonly Token[], words: readonly string[]): number {
  let start = skipCardDate(tokens);
  if (start === 0) start = skipNumbers(tokens, 0, false);
  for (let round = 0; round < PREFIXES_MAX; round++) {
    const match = matchPhrase(CHANNEL_PREFIXES, words, start);
    if (match === undefined) break;
    // A mark of a processor or a brand: SQ *, PAYPAL *. What looks like a channel before a star is a name.
    if (tokens[start + match.length]?.before === STAR) break;
    const next = skipNumbers(tokens, start + match.length, true);
    if (!hasName(tokens, next)) break;
    start = next;
  }
  return hasName(tokens, start) ? start : 0;
}

/** How NatWest and Ulster Bank begin card lines: the card's last digits, the day, and CD, or C without contact. */
function skipCardDate(tokens: readonly Token[]): number {
  const [card, day, kind] = tokens;
  const isSo =
    card?.shape === SHAPE.number &&
    card.text.length === 4 &&
    DAY_OF_CARD.test(day?.text ?? '') &&
    (kind?.text === 'CD' || kind?.text === 'C') &&
    hasName(tokens, 3);
  return isSo ? 3 : 0;
}

const DAY_OF_CARD = /^\d{2}[A-Z]{3}\d{2}$/;

/** Skips dates, references and masks; plain numbers only behind a prefix. */
function skipNumbers(tokens: readonly Token[], start: number, behindPrefix: boolean): number {
  let index = start;
  for (; index < tokens.length; index++) {
    const token = tokens[index]!;
    const isRubble = token.shape >= SHAPE.reference;
    const isNumber = token.shape === SHAPE.number && (token.text.length > 2 || token.before === HASH);
    if (!isRubble && !(behindPrefix && isNumber && !beginsName(tokens, index))) break;
  }
  return index;
}

/** 118 118 MONEY, 365 MARKET: short numbers that a word follows. With a leading zero, or four digits and a word, it is a date or store. */
function beginsName(tokens: readonly Token[], index: number): boolean {
  const { text } = tokens[index]!;
  const next = tokens[index + 1];
  return text.length === 3 && text.charCodeAt(0) !== 48 && next !== undefined && next.shape <= SHAPE.number;
}

/** Whether a word or mixed token that is not only a currency stands from here on. */
export function hasName(tokens: readonly Token[], start: number): boolean {
  for (let index = start; index < tokens.length; index++) {
    const token = tokens[index]!;
    if ((token.kinds & WORD.cut) !== 0) return false;
    if (token.shape <= SHAPE.mixed && (token.kinds & (WORD.currency | WORD.label)) === 0) return true;
  }
  return false;
}

export interface ProcessorSkip {
  readonly start: number;
  readonly processor: string;
}

const GLUED_PROCESSORS = [
  { prefix: 'ZTL', processor: 'zettle' },
  { prefix: 'IZTL', processor: 'zettle' },
  { prefix: 'KLARNA', processor: 'klarna' },
] as const;
const GLUED_REST_MIN = 3;

/** Takes off who collects for another; a processor that stands alone is the merchant itself. */
export function skipProcessor(
  tokens: readonly Token[],
  words: readonly string[],
  start: number,
): ProcessorSkip {
  const match = matchPhrase(PROCESSOR_PREFIXES, words, start);
  if (match === undefined) return { start, processor: '' };
  const next = start + match.length;
  const following = tokens[next];
  if (following === undefined) return { start, processor: '' };
  const isStarred = following.before === STAR;
  if (!isStarred && (!match.value.bare || following.shape > SHAPE.mixed)) return { start, processor: '' };
  // PAYPAL EUROPE SARL, KLARNA BANK AB, STRIPE PAYMENTS: the processor's own name goes on.
  if (!isStarred && (following.kinds & (WORD.legalForm | WORD.country | WORD.generic)) !== 0) {
    return { start, processor: '' };
  }
  return hasName(tokens, next) ? { start: next, processor: match.value.name } : { start, processor: '' };
}

/** `ztlNAME` and `KLARNANAME`: the rest behind a glued prefix, or undefined. */
export function splitGluedProcessor(word: string): { rest: string; processor: string } | undefined {
  const first = word.charCodeAt(0);
  if (first !== 90 && first !== 73 && first !== 75) return undefined;
  for (const { prefix, processor } of GLUED_PROCESSORS) {
    if (word.length >= prefix.length + GLUED_REST_MIN && word.startsWith(prefix)) {
      return { rest: word.slice(prefix.length), processor };
    }
  }
  return undefined;
}
