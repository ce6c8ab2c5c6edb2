import { glue } from './alias-index.ts';
import { CHANNEL_PREFIXES } from './channel-phrases.ts';
import { DOUBTFUL_WORDS, EVERYDAY_WORDS } from './everyday-words.ts';
import { type HeadNames, readHeadNames, tailIsClaimed } from './head-names.ts';
import { readIndexPlaces } from './index-countries.ts';
import type { TailEntry } from './long-tail.ts';
import { aliasWords, type MerchantEntry } from './merchant-entry.ts';
import { matchPhrase } from './phrase-trie.ts';
import { PLACE_TRIE } from './places.ts';
import { mergeKinds } from './tail-kinds.ts';
import { WORD, WORD_KINDS } from './words.ts';

/** One shop as name-suggestion-index lists it. */
export interface IndexItem {
  readonly displayName: string;
  readonly locationSet?: { readonly include?: readonly unknown[] };
  readonly matchNames?: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** The index as its `nsi.json` holds it: folders such as `brands/shop/books`, each with its shops. */
export type ShopIndex = Readonly<
  Record<
    string,
    {
      readonly properties?: { readonly exclude?: { readonly generic?: readonly string[] } };
      readonly items: readonly IndexItem[];
    }
  >
>;

/** Of the operators only these name whom one pays. */
const OPERATORS: ReadonlySet<string> = new Set([
  'operators/office/energy_supplier',
  'operators/office/water_utility',
  'operators/amenity/kindergarten',
  'operators/amenity/childcare',
]);
const NAME_TAGS = ['name', 'brand', 'operator', 'name:en', 'short_name', 'alt_name', 'official_name'];
const LETTERS_MIN = 4;
/** A single word as long as this is rarely anything else, so that a town may follow it; in its own countries a shorter one. */
const OPEN_LETTERS_MIN = 8;
const OPEN_AT_HOME_LETTERS_MIN = 6;

export interface TailSource {
  readonly index: ShopIndex;
  /** Names that are no names, as regular expressions. */
  readonly genericNames: readonly string[];
  /** Our category by tag, `shop/books`. */
  readonly categories: ReadonlyMap<string, string>;
  readonly head: readonly MerchantEntry[];
  readonly isPersonName: (word: string) => boolean;
}

interface Group {
  readonly name: string;
  readonly from: string;
  readonly aliases: Map<string, readonly string[]>;
  /** Categories by country, `world` among them. */
  readonly kinds: Map<string, Set<string>>;
}

/** Chooses of an index what can be matched safely: known kinds, our countries, no everyday names, nothing that the head holds. */
export function selectTail(source: TailSource): TailEntry[] {
  const groups = new Map<string, Group>();
  const generic = source.genericNames.map((text) => new RegExp(text, 'i'));
  for (const [folder, { properties, items }] of Object.entries(source.index)) {
    const category = source.categories.get(folder.split('/').slice(1).join('/'));
    if (category === undefined || !(folder.startsWith('brands/') || OPERATORS.has(folder))) continue;
    const excluded = [
      ...generic,
      ...(properties?.exclude?.generic ?? []).map((text) => new RegExp(text, 'i')),
    ];
    for (const item of items) addItem(groups, item, folder, category, excluded);
  }
  const head = readHeadNames(source.head);
  return dropClaimedTwice([...groups.values()].flatMap((group) => entriesOf(group, head, source)));
}

function addItem(
  groups: Map<string, Group>,
  item: IndexItem,
  folder: string,
  category: string,
  excluded: readonly RegExp[],
): void {
  const places = readIndexPlaces(item.locationSet?.include ?? []);
  if (places.size === 0) return;
  const name = (item.tags.brand ?? item.tags.operator ?? item.tags.name ?? item.displayName)
    .replaceAll('\t', ' ')
    .trim();
  if (excluded.some((each) => each.test(name.toLowerCase()))) return;
  const wikidata = item.tags['brand:wikidata'] ?? item.tags['operator:wikidata'] ?? '';
  const key = wikidata === '' ? `n:${glue(aliasWords(name))}` : wikidata;
  const group = groups.get(key) ?? {
    name,
    from: `${folder} ${wikidata}`.trim(),
    aliases: new Map<string, readonly string[]>(),
    kinds: new Map<string, Set<string>>(),
  };
  groups.set(key, group);
  const names = [...NAME_TAGS.map((tag) => item.tags[tag] ?? ''), ...(item.matchNames ?? [])];
  for (const each of names.flatMap((text) => text.split(';'))) {
    const words = dropArticle(aliasWords(each));
    if (words.length > 0 && !excluded.some((generic) => generic.test(each.toLowerCase())))
      group.aliases.set(words.join(' '), words);
  }
  for (const place of places) {
    const kinds = group.kinds.get(place) ?? new Set();
    group.kinds.set(place, kinds.add(category));
  }
}

function dropArticle(words: readonly string[]): readonly string[] {
  return words[0] === 'THE' && words.length > 1 ? words.slice(1) : words;
}

function entriesOf(group: Group, head: HeadNames, source: TailSource): TailEntry[] {
  const merged = mergeKinds(group.kinds);
  const slug = slugOf(group.name);
  if (slug === '') return [];
  return merged.flatMap(({ countries, categories }) => {
    const aliases = [...group.aliases.values()].flatMap((words) => {
      const whole = judge(words, countries.length > 0, source.isPersonName);
      if (whole === 'no' || tailIsClaimed(head, words, countries)) return [];
      return [{ text: words.join(' '), whole: whole === 'whole' }];
    });
    // A name that the head holds is the head's, whatever else it is written like.
    if (aliases.length === 0 || tailIsClaimed(head, aliasWords(group.name), countries)) return [];
    const suffix = merged.length === 1 ? '' : `-${(countries[0] ?? 'world').toLowerCase()}`;
    aliases.sort((a, b) => (a.text < b.text ? -1 : 1));
    return [
      { id: `nsi-${slug}${suffix}`, name: group.name, aliases, categories, countries, from: group.from },
    ];
  });
}

function slugOf(name: string): string {
  const words = aliasWords(name).flatMap((word) => word.toLowerCase().split(/[^a-z0-9]+/));
  return words
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 50)
    .replace(/-$/, '');
}

