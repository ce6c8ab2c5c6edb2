import { Ajv, type ErrorObject } from 'ajv';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import type { MerchantId } from '../model/ids.ts';
import { CATEGORIES, isCategory } from '../model/taxonomy.ts';
import { DICTIONARY_SCHEMA } from './dictionary-schema.ts';
import {
  aliasWords,
  type DictionaryFile,
  type DictionaryPlace,
  type DictionaryProblem,
  type KeywordRule,
  type MerchantAlias,
  type MerchantEntry,
} from './merchant-entry.ts';

/** What one file of the dictionary holds. */
export interface DictionaryFileContent {
  readonly entries: readonly MerchantEntry[];
  readonly institution: readonly KeywordRule[];
  readonly keywords: readonly KeywordRule[];
  readonly codes: ReadonlyMap<string, string>;
  /** Another list's ids in our taxonomy; undefined in all other files. */
  readonly mapping: Mapping | undefined;
}

/** How another list's ids read in our taxonomy. */
export interface Mapping {
  readonly list: string;
  readonly categories: ReadonlyMap<string, string>;
}

interface AliasObject {
  readonly text: string;
  readonly category?: string;
  readonly whole?: boolean;
}

interface RuleObject {
  readonly words: readonly string[];
  readonly category: string;
  readonly direction: 'in' | 'out' | 'any';
  readonly rank?: number;
  readonly transfer?: boolean;
}

interface EntryObject {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly (string | AliasObject)[];
  readonly categories: readonly string[];
  readonly credit?: string;
  readonly countries: readonly string[];
  readonly creditorIds?: readonly string[];
  readonly notes?: string;
  readonly source?: string;
}

interface FileObject {
  readonly kind: keyof typeof DEFINITION_OF;
  readonly source: string;
  readonly entries?: readonly EntryObject[];
  readonly institution?: readonly RuleObject[];
  readonly keywords?: readonly RuleObject[];
  readonly codes?: Readonly<Record<string, string>>;
  readonly list?: string;
  readonly map?: Readonly<Record<string, string>>;
}

const DEFINITION_OF = {
  merchants: 'merchantsFile',
  keywords: 'keywordsFile',
  codes: 'codesFile',
  mapping: 'mappingFile',
} as const;

type Path = readonly (string | number)[];

/** Reads one file against the schema and the taxonomy; undefined when its form is wrong, with the problems added. */
export function readDictionaryFile(
  file: DictionaryFile,
  problems: DictionaryProblem[],
): DictionaryFileContent | undefined {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines });
  const placeOf = (path: Path): DictionaryPlace => placeIn(file, document, lines, path);
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0]);
    problems.push({ file: file.path, line, column: col, message: error.message.split('\n')[0]! });
  }
  if (document.errors.length > 0) return undefined;
  const content: unknown = document.toJS();
  const report = (path: Path, message: string): void => {
    problems.push({ ...placeOf(path), message });
  };
  if (!hasRightForm(content, report)) return undefined;
  checkCategories(content, report);
  const rule = (each: RuleObject): KeywordRule => ({
    words: each.words,
    category: each.category,
    direction: each.direction,
    rank: each.rank ?? 1,
    transfer: each.transfer ?? true,
  });
  return {
    entries: (content.entries ?? []).map((entry, index) =>
      readEntry(entry, content.source, placeOf(['entries', index])),
    ),
    institution: (content.institution ?? []).map(rule),
    keywords: (content.keywords ?? []).map(rule),
    codes: readCodes(content.codes ?? {}),
    mapping:
      content.list === undefined
        ? undefined
        : { list: content.list, categories: new Map(Object.entries(content.map ?? {})) },
  };
}

function hasRightForm(
  content: unknown,
  report: (path: Path, message: string) => void,
): content is FileObject {
  const kind =
    typeof content === 'object' && content !== null ? (content as { kind?: unknown }).kind : undefined;
  if (typeof kind !== 'string' || !Object.hasOwn(DEFINITION_OF, kind)) {
    const hint = typeof kind === 'string' ? didYouMeanHint(kind, Object.keys(DEFINITION_OF)) : '';
    report(['kind'], `kind must be one of ${Object.keys(DEFINITION_OF).join(', ')}.${hint}`);
    return false;
  }
  const validate = validatorOf(kind as FileObject['kind']);
  if (validate(content)) return true;
  for (const error of validate.errors ?? []) reportForm(error, report);
  return false;
}

