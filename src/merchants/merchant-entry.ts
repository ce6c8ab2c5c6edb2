import type { MerchantId } from '../model/ids.ts';
import { foldText } from './fold.ts';
import { tokenize } from './tokens.ts';
import { WORD } from './words.ts';

/** A text of the dictionary and the name to say in errors. */
export interface DictionaryFile {
  readonly path: string;
  readonly text: string;
}

/** One way in which lines write a merchant. */
export interface MerchantAlias {
  readonly text: string;
  /** Folded words, as the tokenizer cuts lines. */
  readonly words: readonly string[];
  /** Empty when the merchant's own category holds. */
  readonly category: string;
  readonly whole: boolean;
}

/** Where an entry comes from; the nearer one wins: the bank's own files, the shipped head written by hand, the long tail. */
export const LAYERS = ['tail', 'head', 'own'] as const;
export type Layer = (typeof LAYERS)[number];

export interface MerchantEntry {
  readonly id: MerchantId;
  readonly layer: Layer;
  readonly name: string;
  readonly aliases: readonly MerchantAlias[];
  readonly categories: readonly string[];
  /** Category of money that comes in; empty when it is the same. */
  readonly credit: string;
  /** Empty for the whole world. */
  readonly countries: ReadonlySet<string>;
  readonly creditorIds: readonly string[];
  readonly notes: string;
  readonly source: string;
  readonly place: DictionaryPlace;
}

export interface DictionaryPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface KeywordRule {
  readonly words: readonly string[];
  readonly category: string;
  readonly direction: 'in' | 'out' | 'any';
  readonly rank: number;
  readonly transfer: boolean;
}

export interface DictionaryProblem extends DictionaryPlace {
  readonly message: string;
}

/** The words of an alias or a rule, folded and cut as lines are cut. */
export function aliasWords(text: string): readonly string[] {
  return tokenize(foldText(text))
    .filter((token, index) => index === 0 || (token.kinds & WORD.connector) === 0)
    .map((token) => token.text);
}
