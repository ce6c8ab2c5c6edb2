import { describe, expect, test } from 'vitest';
import { intakePlain } from '../../src/intake.ts';
import {
  CARD,
  contextOf,
  day,
  PLACE,
  transaction,
  UNKNOWN_MERCHANT,
  verdict,
  verdictWith,
} from './helpers.ts';

describe('a plain transaction', () => {
  test('becomes an event with every field', () => {
    expect(transaction()).toStrictEqual({
      kind: 'transaction',
      orderDay: day('2026-03-02'),
      orderInstant: day('2026-03-02') * 86_400_000,
      op: 'upsert',
      customer: 'c1',
      account: 'a1',
      id: 't1',
      occurrence: 0,
      seen: undefined,
      status: 'booked',
      bookingDay: day('2026-03-02'),
      transactionDay: -1,
      valueDay: -1,
      at: undefined,
      effectiveDay: day('2026-03-02'),
      dateRule: 'date',
      accountType: 'current',
      amountMinor: -3490,
      currency: 'EUR',
      exponent: 2,
      description: 'BABY WALZ 0123 BERLIN',
      channel: '',
      mcc: '',
      counterparty: undefined,
      balanceAfterMinor: undefined,
      replaces: '',
      reverses: '',
      merchant: UNKNOWN_MERCHANT,
      source: { format: 'plain', file: 'events.ndjson', line: 3, index: 0 },
    });
  });

  test('keeps what else is known', () => {
    const event = transaction({
      status: 'pending',
      accountType: 'credit-card',
      channel: 'card',
      mcc: '0742',
      balanceAfter: '100.5',
      replaces: ' t0 ',
      reverses: 't9',
      valueDate: '2026-03-04',
      at: '2026-03-02T09:30:00.250+01:00',
    });
    expect(event).toMatchObject({
      status: 'pending',
      accountType: 'credit-card',
      channel: 'card',
      mcc: '0742',
      balanceAfterMinor: 10050,
      replaces: 't0',
      reverses: 't9',
      valueDay: day('2026-03-04'),
      at: day('2026-03-02') * 86_400_000 + 8.5 * 3_600_000 + 250,
    });
  });

  test('is asked about with the names that are not kept', () => {
    let asked: unknown;
    const enrich = (query: unknown) => {
      asked = query;
      return UNKNOWN_MERCHANT;
    };
    const counterparty = { name: ' Ada Example ', iban: 'DE89 3704', creditorId: 'DE98ZZZ' };
    const event = transaction({ counterparty, mcc: '5411', channel: 'card' }, { ...contextOf(), enrich });
    expect(asked).toStrictEqual({
      description: CARD.description,
      mcc: '5411',
      channel: 'card',
      direction: 'out',
      currency: 'EUR',
      counterpartyName: 'Ada Example',
      counterpartyIban: 'DE89 3704',
      creditorId: 'DE98ZZZ',
    });
    expect(JSON.stringify(event)).not.toContain('Ada');
    expect(JSON.stringify(event)).not.toContain('3704');
  });

  test('ignores fields that nobody knows, even those of an object', () => {
    const line = JSON.stringify(CARD).replace('{', '{"__proto__":{"amount":"1"},"constructor":1,"x":[[]],');
    expect(intakePlain(line, PLACE, contextOf())).toStrictEqual(transaction());
  });

  test('takes null for nothing', () => {
    expect(transaction({ mcc: null, seen: null, counterparty: null, balanceAfter: null })).toStrictEqual(
      transaction(),
    );
    expect(verdictWith({ amount: null })).toBe('MS_FIELD_MISSING amount');
  });

  test('has the same fields in the same order when it is a retraction', () => {
    const retraction = transaction({ op: 'retract' });
    expect(Object.keys(retraction)).toStrictEqual(Object.keys(transaction()));
  });

  test('without a sign, or of nothing, is money in', () => {
    const directions: string[] = [];
    const enrich = (query: { direction: string }) => {
      directions.push(query.direction);
      return UNKNOWN_MERCHANT;
    };
    for (const amount of ['1', '0', '-0', '-0.01']) transaction({ amount }, { ...contextOf(), enrich });
    expect(directions).toStrictEqual(['in', 'in', 'in', 'out']);
    expect(Object.is(transaction({ amount: '-0.00' }).amountMinor, 0)).toBe(true);
  });
});

describe('a retraction', () => {
  const RETRACT = { kind: 'transaction', op: 'retract', customer: 'c1', account: 'a1', id: 't1' };

  test('needs only customer, account and id', () => {
    expect(verdict(RETRACT)).toBe('transaction');
    for (const field of ['customer', 'account', 'id']) {
      expect(verdict({ ...RETRACT, [field]: ' ' })).toBe(`MS_FIELD_MISSING ${field}`);
      expect(verdict({ ...RETRACT, [field]: undefined })).toBe(`MS_FIELD_MISSING ${field}`);
    }
  });

  test('without a day has none', () => {
    const event = intakePlain(JSON.stringify(RETRACT), PLACE, contextOf());
    expect(event).toMatchObject({
      orderDay: -1,
      orderInstant: 0,
      effectiveDay: -1,
      dateRule: 'none',
      seen: undefined,
    });
  });

  test('takes its day from seen, else date, else at', () => {
    const orderDay = (fields: object) => transaction({ ...RETRACT, date: undefined, ...fields }).orderDay;
    const at = '2026-03-05T10:00:00Z';
    const seen = '2026-03-06T10:00:00Z';
    expect(orderDay({ at })).toBe(day('2026-03-05'));
    expect(orderDay({ at, date: '2026-03-04' })).toBe(day('2026-03-04'));
    expect(orderDay({ at, date: '2026-03-04', seen })).toBe(day('2026-03-06'));
    expect(orderDay({ seen: 12 })).toBe(-1);
  });

  test('is not held up by faults in what it repeats, but by a bad day', () => {
    expect(verdict({ ...RETRACT, amount: 12, currency: 'eur', mcc: 5 })).toBe('transaction');
    expect(verdict({ ...RETRACT, date: '2026-02-30' })).toBe('MS_DATE_FORMAT date');
  });
});
