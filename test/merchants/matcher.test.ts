import { describe, expect, test } from 'vitest';
import { hash48 } from '../../src/lib/hash.ts';
import { parseDictionary } from '../../src/merchants/dictionary.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import { query, shippedDictionary } from './support.ts';

const matcher = createMatcher(shippedDictionary(), { cacheMax: 100 });

describe('whom a payment is with', () => {
  test('a known merchant is its id', () => {
    expect(matcher(query('NETFLIX.COM')).subject).toBe(hash48('m:netflix'));
  });

  test('one creditor id is one subject, however its lines are spelled', () => {
    const more = { creditorId: 'DE98ZZZ09999999999' };
    const subject = matcher(query('Beitrag Maerz Verein', more)).subject;
    expect(subject).toBe(hash48('c:DE98ZZZ09999999999'));
    expect(matcher(query('MITGLIEDSBEITRAG 04/26', { creditorId: 'de98 ZZZ0 9999999999' })).subject).toBe(
      subject,
    );
  });

  test('an account on the other side comes before the text', () => {
    const more = { counterpartyIban: 'DE89 3704 0044 0532 0130 00' };
    expect(matcher(query('MIETE', more)).subject).toBe(hash48('i:DE89370400440532013000'));
  });

  test('without either the text is the subject, and without a text the name', () => {
    expect(matcher(query('BLUE HERON 0123')).subject).toBe(hash48('d:BLUE HERON'));
    expect(matcher(query('', { counterpartyName: 'Blue Heron Ltd' })).subject).toBe(hash48('d:BLUE HERON'));
    expect(matcher(query('')).subject).toBe(hash48('d:'));
  });

  test('money in and out of one merchant is one subject', () => {
    expect(matcher(query('UBER TRIP', { direction: 'in' })).subject).toBe(
      matcher(query('UBER TRIP')).subject,
    );
  });

  test('the name of the counterparty tells when the description does not', () => {
    const answer = matcher(query('1034567 PP 12', { counterpartyName: 'Spotify AB' }));
    expect(answer.merchantId).toBe('spotify');
  });

  test('an unknown one has the readable text as its name', () => {
    expect(matcher(query('SQ *BLUE HERON 0123 OAKLAND CA'))).toMatchObject({
      merchantId: '',
      name: 'Blue Heron',
      category: '',
      confidence: 0,
      method: 'none',
      processor: 'square',
    });
  });
});

describe('resemblance', () => {
  const dictionary = dictionaryOf([
    '{ id: kittiwake, name: Kittiwake, aliases: [KITTIWAKE], categories: [shopping.home], countries: [world] }',
    '{ id: goldfinch, name: Goldfinch, aliases: [GOLDFINCH], categories: [gambling.casino], countries: [world] }',
    '{ id: siskin, name: Siskin, aliases: [SISKI], categories: [shopping.home], countries: [world] }',
    '{ id: heron, name: Heron Boats, aliases: [HERON BOATS], categories: [shopping.home], countries: [US] }',
  ]);
  const match = createMatcher(dictionary, { cacheMax: 0 });
  const idOf = (line: string, more = {}): string => match(query(line, more)).merchantId;

  test('one letter too many, too few or changed is forgiven', () => {
    expect(idOf('KITTIWAAKE')).toBe('kittiwake');
    expect(idOf('KITIWAKE')).toBe('kittiwake');
    expect(idOf('KITTIWOKE')).toBe('kittiwake');
  });

  test('two letters are not', () => {
    expect(idOf('KITTOWOKE')).toBe('');
  });

  test('another first letter is not', () => {
    expect(idOf('BITTIWAKE')).toBe('');
  });

  test('below six letters nothing is', () => {
    expect(idOf('SISKO')).toBe('');
    expect(idOf('SISKI')).toBe('siskin');
  });

  test('it never leads to gambling', () => {
    expect(idOf('GOLDFINCH')).toBe('goldfinch');
    expect(idOf('GOLDFINSH')).toBe('');
    expect(idOf('GOLDFINC')).toBe('');
  });

  test('it never names a person in a transfer', () => {
    expect(idOf('KITTIWOKE', { channel: 'transfer' })).toBe('');
  });

  test('it does not reach abroad', () => {
    expect(idOf('HERON BOATZ', { currency: 'GBP' })).toBe('');
    expect(idOf('HERON BOATZ', { currency: 'USD' })).toBe('heron');
  });

  test('letters cut otherwise are the same', () => {
    expect(match(query('KITTI WAKE')).method).toBe('glued');
  });

  test('a name that the bank cut off is found, a shorter piece is not', () => {
    expect(match(query('HERON BOA', { currency: 'USD' }))).toMatchObject({
      merchantId: 'heron',
      method: 'prefix',
    });
    expect(idOf('HERON', { currency: 'USD' })).toBe('');
  });
});

describe('one writing, two merchants', () => {
  const dictionary = dictionaryOf([
    '{ id: wren-uk, name: Wren UK, aliases: [WREN KITCHEN], categories: [shopping.home], countries: [GB] }',
    '{ id: wren-us, name: Wren US, aliases: [WREN KITCHEN], categories: [food.restaurant], countries: [US] }',
    '{ id: wren, name: Wren, aliases: [{ text: WREN, whole: true }], categories: [shopping.home], countries: [world] }',
  ]);
  const match = createMatcher(dictionary, { cacheMax: 0 });

  test('the one at home wins', () => {
    expect(match(query('WREN KITCHEN', { currency: 'GBP' })).merchantId).toBe('wren-uk');
    expect(match(query('WREN KITCHEN', { currency: 'USD' })).merchantId).toBe('wren-us');
  });

  test('where neither is at home nobody is named', () => {
    expect(match(query('WREN KITCHEN', { currency: 'INR' })).merchantId).toBe('');
  });

  test('a whole name counts only alone', () => {
    expect(match(query('WREN 0123')).merchantId).toBe('wren');
    expect(match(query('WREN HALL')).merchantId).toBe('');
  });
});

function dictionaryOf(entries: readonly string[]) {
  const text = `kind: merchants\ntitle: birds\nsource: made up, 2026-11\nentries:\n${entries.map((each) => `  - ${each}\n`).join('')}`;
  const parsed = parseDictionary([{ path: 'birds.yaml', text }]);
  if (!parsed.ok) throw new Error(parsed.problems.map((each) => each.message).join('\n'));
  return parsed.dictionary;
}
