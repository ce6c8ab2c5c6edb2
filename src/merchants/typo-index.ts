import levenshtein from 'fast-levenshtein';

/** Names shorter than this are never matched with a typing error. */
export const TYPO_LETTERS_MIN = 6;
const TYPO_LETTERS_MAX = 32;

/** Finds the one name that differs by one letter. */
export interface TypoIndex {
  /** Index of the name, or -1 when none or more than one is one letter away. */
  find(word: string): number;
}

const MULTIPLIER = 0x01000193;

/**
 * Keeps the hash of every name with one letter left out; a word one letter away shares such a hash with its name.
 * Hashes only suggest: fast-levenshtein verifies each.
 */
export function buildTypoIndex(names: readonly string[]): TypoIndex {
  const byHash = new Map<number, number | number[]>();
  const add = (hash: number, index: number): void => {
    const there = byHash.get(hash);
    if (there === undefined) byHash.set(hash, index);
    else if (typeof there === 'number') {
      if (there !== index) byHash.set(hash, [there, index]);
    } else if (!there.includes(index)) there.push(index);
  };
  names.forEach((name, index) => {
    if (name.length < TYPO_LETTERS_MIN || name.length > TYPO_LETTERS_MAX) return;
    const count = hashDeletions(name);
    for (let at = 0; at <= count; at++) add(hashes[at]!, index);
  });
  return { find: (word) => findOne(word, names, byHash) };
}

function findOne(
  word: string,
  names: readonly string[],
  byHash: ReadonlyMap<number, number | readonly number[]>,
): number {
  if (word.length < TYPO_LETTERS_MIN || word.length > TYPO_LETTERS_MAX) return -1;
  let found = -1;
  const count = hashDeletions(word);
  for (let at = 0; at <= count; at++) {
    const candidates = byHash.get(hashes[at]!);
    if (candidates === undefined) continue;
    for (const index of typeof candidates === 'number' ? [candidates] : candidates) {
      if (index === found || !isOneTypoAway(word, names[index]!)) continue;
      if (found >= 0) return -1;
      found = index;
    }
  }
  return found;
}

/** Same first letter, same digits, one letter added, dropped or changed. */
function isOneTypoAway(word: string, name: string): boolean {
  if (word.charCodeAt(0) !== name.charCodeAt(0) || word === name) return false;
  return levenshtein.get(word, name) === 1 && digitsOf(word) === digitsOf(name);
}

function digitsOf(word: string): string {
  let digits = '';
  for (const letter of word) if (letter >= '0' && letter <= '9') digits += letter;
  return digits;
}

/** Scratch: hash of the whole word first, then of the word without its n-th letter; used up before the next call. */
const hashes = new Int32Array(TYPO_LETTERS_MAX + 1);
const prefixes = new Int32Array(TYPO_LETTERS_MAX + 1);

/** Fills `hashes` and says how many deletions there are; polynomial hashes make each deletion one step. */
function hashDeletions(word: string): number {
  let whole = 0;
  for (let index = 0; index < word.length; index++) {
    prefixes[index] = whole;
    whole = (Math.imul(whole, MULTIPLIER) + word.charCodeAt(index)) | 0;
  }
  hashes[0] = whole;
  let suffix = 0;
  let power = 1;
  for (let index = word.length - 1; index >= 0; index--) {
    hashes[index + 1] = (Math.imul(prefixes[index]!, power) + suffix) | 0;
    suffix = (suffix + Math.imul(word.charCodeAt(index), power)) | 0;
    power = Math.imul(power, MULTIPLIER);
  }
  return word.length;
}
