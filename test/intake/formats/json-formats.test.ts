import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { formatNamed, headOf, openFormat, recogniseFormat } from '../../../src/intake/formats.ts';
import { defaultProfile } from '../../../src/intake/profile.ts';

interface Read {
  readonly records: readonly Record<string, unknown>[];
  readonly refused: readonly { readonly code: string; readonly line: number }[];
}

function read(format: string, text: string, chunkBytes = Number.POSITIVE_INFINITY): Read {
  const records: Record<string, unknown>[] = [];
  const refused: { code: string; line: number }[] = [];
  const decoder = openFormat(
    { format, profile: defaultProfile(format) },
    {
      record: (record) => records.push(record),
      refuse: (fault, place) => refused.push({ code: fault.code, line: place.line }),
    },
  );
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    decoder.push(bytes.subarray(from, Math.min(from + chunkBytes, bytes.length)));
  }
  decoder.end();
  return { records, refused };
}

function page(format: string, value: unknown): Read {
  const text = JSON.stringify(value, null, 1);
  const whole = read(format, text);
  // However the bytes come, the same is read.
  expect(read(format, text, 7)).toEqual(whole);
  expect(recogniseFormat(headOf(Buffer.from(text), true))?.format).toBe(format);
  return whole;
}

const DAMAGES = [(text: string) => text.slice(0, -40), (text: string) => text.replace('"amount"', '"amount')];

describe('plaid', () => {
  // https://plaid.com/docs/api/products/transactions/#transactionssync: response fields of `added`, `modified`, `removed`.
  const posted = {
    account_id: 'BxBXxLj1m4HMXBm9WZZmCWVbPjX16EHwv99vp',
    account_owner: null,
    amount: 72.1,
    iso_currency_code: 'USD',
    unofficial_currency_code: null,
    date: '2023-09-24',
    authorized_date: '2023-09-22',
    authorized_datetime: '2023-09-22T10:34:50Z',
    merchant_name: 'Walmart',
    name: 'PURCHASE WM SUPERCENTER #1700',
    payment_channel: 'in store',
    pending: false,
    pending_transaction_id: 'no86Eox18VHMvaOVL7gPUM9ap3aR1LsAVZ5nc',
    transaction_id: 'lPNjeW1nR6CDn5okmGQ6hEpMo4lLNoSrzqDje',
  };

  test('turns its sign round: positive is money out', () => {
    const { records } = page('plaid', { added: [posted, { ...posted, amount: -500 }], next_cursor: 'x' });
    expect(records[0]).toEqual({
      kind: 'transaction',
      id: 'lPNjeW1nR6CDn5okmGQ6hEpMo4lLNoSrzqDje',
      account: 'BxBXxLj1m4HMXBm9WZZmCWVbPjX16EHwv99vp',
      date: '2023-09-24',
      transactionDate: '2023-09-22',
      at: '2023-09-22T10:34:50Z',
      amount: '-72.1',
      currency: 'USD',
      description: 'PURCHASE WM SUPERCENTER #1700',
      status: 'booked',
      replaces: 'no86Eox18VHMvaOVL7gPUM9ap3aR1LsAVZ5nc',
      channel: 'card',
    });
    expect(records[1]!.amount).toBe('500');
  });

  test('a default midnight is no instant, and a pending one happened on its date', () => {
    const pending = {
      ...posted,
      pending: true,
      authorized_date: null,
      authorized_datetime: '2023-09-22T00:00:00Z',
    };
    const { records } = page('plaid', { added: [pending], next_cursor: 'x' });
    expect(records[0]).toMatchObject({ status: 'pending', transactionDate: '2023-09-24' });
    expect(records[0]).not.toHaveProperty('at');
    expect(records[0]).not.toHaveProperty('replaces');
  });

  test('what is removed is retracted; without its account nobody can say whose it was', () => {
    const removed = [{ account_id: 'a', transaction_id: 't1' }, { transaction_id: 't2' }];
    const { records, refused } = page('plaid', { added: [], removed, next_cursor: 'x' });
    expect(records).toEqual([{ kind: 'transaction', op: 'retract', account: 'a', id: 't1' }]);
    expect(refused.map(({ code }) => code)).toEqual(['MS_FIELD_MISSING']);
  });

  test('a number that a double cannot hold is refused', () => {
    const { refused } = page('plaid', {
      added: [{ ...posted, amount: 123456789012345680 }],
      next_cursor: 'x',
    });
    expect(refused.map(({ code }) => code)).toEqual(['MS_AMOUNT_RANGE']);
  });

  test('accounts before the list say their type', () => {
    const accounts = [{ account_id: posted.account_id, type: 'depository', subtype: 'savings' }];
    expect(page('plaid', { accounts, added: [posted], next_cursor: 'x' }).records[0]!.accountType).toBe(
      'savings',
    );
  });
});

