/** Phrases of tokens that lead to a value; the longest match wins. Built once, then only read. */
export interface PhraseTrie<T> {
  readonly children: ReadonlyMap<string, PhraseTrie<T>>;
  readonly value: T | undefined;
}

interface MutableTrie<T> {
  children: Map<string, MutableTrie<T>>;
  value: T | undefined;
}

/** Most nodes are the end of a phrase, and a map of their own would be most of the trie's memory. */
const NO_CHILDREN: Map<string, MutableTrie<never>> = new Map();

/** Builds a trie; a phrase given twice is given to `merge`, or the later one wins. */
export function buildPhraseTrie<T>(
  phrases: Iterable<readonly [readonly string[], T]>,
  merge: (before: T, after: T) => T = (_, after) => after,
): PhraseTrie<T> {
  const root: MutableTrie<T> = { children: NO_CHILDREN, value: undefined };
  for (const [words, value] of phrases) {
    let node = root;
    for (const word of words) {
      let child = node.children.get(word);
      if (child === undefined) {
        child = { children: NO_CHILDREN, value: undefined };
        if (node.children === NO_CHILDREN) node.children = new Map();
        node.children.set(word, child);
      }
      node = child;
    }
    node.value = node.value === undefined ? value : merge(node.value, value);
  }
  return root;
}

export interface PhraseMatch<T> {
  readonly value: T;
  /** Number of tokens that the phrase takes. */
  readonly length: number;
}

/** The longest phrase that begins at a token. */
export function matchPhrase<T>(
  trie: PhraseTrie<T>,
  words: readonly string[],
  start: number,
): PhraseMatch<T> | undefined {
  let node = trie.children.get(words[start]!);
  if (node === undefined) return undefined;
  let best: T | undefined;
  let length = 0;
  for (let index = start + 1; node !== undefined; index++) {
    if (node.value !== undefined) {
      best = node.value;
      length = index - start;
    }
    if (index >= words.length) break;
    node = node.children.get(words[index]!);
  }
  return best === undefined ? undefined : { value: best, length };
}
