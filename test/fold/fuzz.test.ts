import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { newCustomerState } from '../../src/customer/customer-state.ts';
import { decodeState, encodeState } from '../../src/customer/state-codec.ts';
import { foldEvent, foldTicks } from '../../src/fold.ts';
import { createPartyKey } from '../../src/intake/redact/counterparty-key.ts';
import { intakePlain } from '../../src/intake.ts';
import { dayOfInstantIn } from '../../src/lib/zone.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import { DAY_LAST, formatDay, parseDay } from '../../src/model/day.ts';
import type { CustomerKey } from '../../src/model/ids.ts';
import { DAY_NONE } from '../../src/model/ledger-event.ts';
import type { OutputRecord, Signal } from '../../src/model/signal.ts';
import { CHANNELS } from '../../src/model/transaction.ts';

/* Whatever a source says in whatever order: nothing is thrown, and what is said adds up. fast-check prints the seed of a failure. */

const { set, dictionary } = loadSet();
const intake = {
  dayOfInstant: dayOfInstantIn('UTC'),
  asOf: DAY_LAST,
  enrich: createMatcher(dictionary, { cacheMax: 1000 }),
  partyKey: createPartyKey('a secret of the test'),
};
const FIRST = parseDay('2024-01-01')!;
const CUSTOMER = 'c1' as CustomerKey;

const day = fc.integer({ min: 0, max: 800 }).map((offset) => formatDay(FIRST + offset));
const amount = fc.oneof(
  fc.constantFrom(
    '-9.99',
    '-9.99',
    '-12.50',
    '-850.00',
    '2500.00',
    '-0.01',
    '0.00',
    '-0',
    '1',
    '-999999999999.99',
  ),
  fc.integer({ min: -100_000, max: 100_000 }).map((minor) => (minor / 100).toFixed(2)),
);
/** Few ids, parties and days, so that they meet: versions, retractions, series, collisions. */
const id = fc.constantFrom(...Array.from({ length: 40 }, (_, index) => `t${index}`));
const event = fc.record(
  {
    kind: fc.constant('transaction'),
    customer: fc.constant(CUSTOMER),
    account: fc.constantFrom('a1', 'a2', 'a3'),
    date: day,
    amount,
    currency: fc.constantFrom('EUR', 'EUR', 'USD', 'JPY', 'KWD'),
    description: fc.oneof(
      fc.constantFrom('NETFLIX.COM', 'SPOTIFY', 'RENT', 'ACME PAYROLL', '', 'ZELLE TO ANNA BEISPIEL'),
      fc.string({ unit: 'binary', maxLength: 30 }),
    ),
    id: id,
    op: fc.constantFrom('upsert', 'upsert', 'upsert', 'retract'),
    status: fc.constantFrom('booked', 'booked', 'pending', 'rejected'),
    channel: fc.constantFrom(...CHANNELS),
    replaces: id,
    reverses: id,
    transactionDate: day,
    valueDate: day,
    seen: fc.integer({ min: 0, max: 5 }),
    balanceAfter: amount,
    counterparty: fc.record(
      { name: fc.string({ maxLength: 12 }), mandateId: fc.string({ maxLength: 5 }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['kind', 'customer', 'account', 'date', 'amount', 'currency', 'description'] },
);
/** A rhythm of one party, so that series really form; single events then cut into it. */
const rhythm = fc
  .record({
    from: fc.integer({ min: 100, max: 500 }),
    every: fc.constantFrom(7, 14, 28, 30, 31, 61, 91),
    times: fc.integer({ min: 2, max: 12 }),
    amount: fc.constantFrom('-9.99', '-12.50', '-850.00', '2500.00'),
    description: fc.constantFrom('NETFLIX.COM', 'SPOTIFY', 'RENT', 'ACME PAYROLL'),
    channel: fc.constantFrom('card', 'direct-debit', 'standing-order', 'transfer'),
    account: fc.constantFrom('a1', 'a2'),
    firstId: fc.nat(28),
  })
  .map(({ from, every, times, firstId, ...fields }) =>
    Array.from({ length: times }, (_, index) => ({
      ...{ kind: 'transaction', customer: CUSTOMER, currency: 'EUR', id: `t${firstId + index}`, ...fields },
      date: formatDay(FIRST + from + index * every),
    })),
  );
/** The data of both accounts begins on the first day, so that absence can be seen. */
const beginnings = ['a1', 'a2'].map((account) => ({
  ...{ kind: 'transaction', customer: CUSTOMER, account, id: `first-${account}`, date: formatDay(FIRST) },
  ...{ amount: '-20.00', currency: 'EUR', description: 'ATM', channel: 'cash' },
}));
const lives = fc
  .array(
    fc.oneof(
      event.map((one) => [one]),
      rhythm,
    ),
    { maxLength: 30 },
  )
  .map((parts) => [...beginnings, ...parts.flat()]);

function fold(events: readonly Readonly<Record<string, unknown>>[], restores: boolean): OutputRecord[] {
  const context = { definitions: set, historyUntil: DAY_NONE, writesTransactions: true };
  const outputs: OutputRecord[] = [];
  let state = newCustomerState(CUSTOMER);
  events.forEach((fields, index) => {
    const place = { format: 'plain', file: 'f', line: index + 1, index: 0 };
    const read = intakePlain(JSON.stringify(fields), place, intake);
    if (read.kind === 'dead-letter' || read.kind !== 'transaction') return;
    if (read.orderDay >= 0) foldTicks(state, read.orderDay, context, outputs);
    foldEvent(state, read, context, outputs);
    if (restores) state = decodeState(CUSTOMER, encodeState(state));
  });
  foldTicks(state, FIRST + 1200, context, outputs);
  return outputs;
}

const byDate = (events: readonly { readonly date: string }[]) =>
  [...events].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

describe('any life', () => {
  test('in any order is folded without a throw, and every confidence is the sum of its weights', () => {
    let said = 0;
    fc.assert(
      fc.property(lives, fc.boolean(), (events, isOrdered) => {
        const outputs = fold(isOrdered ? byDate(events) : events, false);
        for (const { topic, body } of outputs) {
          if (topic !== 'signals') continue;
          said++;
          const { confidence, rationale, transactions } = body as Signal;
          const weights = [...rationale.for, ...rationale.against].map(({ weight }) =>
            Math.round(weight * 1000),
          );
          const sum = weights.reduce((total, weight) => total + weight, Math.round(rationale.prior * 1000));
          expect(confidence).toBe(Math.floor((1 / (1 + Math.exp(-sum / 1000))) * 10_000 + 0.5) / 10_000);
          expect(transactions.length).toBeLessThanOrEqual(24);
        }
      }),
      { numRuns: 300 },
    );
    // Lives in which nothing is found would hold anything.
    expect(said).toBeGreaterThan(100);
  });

  test('says the same when its state is stored and read after each event', () => {
    fc.assert(
      fc.property(lives, (events) => {
        expect(fold(byDate(events), true)).toEqual(fold(byDate(events), false));
      }),
      { numRuns: 60 },
    );
  });

  test('has revisions that count from one, without a gap, in each episode', () => {
    fc.assert(
      fc.property(lives, (events) => {
        const last = new Map<string, number>();
        for (const { topic, body } of fold(byDate(events), false)) {
          if (topic !== 'signals') continue;
          const { episode, revision } = body as Signal;
          expect(revision).toBe((last.get(episode) ?? 0) + 1);
          last.set(episode, revision);
        }
      }),
      { numRuns: 150 },
    );
  });
});
