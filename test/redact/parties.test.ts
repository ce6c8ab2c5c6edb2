import { describe, expect, test } from 'vitest';
import type { TransactionEvent } from '../../src/model/ledger-event.ts';
import { intakeContext, story, take } from './helpers.ts';

const payment = (fields: object) => ({
  kind: 'transaction',
  id: 't1',
  customer: 'c1',
  account: 'a1',
  date: '2026-03-02',
  amount: '-500.00',
  currency: 'USD',
  channel: 'transfer',
  ...fields,
});

const event = (fields: object, secret?: string) =>
  take(payment(fields), intakeContext(secret)) as TransactionEvent;

const written = (records: readonly object[], secret?: string) =>
  story(records, secret).outputs.map(({ body }) => body as { counterparty?: { hash?: string } });

describe('a person is a party without a name', () => {
  const anna = { description: 'ZELLE TO ANNA SMITH ON 03/02' };
  const later = { description: 'ZELLE TO ANNA SMITH ON 04/02' };
  const ben = { description: 'ZELLE TO BEN JONES ON 03/02' };

  test('the same person has the same key, another person another', () => {
    expect(event(later).merchant.subject).toBe(event(anna).merchant.subject);
    expect(event(ben).merchant.subject).not.toBe(event(anna).merchant.subject);
    expect(event(anna).merchant).toMatchObject({ merchantId: '', name: '', processor: 'zelle' });
  });

  test('another secret gives other keys in the ledger', () => {
    const other = event(anna, 'another secret of the tests');
    expect(other.merchant.subject).not.toBe(event(anna).merchant.subject);
    expect(other.counterparty!.hash).not.toBe(event(anna).counterparty!.hash);
  });

  test('what is put out does not depend on the secret, nor tells the key', () => {
    const records = [anna, ben, later].map((fields, index) => payment({ ...fields, id: `t${index}` }));
    const one = written(records);
    expect(written(records, 'another secret of the tests')).toStrictEqual(one);
    const [first, second, third] = one.map((body) => body.counterparty?.hash);
    expect(first).toMatch(/^[0-9a-f]{12}$/);
    expect(third).toBe(first);
    expect(second).not.toBe(first);
    expect(JSON.stringify(one)).not.toContain(event(anna).counterparty!.hash);
  });

  test('payments without an id have ids that do not depend on the secret', () => {
    const records = [payment({ ...anna, id: undefined }), payment({ ...ben, id: undefined })];
    const ids = (secret?: string) => written(records, secret).map((body) => (body as { id?: string }).id);
    expect(new Set(ids()).size).toBe(2);
    expect(ids('another secret of the tests')).toStrictEqual(ids());
  });

  test('two people paid the same on the same days are two series', () => {
    const months = [3, 4, 5, 6, 7, 8].map((month) => `2026-0${month}-02`);
    const records = [
      payment({ description: 'KIOSK', id: 'f', date: '2025-11-01', channel: 'card', amount: '-2.00' }),
      ...months.flatMap((date, index) => [
        payment({ description: 'ZELLE TO ANNA SMITH', id: `a${index}`, date }),
        payment({ description: 'ZELLE TO BEN JONES', id: `b${index}`, date }),
      ]),
    ];
    const signals = story(records).outputs.filter(({ topic }) => topic === 'signals');
    const subjects = new Set(signals.map(({ body }) => (body as { subject: { id: string } }).subject.id));
    expect(subjects.size).toBe(2);
  });
});

describe('a business keeps its name', () => {
  test.each([
    [{ description: 'ACME WIDGETS LTD RENT' }, 'Acme Widgets Rent'],
    [
      { description: 'ACME WIDGETS DES:PAYROLL ID:0001 INDN:JANE DOE CO ID:9876 PPD', channel: undefined },
      'Acme Widgets',
    ],
    [{ description: 'JOES PIZZA 415-555-2671', channel: 'card' }, 'Joes Pizza'],
  ])('%j is %s', (fields, name) => {
    expect(event(fields).merchant.name).toBe(name);
  });

  test('a known merchant stays itself whatever else the line says', () => {
    const { merchant, description } = event({
      description: 'GEICO DES:PAYMENT INDN:JANE DOE',
      channel: undefined,
    });
    expect(merchant.merchantId).toBe('geico');
    expect(description).toBe('GEICO DES:PAYMENT INDN:[name]');
  });
});

test('a mandate keeps its id, unless it is an account', () => {
  const of = (mandateId: string) =>
    event({
      description: 'x',
      counterparty: { name: 'Gym GmbH', mandateId, creditorId: 'DE98ZZZ09999999999' },
    }).counterparty;
  expect(of('MANDAT-0012345678')).toMatchObject({
    mandateId: 'MANDAT-0012345678',
    creditorId: 'DE98ZZZ09999999999',
  });
  expect(of('DE89370400440532013000')!.mandateId).toBe('[iban]');
});
