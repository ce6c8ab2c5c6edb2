import { groupOf } from '../model/taxonomy.ts';
import { glue } from './alias-index.ts';
import { choose, chooseGlued } from './choose-target.ts';
import { isTransfer, type MerchantMatch, type Search } from './search.ts';
import { WORD_KINDS } from './words.ts';

/** Words that a glued name may take. */
const GLUED_WORDS_MAX = 4;
const TYPO_FIRST_WORD_LETTERS_MIN = 8;
const HEAD_LETTERS_MIN = 7;
const HEAD_ALONE_LETTERS_MIN = 9;
const CUT_LETTERS_MIN = 8;
const CUT_SHARE_MIN = 0.6;

/** Finds whom a name means: exact words from its start, then letters without blanks, then resemblance. Abstains rather than guesses. */
export function findMerchant(search: Search): MerchantMatch | undefined {
  const { index, descriptor, query } = search;
  const { tokens } = descriptor;
  if (tokens.length === 0) return undefined;
  const exact = findExact(search);
  if (exact !== undefined) return exact;
  if (isTransfer(query)) return undefined;
  const glued = findGlued(search);
  // A word that says what is sold resembles no name: a BOULANGERIE is not Boulanger.
  if (glued !== undefined || index.kindWords.has(tokens[0]!)) return glued;
  const alike = findTypo(search) ?? findPrefix(search);
  return alike !== undefined && contradictsCode(search, alike) ? undefined : alike;
}

/** From the start, behind THE, with the numbers that were left out (TRADING 212), behind a star. */
function findExact(search: Search): MerchantMatch | undefined {
  const { tokens, words, nameStart, starAt } = search.descriptor;
  const found = walk(search, tokens, 0);
  if (found !== undefined) return found;
  if (tokens[0] === 'THE' && tokens.length > 1) {
    const behind = walk(search, tokens, 1);
    if (behind !== undefined) return behind;
  }
  if (words[nameStart] === tokens[0]) {
    const full = walk(search, words, nameStart);
    if (full !== undefined) return full;
  }
  return starAt > 0 ? walk(search, tokens, starAt) : undefined;
}

/** A name that is only alike must at least be of the kind that the code says. */
function contradictsCode({ codeCategory }: Search, { entry, category }: MerchantMatch): boolean {
  if (codeCategory === '') return false;
  const group = groupOf(codeCategory);
  return [category, ...entry.categories, entry.credit].every((each) => groupOf(each) !== group);
}

/** The longest alias that begins at a word and may stand here. */
function walk(search: Search, tokens: readonly string[], start: number): MerchantMatch | undefined {
  let best: MerchantMatch | undefined;
  let node = search.index.trie.children.get(tokens[start]!);
  for (let index = start + 1; node !== undefined; index++) {
    if (node.value !== undefined) best = choose(search, node.value, 'exact') ?? best;
    if (index >= tokens.length) break;
    node = node.children.get(tokens[index]!);
  }
  return best;
}

/** WAL MART for WALMART, BLUEBOTTLE for BLUE BOTTLE: the same letters, cut otherwise. */
function findGlued(search: Search): MerchantMatch | undefined {
  const { tokens } = search.descriptor;
  let best: MerchantMatch | undefined;
  let name = '';
  for (let count = 1; count <= Math.min(GLUED_WORDS_MAX, tokens.length); count++) {
    const word = tokens[count - 1]!;
    name += word.includes('&') ? word.replaceAll('&', '') : word;
    const targets = search.index.glued.get(name);
    if (targets !== undefined) best = chooseGlued(search, targets) ?? best;
  }
  return best;
}

function findTypo(search: Search): MerchantMatch | undefined {
  const { index } = search;
  const { tokens, key } = search.descriptor;
  const isWhole = !key.includes(' ');
  // STADT KASSEL is no STADTKASSE: a word that needs its place is not glued to it.
  if (WORD_KINDS.has(tokens[0]!)) return undefined;
  let name = '';
  for (let count = 1; count <= Math.min(3, tokens.length); count++) {
    const word = tokens[count - 1]!;
    name += word;
    if (count === 1 && !isWhole && word.length < TYPO_FIRST_WORD_LETTERS_MIN) continue;
    const found = index.typos.find(name);
    if (found < 0) continue;
    return choose(search, index.glued.get(index.names[found]!)!, 'typo');
  }
  return undefined;
}

/** NETFLIXCOM begins with a name; DEUTSCHE RENTENVERSICH is one that the bank cut off. */
function findPrefix(search: Search): MerchantMatch | undefined {
  const first = search.descriptor.tokens[0]!;
  for (let end = first.length - 1; end >= HEAD_LETTERS_MIN; end--) {
    const targets = search.index.glued.get(first.slice(0, end));
    if (targets === undefined) continue;
    if (end < HEAD_ALONE_LETTERS_MIN && !WORD_KINDS.has(first.slice(end))) continue;
    return choose(search, targets, 'prefix');
  }
  return findCutOff(search);
}

function findCutOff(search: Search): MerchantMatch | undefined {
  const { names, glued } = search.index;
  const name = glue(search.descriptor.key.split(' '));
  if (name.length < CUT_LETTERS_MIN) return undefined;
  const at = firstNotBelow(names, name);
  const candidate = names[at];
  if (
    candidate === undefined ||
    !candidate.startsWith(name) ||
    name.length < candidate.length * CUT_SHARE_MIN
  ) {
    return undefined;
  }
  const match = choose(search, glued.get(candidate)!, 'prefix');
  // Another merchant that goes on otherwise from the same letters: no answer.
  for (let next = at + 1; names[next]?.startsWith(name); next++) {
    for (const target of glued.get(names[next]!)!) {
      if (target.entry === match?.entry) continue;
      search.onLost?.(target, 'prefix', 'more than one name goes on from the same letters');
      return undefined;
    }
  }
  return match;
}

function firstNotBelow(sorted: readonly string[], word: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
