import { groupOf } from '../model/taxonomy.ts';
import type { Reading } from './matcher.ts';
import { matchPhrase } from './phrase-trie.ts';
import { PLACE_TRIE } from './places.ts';
import { WORD_KINDS } from './words.ts';

/** Somebody else who has a part in a payment: who lends for it, or whose goods a marketplace sold. */
export interface SecondParty {
  readonly kind: 'pay-later' | 'shop';
  readonly name: string;
}

const LENDERS: Readonly<Record<string, string>> = {
  klarna: 'Klarna',
  afterpay: 'Afterpay',
  clearpay: 'Clearpay',
  zip: 'Zip',
};
const MARKET_CATEGORIES: readonly string[] = ['food.delivery', 'shopping.marketplace'];
const SHOP_LETTERS_MIN = 4;

/** Finds the second party of a line: KLARNA*ASOS is bought at Asos on credit, DOORDASH BURGERKIN is delivered from there. */
export function readSecondParty({ answer, line, match }: Reading): SecondParty | undefined {
  const lender = LENDERS[answer.processor];
  if (lender !== undefined) return { kind: 'pay-later', name: lender };
  if (match === undefined || !MARKET_CATEGORIES.includes(answer.category)) return undefined;
  if (groupOf(match.category) === 'income') return undefined;
  const { tokens } = line.descriptor;
  const rest = tokens.slice(match.wordCount).filter((word) => isNameWord(word));
  return rest.length === 0 ? undefined : { kind: 'shop', name: rest.join(' ') };
}

/** A word that is no kind of word we know, no town and no order number. */
function isNameWord(word: string): boolean {
  if (word.length < SHOP_LETTERS_MIN || WORD_KINDS.has(word)) return false;
  return !/\d/.test(word) && matchPhrase(PLACE_TRIE, [word], 0) === undefined;
}