describe('ob-uk', () => {
  // Account and Transaction API v3.1.11, OBReadTransaction6, usage example "Bulk - Transactions".
  const booked = {
    AccountId: '22289',
    TransactionId: '123',
    TransactionReference: 'Ref 1',
    Amount: { Amount: '10.00', Currency: 'GBP' },
    CreditDebitIndicator: 'Debit',
    Status: 'Booked',
    BookingDateTime: '2017-04-05T10:43:07+00:00',
    ValueDateTime: '2017-04-05T10:45:22+00:00',
    TransactionInformation: 'Cash from Aubrey',
    ProprietaryBankTransactionCode: { Code: 'DirectDebit', Issuer: 'AlphaBank' },
    Balance: {
      Amount: { Amount: '230.00', Currency: 'GBP' },
      CreditDebitIndicator: 'Credit',
      Type: 'InterimBooked',
    },
    CreditorAccount: { SchemeName: 'UK.OBIE.IBAN', Identification: 'GB33BUKB20201555555555', Name: 'Gas Co' },
  };
  const page31 = (...transactions: unknown[]) =>
    page('ob-uk', { Data: { Transaction: transactions }, Links: {} });

  test('the flag gives the sign', () => {
    const { records } = page31(booked, { ...booked, CreditDebitIndicator: 'Credit' });
    expect(records[0]).toEqual({
      kind: 'transaction',
      id: '123',
      account: '22289',
      date: '2017-04-05',
      valueDate: '2017-04-05',
      at: '2017-04-05T10:43:07+00:00',
      amount: '-10.00',
      currency: 'GBP',
      description: 'Cash from Aubrey',
      status: 'booked',
      channel: 'direct-debit',
      counterparty: { name: 'Gas Co', iban: 'GB33BUKB20201555555555' },
      balanceAfter: '230.00',
    });
    expect(records[1]).toMatchObject({ amount: '10.00' });
  });

  test('the codes of version 4 mean the same', () => {
    const statuses = ['BOOK', 'PDNG', 'RJCT', 'FUTR', 'INFO'];
    const { records } = page31(...statuses.map((Status) => ({ ...booked, Status })));
    // What is announced moves no money.
    expect(records.map(({ status }) => status)).toEqual(['booked', 'pending', 'rejected']);
    // While pending the booking date is only expected.
    expect(records[1]).not.toHaveProperty('at');
  });

  test('a signed amount beside a flag contradicts; a flag or status that is unknown is refused', () => {
    const { records, refused } = page31(
      { ...booked, Amount: { Amount: '-10.00', Currency: 'GBP' } },
      { ...booked, CreditDebitIndicator: 'Sideways' },
      { ...booked, Status: 'Perhaps' },
      booked,
    );
    expect(refused.map(({ code }) => code)).toEqual([
      'MS_AMOUNT_CONTRADICTS',
      'MS_FIELD_VALUE',
      'MS_FIELD_VALUE',
    ]);
    expect(records).toHaveLength(1);
  });

  test('a rest of zeros is a day, no instant', () => {
    const { records } = page31({ ...booked, BookingDateTime: '2017-04-05T00:00:00+00:00' });
    expect(records[0]).toMatchObject({ date: '2017-04-05' });
    expect(records[0]).not.toHaveProperty('at');
  });
});

