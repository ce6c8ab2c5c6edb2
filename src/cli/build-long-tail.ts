import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GIVEN_NAMES } from '../intake/redact/name-words.ts';
import { parseDictionary } from '../merchants/dictionary.ts';
import { readDictionaryFile } from '../merchants/dictionary-file.ts';
import { writeLongTail } from '../merchants/long-tail.ts';
import { type ShopIndex, selectTail } from '../merchants/select-tail.ts';
import { readMerchantFiles } from '../runtime/load-definitions.ts';

/*
 * `npm run dictionary:tail -- PACKAGE OUT`: chooses the long tail from an unpacked package `name-suggestion-index`.
 * What it writes is committed, so that a build needs neither the package nor a network, and a change of it is read.
 */

const [folder, out] = process.argv.slice(2);
if (folder === undefined || out === undefined) throw new Error('build-long-tail PACKAGE OUT');

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const { version } = readJson('package.json') as { version: string };
const { nsi } = readJson('dist/json/nsi.min.json') as { nsi: ShopIndex };
const { genericWords } = readJson('dist/json/genericWords.min.json') as { genericWords: string[] };
const texts = readMerchantFiles().filter(({ path }) => path.endsWith('.yaml'));
const head = parseDictionary(texts);
if (!head.ok)
  throw new Error(head.problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'));
const mapping = texts
  .map((file) => readDictionaryFile(file, [])?.mapping)
  .find((each) => each?.list === 'osm-tags');
if (mapping === undefined) throw new Error('there is no mapping osm-tags');

const entries = selectTail({
  index: nsi,
  genericNames: genericWords,
  categories: mapping.categories,
  head: head.dictionary.entries,
  isPersonName: (word) => GIVEN_NAMES.has(word),
});
const licence = 'BSD 3-Clause, see long-tail.LICENSE.md';
writeFileSync(
  out,
  writeLongTail(entries, [
    'The long tail: shops that nobody looked at one by one. Written by npm run dictionary:tail, not by hand.',
    `source: name-suggestion-index ${version}`,
    `licence: ${licence}`,
  ]),
);
process.stdout.write(`${entries.length} shops of name-suggestion-index ${version}\n`);