/** Whether words may stand for a shop: with anything behind them, only as the whole name, or not at all. */
function judge(
  words: readonly string[],
  isAtHome: boolean,
  isPersonName: (word: string) => boolean,
): 'open' | 'whole' | 'no' {
  const letters = glue(words);
  if (letters.length < LETTERS_MIN || !/^[A-Z0-9]+$/.test(letters) || !/[A-Z]{2}/.test(letters)) return 'no';
  // A town keeps nurseries and much else: STADT ULM says no kind.
  if (((WORD_KINDS.get(words[0]!) ?? 0) & WORD.needsPlace) !== 0) return 'no';
  const prefix = matchPhrase(CHANNEL_PREFIXES, words, 0);
  if (prefix !== undefined) return 'no';
  const isPlace = matchPhrase(PLACE_TRIE, words, 0)?.length === words.length;
  const empty = words.filter((word) => isEmpty(word) || isPersonName(word)).length;
  if (words.length === 1) {
    if (isPlace || empty === 1) return 'no';
    if (DOUBTFUL_WORDS.has(words[0]!)) return 'whole';
    return letters.length >= (isAtHome ? OPEN_AT_HOME_LETTERS_MIN : OPEN_LETTERS_MIN) ? 'open' : 'whole';
  }
  if (isPlace || (words.length === 2 && empty === 2)) return 'no';
  return empty === words.length || letters.length < OPEN_LETTERS_MIN ? 'whole' : 'open';
}

const EMPTY_KINDS = WORD.generic | WORD.legalForm | WORD.domain | WORD.country | WORD.needsPlace | WORD.month;

function isEmpty(word: string): boolean {
  // JOES and CHARLIES are as everyday as JOE and CHARLIE.
  if (EVERYDAY_WORDS.has(word) || (word.endsWith('S') && EVERYDAY_WORDS.has(word.slice(0, -1)))) return true;
  return ((WORD_KINDS.get(word) ?? 0) & EMPTY_KINDS) !== 0;
}

/** A writing that two merchants of one country claim is nobody's; ids that meet are told apart by their kind. */
function dropClaimedTwice(entries: readonly TailEntry[]): TailEntry[] {
  const byText = new Map<string, TailEntry[]>();
  for (const entry of entries) {
    for (const { text } of entry.aliases) byText.set(text, [...(byText.get(text) ?? []), entry]);
  }
  const isClear = (entry: TailEntry, text: string): boolean =>
    byText.get(text)!.every((other) => other === entry || !meet(entry.countries, other.countries));
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    const aliases = entry.aliases.filter(({ text }) => isClear(entry, text));
    if (aliases.length === 0) return [];
    const id = seen.has(entry.id)
      ? `${entry.id}-${entry.categories[0]!.split('.').at(-1)!.replaceAll('_', '-')}`
      : entry.id;
    if (seen.has(id)) return [];
    seen.add(id);
    return [{ ...entry, id, aliases }];
  });
}

function meet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((each) => b.includes(each));
}
