import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/lib/random.ts';
import type { CustomerKey } from '../../src/model/ids.ts';
import { createBatch } from '../../src/store/batch.ts';
import { FRAME_BYTES } from '../../src/store/frame.ts';
import type { StoreEngine } from '../../src/store/store.ts';
import { dropTimer, dueCustomers, moveTimer } from '../../src/store/timer-index.ts';
import { bytes, failure, get, open, put, scanTexts, scratch, text, using } from './harness.ts';

/** What every store does, in memory or on disk. */
export function storeContract(engine: StoreEngine): void {
  describe(`${engine}: reading and writing`, () => {
    test('values come back in the order of the keys asked for, missing ones as undefined', () =>
      using(engine, scratch(), async (store) => {
        await put(store, [
          ['b', '2'],
          ['a', '1'],
          ['c', '3'],
        ]);
        expect(await get(store, 'c', 'x', 'a', 'a', 'b')).toEqual(['3', undefined, '1', '1', '2']);
        expect(await store.getMany([])).toEqual([]);
        expect(store.engine).toBe(engine);
      }));

    test('an empty value is a value', () =>
      using(engine, scratch(), async (store) => {
        await put(store, [['k', '']]);
        expect(await get(store, 'k')).toEqual(['']);
        expect(await scanTexts(store, 'a', 'z')).toEqual(['k=']);
      }));

    test('a value of 1 MiB comes back whole, by read and by scan', () =>
      using(engine, scratch(), async (store) => {
        const large = noise(1024 * 1024, 1);
        await put(store, [
          ['large', large],
          ['small', 's'],
        ]);
        const [value] = await store.getMany([bytes('large')]);
        expect(Buffer.compare(value!, large)).toBe(0);
        const [entry] = await store.scan({ from: bytes('a'), to: bytes('m'), limit: 9 });
        expect(Buffer.compare(entry!.value, large)).toBe(0);
      }));

    test('10,000 keys written in disorder are scanned in the order of their bytes, page by page', () =>
      using(engine, scratch(), async (store) => {
        const random = seededRandom(7);
        const keys = new Set<string>();
        while (keys.size < 10_000) keys.add(text(noise(random.between(1, 12), random.between(0, 2 ** 31))));
        await put(
          store,
          [...keys].map((key) => [key, key] as const),
        );
        const expected = [...keys].sort((a, b) => Buffer.compare(bytes(a), bytes(b)));
        const found: string[] = [];
        let from: Uint8Array = Buffer.from([0]);
        for (;;) {
          const page = await store.scan({ from, to: Buffer.alloc(13, 0xff), limit: 777 });
          for (const { key, value } of page) {
            expect(Buffer.compare(key, value)).toBe(0);
            found.push(text(key));
          }
          if (page.length < 777) break;
          from = Buffer.concat([page.at(-1)!.key, Buffer.from([0])]);
        }
        expect(found).toEqual(expected);
        const values = await store.getMany(expected.map(bytes));
        expect(values.map((value) => text(value!))).toEqual(expected);
      }));

    test('a scan includes its beginning, excludes its end, and stops at its limit', () =>
      using(engine, scratch(), async (store) => {
        await put(
          store,
          ['a', 'b', 'ba', 'c', 'd'].map((key) => [key, ''] as const),
        );
        expect(await scanTexts(store, 'b', 'd')).toEqual(['b=', 'ba=', 'c=']);
        expect(await scanTexts(store, 'b', 'd', 2)).toEqual(['b=', 'ba=']);
        expect(await scanTexts(store, 'b', 'd', 3)).toEqual(['b=', 'ba=', 'c=']);
        expect(await scanTexts(store, 'd', 'b')).toEqual([]);
        expect(await scanTexts(store, 'b', 'b')).toEqual([]);
        expect(await scanTexts(store, 'x', 'z')).toEqual([]);
      }));

    test('keys of any bytes are kept apart and in order', () =>
      using(engine, scratch(), async (store) => {
        const keys = [[0], [0, 0], [0, 1], [1], [0x7f], [0x80], [0xc3, 0xa9], [0xff], [0xff, 0xff]];
        await put(
          store,
          keys.map((key) => [text(Buffer.from(key)), `${key}`] as const),
        );
        const entries = await store.scan({ from: Buffer.from([0]), to: Buffer.alloc(3, 0xff), limit: 99 });
        expect(entries.map(({ key }) => [...key])).toEqual(keys);
        expect(entries.map(({ value }) => text(value))).toEqual(keys.map((key) => `${key}`));
      }));
  });

  describe(`${engine}: batches`, () => {
    test('the later change to a key counts; deleting what is not there is fine', () =>
      using(engine, scratch(), async (store) => {
        await put(store, [
          ['gone', '1'],
          ['kept', '1'],
        ]);
        const batch = createBatch();
        batch.put(bytes('gone'), bytes('2'));
        batch.delete(bytes('gone'));
        batch.delete(bytes('kept'));
        batch.put(bytes('kept'), bytes('3'));
        batch.delete(bytes('never'));
        expect(batch.count).toBe(5);
        expect(batch.bytes).toBe(4 * 4 + 5 + 2 * (1 + FRAME_BYTES));
        await store.write(batch, { sync: true });
        expect(await scanTexts(store, 'a', 'z')).toEqual(['kept=3']);
        expect(await get(store, 'gone', 'kept', 'never')).toEqual([undefined, '3', undefined]);
      }));

    test('an empty batch changes nothing', () =>
      using(engine, scratch(), async (store) => {
        await put(store, [['a', '1']]);
        await store.write(createBatch(), { sync: true });
        expect(await scanTexts(store, 'a', 'z')).toEqual(['a=1']);
      }));

    test('bytes are copied in and out', () =>
      using(engine, scratch(), async (store) => {
        const key = Buffer.from('key');
        const value = Buffer.from('value');
        const batch = createBatch();
        batch.put(key, value);
        key.fill(0x78);
        value.fill(0x78);
        await store.write(batch, { sync: false });
        const [first] = await store.getMany([bytes('key')]);
        expect(text(first!)).toBe('value');
        first!.fill(0x78);
        const [entry] = await store.scan({ from: bytes('a'), to: bytes('z'), limit: 1 });
        entry!.value.fill(0x78);
        entry!.key.fill(0x78);
        expect(await get(store, 'key')).toEqual(['value']);
      }));

    test('what is added to a batch after it was given is not written', () =>
      using(engine, scratch(), async (store) => {
        const batch = createBatch();
        batch.put(bytes('a'), bytes('1'));
        const first = store.write(batch, { sync: false });
        batch.put(bytes('b'), bytes('2'));
        await first;
        expect(await scanTexts(store, 'a', 'z')).toEqual(['a=1']);
      }));

    test('writes that do not wait for each other happen in the order of the calls', () =>
      using(engine, scratch(), async (store) => {
        const writes = Array.from({ length: 200 }, (_, number) => put(store, [['k', `${number}`]]));
        await Promise.all(writes);
        expect(await get(store, 'k')).toEqual(['199']);
      }));

    test('a reader sees a batch whole or not at all', () =>
      using(engine, scratch(), async (store) => {
        const keys = Array.from({ length: 50 }, (_, index) => `k${index}`);
        await put(
          store,
          keys.map((key) => [key, '0'] as const),
        );
        const writes = Array.from({ length: 40 }, (_, number) =>
          put(
            store,
            keys.map((key) => [key, `${number}`] as const),
          ),
        );
        for (let round = 0; round < 40; round++) expect(new Set(await get(store, ...keys)).size).toBe(1);
        await Promise.all(writes);
      }));
  });

  describe(`${engine}: closing`, () => {
    test('closing waits for writes and reads that are under way', async () => {
      const location = scratch();
      const store = await open(engine, location);
      await put(store, [['before', '1']]);
      const write = put(store, [['last', '1']]);
      const read = get(store, 'before');
      const scan = scanTexts(store, 'a', 'c');
      await store.close();
      await write;
      expect(await read).toEqual(['1']);
      expect(await scan).toEqual(['before=1']);
    });

    test('closing twice is fine; using it afterwards fails with a code', async () => {
      const store = await open(engine, scratch());
      await Promise.all([store.close(), store.close()]);
      await store.close();
      for (const late of [get(store, 'a'), put(store, [['a', '1']]), scanTexts(store, 'a', 'b')]) {
        expect(await failure(late)).toMatchObject({ code: 'MS_STORE_CLOSED', retriable: false });
      }
    });
  });

  timerContract(engine);
}

