import type { MerchantId } from '../model/ids.ts';
import { isCategory } from '../model/taxonomy.ts';
import type { DictionaryFile, DictionaryProblem, MerchantAlias, MerchantEntry } from './merchant-entry.ts';

/**
 * The long tail as text: a line a merchant, fields parted by tabs, each sorted: id, name, ways of writing parted by `|`
 * (folded; `=` before those that must be the whole name), categories, countries or `world`, and where it is from.
 * Lines that begin with `#` say source and licence.
 */
const FIELDS = 6;

/** Reads the long tail; lines that are wrong are said with their place. */
export function parseLongTail(file: DictionaryFile, problems: DictionaryProblem[]): MerchantEntry[] {
  const entries: MerchantEntry[] = [];
  let source = '';
  file.text.split('\n').forEach((line, index) => {
    if (line === '') return;
    if (line.startsWith('#')) {
      if (line.startsWith('# source: ')) source = line.slice('# source: '.length);
      return;
    }
    const place = { file: file.path, line: index + 1, column: 1 };
    const fields = line.split('\t');
    const [id, name, aliases, categories, countries, origin] = fields as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const kinds = categories?.split(',') ?? [];
    if (fields.length !== FIELDS || id === '' || aliases === '' || !kinds.every(isCategory)) {
      problems.push({
        ...place,
        message: `a line of the long tail has ${FIELDS} fields and known categories`,
      });
      return;
    }
    entries.push({
      id: id as MerchantId,
      layer: 'tail',
      name,
      aliases: aliases.split('|').map(readAlias),
      categories: kinds,
      credit: '',
      countries: new Set(countries === 'world' ? [] : countries.split(',')),
      creditorIds: [],
      notes: '',
      source: `${source}: ${origin}`,
      place,
    });
  });
  return entries;
}

function readAlias(written: string): MerchantAlias {
  const whole = written.startsWith('=');
  const text = whole ? written.slice(1) : written;
  return { text, words: text.split(' '), category: '', whole };
}

/** A merchant of the long tail, before it is written. */
export interface TailEntry {
  readonly id: string;
  readonly name: string;
  /** Folded words, and whether they must be the whole name. */
  readonly aliases: readonly { readonly text: string; readonly whole: boolean }[];
  readonly categories: readonly string[];
  /** Empty for the whole world. */
  readonly countries: readonly string[];
  readonly from: string;
}

/** The text that `parseLongTail` reads. */
export function writeLongTail(entries: readonly TailEntry[], head: readonly string[]): string {
  const lines = entries.map((entry) =>
    [
      entry.id,
      entry.name,
      entry.aliases.map(({ text, whole }) => (whole ? `=${text}` : text)).join('|'),
      entry.categories.join(','),
      entry.countries.length === 0 ? 'world' : entry.countries.join(','),
      entry.from,
    ].join('\t'),
  );
  return `${[...head.map((line) => `# ${line}`), ...lines.sort()].join('\n')}\n`;
}
