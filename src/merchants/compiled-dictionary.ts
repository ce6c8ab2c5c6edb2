import { sha256 } from '../lib/hash.ts';
import type { MerchantId } from '../model/ids.ts';
import type { MerchantDictionary } from './dictionary.ts';
import type { DictionaryFile, KeywordRule, Layer, MerchantAlias, MerchantEntry } from './merchant-entry.ts';

/**
 * The dictionary as one line of JSON that is read in a few milliseconds, where its texts take some hundred.
 * It is a copy and never the truth: it names the hash of the texts that it was made from, and is not read beside others.
 */
const VERSION = 1;

type AliasRow = readonly [text: string, words: string, category: string, whole: 0 | 1];
type EntryRow = readonly [
  id: string,
  layer: Layer,
  name: string,
  aliases: readonly AliasRow[],
  categories: readonly string[],
  credit: string,
  countries: string,
  creditorIds: readonly string[],
  notes: string,
  source: string,
  file: string,
  line: number,
  column: number,
];

interface Compiled {
  readonly version: number;
  readonly texts: string;
  readonly hash: string;
  readonly entries: readonly EntryRow[];
  readonly institution: readonly KeywordRule[];
  readonly keywords: readonly KeywordRule[];
  readonly codes: readonly (readonly [string, string])[];
}

/** The hash of a dictionary's texts, whatever their order. */
export function hashTexts(files: readonly DictionaryFile[]): string {
  const parts = files.map(({ path, text }) => `${path}\n${text}`).sort();
  return sha256(`${VERSION}\n${parts.join('\n')}`);
}

export function writeCompiled(dictionary: MerchantDictionary, texts: string): string {
  const { hash, institution, keywords, codes } = dictionary;
  const entries = dictionary.entries.map(entryRow);
  const compiled: Compiled = {
    version: VERSION,
    texts,
    hash,
    entries,
    institution,
    keywords,
    codes: [...codes],
  };
  return `${JSON.stringify(compiled)}\n`;
}

function entryRow(entry: MerchantEntry): EntryRow {
  const { file, line, column } = entry.place;
  return [
    entry.id,
    entry.layer,
    entry.name,
    entry.aliases.map(aliasRow),
    entry.categories,
    entry.credit,
    [...entry.countries].join(' '),
    entry.creditorIds,
    entry.notes,
    entry.source,
    file,
    line,
    column,
  ];
}

function aliasRow({ text, words, category, whole }: MerchantAlias): AliasRow {
  const joined = words.join(' ');
  return [text, joined === text ? '' : joined, category, whole ? 1 : 0];
}

/** The dictionary of a compiled text; undefined when it was made from other texts than these. */
export function readCompiled(text: string, texts: string): MerchantDictionary | undefined {
  const mark = `{"version":${VERSION},"texts":"${texts}"`;
  if (!text.startsWith(mark)) return undefined;
  const compiled = JSON.parse(text) as Compiled;
  return {
    hash: compiled.hash,
    entries: compiled.entries.map(readEntry),
    institution: compiled.institution,
    keywords: compiled.keywords,
    codes: new Map(compiled.codes),
  };
}

function readEntry(row: EntryRow): MerchantEntry {
  const [
    id,
    layer,
    name,
    aliases,
    categories,
    credit,
    countries,
    creditorIds,
    notes,
    source,
    file,
    line,
    column,
  ] = row;
  return {
    id: id as MerchantId,
    layer,
    name,
    aliases: aliases.map(readAlias),
    categories,
    credit,
    countries: new Set(countries === '' ? [] : countries.split(' ')),
    creditorIds,
    notes,
    source,
    place: { file, line, column },
  };
}

function readAlias([text, joined, category, whole]: AliasRow): MerchantAlias {
  return { text, words: (joined === '' ? text : joined).split(' '), category, whole: whole === 1 };
}