function timerContract(engine: StoreEngine): void {
  const ann = 'ann' as CustomerKey;
  const bob = 'bob' as CustomerKey;
  const zoe = 'zoé' as CustomerKey;

  describe(`${engine}: timers`, () => {
    test('the due of a slice come by day, then customer, up to the day asked for and not beyond', () =>
      using(engine, scratch(), async (store) => {
        const batch = createBatch();
        const dues = [
          [zoe, 100],
          [ann, 101],
          [bob, 100],
          [ann, 102],
        ] as const;
        for (const [customer, newDue] of dues)
          moveTimer(batch, { slice: 5, customer, oldDue: undefined, newDue });
        moveTimer(batch, { slice: 4, customer: ann, oldDue: undefined, newDue: 1 });
        moveTimer(batch, { slice: 6, customer: ann, oldDue: undefined, newDue: 1 });
        await store.write(batch, { sync: false });
        const due = async (dueUntil: number) =>
          (await dueCustomers(store, { slice: 5, dueUntil, limit: 99 })).map(
            (entry) => `${entry.due} ${entry.customer}`,
          );
        expect(await due(99)).toEqual([]);
        expect(await due(100)).toEqual(['100 bob', '100 zoé']);
        expect(await due(101)).toEqual(['100 bob', '100 zoé', '101 ann']);
        expect(await due(102)).toEqual(['100 bob', '100 zoé', '101 ann', '102 ann']);
      }));

    test('a move takes the old entry away; no new day takes the customer off', () =>
      using(engine, scratch(), async (store) => {
        const move = async (oldDue: number | undefined, newDue: number | undefined) => {
          const batch = createBatch();
          moveTimer(batch, { slice: 0, customer: ann, oldDue, newDue });
          await store.write(batch, { sync: false });
          const entries = await dueCustomers(store, { slice: 0, dueUntil: 1000, limit: 9 });
          return entries.map(({ due }) => due);
        };
        expect(await move(undefined, 10)).toEqual([10]);
        expect(await move(10, 20)).toEqual([20]);
        expect(await move(20, 20)).toEqual([20]);
        expect(await move(20, undefined)).toEqual([]);
        expect(await move(undefined, undefined)).toEqual([]);
      }));

    test('pages go on after the last entry, even if it was dropped meanwhile', () =>
      using(engine, scratch(), async (store) => {
        const batch = createBatch();
        for (let index = 0; index < 25; index++) {
          const customer = `c${index % 7}` as CustomerKey;
          moveTimer(batch, { slice: 63, customer, oldDue: undefined, newDue: 10 + index });
        }
        await store.write(batch, { sync: false });
        const seen: number[] = [];
        let after: Parameters<typeof dueCustomers>[1]['after'];
        for (;;) {
          const page = await dueCustomers(store, { slice: 63, dueUntil: 33, limit: 8, after });
          seen.push(...page.map(({ due }) => due));
          if (page.length < 8) break;
          after = page.at(-1)!;
          const drop = createBatch();
          dropTimer(drop, after);
          await store.write(drop, { sync: false });
        }
        expect(seen).toEqual(Array.from({ length: 24 }, (_, index) => 10 + index));
      }));

    test('an entry that the state no longer bears out is found, dropped, and gone', () =>
      using(engine, scratch(), async (store) => {
        const batch = createBatch();
        moveTimer(batch, { slice: 1, customer: bob, oldDue: undefined, newDue: 50 });
        // A wrong old day leaves a stale entry behind and harms no other.
        moveTimer(batch, { slice: 1, customer: bob, oldDue: 49, newDue: 60 });
        await store.write(batch, { sync: false });
        const found = await dueCustomers(store, { slice: 1, dueUntil: 99, limit: 9 });
        expect(found.map(({ due }) => due)).toEqual([50, 60]);
        const drop = createBatch();
        dropTimer(drop, found[0]!);
        await store.write(drop, { sync: false });
        expect(await dueCustomers(store, { slice: 1, dueUntil: 99, limit: 9 })).toEqual([found[1]]);
      }));
  });
}

/** Bytes that do not compress, the same for a seed. */
export function noise(length: number, seed: number): Buffer {
  const random = seededRandom(seed);
  return Buffer.from(Uint8Array.from({ length }, () => Math.floor(random.next() * 256)));
}
