import { isGuardedCategory } from '../model/taxonomy.ts';
import { normalizeDescriptor } from './descriptor.ts';
import { aliasWords, type KeywordRule, type MerchantAlias, type MerchantEntry } from './merchant-entry.ts';
import { buildPhraseTrie, type PhraseTrie } from './phrase-trie.ts';
import { buildTypoIndex, type TypoIndex } from './typo-index.ts';
import { WORD, WORD_KINDS } from './words.ts';

/** Where a way of writing leads. */
export interface AliasTarget {
  readonly entry: MerchantEntry;
  readonly alias: MerchantAlias;
  /** The alias as a key, where a whole line must equal it; else empty. */
  readonly key: string;
  readonly letters: number;
  readonly wordCount: number;
  /** Whether it may be reached by resemblance: not onto debts, bets or ailments, nor from an everyday word. */
  readonly mayResemble: boolean;
}

/** The ways of writing of all merchants, ready to be looked up. */
export interface AliasIndex {
  readonly trie: PhraseTrie<readonly AliasTarget[]>;
  /** By all letters without blanks. */
  readonly glued: ReadonlyMap<string, readonly AliasTarget[]>;
  /** Glued names that may be reached by resemblance, sorted. */
  readonly names: readonly string[];
  readonly typos: TypoIndex;
  readonly byCreditor: ReadonlyMap<string, MerchantEntry>;
  /** Single words that tell a kind of payment. */
  readonly kindWords: ReadonlySet<string>;
}

export const GLUED_LETTERS_MIN = 5;
/** Names that nobody looked at one by one must be longer. */
const GLUED_TAIL_LETTERS_MIN = 9;

export function buildAliasIndex(
  entries: readonly MerchantEntry[],
  keywords: readonly KeywordRule[],
): AliasIndex {
  const targets = entries.flatMap((entry) => entry.aliases.flatMap((alias) => targetsOf(entry, alias)));
  const glued = new Map<string, AliasTarget[]>();
  for (const { words, target } of targets) {
    const name = glue(words);
    const isShort =
      name.length < (target.entry.layer === 'tail' ? GLUED_TAIL_LETTERS_MIN : GLUED_LETTERS_MIN);
    if (isShort || target.alias.whole) continue;
    const there = glued.get(name);
    if (there === undefined) glued.set(name, [target]);
    else there.push(target);
  }
  const names = [...glued]
    .filter(([, list]) => list.some((target) => target.mayResemble))
    .map(([name]) => name);
  names.sort();
  return {
    trie: buildPhraseTrie(
      targets.map(({ words, target }) => [words, [target] as readonly AliasTarget[]] as const),
      (before, after) => [...before, ...after],
    ),
    glued,
    names,
    typos: buildTypoIndex(names),
    byCreditor: new Map(entries.flatMap((entry) => entry.creditorIds.map((id) => [id, entry] as const))),
    kindWords: new Set(keywords.flatMap((rule) => rule.words.map((word) => word.replaceAll('*', '')))),
  };
}

function targetsOf(
  entry: MerchantEntry,
  alias: MerchantAlias,
): { words: readonly string[]; target: AliasTarget }[] {
  const spellings = [alias.words];
  // Banks write MÜLLER as MUELLER or MULLER.
  if (/[äöüÄÖÜ]/.test(alias.text)) {
    const bare = alias.text.replace(/[äÄ]/g, 'A').replace(/[öÖ]/g, 'O').replace(/[üÜ]/g, 'U');
    spellings.push(aliasWords(bare));
  }
  return spellings.map((words) => ({
    words,
    target: {
      entry,
      alias,
      key: alias.whole ? normalizeDescriptor(words.join(' ')).key : '',
      letters: glue(words).length,
      wordCount: words.length,
      mayResemble: mayResemble(entry, alias, words),
    },
  }));
}

function mayResemble(entry: MerchantEntry, alias: MerchantAlias, words: readonly string[]): boolean {
  if (alias.whole || words.length === 0 || entry.layer === 'tail') return false;
  const categories = alias.category === '' ? [...entry.categories, entry.credit] : [alias.category];
  if (categories.some(isGuardedCategory)) return false;
  return words.some(
    (word) => ((WORD_KINDS.get(word) ?? 0) & (WORD.generic | WORD.domain | WORD.legalForm)) === 0,
  );
}

/** Words without what parts them. */
export function glue(words: readonly string[]): string {
  return words.length === 1 && !words[0]!.includes('&') ? words[0]! : words.join('').replaceAll('&', '');
}
