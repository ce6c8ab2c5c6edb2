import { describe, expect, test } from 'vitest';
import { contextOf, day, take, transaction, verdict, verdictWith } from './helpers.ts';

const berlin = contextOf({ zone: 'Europe/Berlin' });
const newYork = contextOf({ zone: 'America/New_York' });

describe('a date', () => {
  test.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '02.03.2026',
    '2026-03-02T00:00:00Z',
    '',
    '0000-01-01',
    '20260302',
  ])('that does not exist or is written otherwise is refused: %j', (date) => {
    expect(verdictWith({ date })).toBe('MS_DATE_FORMAT date');
    expect(verdictWith({ transactionDate: date })).toBe('MS_DATE_FORMAT transactionDate');
    expect(verdictWith({ valueDate: date })).toBe('MS_DATE_FORMAT valueDate');
  });
  test('from 1970 to 2099 is read, one outside refused', () => {
    for (const date of ['1970-01-01', '2099-12-31', '2024-02-29'])
      expect(verdictWith({ date })).toBe('transaction');
    for (const date of ['1969-12-31', '2100-01-01', '0001-01-01', '9999-12-31']) {
      expect(verdictWith({ date })).toBe('MS_DATE_RANGE date');
      expect(verdictWith({ valueDate: date })).toBe('MS_DATE_RANGE valueDate');
    }
  });
});

describe('an instant', () => {
  test('is of RFC 3339, with an offset', () => {
    for (const at of [
      '2026-03-02T09:30:00',
      '2026-03-02',
      'now',
      '2026-03-02T25:00:00Z',
      '2026-03-02T09:30Z',
    ]) {
      expect(verdictWith({ at })).toBe('MS_DATE_FORMAT at');
    }
    expect(verdictWith({ at: 1772443800 })).toBe('MS_FIELD_TYPE at');
    expect(transaction({ at: '1970-01-01T00:00:01.5Z' }).at).toBe(1500);
  });
  test('is bounded by its day in the bank’s zone', () => {
    expect(verdictWith({ at: '9999-01-01T00:00:00Z' })).toBe('MS_DATE_RANGE at');
    expect(verdictWith({ seen: '0001-01-01T00:00:00Z' })).toBe('MS_DATE_RANGE seen');
    const edge = { at: '2099-12-31T23:30:00Z' };
    expect(verdictWith(edge)).toBe('transaction');
    expect(verdictWith(edge, berlin)).toBe('MS_DATE_RANGE at');
    expect(verdictWith({ at: '1970-01-01T00:00:00Z' }, newYork)).toBe('MS_DATE_RANGE at');
  });
});

describe('the effective day', () => {
  test('is the transaction date, else the date', () => {
    expect(transaction({ transactionDate: '2026-02-27' })).toMatchObject({
      effectiveDay: day('2026-02-27'),
      dateRule: 'transactionDate',
    });
    expect(transaction()).toMatchObject({ effectiveDay: day('2026-03-02'), dateRule: 'date' });
  });
});

describe('the order', () => {
  test('goes by seen when it is an instant', () => {
    const event = transaction({ seen: '2026-03-05T23:30:00Z' });
    expect(event).toMatchObject({ orderDay: day('2026-03-05'), orderInstant: event.seen });
    expect(transaction({ seen: '2026-03-05T23:30:00Z' }, berlin).orderDay).toBe(day('2026-03-06'));
  });
  test('goes by the date when seen is a number, at the instant or the start of the day', () => {
    expect(transaction({ seen: 9e15 })).toMatchObject({ orderDay: day('2026-03-02'), seen: 9e15 });
    const at = '2026-03-01T12:00:00Z';
    expect(transaction({ seen: 1, at })).toMatchObject({
      orderDay: day('2026-03-02'),
      orderInstant: instant(at),
    });
    expect(transaction({}, berlin).orderInstant).toBe(instant('2026-03-01T23:00:00Z'));
    expect(transaction({}, newYork).orderInstant).toBe(instant('2026-03-02T05:00:00Z'));
  });
  test('takes any finite number for seen, and minus zero for zero', () => {
    expect(Object.is(transaction({ seen: -0 }).seen, 0)).toBe(true);
    expect(transaction({ seen: -1.5 }).seen).toBe(-1.5);
    expect(verdictWith({ seen: true })).toBe('MS_FIELD_TYPE seen');
    expect(verdictWith({ seen: 'soon' })).toBe('MS_DATE_FORMAT seen');
  });
});

