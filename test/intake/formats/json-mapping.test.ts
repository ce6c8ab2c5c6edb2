import { describe, expect, test } from 'vitest';
import { formatNamed, headOf, openFormat, recogniseFormat } from '../../../src/intake/formats.ts';
import { READY_MAPPINGS } from '../../../src/intake/json/ready-mappings.ts';
import { defaultProfile } from '../../../src/intake/profile.ts';
import { type Outcome, readBytes, refusals } from './reading.ts';

function read(mapping: unknown, value: unknown): Outcome {
  const reading = { format: 'json', profile: defaultProfile('json'), mapping };
  const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return readBytes((sink) => openFormat(reading, sink), bytes, 40);
}

// MX Platform API, "Transaction fields": example of "Read transaction".
const MX = {
  guid: 'TRN-265abee9-889b-af6a-c69b-25157db2bdd9',
  account_guid: 'ACT-06d7f44b-caae-0f6e-1384-01f52e75dcb1',
  amount: 61.11,
  type: 'DEBIT',
  status: 'POSTED',
  currency_code: 'USD',
  date: '2016-10-06',
  posted_at: '2016-10-07T12:00:00Z',
  transacted_at: '2016-10-06T13:00:00Z',
  description: 'Whole Foods',
  original_description: 'WHOLEFDS TSQ 102',
  merchant_category_code: 5411,
};

describe('mx', () => {
  test('amounts are positive, and the type says where they go', () => {
    const { records } = read(READY_MAPPINGS.mx, { transactions: [MX, { ...MX, type: 'CREDIT' }] });
    expect(records[0]).toEqual({
      kind: 'transaction',
      id: MX.guid,
      account: MX.account_guid,
      // Noon of UTC stands for a day.
      date: '2016-10-07',
      transactionDate: '2016-10-06',
      at: '2016-10-06T13:00:00Z',
      amount: '-61.11',
      currency: 'USD',
      description: 'WHOLEFDS TSQ 102',
      status: 'booked',
      mcc: '5411',
    });
    expect(records[1]!.amount).toBe('61.11');
  });

  test('a pending one has no posting day yet; a signed amount contradicts its type', () => {
    const outcome = read(READY_MAPPINGS.mx, {
      transactions: [
        { ...MX, status: 'PENDING', posted_at: null },
        { ...MX, amount: -61.11 },
        { ...MX, type: 'SIDEWAYS' },
      ],
    });
    expect(outcome.records).toMatchObject([{ status: 'pending', date: '2016-10-06' }]);
    expect(refusals(outcome)).toEqual(['MS_AMOUNT_CONTRADICTS 1', 'MS_FIELD_VALUE 1']);
  });
});

// finAPI Access v2, "Transaction": the fields of a transaction.
const FINAPI = {
  id: 1_234_567,
  parentId: null,
  accountId: 42,
  valueDate: '2026-03-02 00:00:00.000',
  bankBookingDate: '2026-03-03 00:00:00.000',
  finapiBookingDate: '2026-03-04 00:00:00.000',
  amount: -99.99,
  currency: 'EUR',
  purpose: 'Restaurantbesuch',
  counterpartName: 'Bar Centrale',
  counterpartIban: 'DE89370400440532013000',
  counterpartMandateReference: 'MAN-1',
  counterpartCreditorId: 'DE98ZZZ09999999999',
  isPotentialDuplicate: false,
  isAdjustingEntry: false,
};

describe('finapi', () => {
  test('local time without an offset is a day as it is written; numbers are ids', () => {
    const { records } = read(READY_MAPPINGS.finapi, { transactions: [FINAPI] });
    expect(records[0]).toMatchObject({
      id: '1234567',
      account: '42',
      date: '2026-03-03',
      valueDate: '2026-03-02',
      amount: '-99.99',
      counterparty: {
        name: 'Bar Centrale',
        iban: 'DE89370400440532013000',
        creditorId: 'DE98ZZZ09999999999',
        mandateId: 'MAN-1',
      },
    });
  });

  test('what finAPI makes up, and parts of what a user split, are left out', () => {
    const others = [
      { ...FINAPI, isAdjustingEntry: true },
      { ...FINAPI, parentId: 7 },
    ];
    expect(read(READY_MAPPINGS.finapi, { transactions: others })).toMatchObject({ records: [], refused: [] });
  });

  test("its own booking day counts while the bank's is missing", () => {
    const { records } = read(READY_MAPPINGS.finapi, { transactions: [{ ...FINAPI, bankBookingDate: null }] });
    expect(records[0]!.date).toBe('2026-03-04');
  });
});

