import { matchPhrase } from './phrase-trie.ts';
import { PLACE_TRIE, PLACE_WORDS_MAX } from './places.ts';
import { BEFORE_PLACE, WORD, WORD_KINDS } from './words.ts';

const kindsOf = (word: string): number => WORD_KINDS.get(word) ?? 0;

/** Words between a store's number and its state that still pass for a town. */
const TOWN_WORDS_MAX = 4;
/** Behind a store's number on a card line, up to so many words at the end are the town. */
const CARD_TOWN_WORDS_MAX = 2;

/**
 * How many words of a name stay once the town, state and country at its end are taken off.
 * `numberAt` is where a store's number stood, -1 for none: a number parts a name from its place.
 */
export function nameLength(words: readonly string[], numberAt: number, isCard: boolean): number {
  const full = words.length;
  let end = full;
  if (end > 1 && isCountry(words, end)) end--;
  if (end > 1 && (kindsOf(words[end - 1]!) & WORD.state) !== 0 && words[end - 1]!.length <= 3) end--;
  const hadRegion = end < full;
  if (numberAt > 0 && numberAt < full) {
    if (hadRegion && end - numberAt <= TOWN_WORDS_MAX) return numberAt;
    if (isCard && end - numberAt <= CARD_TOWN_WORDS_MAX && nameBears(words, numberAt)) return numberAt;
  }
  return trimTown(words, end);
}

function isCountry(words: readonly string[], end: number): boolean {
  return (kindsOf(words[end - 1]!) & WORD.country) !== 0;
}

function trimTown(words: readonly string[], end: number): number {
  for (let length = Math.min(PLACE_WORDS_MAX, end - 1); length > 0; length--) {
    const start = end - length;
    if (matchPhrase(PLACE_TRIE, words, start)?.length !== length) continue;
    return nameBears(words, start) ? start : end;
  }
  return end;
}

/** Whether what stands before a place is a name without it: not BANK OF, not STADTWERKE. */
function nameBears(words: readonly string[], end: number): boolean {
  if (BEFORE_PLACE.has(words[end - 1]!)) return false;
  let letters = 0;
  let names = false;
  for (let index = 0; index < end; index++) {
    const word = words[index]!;
    if ((kindsOf(word) & WORD.needsPlace) === 0) names = true;
    letters += word.length;
  }
  return names && letters >= 2;
}
