import type { EnrichmentQuery, MatchMethod } from '../model/transaction.ts';
import { type AliasIndex, type AliasTarget, GLUED_LETTERS_MIN, glue } from './alias-index.ts';
import { type CountryFit, countryFit } from './countries.ts';
import type { Descriptor } from './descriptor.ts';
import type { MerchantEntry } from './merchant-entry.ts';
import type { PhraseTrie } from './phrase-trie.ts';
import { WORD_KINDS } from './words.ts';

/** A merchant found, and how. */
export interface MerchantMatch {
  readonly entry: MerchantEntry;
  /** What the way of writing says, or empty. */
  readonly category: string;
  /** Letters and words of the way of writing. */
  readonly letters: number;
  readonly wordCount: number;
  readonly method: MatchMethod;
  readonly fit: CountryFit;
}

/** Words that a glued name may take. */
const GLUED_WORDS_MAX = 4;
/** A name of another country counts when it is long enough not to be a word of this one. */
const ABROAD_LETTERS_MIN = 8;
const TYPO_FIRST_WORD_LETTERS_MIN = 8;
const HEAD_LETTERS_MIN = 7;
const HEAD_ALONE_LETTERS_MIN = 9;
const CUT_LETTERS_MIN = 8;
const CUT_SHARE_MIN = 0.6;

/** Finds whom a name means: exact words from its start, then letters without blanks, then resemblance. Abstains rather than guesses. */
export function findMerchant(
  index: AliasIndex,
  descriptor: Descriptor,
  query: EnrichmentQuery,
): MerchantMatch | undefined {
  const { tokens, starAt } = descriptor;
  if (tokens.length === 0) return undefined;
  const start = tokens[0] === 'THE' && tokens.length > 1 ? 1 : 0;
  const exact =
    walk(index.trie, descriptor, query, 0) ??
    (start > 0 ? walk(index.trie, descriptor, query, start) : undefined) ??
    (starAt > 0 ? walk(index.trie, descriptor, query, starAt) : undefined);
  if (exact !== undefined) return exact;
  const isTransfer = query.channel === 'transfer' || query.channel === 'standing-order';
  if (isTransfer) return undefined;
  const glued = findGlued(index, descriptor, query);
  // A word that says what is sold resembles no name: a BOULANGERIE is not Boulanger.
  if (glued !== undefined || index.kindWords.has(tokens[0]!)) return glued;
  return findTypo(index, descriptor, query) ?? findPrefix(index, descriptor, query);
}

/** The longest alias that begins at a word and may stand here. */
function walk(
  trie: PhraseTrie<readonly AliasTarget[]>,
  descriptor: Descriptor,
  query: EnrichmentQuery,
  start: number,
): MerchantMatch | undefined {
  const { tokens } = descriptor;
  let best: MerchantMatch | undefined;
  let node = trie.children.get(tokens[start]!);
  for (let index = start + 1; node !== undefined; index++) {
    if (node.value !== undefined) best = choose(node.value, descriptor, query, 'exact') ?? best;
    if (index >= tokens.length) break;
    node = node.children.get(tokens[index]!);
  }
  return best;
}

const FIT_ORDER: Readonly<Record<CountryFit, number>> = { home: 3, world: 2, unknown: 1, abroad: 0 };

/** Among merchants of one writing the one at home wins; two that are equally near are no answer. */
function choose(
  targets: readonly AliasTarget[],
  descriptor: Descriptor,
  query: EnrichmentQuery,
  method: MatchMethod,
): MerchantMatch | undefined {
  let best: MerchantMatch | undefined;
  let isTied = false;
  for (const target of targets) {
    if (target.alias.whole && target.key !== descriptor.key) continue;
    const fit = countryFit(target.entry.countries, query.currency, descriptor.tokens);
    const farOff = fit === 'abroad' && (target.letters < ABROAD_LETTERS_MIN || target.alias.whole);
    if (farOff || (method !== 'exact' && (!target.mayResemble || fit === 'abroad'))) continue;
    const order = best === undefined ? 1 : FIT_ORDER[fit] - FIT_ORDER[best.fit];
    if (order > 0) {
      best = matchOf(target, method, fit);
      isTied = false;
    } else if (order === 0 && target.entry !== best!.entry) isTied = true;
  }
  return isTied ? undefined : best;
}

