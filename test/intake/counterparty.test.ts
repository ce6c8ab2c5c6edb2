import { expect, test } from 'vitest';
import { foldName } from '../../src/intake/plain/counterparty.ts';
import { transaction, verdictWith } from './helpers.ts';

const of = (counterparty: object) => transaction({ counterparty }).counterparty;

test('a creditor id identifies before an account, and an account before a name', () => {
  const all = { name: 'Ada', iban: 'DE89370400440532013000', creditorId: 'DE98ZZZ', mandateId: 'M1' };
  expect(of(all)).toMatchObject({ kind: 'creditor', creditorId: 'DE98ZZZ', mandateId: 'M1' });
  expect(of({ ...all, creditorId: '' })).toMatchObject({ kind: 'account', creditorId: '', mandateId: 'M1' });
  expect(of({ name: 'Ada' })).toMatchObject({ kind: 'name', creditorId: '', mandateId: '' });
  expect(of({ mandateId: 'M1' })).toStrictEqual({
    kind: 'creditor',
    hash: '',
    creditorId: '',
    mandateId: 'M1',
  });
});

test('nobody is nobody', () => {
  for (const nobody of [{}, { name: ' ' }, { iban: '', name: null }, { name: '...' }])
    expect(of(nobody)).toBeUndefined();
});

test('an account is one however it is printed', () => {
  expect(of({ iban: 'de89 3704 0044 0532 0130 00' })).toStrictEqual(of({ iban: 'DE89370400440532013000' }));
  expect(of({ iban: 'DE89370400440532013000' })?.hash).toMatch(/^[0-9a-f]{12}$/);
});

test('a name is one however it is spelled', () => {
  expect(of({ name: 'Ada  Exámple-Müller' })).toStrictEqual(of({ name: 'ADA EXAMPLE MULLER ' }));
  expect(of({ name: 'Ada' })).not.toStrictEqual(of({ name: 'Adb' }));
  expect(foldName(' . Ada, (b)  C-3 ')).toBe('ADA B C 3');
  expect(foldName('山田 太郎')).toBe('山田 太郎');
});

test('a name and an account that are written alike are two', () => {
  expect(of({ name: 'DE89' })?.hash).not.toBe(of({ iban: 'DE89' })?.hash);
});

test('what is no object, or holds other than strings, is refused', () => {
  expect(verdictWith({ counterparty: 'Ada' })).toBe('MS_FIELD_TYPE counterparty');
  expect(verdictWith({ counterparty: [] })).toBe('MS_FIELD_TYPE counterparty');
  expect(verdictWith({ counterparty: { iban: 12 } })).toBe('MS_FIELD_TYPE counterparty.iban');
});
