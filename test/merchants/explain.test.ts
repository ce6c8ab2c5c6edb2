import { describe, expect, test } from 'vitest';
import { explain } from '../../src/merchants/explain.ts';
import { createMatcher, createReader } from '../../src/merchants/matcher.ts';
import { groupUnknown } from '../../src/merchants/suggest-entries.ts';
import { UnknownLines } from '../../src/merchants/unknown-lines.ts';
import { GOLDEN_FILES, readGoldenFile } from './golden-line.ts';
import { query, shippedDictionary } from './support.ts';

const dictionary = shippedDictionary();
const read = createReader(dictionary);
const why = (line: string, more = {}) =>
  explain(read, query(line, { currency: 'GBP', channel: 'card', ...more }));

describe('why a line reads as it does', () => {
  test('the explained answer is the matcher’s', () => {
    const matcher = createMatcher(dictionary, { cacheMax: 0 });
    for (const { query: question } of GOLDEN_FILES.flatMap(readGoldenFile)) {
      expect(explain(read, question).reading.answer).toEqual(matcher(question));
    }
  });

  test('a candidate that lost says why', () => {
    expect(why('NEXT DOOR RECORDS').candidates).toContainEqual({
      merchant: 'next',
      alias: 'NEXT',
      method: 'exact',
      lost: 'counts only as the whole name',
    });
  });

  test('the one that is taken lost nothing', () => {
    const { candidates } = why('TESCO STORES 3021');
    expect(candidates.filter(({ lost }) => lost === '').map(({ merchant }) => merchant)).toEqual(['tesco']);
  });

  test('evidence names the writing, the words and the code', () => {
    expect(why('TESCO STORES 3021').evidence[0]).toContain('"TESCO STORES"');
    expect(why('OVERDRAFT FEE HULU').evidence).toContain('the words "OVERDRAFT FEE" say fee.overdraft');
    expect(why('QXZ', { mcc: '5411' }).evidence).toContain('code 5411 says food.grocery');
  });
});

describe('the second party', () => {
  test('is who lends for a purchase', () => {
    expect(why('KLARNA*ASOS').secondParty).toEqual({ kind: 'pay-later', name: 'Klarna' });
    expect(why('KLARNA').secondParty).toBeUndefined();
  });

  test('is whose food a platform brings', () => {
    const { secondParty } = why('DD DOORDASH BURGERKIN 855-973-1040 CA', { currency: 'USD' });
    expect(secondParty).toEqual({ kind: 'shop', name: 'BURGERKIN' });
  });

  test('is not a town, nor an order number', () => {
    expect(why('DELIVEROO LONDON').secondParty).toBeUndefined();
    expect(why('AMZN MKTP US*RT4K12AB3', { currency: 'USD' }).secondParty).toBeUndefined();
  });
});

describe('a short or everyday name', () => {
  test('counts with a town that is not known, when the code agrees', () => {
    expect(why('BP CROSSROADS').reading.answer.merchantId).toBe('');
    expect(why('BP CROSSROADS', { mcc: '5541' }).reading.answer.merchantId).toBe('bp');
    expect(why('BP CROSSROADS', { mcc: '5812' }).reading.answer.merchantId).toBe('');
  });
});

describe('unknown lines', () => {
  const counted = new UnknownLines();
  const lines = ['ZORBLAX 12', 'ZORBLAX 13', 'QUIXEL HOUSE', 'TESCO STORES', 'OVERDRAFT FEE'];
  for (const line of lines) counted.add(read(query(line, { currency: 'GBP' })), (text) => text);
  const groups = groupUnknown(counted.lines(), 10);

  test('are counted by their key, the most frequent first', () => {
    expect(counted.count).toBe(3);
    expect(groups.map(({ name, count }) => [name, count])).toEqual([
      ['ZORBLAX', 2],
      ['QUIXEL', 1],
    ]);
  });

  test('come with an entry that a dictionary takes, once a category is chosen', () => {
    expect(groups[0]!.yaml).toBe(
      '- id: zorblax\n  name: "Zorblax"\n  aliases: ["ZORBLAX"]\n  categories: [] # choose one\n  countries: [GB]',
    );
  });

  test('are left out when they move between accounts, or would name a person', () => {
    const others = new UnknownLines();
    others.add(read(query('ZORBLAX', { channel: 'transfer' })), (text) => text);
    others.add(read(query('JOHN QUIXEL')), () => '[name]');
    expect(others.lines()).toEqual([]);
  });
});