function matchOf(target: AliasTarget, method: MatchMethod, fit: CountryFit): MerchantMatch {
  const { entry, alias, letters, wordCount } = target;
  return { entry, category: alias.category, letters, wordCount, method, fit };
}

/** WAL MART for WALMART, BLUEBOTTLE for BLUE BOTTLE: the same letters, cut otherwise. */
function findGlued(
  index: AliasIndex,
  descriptor: Descriptor,
  query: EnrichmentQuery,
): MerchantMatch | undefined {
  const { tokens } = descriptor;
  let best: MerchantMatch | undefined;
  let name = '';
  for (let count = 1; count <= Math.min(GLUED_WORDS_MAX, tokens.length); count++) {
    const word = tokens[count - 1]!;
    name += word.includes('&') ? word.replaceAll('&', '') : word;
    if (name.length < GLUED_LETTERS_MIN) continue;
    const targets = index.glued.get(name);
    if (targets === undefined) continue;
    best = chooseGlued(targets, descriptor, query) ?? best;
  }
  return best;
}

/** The same letters are no resemblance: debts and bets count too, at home. */
function chooseGlued(
  targets: readonly AliasTarget[],
  descriptor: Descriptor,
  query: EnrichmentQuery,
): MerchantMatch | undefined {
  const match = choose(targets, descriptor, query, 'exact');
  return match === undefined || match.fit === 'abroad' ? undefined : { ...match, method: 'glued' };
}

function findTypo(
  index: AliasIndex,
  descriptor: Descriptor,
  query: EnrichmentQuery,
): MerchantMatch | undefined {
  const { tokens, key } = descriptor;
  const isWhole = !key.includes(' ');
  let name = '';
  for (let count = 1; count <= Math.min(3, tokens.length); count++) {
    const word = tokens[count - 1]!;
    name += word;
    if (count === 1 && (WORD_KINDS.has(word) || (!isWhole && word.length < TYPO_FIRST_WORD_LETTERS_MIN)))
      continue;
    const found = index.typos.find(name);
    if (found < 0) continue;
    return choose(index.glued.get(index.names[found]!)!, descriptor, query, 'typo');
  }
  return undefined;
}

/** NETFLIXCOM begins with a name; DEUTSCHE RENTENVERSICH is one that the bank cut off. */
function findPrefix(
  index: AliasIndex,
  descriptor: Descriptor,
  query: EnrichmentQuery,
): MerchantMatch | undefined {
  const first = descriptor.tokens[0]!;
  for (let end = first.length - 1; end >= HEAD_LETTERS_MIN; end--) {
    const targets = index.glued.get(first.slice(0, end));
    if (targets === undefined) continue;
    if (end < HEAD_ALONE_LETTERS_MIN && !WORD_KINDS.has(first.slice(end))) continue;
    return choose(targets, descriptor, query, 'prefix');
  }
  return findCutOff(index, descriptor, query);
}

function findCutOff(
  index: AliasIndex,
  descriptor: Descriptor,
  query: EnrichmentQuery,
): MerchantMatch | undefined {
  const name = glue(descriptor.key.split(' '));
  if (name.length < CUT_LETTERS_MIN) return undefined;
  const { names } = index;
  const at = firstNotBelow(names, name);
  const candidate = names[at];
  if (
    candidate === undefined ||
    !candidate.startsWith(name) ||
    name.length < candidate.length * CUT_SHARE_MIN
  ) {
    return undefined;
  }
  const match = choose(index.glued.get(candidate)!, descriptor, query, 'prefix');
  // Another merchant that goes on otherwise from the same letters: no answer.
  for (let next = at + 1; names[next]?.startsWith(name); next++) {
    if (index.glued.get(names[next]!)!.some((target) => target.entry !== match?.entry)) return undefined;
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