describe('berlin', () => {
  // NextGenPSD2 implementation guidelines 1.3.12, 6.6.2 "Read Transaction List", example 1.
  const report = {
    account: { iban: 'DE2310010010123456788' },
    transactions: {
      booked: [
        {
          transactionId: '1234567',
          creditorName: 'John Miles',
          creditorAccount: { iban: 'DE67100100101306118605' },
          transactionAmount: { currency: 'EUR', amount: '-256.67' },
          bookingDate: '2017-10-25',
          valueDate: '2017-10-26',
          remittanceInformationUnstructured: 'Example 1',
        },
        {
          entryReference: 'e2',
          debtorName: 'Paul Simpson',
          transactionAmount: { currency: 'EUR', amount: '343.01' },
          bookingDate: '2017-10-25',
          mandateId: 'M-1',
          bankTransactionCode: 'PMNT-RDDT-ESDD',
        },
      ],
      pending: [
        {
          transactionAmount: { currency: 'EUR', amount: '-100.03' },
          valueDate: '2017-10-26',
          creditorName: 'C',
        },
        { transactionAmount: { currency: 'EUR', amount: '-1.00' } },
      ],
    },
  };

  test('reads both lists, signed, with the account of the report', () => {
    const { records, refused } = page('berlin', report);
    expect(records).toEqual([
      {
        kind: 'transaction',
        id: '1234567',
        account: 'DE2310010010123456788',
        date: '2017-10-25',
        valueDate: '2017-10-26',
        amount: '-256.67',
        currency: 'EUR',
        description: 'Example 1',
        status: 'booked',
        counterparty: { name: 'John Miles', iban: 'DE67100100101306118605' },
      },
      {
        kind: 'transaction',
        id: 'e2',
        account: 'DE2310010010123456788',
        date: '2017-10-25',
        amount: '343.01',
        currency: 'EUR',
        description: 'Paul Simpson',
        status: 'booked',
        channel: 'direct-debit',
        counterparty: { name: 'Paul Simpson', mandateId: 'M-1' },
      },
      {
        kind: 'transaction',
        account: 'DE2310010010123456788',
        date: '2017-10-26',
        valueDate: '2017-10-26',
        amount: '-100.03',
        currency: 'EUR',
        description: 'C',
        status: 'pending',
        counterparty: { name: 'C' },
      },
    ]);
    expect(refused.map(({ code }) => code)).toEqual(['MS_FIELD_MISSING']);
  });
});

describe('fdx', () => {
  // FDX API v6, Transaction: `amount` is absolute, `debitCreditMemo` says where it goes.
  const transaction = {
    accountCategory: 'DEPOSIT_ACCOUNT',
    accountId: 'depositaccount1',
    transactionId: 'deposittransaction1',
    postedTimestamp: '2024-04-06T00:00:00.000Z',
    transactionTimestamp: '2024-04-05T14:20:00.000Z',
    description: 'COMCAST CABLE',
    debitCreditMemo: 'DEBIT',
    amount: 99.99,
    status: 'POSTED',
    transactionType: 'POSDEBIT',
  };

  test('reads flat and wrapped transactions', () => {
    const expected = {
      kind: 'transaction',
      id: 'deposittransaction1',
      account: 'depositaccount1',
      accountType: 'current',
      date: '2024-04-06',
      transactionDate: '2024-04-05',
      at: '2024-04-05T14:20:00.000Z',
      amount: '-99.99',
      description: 'COMCAST CABLE',
      status: 'booked',
      channel: 'card',
    };
    const { records } = page('fdx', {
      page: {},
      transactions: [transaction, { depositTransaction: transaction }],
    });
    expect(records).toEqual([expected, expected]);
  });

  test('what is not posted is pending, and a reversal names what it reverses', () => {
    const more = { status: 'AUTHORIZATION', debitCreditMemo: 'CREDIT', referenceTransactionId: 'x' };
    const { records } = page('fdx', { transactions: [{ ...transaction, ...more }] });
    expect(records[0]).toMatchObject({ status: 'pending', amount: '99.99', reverses: 'x' });
  });

  test('a sign beside the memo contradicts', () => {
    const { refused } = page('fdx', { transactions: [{ ...transaction, amount: -5 }] });
    expect(refused.map(({ code }) => code)).toEqual(['MS_AMOUNT_CONTRADICTS']);
  });
});

describe('every JSON format', () => {
  test.each(['plaid', 'ob-uk', 'berlin', 'fdx'])('%s: nothing and whatever else never throws', (format) => {
    for (const text of [
      '',
      '\ufeff',
      '[]',
      '{}',
      'null',
      '"x"',
      '{"added":[1,null,"x",[{}]]}',
      '\u0000\u0001',
    ]) {
      expect(() => read(format, text)).not.toThrow();
    }
    for (const damage of DAMAGES) {
      const text = damage('{"added":[{"amount":1}],"Data":{"Transaction":[{"amount":1}]},"x":"0123456789"}');
      expect(() => read(format, text, 3)).not.toThrow();
    }
    expect(formatNamed(format).name).toBe(format);
  });
});
