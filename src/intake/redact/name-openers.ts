import { buildPhraseTrie, matchPhrase, type PhraseTrie } from '../../merchants/phrase-trie.ts';
import type { NameToken } from './name-tokens.ts';
import { CARD_SERVICES, PERSON_SERVICES, PURCHASE_WORDS, TRANSFER_WORDS } from './name-words.ts';

/** Words behind which a person's name may stand. */
export interface Opener {
  /** Tokens that it takes. */
  readonly length: number;
}

const phrasesOf = (lines: readonly string[], isService: boolean) =>
  lines.flatMap((line) => line.split('|')).map((phrase) => [phrase.split(' '), isService] as const);

const OPENERS: PhraseTrie<boolean> = buildPhraseTrie([
  ...phrasesOf(TRANSFER_WORDS, false),
  ...phrasesOf(PERSON_SERVICES, true),
]);
const PHRASE_WORDS_MAX = 3;

/** The opener that begins with a token. On cards only few count: a shop may be called SWISH, and CARD PAYMENT TO is a purchase. */
export function matchOpener(
  tokens: readonly NameToken[],
  index: number,
  channel: string,
): Opener | undefined {
  const first = tokens[index]!.word;
  if (!OPENERS.children.has(first)) return undefined;
  const words = tokens
    .slice(index, index + PHRASE_WORDS_MAX * 2)
    .map(({ word }) => word)
    .filter((word) => word !== '-');
  const match = matchPhrase(OPENERS, words, 0);
  if (match === undefined) return undefined;
  const onAccount = channel !== 'card' && channel !== 'direct-debit';
  if (match.value ? channel === 'card' && !CARD_SERVICES.has(first) : !onAccount) return undefined;
  if (index > 0 && !match.value && PURCHASE_WORDS.has(tokens[index - 1]!.word)) return undefined;
  return { length: match.length };
}
