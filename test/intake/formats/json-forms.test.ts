import { describe, expect, test } from 'vitest';
import { openFormat } from '../../../src/intake/formats.ts';
import { defaultProfile, type Profile } from '../../../src/intake/profile.ts';
import { type Outcome, readBytes, refusals } from './reading.ts';

/* What banks do beside the examples of their specifications. */

function read(format: string, value: unknown, profile: Partial<Profile> = {}): Outcome {
  const reading = { format, profile: { ...defaultProfile(format), ...profile } };
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return readBytes((sink) => openFormat(reading, sink), Buffer.from(text), 61);
}

const PLAID = {
  transaction_id: 't1',
  account_id: 'a1',
  date: '2026-03-02',
  amount: 3.5,
  iso_currency_code: 'EUR',
  name: 'KAFFEE',
};

// OBTransaction6 of the Account and Transaction API v3.1.11, "Transactions v3.1.11", data dictionary.
const UK = {
  AccountId: 'a1',
  TransactionId: 't1',
  CreditDebitIndicator: 'Debit',
  Status: 'Booked',
  BookingDateTime: '2026-07-01T23:30:00+00:00',
  Amount: { Amount: '3.50', Currency: 'GBP' },
  TransactionInformation: 'COFFEE',
};

// NextGenPSD2 implementation guidelines 1.3.12, 14.22 "Transactions".
const BERLIN = {
  bookingDate: '2026-03-02',
  transactionAmount: { currency: 'EUR', amount: '-3.50' },
  remittanceInformationUnstructured: 'KAFFEE',
};

describe('bare records, a line each', () => {
  test.each([
    ['plaid', PLAID],
    ['ob-uk', UK],
    ['berlin', { ...BERLIN, account: { iban: 'DE1' } }],
    [
      'fdx',
      {
        accountId: 'a1',
        transactionId: 't',
        postedTimestamp: '2026-03-02',
        debitCreditMemo: 'DEBIT',
        amount: 3.5,
      },
    ],
  ])('are read as those in lists: %s', (format, record) => {
    const line = JSON.stringify(record);
    const { records, refused } = read(format, `${line}\n${line}\n`);
    expect(refused).toEqual([]);
    expect(records).toHaveLength(2);
    expect(Number(records[0]!.amount)).toBe(-3.5);
  });

  test('that are half written are refused with their lines, and the rest goes on', () => {
    const line = JSON.stringify(PLAID);
    const outcome = read(
      'plaid',
      `${line}\n${line.slice(0, 60)}\n${line.replace('"date"', '"date":1,"date"')}\n{"x":1}\n${line}\n`,
    );
    expect(refusals(outcome)).toEqual(['MS_JSON 2', 'MS_JSON_DUPLICATE_KEY 3', 'MS_FIELD_MISSING 4']);
    expect(outcome.records).toHaveLength(2);
  });
});

describe('pages that say nothing', () => {
  test.each([
    ['plaid', { added: [], modified: null, removed: [], next_cursor: 'x', has_more: false }],
    ['plaid', { added: null, next_cursor: 'x' }],
    ['ob-uk', { Data: {}, Links: {}, Meta: {} }],
    ['ob-uk', { Data: { Transaction: [] } }],
    ['berlin', { account: { iban: 'DE1' }, transactions: { booked: [], _links: {} } }],
    ['berlin', { account: { iban: 'DE1' }, transactions: null }],
    ['fdx', { page: {}, transactions: [] }],
    ['fdx', { transactions: null }],
  ])('are good: %s', (format, page) => {
    expect(read(format, page)).toMatchObject({ records: [], refused: [] });
  });
});

describe('plaid', () => {
  test('an amount that is not surely exact, and a currency that is no official one, are refused', () => {
    const odd = { ...PLAID, iso_currency_code: null, unofficial_currency_code: 'BTC' };
    const outcome = read('plaid', {
      added: [{ ...PLAID, amount: Number('90071992547409.93') }, odd, PLAID],
      removed: [],
    });
    expect(refusals(outcome)).toEqual(['MS_AMOUNT_RANGE 1', 'MS_CURRENCY_UNKNOWN 1']);
    expect(outcome.refused[0]!.place).toMatchObject({ path: '/added/0', index: 0 });
  });

  test('ids keep their case, and a posted one takes the place of its pending one on another page', () => {
    const pages = [
      { removed: [{ transaction_id: 'Ab', account_id: 'a1' }], added: [] },
      { added: [{ ...PLAID, transaction_id: 'aB', pending_transaction_id: 'Ab' }], removed: [] },
    ];
    const { records } = read('plaid', pages.map((page) => JSON.stringify(page)).join('\n'));
    expect(records).toMatchObject([
      { op: 'retract', id: 'Ab' },
      { id: 'aB', replaces: 'Ab' },
    ]);
  });

  test.each([
    ['direct debit', 'direct-debit'],
    ['standing order', 'standing-order'],
    ['bank charge', 'fee'],
    ['atm', 'cash'],
    ['adjustment', undefined],
  ])('transaction_code %s is the channel %s', (code, channel) => {
    expect(read('plaid', { added: [{ ...PLAID, transaction_code: code }] }).records[0]!.channel).toBe(
      channel,
    );
  });
});

