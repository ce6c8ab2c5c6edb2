import { sha256 } from '../lib/hash.ts';
import { readDictionaryFile } from './dictionary-file.ts';
import { parseLongTail } from './long-tail.ts';
import type {
  DictionaryFile,
  DictionaryPlace,
  DictionaryProblem,
  KeywordRule,
  MerchantEntry,
} from './merchant-entry.ts';

/** The whole dictionary, checked, with the hash of its content. */
export interface MerchantDictionary {
  /** SHA-256 of the canonical content: order of files and entries does not change it. */
  readonly hash: string;
  /** Sorted by id. */
  readonly entries: readonly MerchantEntry[];
  readonly institution: readonly KeywordRule[];
  readonly keywords: readonly KeywordRule[];
  /** Category by merchant category code. */
  readonly codes: ReadonlyMap<string, string>;
}

export type ParsedDictionary =
  | { readonly ok: true; readonly dictionary: MerchantDictionary }
  | { readonly ok: false; readonly problems: readonly DictionaryProblem[] };

/** How the file of the long tail ends; all others are YAML. */
export const TAIL_SUFFIX = '.tsv';

/** Reads the texts of a dictionary; all that is wrong is reported at once, with file, line and column. */
export function parseDictionary(files: readonly DictionaryFile[]): ParsedDictionary {
  const problems: DictionaryProblem[] = [];
  const entries: MerchantEntry[] = [];
  const institution: KeywordRule[] = [];
  const keywords: KeywordRule[] = [];
  const codes = new Map<string, string>();
  const tail: MerchantEntry[] = [];
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (file.path.endsWith(TAIL_SUFFIX)) {
      tail.push(...parseLongTail(file, problems));
      continue;
    }
    const read = readDictionaryFile(file, problems);
    if (read === undefined) continue;
    entries.push(...read.entries);
    institution.push(...read.institution);
    keywords.push(...read.keywords);
    for (const [code, category] of read.codes) codes.set(code, category);
  }
  entries.sort(byId);
  reportCollisions(entries, problems);
  entries.push(...tail);
  entries.sort(byId);
  if (problems.length > 0) return { ok: false, problems };
  const hash = hashOf(entries, institution, keywords, codes);
  return { ok: true, dictionary: { hash, entries, institution, keywords, codes } };
}

const byId = (a: MerchantEntry, b: MerchantEntry): number => (a.id < b.id ? -1 : 1);

/** Two entries of one id, and two that claim the same words in the same country: neither may win by chance. */
function reportCollisions(entries: readonly MerchantEntry[], problems: DictionaryProblem[]): void {
  const byKey = new Map<string, MerchantEntry>();
  const byWords = new Map<string, MerchantEntry[]>();
  const byCreditor = new Map<string, MerchantEntry>();
  for (const entry of entries) {
    const same = byKey.get(entry.id);
    if (same !== undefined) {
      problems.push({
        ...entry.place,
        message: `the id ${entry.id} stands already at ${placeText(same.place)}`,
      });
    }
    byKey.set(entry.id, entry);
    for (const creditorId of entry.creditorIds) {
      const other = byCreditor.get(creditorId);
      if (other !== undefined) {
        problems.push({
          ...entry.place,
          message: `creditor id ${creditorId} belongs to ${other.id} already`,
        });
      }
      byCreditor.set(creditorId, entry);
    }
    for (const key of new Set(entry.aliases.map((alias) => alias.words.join(' ')))) {
      const others = byWords.get(key) ?? [];
      for (const other of others) {
        if (other === entry || !shareCountry(entry, other)) continue;
        problems.push({ ...entry.place, message: `${entry.id} and ${other.id} both claim "${key}"` });
      }
      others.push(entry);
      byWords.set(key, others);
    }
  }
}

/** Whether two merchants trade in one country. World and a country do not clash: the nearer one wins. */
function shareCountry(a: MerchantEntry, b: MerchantEntry): boolean {
  if (a.countries.size === 0 || b.countries.size === 0) return a.countries.size === b.countries.size;
  return [...a.countries].some((country) => b.countries.has(country));
}

export function placeText(place: DictionaryPlace): string {
  return `${place.file}:${place.line}:${place.column}`;
}

function hashOf(
  entries: readonly MerchantEntry[],
  institution: readonly KeywordRule[],
  keywords: readonly KeywordRule[],
  codes: ReadonlyMap<string, string>,
): string {
  const ruleLine = (rule: KeywordRule) =>
    JSON.stringify([rule.words, rule.category, rule.direction, rule.rank, rule.transfer]);
  return sha256(
    JSON.stringify({
      entries: entries.map((entry) => [
        entry.id,
        entry.layer,
        entry.name,
        entry.aliases.map((alias) => [alias.text, alias.category, alias.whole]),
        entry.categories,
        entry.credit,
        [...entry.countries].sort(),
        [...entry.creditorIds].sort(),
      ]),
      institution: institution.map(ruleLine).sort(),
      keywords: keywords.map(ruleLine).sort(),
      codes: [...codes].sort(([a], [b]) => (a < b ? -1 : 1)),
    }),
  );
}
