import { describe, expect, test } from 'vitest';
import { hashTexts, readCompiled, writeCompiled } from '../../src/merchants/compiled-dictionary.ts';
import { type MerchantDictionary, parseDictionary } from '../../src/merchants/dictionary.ts';
import { readDictionaryFile } from '../../src/merchants/dictionary-file.ts';
import { layOver, listTaken } from '../../src/merchants/lay-over.ts';
import { writeLongTail } from '../../src/merchants/long-tail.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import { query, shippedDictionary, shippedFiles } from './support.ts';

const HEAD = 'kind: merchants\ntitle: birds\nsource: made up, 2026-11\nentries:\n';
const TAIL = writeLongTail(
  [
    {
      id: 'nsi-dotterel',
      name: 'Dotterel',
      aliases: [{ text: 'DOTTEREL BOATS', whole: false }],
      categories: ['shopping.sports'],
      countries: ['GB'],
      from: 'brands/shop/boat Q1',
    },
    {
      id: 'nsi-plover',
      name: 'Plover',
      aliases: [{ text: 'PLOVER', whole: true }],
      categories: ['food.cafe'],
      countries: ['GB'],
      from: 'brands/amenity/cafe Q2',
    },
  ],
  ['source: an index of birds 1.0', 'licence: none'],
);

function dictionaryOf(entries: string, tail = ''): MerchantDictionary {
  const files = [{ path: 'birds.yaml', text: HEAD + entries }];
  if (tail !== '') files.push({ path: 'birds.tsv', text: tail });
  const parsed = parseDictionary(files);
  if (!parsed.ok) throw new Error(parsed.problems.map((each) => each.message).join('\n'));
  return parsed.dictionary;
}

const entry = (id: string, aliases: string, category: string, country = 'GB'): string =>
  `  - { id: ${id}, name: ${id}, aliases: [${aliases}], categories: [${category}], countries: [${country}] }\n`;

function reading(dictionary: MerchantDictionary) {
  const match = createMatcher(dictionary, { cacheMax: 0 });
  return (line: string, more = {}) => match(query(line, { currency: 'GBP', channel: 'card', ...more }));
}

describe('a bank’s own dictionary', () => {
  const base = dictionaryOf(
    entry('wren', 'WREN, WREN HALL', 'food.grocery') + entry('rook', 'ROOK', 'food.bar'),
  );

  test('takes the place of an entry of the same id, whole', () => {
    const read = reading(layOver(base, dictionaryOf(entry('wren', 'WREN GREEN', 'family.pets'))));
    expect(read('WREN GREEN').category).toBe('family.pets');
    expect(read('WREN HALL').merchantId).toBe('');
    expect(read('ROOK').merchantId).toBe('rook');
  });

  test('takes a writing from another entry, which keeps its others', () => {
    const read = reading(layOver(base, dictionaryOf(entry('wren-bank', 'WREN', 'insurance.home'))));
    expect(read('WREN').merchantId).toBe('wren-bank');
    expect(read('WREN HALL').merchantId).toBe('wren');
  });

  test('says what it takes, and from whom', () => {
    const own = dictionaryOf(entry('wren-bank', 'WREN', 'insurance.home'));
    expect(listTaken(base, own)).toEqual([{ merchant: 'wren-bank', writing: 'WREN', loser: 'wren' }]);
    expect(listTaken(base, dictionaryOf(entry('wren', 'WREN', 'food.cafe')))).toEqual([]);
  });

  test('leaves a writing of another country where it is', () => {
    const own = dictionaryOf(entry('wren-us', 'WREN', 'food.cafe', 'US'));
    const read = reading(layOver(base, own));
    expect(read('WREN').merchantId).toBe('wren');
    expect(read('WREN', { currency: 'USD' }).merchantId).toBe('wren-us');
  });

  test('changes the hash, and the same one changes it the same way', () => {
    const own = dictionaryOf(entry('owl', 'OWL', 'food.cafe'));
    expect(layOver(base, own).hash).not.toBe(base.hash);
    expect(layOver(base, own).hash).toBe(layOver(base, own).hash);
  });
});

describe('the long tail', () => {
  const dictionary = dictionaryOf(entry('wren', 'WREN', 'food.grocery'), TAIL);
  const read = reading(dictionary);

  test('is matched from its start, and says where it is from', () => {
    expect(read('DOTTEREL BOATS 12').merchantId).toBe('nsi-dotterel');
    const found = dictionary.entries.find(({ id }) => id === 'nsi-dotterel');
    expect(found?.source).toBe('an index of birds 1.0: brands/shop/boat Q1');
    expect(found?.layer).toBe('tail');
  });

  test('is not reached by resemblance', () => {
    expect(read('DOTTEREL BOATZ').merchantId).toBe('');
    expect(read('WRENN').merchantId).toBe('');
  });

  test('does not reach abroad, however long its name', () => {
    expect(read('DOTTEREL BOATS', { currency: 'USD' }).merchantId).toBe('');
  });

  test('is not looked for in transfers, nor in what comes in but on cards', () => {
    expect(read('PLOVER', { channel: 'transfer' }).merchantId).toBe('');
    expect(read('PLOVER', { channel: '', direction: 'in' }).merchantId).toBe('');
    expect(read('PLOVER', { channel: '' }).merchantId).toBe('nsi-plover');
  });

  test('counts only whole where it says so', () => {
    expect(read('PLOVER 123').merchantId).toBe('nsi-plover');
    expect(read('PLOVER STREET').merchantId).toBe('');
  });

  test('a line without its fields is a problem with its place', () => {
    const parsed = parseDictionary([{ path: 'birds.tsv', text: 'a\tb\n' }]);
    expect(parsed.ok ? [] : parsed.problems.map(({ line }) => line)).toEqual([1]);
  });

  test('as shipped, holds thousands, none of whose ids is the head’s', () => {
    const tail = shippedDictionary().entries.filter(({ layer }) => layer === 'tail');
    expect(tail.length).toBeGreaterThan(5000);
    expect(
      tail.every(({ id, source }) => id.startsWith('nsi-') && source.includes('name-suggestion-index')),
    ).toBe(true);
  });
});

describe('the compiled dictionary', () => {
  const files = shippedFiles();
  const dictionary = shippedDictionary();
  const text = writeCompiled(dictionary, hashTexts(files));

  test('is the dictionary, whole', () => {
    expect(readCompiled(text, hashTexts(files))).toEqual(dictionary);
  });

  test('is not read beside other texts than its own', () => {
    const [first, ...others] = files;
    const changed = [{ ...first!, text: `${first!.text}\n# a note` }, ...others];
    expect(readCompiled(text, hashTexts(changed))).toBeUndefined();
  });

  test('does not mind the order of its texts', () => {
    expect(hashTexts([...files].reverse())).toBe(hashTexts(files));
  });
});

describe('mappings of other lists', () => {
  const mappings = shippedFiles()
    .filter(({ path }) => path.endsWith('.yaml'))
    .flatMap((file) => readDictionaryFile(file, [])?.mapping ?? []);
  const sizeOf = (list: string): number => mappings.find((each) => each.list === list)?.categories.size ?? 0;

  test('hold every detailed category of Plaid but OTHER_OTHER', () => {
    expect(sizeOf('plaid-pfc-v2')).toBe(127);
  });

  test('hold purposes of ISO 20022 and tags of OpenStreetMap', () => {
    expect(sizeOf('iso-20022-purpose')).toBeGreaterThanOrEqual(60);
    expect(sizeOf('osm-tags')).toBeGreaterThanOrEqual(100);
  });
});