describe('ob-uk', () => {
  test('an instant of UTC is booked on the day of London; midnight stands for the day that it is written with', () => {
    const day = (BookingDateTime: string) =>
      read('ob-uk', { Data: { Transaction: [{ ...UK, BookingDateTime }] } }).records[0]!.date;
    expect(day('2026-07-01T23:30:00+00:00')).toBe('2026-07-02');
    expect(day('2026-01-01T23:30:00+00:00')).toBe('2026-01-01');
    expect(day('2026-07-01T00:00:00+00:00')).toBe('2026-07-01');
    expect(day('2026-07-01T23:30:00+0000')).toBe('2026-07-02');
  });

  test('a zone in the profile counts instead', () => {
    const page = { Data: { Transaction: [UK] } };
    expect(read('ob-uk', page, { timeZone: '' }).records[0]!.date).toBe('2026-07-01');
  });

  test('a missing id stays missing, since a reference is no id', () => {
    const { TransactionId: _id, ...rest } = UK;
    const page = { Data: { Transaction: [{ ...rest, TransactionReference: 'REF' }] } };
    expect(read('ob-uk', page).records[0]).not.toHaveProperty('id');
  });
});

describe('berlin', () => {
  test('a report without its account takes that of the profile', () => {
    const page = { transactions: { booked: [BERLIN] } };
    expect(read('berlin', page, { account: 'a9' }).records[0]!.account).toBe('a9');
    expect(read('berlin', page).records[0]!.account).toBe('');
  });

  test('the account of one report is not that of the next', () => {
    const named = JSON.stringify({ account: { iban: 'DE1' }, transactions: { booked: [BERLIN] } });
    const nameless = JSON.stringify({ transactions: { booked: [BERLIN] } });
    expect(read('berlin', `${named}\n${nameless}`).records.map(({ account }) => account)).toEqual([
      'DE1',
      '',
    ]);
  });

  test('what is only announced is passed over', () => {
    const transactions = { booked: [], pending: [BERLIN], information: [BERLIN] };
    const { records } = read('berlin', { account: { iban: 'DE1' }, transactions });
    expect(records.map(({ status }) => status)).toEqual(['pending']);
  });

  // 14.3 "Card Transaction"
  test('card transactions are payments by card, with the day they happened', () => {
    const card = {
      cardTransactionId: 'k1',
      transactionDate: '2026-03-01',
      bookingDate: '2026-03-03',
      transactionAmount: { currency: 'EUR', amount: '-3.50' },
      merchantCategoryCode: '5812',
      maskedPAN: '525412******3241',
      transactionDetails: 'CAFE',
    };
    const page = { cardAccount: { maskedPan: '525412******3241' }, cardTransactions: { booked: [card] } };
    expect(read('berlin', page).records).toEqual([
      {
        kind: 'transaction',
        account: '525412******3241',
        id: 'k1',
        date: '2026-03-03',
        transactionDate: '2026-03-01',
        amount: '-3.50',
        currency: 'EUR',
        status: 'booked',
        description: 'CAFE',
        channel: 'card',
        mcc: '5812',
      },
    ]);
  });

  test('without any day it is refused', () => {
    const { bookingDate: _day, ...rest } = BERLIN;
    expect(refusals(read('berlin', { transactions: { booked: [rest] } }))).toEqual(['MS_FIELD_MISSING 1']);
  });
});

describe('fdx', () => {
  const ONE = {
    accountCategory: 'LOC_ACCOUNT',
    accountId: 'a1',
    transactionId: 't2',
    postedTimestamp: '2026-03-02T10:00:00Z',
    debitCreditMemo: 'DEBIT',
    amount: 3.5,
    status: 'POSTED',
  };

  // FDX 6.0, Transaction entity, referenceTransactionId.
  test("a card's posting takes the place of its authorization; an adjustment turns back", () => {
    const list = [
      { ...ONE, referenceTransactionId: 't1' },
      { ...ONE, referenceTransactionId: 't1', transactionType: 'ADJUSTMENT' },
      { ...ONE, accountCategory: 'DEPOSIT_ACCOUNT', referenceTransactionId: 't1' },
    ];
    const { records } = read('fdx', { transactions: list });
    expect(records.map(({ replaces, reverses }) => [replaces, reverses])).toEqual([
      ['t1', undefined],
      [undefined, 't1'],
      [undefined, 't1'],
    ]);
  });

  test('holdings, policies and memos move no money of an account', () => {
    const list = [
      { investmentTransaction: { ...ONE, shares: 3 } },
      { ...ONE, accountCategory: 'INVESTMENT_ACCOUNT' },
      { ...ONE, debitCreditMemo: 'MEMO' },
    ];
    expect(read('fdx', { transactions: list })).toMatchObject({ records: [], refused: [] });
  });
});