describe('a mapping', () => {
  const own = {
    format: 'json',
    records: 'result.items',
    fields: {
      id: 'key',
      account: 'owner.account',
      date: 'booked',
      amount: 'value.cents',
      description: ['text1', 'text2'],
      status: 'state',
    },
    scale: 2,
    currency: 'EUR',
    sign: 'inverted',
    pending: ['open'],
    rejected: ['void'],
  };
  const item = {
    key: 9,
    owner: { account: 'a1' },
    booked: '2026-03-02',
    value: { cents: 1234 },
    text1: 'A',
    text2: 'B',
  };

  test('names fields that are nested, joins texts, and counts minor units', () => {
    const items = [item, { ...item, state: 'open' }, { ...item, state: 'void', value: { cents: -5 } }];
    const { records } = read(own, { result: { items } });
    expect(records[0]).toEqual({
      kind: 'transaction',
      id: '9',
      account: 'a1',
      date: '2026-03-02',
      amount: '-12.34',
      currency: 'EUR',
      description: 'A B',
      status: 'booked',
    });
    expect(records.map(({ status }) => status)).toEqual(['booked', 'pending', 'rejected']);
    expect(records[2]!.amount).toBe('0.05');
  });

  test.each([
    ['seconds', 1_772_445_600],
    ['milliseconds', 1_772_445_600_000],
    ['days', 20_514],
  ])('reads days that are counted in %s', (dates, booked) => {
    const { records } = read({ ...own, dates }, { result: { items: [{ ...item, booked }] } });
    expect(records[0]!.date).toBe('2026-03-02');
  });

  test('an id or an amount beyond what numbers hold is not read as another', () => {
    const decimals = { ...own, scale: undefined, fields: { ...own.fields, amount: 'value.amount' } };
    const text = (key: string, amount: string) =>
      `{"result":{"items":[{"key":${key},"owner":{"account":"a1"},"booked":"2026-03-02","value":{"amount":${amount}}}]}}`;
    // A number is no id, and is refused where ids are checked.
    expect(read(decimals, text('9007199254740993', '1')).records[0]!.id).toBeTypeOf('number');
    expect(refusals(read(decimals, text('1', '90071992547409.93')))).toEqual(['MS_AMOUNT_RANGE 1']);
    expect(refusals(read(decimals, text('1', '1e30')))).toEqual(['MS_AMOUNT_RANGE 1']);
    expect(read(decimals, text('1', '123456789012.34')).records[0]!.amount).toBe('-123456789012.34');
  });

  test('tells all its problems at once', () => {
    const parsed = formatNamed('json').parseMapping!({
      format: 'json',
      fields: { amuont: 'x', date: 'd' },
      sign: 'flag',
      dates: 'iso8601',
      scale: -1,
      currency: 'euro',
    });
    expect('problems' in parsed && parsed.problems).toEqual([
      '"fields.amuont" is no role. Did you mean "amount"?',
      '"dates" must be one of iso, days, seconds, milliseconds, microseconds.',
      '"scale" must be a whole number from 0 to 8',
      '"fields.amount" is missing',
      '"sign" is "flag", so "fields.flag" is needed, and "flag" with the words for "in" and "out"',
      '"currency" must be a known ISO 4217 code in upper case',
    ]);
  });

  test.each(Object.keys(READY_MAPPINGS))('that comes with the program is good: %s', (name) => {
    expect(formatNamed('json').parseMapping!(READY_MAPPINGS[name])).toHaveProperty('mapping');
  });
});

describe('a file is known by its fields', () => {
  test.each([
    ['mx', MX],
    ['finapi', FINAPI],
  ])('%s', (name, record) => {
    const found = recogniseFormat(headOf(Buffer.from(JSON.stringify({ transactions: [record] })), true));
    expect(found).toMatchObject({
      format: 'json',
      why: `its records have the fields of ${name}`,
      mapping: READY_MAPPINGS[name],
    });
  });
});
