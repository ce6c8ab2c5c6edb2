import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { DAY_NEVER } from '../../src/customer/customer-state.ts';
import { hash32 } from '../../src/lib/hash.ts';
import type { CustomerKey } from '../../src/model/ids.ts';
import { bucketOfHash } from '../../src/runtime/embedded/spill-file.ts';
import { packStates } from '../../src/runtime/embedded/state-parcel.ts';
import { DueTimers, loadStates, putStates } from '../../src/runtime/embedded/stored-states.ts';
import { createBatch } from '../../src/store/batch.ts';
import { sliceOfCustomer, type TimerKey, timerKey } from '../../src/store/keys.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

const NOTHING = { accepted: 0, duplicate: 0, late: 0, customers: 0, customersNew: 0, signals: {} };
const NO_SEGMENT = { signals: 0, activations: 0, audit: 0, transactions: 0 };

async function open(): Promise<Store> {
  return (await openStore({ engine: 'memory', location: undefined })).store;
}

/** Stores states whose due days moved, in a bucket that some timers brought them into. */
async function store(
  into: Store,
  moves: readonly (readonly [string, number, number])[],
  due: readonly TimerKey[] = [],
) {
  const batch = createBatch();
  const report = {
    bucket: 0,
    counts: NOTHING,
    segment: NO_SEGMENT,
    customers: moves.map(([customer]) => customer),
    states: packStates(
      moves.map(([customer]) => ({ hot: Buffer.from(customer), cold: undefined, ids: undefined })),
    ),
    dueBefore: Int32Array.from(moves.map(([, before]) => before)),
    dueAfter: Int32Array.from(moves.map(([, , after]) => after)),
  };
  putStates(batch, report, due);
  await into.write(batch, { sync: false });
}

async function allDue(from: Store, bucketBits: number, until: number): Promise<string[][]> {
  const timers = new DueTimers(from, { bucketBits, until });
  const all: string[][] = [];
  for (let bucket = 0; bucket < 2 ** bucketBits; bucket++) {
    const due = await timers.of(bucket);
    for (const { customer } of due) expect(bucketOfHash(hash32(customer), bucketBits)).toBe(bucket);
    all.push(due.map(({ customer, due: day }) => `${customer}@${day}`));
  }
  return all;
}

const customers = Array.from({ length: 300 }, (_, index) => `c${index}`);
const timerOf = (customer: string, due: number): TimerKey => ({
  slice: sliceOfCustomer(customer as CustomerKey),
  due,
  customer: customer as CustomerKey,
});

describe('timers', () => {
  test.each([
    0, 3, 6, 7, 10,
  ])('give every due customer to its own of 2^%i buckets, and nobody else', async (bits) => {
    const into = await open();
    await store(
      into,
      customers.map((customer, index) => [customer, DAY_NEVER, index % 2 === 0 ? 100 : 101] as const),
    );
    const due = await allDue(into, bits, 100);
    expect(due.flat().sort()).toEqual(
      customers
        .filter((_, index) => index % 2 === 0)
        .map((name) => `${name}@100`)
        .sort(),
    );
    expect((await allDue(into, bits, 99)).flat()).toEqual([]);
  });

  test('move with their states', async () => {
    const into = await open();
    await store(into, [
      ['a', DAY_NEVER, 10],
      ['b', DAY_NEVER, 10],
      ['c', DAY_NEVER, 10],
    ]);
    await store(
      into,
      [
        ['a', 10, 20],
        ['b', 10, DAY_NEVER],
        ['c', 10, 10],
      ],
      [timerOf('a', 10), timerOf('b', 10)],
    );
    expect((await allDue(into, 0, 99)).flat().sort()).toEqual(['a@20', 'c@10']);
  });

  test('that a state does not bear out are dropped, and the right one stays', async () => {
    const into = await open();
    const batch = createBatch();
    for (const entry of [timerOf('a', 5), timerOf('gone', 5)]) batch.put(timerKey(entry), Buffer.alloc(0));
    await into.write(batch, { sync: false });
    await store(into, [['a', DAY_NEVER, 30]]);
    await store(into, [['a', 30, 30]], [timerOf('a', 5), timerOf('gone', 5), timerOf('a', 30)]);
    expect((await allDue(into, 0, 99)).flat()).toEqual(['a@30']);
  });
});

describe('states', () => {
  test('come back in the order asked for, with the parts they have', async () => {
    const into = await open();
    await store(into, [
      ['a', DAY_NEVER, DAY_NEVER],
      ['b', DAY_NEVER, DAY_NEVER],
    ]);
    const parcel = await loadStates(into, ['b', 'unknown', 'a']);
    expect([...parcel.lengths]).toEqual([1, -1, -1, -1, -1, -1, 1, -1, -1]);
    expect(Buffer.from(parcel.bytes).toString()).toBe('ba');
  });
});
