import { glue } from './alias-index.ts';
import { aliasWords, type MerchantEntry } from './merchant-entry.ts';
import { buildPhraseTrie, type PhraseTrie } from './phrase-trie.ts';

/** What the head holds, to be asked whether a name of the long tail is one of its. */
export interface HeadNames {
  readonly trie: PhraseTrie<readonly MerchantEntry[]>;
  readonly glued: ReadonlyMap<string, readonly MerchantEntry[]>;
}

export function readHeadNames(head: readonly MerchantEntry[]): HeadNames {
  const glued = new Map<string, MerchantEntry[]>();
  const open: [readonly string[], readonly MerchantEntry[]][] = [];
  for (const entry of head) {
    const named = [aliasWords(entry.name), ...entry.aliases.map((alias) => alias.words)];
    for (const words of named) {
      const name = glue(words);
      glued.set(name, [...(glued.get(name) ?? []), entry]);
    }
    for (const alias of entry.aliases) if (!alias.whole) open.push([alias.words, [entry]]);
  }
  return { glued, trie: buildPhraseTrie(open, (before, after) => [...before, ...after]) };
}

/** Whether the head has this name, or a name that it begins with, in one of the countries. */
export function tailIsClaimed(
  head: HeadNames,
  words: readonly string[],
  countries: readonly string[],
): boolean {
  const clashes = (entries: readonly MerchantEntry[] | undefined): boolean =>
    entries?.some(
      (entry) =>
        entry.countries.size === 0 ||
        countries.length === 0 ||
        countries.some((country) => entry.countries.has(country)),
    ) ?? false;
  if (clashes(head.glued.get(glue(words)))) return true;
  let node: PhraseTrie<readonly MerchantEntry[]> | undefined = head.trie;
  for (const word of words) {
    node = node.children.get(word);
    if (node === undefined) return false;
    if (clashes(node.value)) return true;
  }
  return false;
}
