import { describe, expect, test } from 'vitest';
import { intakePlain } from '../../src/intake.ts';
import { CARD, contextOf, PLACE, take, transaction, verdict, verdictWith } from './helpers.ts';

const raw = (line: string) => {
  const event = intakePlain(line, PLACE, contextOf());
  return event.kind === 'dead-letter' ? event.code : event.kind;
};

describe('a line', () => {
  test.each([
    '',
    ' ',
    '{',
    '{"kind":"tick"',
    'kind',
    "{'kind':'tick'}",
    '\ufeff{}',
    '\u0000\u0001\u0002',
    'NaN',
  ])('that is no JSON is refused: %j', (line) => expect(raw(line)).toBe('MS_JSON'));
  test.each([
    '[]',
    '[{}]',
    'null',
    '1',
    '"transaction"',
    'true',
  ])('that is no object is refused: %s', (line) => expect(raw(line)).toBe('MS_NOT_AN_OBJECT'));
  test('of binary bytes is refused', () => {
    expect(raw(Buffer.from([0x1f, 0x8b, 8, 0, 0xff, 0xfe]).toString('utf8'))).toBe('MS_JSON');
  });
  test('nested a million deep is refused or ignored, not fatal', () => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    expect(raw(deep)).toBe('MS_NOT_AN_OBJECT');
    expect(raw(`${JSON.stringify(CARD).slice(0, -1)},"x":${deep}}`)).toBe('transaction');
    expect(
      raw(`{"kind":"event","customer":"c","name":"n","at":"2026-01-01","properties":{"x":${deep}}}`),
    ).toBe('MS_FIELD_VALUE');
  });
});

describe('a kind', () => {
  test('that is missing, no string or unknown is refused', () => {
    expect(verdict({})).toBe('MS_FIELD_MISSING kind');
    expect(verdict({ kind: 1 })).toBe('MS_FIELD_TYPE kind');
    for (const kind of ['Transaction', 'control', 'dead-letter', 'toString', '']) {
      expect(verdict({ kind })).toBe('MS_KIND_UNKNOWN kind');
    }
  });
  test('identity is reserved', () => {
    expect(verdict({ kind: 'identity', from: 'a', to: 'b', at: '2026-01-01' })).toBe(
      'MS_IDENTITY_RESERVED identity',
    );
  });
});

describe('a required field', () => {
  test.each([
    'customer',
    'account',
    'date',
    'amount',
    'currency',
    'description',
  ])('%s that is missing or of another type is refused', (field) => {
    expect(verdictWith({ [field]: undefined })).toBe(`MS_FIELD_MISSING ${field}`);
    expect(verdictWith({ [field]: null })).toBe(`MS_FIELD_MISSING ${field}`);
    for (const value of [12, true, {}, []]) {
      expect(verdictWith({ [field]: value })).toBe(`MS_FIELD_TYPE ${field}`);
    }
  });
  test('customer or account that is blank is missing', () => {
    expect(verdictWith({ customer: ' \t' })).toBe('MS_FIELD_MISSING customer');
    expect(verdictWith({ account: '' })).toBe('MS_FIELD_MISSING account');
  });
  test('description may be empty', () => {
    expect(transaction({ description: '' }).description).toBe('');
  });
});

describe('an amount', () => {
  test.each([
    '12,34',
    '1.234,56',
    '1,234.56',
    '+1',
    '1.',
    '.5',
    '',
    ' 1',
    '1 ',
    '-',
    '--1',
    '1e3',
    '0x1',
    '١',
    'NaN',
    '1234567890123456',
  ])('that is not written so is refused: %j', (amount) =>
    expect(verdictWith({ amount })).toBe('MS_AMOUNT_FORMAT amount'));
  test('as a JSON number is refused', () => {
    expect(verdictWith({ amount: -34.9 })).toBe('MS_FIELD_TYPE amount');
    expect(verdictWith({ balanceAfter: 1 })).toBe('MS_FIELD_TYPE balanceAfter');
  });
  test('keeps its currency’s decimals; surplus ones only when zero', () => {
    const minor = (amount: string, currency: string) => transaction({ amount, currency }).amountMinor;
    expect([minor('1.23', 'EUR'), minor('1.2300', 'EUR'), minor('1', 'EUR')]).toStrictEqual([123, 123, 100]);
    expect([minor('1.234', 'KWD'), minor('7', 'JPY'), minor('7.00', 'JPY')]).toStrictEqual([1234, 7, 7]);
    expect(verdictWith({ amount: '1.234' })).toBe('MS_AMOUNT_DECIMALS amount');
    expect(verdictWith({ amount: '1.2345', currency: 'KWD' })).toBe('MS_AMOUNT_DECIMALS amount');
    expect(verdictWith({ amount: '7.5', currency: 'JPY' })).toBe('MS_AMOUNT_DECIMALS amount');
    expect(verdictWith({ balanceAfter: '7.005' })).toBe('MS_AMOUNT_DECIMALS balanceAfter');
  });
  test('is exact up to its bound and refused above it', () => {
    expect(transaction({ amount: '-45035996273704.96' }).amountMinor).toBe(-(2 ** 52));
    expect(verdictWith({ amount: '-45035996273704.97' })).toBe('MS_AMOUNT_RANGE amount');
    expect(verdictWith({ amount: '-999999999999999' })).toBe('MS_AMOUNT_RANGE amount');
    expect(transaction({ amount: '-999999999999999', currency: 'JPY' }).amountMinor).toBe(-999999999999999);
  });
  test('of 64 characters is read, of 65 refused', () => {
    expect(verdictWith({ amount: `1.${'0'.repeat(62)}` })).toBe('transaction');
    expect(verdictWith({ amount: `1.${'0'.repeat(63)}` })).toBe('MS_FIELD_TOO_LONG amount');
  });
});

