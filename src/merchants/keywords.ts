import { foldText } from './fold.ts';
import type { KeywordRule } from './merchant-entry.ts';
import { buildPhraseTrie, matchPhrase, type PhraseTrie } from './phrase-trie.ts';
import { tokenize } from './tokens.ts';

/** Answers what kind of payment the words of a line tell of. */
export type KeywordFinder = (question: KeywordQuestion) => FoundKeyword | undefined;

export interface KeywordQuestion {
  readonly words: readonly string[];
  readonly direction: 'in' | 'out';
  /** Whether it moves between people's accounts, where a shop's words mean nothing. */
  readonly isTransfer: boolean;
}

/** Letters that a compound word has more than its known part. */
const COMPOUND_REST_MIN = 2;

/** A rule that a line met, and where in its words. */
export interface FoundKeyword {
  readonly rule: KeywordRule;
  readonly start: number;
  readonly length: number;
}

/** Compiles rules on words: phrases anywhere in the line, and the heads and tails of compound words. */
export function compileKeywords(rules: readonly KeywordRule[]): KeywordFinder {
  const phrases: [readonly string[], readonly KeywordRule[]][] = [];
  const tails = new Map<string, readonly KeywordRule[]>();
  const heads = new Map<string, readonly KeywordRule[]>();
  const put = (map: Map<string, readonly KeywordRule[]>, part: string, rule: KeywordRule): void => {
    map.set(part, [...(map.get(part) ?? []), rule]);
  };
  for (const rule of rules) {
    for (const text of rule.words) {
      if (text.startsWith('*')) put(tails, foldText(text.slice(1)), rule);
      else if (text.endsWith('*')) put(heads, foldText(text.slice(0, -1)), rule);
      else phrases.push([tokenize(foldText(text)).map((token) => token.text), [rule]]);
    }
  }
  const trie = buildPhraseTrie(phrases, (before, after) => [...before, ...after]);
  const tailLengths = lengthsOf(tails);
  const headLengths = lengthsOf(heads);
  return (question) => strongest(collect(question, trie, tails, tailLengths, heads, headLengths));
}

function lengthsOf(map: ReadonlyMap<string, unknown>): readonly number[] {
  return [...new Set([...map.keys()].map((part) => part.length))].sort((a, b) => b - a);
}

function collect(
  question: KeywordQuestion,
  trie: PhraseTrie<readonly KeywordRule[]>,
  tails: ReadonlyMap<string, readonly KeywordRule[]>,
  tailLengths: readonly number[],
  heads: ReadonlyMap<string, readonly KeywordRule[]>,
  headLengths: readonly number[],
): readonly FoundKeyword[] {
  const found: FoundKeyword[] = [];
  const add = (rules: readonly KeywordRule[] | undefined, start: number, length: number): void => {
    for (const rule of rules ?? []) {
      const fits = rule.direction === 'any' || rule.direction === question.direction;
      if (fits && (rule.transfer || !question.isTransfer)) found.push({ rule, start, length });
    }
  };
  const { words } = question;
  for (let index = 0; index < words.length; index++) {
    const match = matchPhrase(trie, words, index);
    if (match !== undefined) {
      add(match.value, index, match.length);
      // The words of a phrase are told: the GAS in GAS STATION is no energy.
      index += match.length - 1;
      continue;
    }
    const word = words[index]!;
    for (const length of tailLengths) {
      if (word.length >= length + COMPOUND_REST_MIN) add(tails.get(word.slice(-length)), index, 1);
    }
    for (const length of headLengths) {
      if (word.length >= length + COMPOUND_REST_MIN) add(heads.get(word.slice(0, length)), index, 1);
    }
  }
  return found;
}

/** The highest rank wins, then the longest phrase; equals that disagree say nothing. */
function strongest(found: readonly FoundKeyword[]): FoundKeyword | undefined {
  let best: FoundKeyword | undefined;
  let isDisputed = false;
  for (const each of found) {
    const order = best === undefined ? 1 : each.rule.rank - best.rule.rank || each.length - best.length;
    if (order > 0) {
      best = each;
      isDisputed = false;
    } else if (order === 0 && each.rule.category !== best!.rule.category) isDisputed = true;
  }
  return isDisputed ? undefined : best;
}