const ajv = new Ajv({ allErrors: true, strict: true });

function validatorOf(kind: FileObject['kind']) {
  const { $id } = DICTIONARY_SCHEMA;
  if (ajv.getSchema($id) === undefined) ajv.addSchema(DICTIONARY_SCHEMA);
  return ajv.getSchema(`${$id}#/definitions/${DEFINITION_OF[kind]}`)!;
}

function reportForm(error: ErrorObject, report: (path: Path, message: string) => void): void {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
  if (error.keyword === 'additionalProperties') {
    const { additionalProperty } = error.params as { additionalProperty: string };
    const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
    report(
      [...path, additionalProperty],
      `unknown field ${additionalProperty}.${didYouMeanHint(additionalProperty, known)}`,
    );
    return;
  }
  report(path, `${path.at(-1) ?? 'the file'} ${error.message ?? 'is wrong'}`);
}

function checkCategories(content: FileObject, report: (path: Path, message: string) => void): void {
  const known = CATEGORIES.map((category) => category.id);
  const check = (path: Path, category: string | undefined): void => {
    if (category === undefined || isCategory(category)) return;
    report(path, `unknown category ${category}.${didYouMeanHint(category, known)}`);
  };
  content.entries?.forEach((entry, index) => {
    entry.categories.forEach((category, nth) => {
      check(['entries', index, 'categories', nth], category);
    });
    check(['entries', index, 'credit'], entry.credit);
    entry.aliases.forEach((alias, nth) => {
      if (typeof alias !== 'string') check(['entries', index, 'aliases', nth, 'category'], alias.category);
      const text = typeof alias === 'string' ? alias : alias.text;
      if (aliasWords(text).length === 0)
        report(['entries', index, 'aliases', nth], 'an alias needs letters or digits');
    });
  });
  for (const list of ['institution', 'keywords'] as const) {
    content[list]?.forEach((rule, index) => {
      check([list, index, 'category'], rule.category);
    });
  }
  for (const [code, category] of Object.entries(content.codes ?? {})) check(['codes', code], category);
  for (const [id, category] of Object.entries(content.map ?? {})) check(['map', id], category);
}

function readEntry(entry: EntryObject, source: string, place: DictionaryPlace): MerchantEntry {
  return {
    id: entry.id as MerchantId,
    layer: 'head',
    name: entry.name,
    aliases: entry.aliases.map(readAlias),
    categories: entry.categories,
    credit: entry.credit ?? '',
    countries: new Set(entry.countries.filter((country) => country !== 'world')),
    creditorIds: entry.creditorIds ?? [],
    notes: entry.notes ?? '',
    source: entry.source ?? source,
    place,
  };
}

function readAlias(alias: string | AliasObject): MerchantAlias {
  const {
    text,
    category = '',
    whole = false,
  }: AliasObject = typeof alias === 'string' ? { text: alias } : alias;
  return { text, words: aliasWords(text), category, whole };
}

/** Opens ranges: a table of codes is a map of single codes, four digits each. */
function readCodes(codes: Readonly<Record<string, string>>): Map<string, string> {
  const opened = new Map<string, string>();
  for (const [key, category] of Object.entries(codes)) {
    const [first, last = first] = key.split('-');
    for (let code = Number(first); code <= Number(last); code++)
      opened.set(`${code}`.padStart(4, '0'), category);
  }
  // A single code says more than the range around it, wherever it stands.
  for (const [key, category] of Object.entries(codes)) if (key.length === 4) opened.set(key, category);
  return opened;
}

/** Line and column of a path in the file; of the nearest thing around it when it is not there. */
function placeIn(file: DictionaryFile, document: Document, lines: LineCounter, path: Path): DictionaryPlace {
  for (let length = path.length; length >= 0; length--) {
    const parent = length === 0 ? undefined : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(path[length - 1]))
      : undefined;
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as
      | { range?: readonly number[] }
      | undefined;
    const offset = node?.range?.[0];
    if (offset === undefined) continue;
    const { line, col } = lines.linePos(offset);
    return { file: file.path, line, column: col };
  }
  return { file: file.path, line: 1, column: 1 };
}