describe('a run that ends on a day', () => {
  const context = contextOf({ asOf: '2026-03-02' });
  test('takes that day and refuses the next', () => {
    expect(verdictWith({ date: '2026-03-02' }, context)).toBe('transaction');
    expect(verdictWith({ date: '2026-03-03' }, context)).toBe('MS_AFTER_AS_OF date');
    expect(verdictWith({ seen: '2026-03-02T23:59:59Z' }, context)).toBe('transaction');
    expect(verdictWith({ seen: '2026-03-03T00:00:00Z' }, context)).toBe('MS_AFTER_AS_OF seen');
    expect(verdict({ kind: 'tick', at: '2026-03-02' }, context)).toBe('tick');
    expect(verdict({ kind: 'tick', at: '2026-03-03' }, context)).toBe('MS_AFTER_AS_OF at');
    const retract = { kind: 'transaction', op: 'retract', customer: 'c', account: 'a', id: 't' };
    expect(verdict(retract, context)).toBe('transaction');
    expect(verdict({ ...retract, at: '2026-03-03T00:00:00Z' }, context)).toBe('MS_AFTER_AS_OF at');
  });
  test('takes a later date that was told in time', () => {
    expect(verdictWith({ date: '2026-03-09', seen: '2026-03-01T00:00:00Z' }, context)).toBe('transaction');
  });
});

describe('other kinds', () => {
  const consent = {
    kind: 'consent',
    customer: 'c1',
    purpose: 'marketing',
    state: 'given',
    at: '2026-03-02T23:30:00Z',
  };
  const outcome = { kind: 'outcome', customer: 'c1', episode: 'e1', result: 'right', at: '2026-03-02' };
  const event = {
    kind: 'event',
    customer: 'c1',
    name: 'login',
    at: '2026-03-02',
    properties: { b: [1, { d: 2, c: 1 }], a: 'x' },
  };

  test('are read, by instant or by date', () => {
    expect(take(consent, berlin)).toStrictEqual({
      kind: 'consent',
      orderDay: day('2026-03-03'),
      orderInstant: instant('2026-03-02T23:30:00Z'),
      customer: 'c1',
      purpose: 'marketing',
      state: 'given',
      at: instant('2026-03-02T23:30:00Z'),
      day: day('2026-03-03'),
    });
    expect(take(outcome, berlin)).toMatchObject({
      episode: 'e1',
      result: 'right',
      at: instant('2026-03-01T23:00:00Z'),
      day: day('2026-03-02'),
    });
    expect(take(event)).toMatchObject({
      name: 'login',
      day: day('2026-03-02'),
      properties: '{"a":"x","b":[1,{"c":1,"d":2}]}',
    });
    expect(take({ ...event, properties: undefined })).toMatchObject({ properties: '{}' });
    expect(take({ kind: 'tick', at: '2026-03-02T05:00:00Z' })).toStrictEqual({
      kind: 'tick',
      orderDay: day('2026-03-02'),
      orderInstant: instant('2026-03-02T05:00:00Z'),
      day: day('2026-03-02'),
    });
  });
  test('are ordered by seen, and happen at their own time', () => {
    expect(take({ ...consent, seen: '2026-03-09T00:00:00Z' })).toMatchObject({
      orderDay: day('2026-03-09'),
      day: day('2026-03-02'),
    });
  });
  test('are refused with what is missing or wrong', () => {
    for (const field of ['customer', 'purpose', 'state', 'at']) {
      expect(verdict({ ...consent, [field]: undefined })).toBe(`MS_FIELD_MISSING ${field}`);
    }
    for (const field of ['customer', 'episode', 'result', 'at']) {
      expect(verdict({ ...outcome, [field]: undefined })).toBe(`MS_FIELD_MISSING ${field}`);
    }
    for (const field of ['customer', 'name', 'at']) {
      expect(verdict({ ...event, [field]: undefined })).toBe(`MS_FIELD_MISSING ${field}`);
    }
    expect(verdict({ kind: 'tick' })).toBe('MS_FIELD_MISSING at');
    expect(verdict({ kind: 'tick', at: '2026-02-30' })).toBe('MS_DATE_FORMAT at');
    expect(verdict({ kind: 'tick', at: '9999-12-31' })).toBe('MS_DATE_RANGE at');
    expect(verdict({ ...consent, purpose: 'spam' })).toBe('MS_FIELD_VALUE purpose');
    expect(verdict({ ...consent, state: true })).toBe('MS_FIELD_TYPE state');
    expect(verdict({ ...outcome, result: 'wrong?' })).toBe('MS_FIELD_VALUE result');
    expect(verdict({ ...event, properties: [] })).toBe('MS_FIELD_TYPE properties');
  });
  test('have bounded texts', () => {
    expect(verdict({ ...event, name: 'x'.repeat(256) })).toBe('event');
    expect(verdict({ ...event, name: 'x'.repeat(257) })).toBe('MS_FIELD_TOO_LONG name');
    expect(verdict({ ...outcome, episode: 'x'.repeat(257) })).toBe('MS_FIELD_TOO_LONG episode');
    expect(verdict({ ...event, properties: { x: 'x'.repeat(16_384 - 8) } })).toBe('event');
    expect(verdict({ ...event, properties: { x: 'x'.repeat(16_384 - 7) } })).toBe(
      'MS_FIELD_TOO_LONG properties',
    );
    expect(verdict({ ...event, properties: nested(16) })).toBe('event');
    expect(verdict({ ...event, properties: nested(17) })).toBe('MS_FIELD_VALUE properties');
  });
});

function instant(text: string): number {
  return new Date(text).getTime();
}

function nested(depth: number): object {
  return depth === 1 ? {} : { x: nested(depth - 1) };
}
