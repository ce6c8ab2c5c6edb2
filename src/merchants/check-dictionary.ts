import { CHANNEL_PREFIXES } from './channel-phrases.ts';
import type { MerchantDictionary } from './dictionary.ts';
import type { DictionaryProblem, MerchantEntry } from './merchant-entry.ts';
import { matchPhrase } from './phrase-trie.ts';
import { WORD, WORD_KINDS } from './words.ts';

const SHORT_LETTERS = 3;

/** A problem with the entry that has it. */
export interface EntryProblem extends DictionaryProblem {
  readonly entry: MerchantEntry;
}

/** What is lawful in a dictionary and yet likely to hurt: everyday words as aliases, merchants without a category, aliases that no line can reach. */
export function checkDictionary(dictionary: MerchantDictionary): EntryProblem[] {
  return dictionary.entries.flatMap((entry) => [...checkCategories(entry), ...checkAliases(entry)]);
}

function checkCategories(entry: MerchantEntry): EntryProblem[] {
  if (entry.categories.length > 0 || entry.credit !== '') return [];
  return [{ ...entry.place, entry, message: `${entry.id} has no category` }];
}

function checkAliases(entry: MerchantEntry): EntryProblem[] {
  const problems: EntryProblem[] = [];
  const report = (message: string): void => {
    problems.push({ ...entry.place, entry, message });
  };
  const seen = new Set<string>();
  for (const { text, words, whole } of entry.aliases) {
    const key = words.join(' ');
    if (seen.has(key)) report(`${entry.id} gives "${text}" twice`);
    seen.add(key);
    if (whole) continue;
    if (isEverydayName(words))
      report(`"${text}" of ${entry.id} is an everyday word: say more, or whole: true`);
    else if (key.length < SHORT_LETTERS && !hasDigit(key))
      report(`"${text}" of ${entry.id} is very short: say more, or whole: true`);
    const prefix = matchPhrase(CHANNEL_PREFIXES, words, 0);
    if (prefix !== undefined && prefix.length < words.length) {
      report(`"${text}" of ${entry.id} begins with a bank's own word, which is taken off before matching`);
    }
  }
  return problems;
}

/** Kinds of word that name nobody, and those that add nothing to one. */
const EVERYDAY = WORD.generic | WORD.legalForm | WORD.domain | WORD.country | WORD.month;
const EMPTY = WORD.legalForm | WORD.country;

/** One everyday word, alone or with an empty one: MATCH, MATCH LTD. Two together may well be a name: BRITISH GAS. */
function isEverydayName(words: readonly string[]): boolean {
  const kindsOf = (word: string): number => WORD_KINDS.get(word) ?? 0;
  return (
    (kindsOf(words[0]!) & EVERYDAY) !== 0 && words.slice(1).every((word) => (kindsOf(word) & EMPTY) !== 0)
  );
}

function hasDigit(text: string): boolean {
  return [...text].some((letter) => letter >= '0' && letter <= '9');
}
