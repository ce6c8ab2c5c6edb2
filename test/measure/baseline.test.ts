import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Baseline } from '../../src/measure/baseline/baseline.ts';
import { plainLineOf } from '../../src/measure/baseline/plain-line.ts';
import { evaluate, evaluateFiles } from '../../src/measure/evaluate.ts';
import { confirmed, dayText, fires, observed, population } from './vocabulary.ts';

type Fields = Record<string, unknown>;
const event = (id: string, day: number, amount: string, description: string, more: Fields = {}): string =>
  JSON.stringify({
    kind: 'transaction',
    customer: 'c1',
    id,
    date: dayText(day),
    amount,
    description,
    ...more,
  });

function told(...lines: readonly string[]) {
  const baseline = new Baseline();
  return lines
    .map(plainLineOf)
    .flatMap((line) => (line === undefined ? [] : baseline.take(line)))
    .map(({ signal, detectedAt, transactions }) => [signal, detectedAt, transactions]);
}

describe('three payments of like amount', () => {
  const gym = (id: string, day: number, amount = '-29.90', reference = id) =>
    event(id, day, amount, `GYM LEEDS ${reference} 0123`);

  test('are a series at the third, once', () => {
    expect(told(gym('a1', 10), gym('a2', 40), gym('a3', 71), gym('a4', 101))).toEqual([
      ['new-recurring-payment', dayText(71), ['a1', 'a2', 'a3']],
    ]);
  });

  test('of another amount, within a week or after a season are none', () => {
    expect(told(gym('a1', 10), gym('a2', 40), gym('a3', 71, '-31.50'))).toEqual([]);
    expect(told(gym('a1', 10), gym('a2', 40), gym('a3', 45))).toEqual([]);
    expect(told(gym('a1', 10), gym('a2', 40), gym('a3', 141))).toEqual([]);
  });

  test('that come in are income', () => {
    const pay = (id: string, day: number) =>
      event(id, day, '2400.00', 'ACME LTD', { counterparty: { name: 'ACME' } });
    expect(told(pay('a1', 10), pay('a2', 40), pay('a3', 71)).map(([signal]) => signal)).toEqual([
      'new-recurring-income',
    ]);
  });
});

describe('keyword rules', () => {
  test('speak at the line that makes the count, and then are silent for half a year', () => {
    const shop = (id: string, day: number) => event(id, day, `-${day}.90`, 'BABY WORLD');
    const lines = [shop('a1', 10), shop('a2', 20), shop('a3', 30), shop('a4', 190), shop('a5', 210)];
    expect(told(...lines)).toEqual([
      ['new-baby', dayText(20), ['a1', 'a2']],
      ['new-baby', dayText(210), ['a4', 'a5']],
    ]);
  });

  test('look at sums and balances too', () => {
    expect(told(event('a1', 1, '4999.99', 'X'))).toEqual([]);
    expect(told(event('a1', 1, '5000.00', 'X'))).toEqual([['lump-sum', dayText(1), ['a1']]]);
    const low = (balanceAfter: string) =>
      told(event('a1', 1, '-5.00', 'X', { balanceAfter })).map(([signal]) => signal);
    expect([low('100.00'), low('99.99'), low('-0.01')]).toEqual([
      [],
      ['low-balance'],
      ['low-balance', 'negative-balance'],
    ]);
  });

  test('see booked transactions only, and leave what cannot be read', () => {
    const bet = (more: Fields) => plainLineOf(event('a1', 1, '-5.00', 'X', more));
    expect(bet({})).toBeDefined();
    expect([
      bet({ status: 'pending' }),
      bet({ op: 'retract' }),
      bet({ kind: 'tick' }),
      bet({ amount: 5 }),
    ]).toEqual([undefined, undefined, undefined, undefined]);
    expect(plainLineOf('{"kind":')).toBeUndefined();
  });
});

test('a baseline stands in the same report, measured against the same truth', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'milestream-baseline-'));
  const write = (name: string, lines: readonly Fields[]) => {
    writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return join(folder, name);
  };
  const truth = [population(), observed(), fires(100, 200)];
  const files = {
    signals: write('signals', [confirmed('e1', 150)]),
    baseline: write('baseline', [confirmed('e1', 300)]),
    truth: write('truth', truth),
  };
  const { baseline, ...report } = await evaluateFiles(files);
  expect(report).toEqual(await evaluate({ truth, signals: [confirmed('e1', 150)] }));
  expect(baseline?.signals.map(({ signal, hits, falseAlarms }) => [signal, hits, falseAlarms.total])).toEqual(
    [['rent', 0, 1]],
  );
});
