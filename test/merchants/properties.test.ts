import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMatcher } from '../../src/merchants/matcher.ts';
import { query, shippedDictionary } from './support.ts';

const dictionary = shippedDictionary();
const matcher = createMatcher(dictionary, { cacheMax: 0 });
const card = (line: string) => matcher(query(line, { channel: 'card', currency: 'USD' }));

const syllable = fc.constantFrom(
  'BLU',
  'HER',
  'ON',
  'TAK',
  'MIR',
  'OLA',
  'VEN',
  'DOR',
  'LIS',
  'QUA',
  'ZET',
  'FAN',
);
const word = fc.array(syllable, { minLength: 2, maxLength: 3 }).map((parts) => parts.join(''));
const unknownName = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const knownName = fc.constantFrom(
  'STARBUCKS',
  'NETFLIX',
  'WALMART',
  'HOME DEPOT',
  'TRADER JOES',
  'SHELL',
  '7-ELEVEN',
  'SUBWAY',
);
const name = fc.oneof(unknownName, knownName);
const store = fc.integer({ min: 100, max: 99999 }).map((number) => `${number}`.padStart(4, '0'));
const city = fc.constantFrom(
  'OAKLAND CA',
  'DALLAS TX',
  'SAN JOSE CA',
  'SEATTLE WA',
  'NEW YORK NY',
  'BOSTON MA',
);
const date = fc.constantFrom('12/06', '03/01/2026', '2026-03-01', '06DEC', '12 MAR 2026');
const reference = fc.integer({ min: 100000, max: 99999999 }).map((number) => `REF ${number}`);

describe('one merchant stays one subject', () => {
  const sameSubject = (change: (line: string) => fc.Arbitrary<string>): void => {
    fc.assert(
      fc.property(
        name.chain((line) => fc.tuple(fc.constant(line), change(line))),
        ([before, after]) => card(before).subject === card(after).subject,
      ),
      { numRuns: 300 },
    );
  };

  test('in any case', () => sameSubject((line) => fc.constant(line.toLowerCase())));
  test('with doubled blanks', () => sameSubject((line) => fc.constant(line.replaceAll(' ', '   '))));
  test('with a store number', () => sameSubject((line) => store.map((number) => `${line} ${number}`)));
  test('in another city', () => sameSubject((line) => city.map((place) => `${line} ${place}`)));
  test('with a store number and a city', () =>
    sameSubject((line) => fc.tuple(store, city).map(([number, place]) => `${line} #${number} ${place}`)));
  test('with a reference', () => sameSubject((line) => reference.map((text) => `${line} ${text}`)));
  test('with a date', () => sameSubject((line) => date.map((text) => `${line} ${text}`)));
  test('behind a processor', () => sameSubject((line) => fc.constant(`SQ *${line}`)));
});

describe('anything may come in', () => {
  test('no text makes it throw, and the same text gives the same answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(matcher(query(text))).toEqual(matcher(query(text)));
      }),
      { numRuns: 2000 },
    );
  });

  test('random strings get a merchant in fewer than 1 of 1,000', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
      minLength: 4,
      maxLength: 14,
    });
    const lines = fc.sample(fc.array(letters, { minLength: 1, maxLength: 3 }), { numRuns: 20_000, seed: 7 });
    const currencies = ['USD', 'GBP', 'EUR'];
    const named = lines.filter(
      (words, index) =>
        matcher(query(words.join(' '), { currency: currencies[index % 3]! })).merchantId !== '',
    );
    expect(named.length).toBeLessThan(20);
  });

  test('answers do not depend on the cache', () => {
    const small = createMatcher(dictionary, { cacheMax: 3 });
    const field = fc.constantFrom('', 'A', 'B');
    const question = fc.record({
      description: fc.constantFrom('NETFLIX.COM', 'TESCO STORES 1', 'TARGET', 'BLUE HERON', ''),
      mcc: fc.constantFrom('', '5411', '5541'),
      channel: fc.constantFrom('', 'card', 'transfer', 'fee'),
      direction: fc.constantFrom('in' as const, 'out' as const),
      currency: fc.constantFrom('USD', 'GBP', 'EUR'),
      counterpartyName: fc.constantFrom('', 'SPOTIFY AB', 'JANE DOE'),
      counterpartyIban: field,
      creditorId: field,
    });
    fc.assert(
      fc.property(question, (each) => {
        expect(small(each)).toEqual(matcher(each));
        expect(small({ ...each })).toEqual(matcher(each));
      }),
      { numRuns: 1000 },
    );
  });
});