test.each([
  'eur',
  'EURO',
  'XXX',
  'XAU',
  '',
  'EUR ',
  '€',
])('an unknown currency is refused: %j', (currency) => {
  expect(verdictWith({ currency })).toBe('MS_CURRENCY_UNKNOWN currency');
});

describe('a bound', () => {
  test.each([
    ['customer', 256],
    ['account', 256],
    ['id', 512],
    ['replaces', 512],
    ['reverses', 512],
    ['description', 4096],
  ])('of %s is %d characters', (field, lengthMax) => {
    expect(verdictWith({ [field]: 'x'.repeat(lengthMax) })).toBe('transaction');
    expect(verdictWith({ [field]: 'x'.repeat(lengthMax + 1) })).toBe(`MS_FIELD_TOO_LONG ${field}`);
  });
  test('of the counterparty is 512 for the name and 256 for ids', () => {
    for (const [field, lengthMax] of [
      ['name', 512],
      ['iban', 256],
      ['creditorId', 256],
      ['mandateId', 256],
    ] as const) {
      expect(verdictWith({ counterparty: { [field]: 'x'.repeat(lengthMax) } })).toBe('transaction');
      expect(verdictWith({ counterparty: { [field]: 'x'.repeat(lengthMax + 1) } })).toBe(
        `MS_FIELD_TOO_LONG counterparty.${field}`,
      );
    }
  });
});

describe('a word of a list', () => {
  test.each([
    'op',
    'status',
    'accountType',
    'channel',
  ])('%s that is another, or blank, is refused', (field) => {
    for (const value of ['x', '', 'BOOKED', 'card ', 'constructor']) {
      expect(verdictWith({ [field]: value })).toBe(`MS_FIELD_VALUE ${field}`);
    }
    expect(verdictWith({ [field]: 1 })).toBe(`MS_FIELD_TYPE ${field}`);
  });
  test('mcc is four digits as a string; blank is none', () => {
    expect(transaction({ mcc: '0000' }).mcc).toBe('0000');
    expect(transaction({ mcc: ' ' }).mcc).toBe('');
    for (const mcc of ['541', '54111', '54a1', '٤٤٤٤'])
      expect(verdictWith({ mcc })).toBe('MS_FIELD_VALUE mcc');
    expect(verdictWith({ mcc: 5411 })).toBe('MS_FIELD_TYPE mcc');
  });
});

describe('a text', () => {
  test('that is an id is trimmed, and a blank one is none', () => {
    expect(transaction({ id: ' \u00a0t1\n' }).id).toBe('t1');
    expect(transaction({ id: ' ' }).id).toBe('');
    expect(transaction({ id: 'T1' }).id).toBe('T1');
  });
  test.each([
    'a\u0000b',
    'a\nb',
    'a\u007fb',
    'a\u009bb',
    'a\ud800',
    '\udc00a',
  ])('with a control character or half a pair is refused in an id and mended in a description: %j', (text) => {
    for (const field of ['customer', 'account', 'id', 'replaces', 'reverses']) {
      expect(verdictWith({ [field]: text })).toBe(`MS_FIELD_VALUE ${field}`);
    }
    const { description } = transaction({ description: text });
    expect(description).toHaveLength(text.length);
    expect(Buffer.from(description).toString()).toBe(description);
  });
  test('in any script is kept as it is', () => {
    for (const text of ['Bäckerei Müßig', 'カフェ', '😀 €', 'ا']) {
      expect(transaction({ id: text, description: text })).toMatchObject({ id: text, description: text });
    }
    expect(transaction({ description: 'a\t😀\ud83db' }).description).toBe('a 😀\ufffdb');
  });
});

test('a dead letter never tells what the record said', () => {
  const secret = 'ADA-4711';
  for (const field of Object.keys({
    ...CARD,
    op: 1,
    status: 1,
    channel: 1,
    mcc: 1,
    seen: 1,
    at: 1,
    balanceAfter: 1,
  })) {
    const event = take({ ...CARD, [field]: `${secret}\u0000` });
    if (field !== 'description') expect(event.kind, field).toBe('dead-letter');
    if (event.kind === 'dead-letter') expect(event.detail).not.toContain(secret);
  }
});
