import { checkDictionary } from '../merchants/check-dictionary.ts';
import { type MerchantDictionary, parseDictionary } from '../merchants/dictionary.ts';
import { layOver, listTaken, type TakenWriting } from '../merchants/lay-over.ts';
import type { DictionaryProblem } from '../merchants/merchant-entry.ts';
import { readMerchantFiles } from '../runtime/load-definitions.ts';
import { loadDictionary } from './load-dictionary.ts';

/** What a check of the merchant dictionary finds. */
export interface MerchantCheck {
  readonly problems: readonly DictionaryProblem[];
  /** Writings of shipped merchants that become a bank's own. */
  readonly takes: readonly TakenWriting[];
  readonly merchants: number;
  /** Empty when the files cannot be read as a dictionary. */
  readonly hash: string;
}

/** Checks a bank's own folder, or without one the shipped dictionary: what is wrong, then what is likely to hurt. */
export function checkMerchants(folder: string | undefined): MerchantCheck {
  const parsed = parseDictionary(readMerchantFiles(folder));
  if (!parsed.ok) return { problems: parsed.problems, takes: [], merchants: 0, hash: '' };
  const problems = checkDictionary(parsed.dictionary);
  if (folder === undefined) return { problems, takes: [], ...facts(parsed.dictionary) };
  const shipped = loadDictionary();
  const takes = listTaken(shipped, parsed.dictionary);
  return { problems, takes, ...facts(layOver(shipped, parsed.dictionary)) };
}

function facts({ entries, hash }: MerchantDictionary): { merchants: number; hash: string } {
  return { merchants: entries.length, hash };
}
