import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { partitionStores, partitionsHere } from '../../src/runtime/service/partition-stores.ts';
import { createBatch } from '../../src/store/batch.ts';

const directory = mkdtempSync(join(tmpdir(), 'milestream-stores-'));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const stores = partitionStores({ directory, engine: 'rocksdb-native', writeBufferBytes: 1024 * 1024 });
const key = Buffer.from('k');

async function put(partition: number, value: string): Promise<void> {
  const store = await stores.open(partition, 'as-it-is');
  const batch = createBatch();
  batch.put(key, Buffer.from(value));
  await store.write(batch, { sync: false });
  await store.close();
}

async function get(partition: number, how: 'as-it-is' | 'anew'): Promise<string | undefined> {
  const store = await stores.open(partition, how);
  const [value] = await store.getMany([key]);
  await store.close();
  return value === undefined ? undefined : Buffer.from(value).toString();
}

test('each partition has a store of its own, and those that are here are known', async () => {
  expect(partitionsHere(directory)).toStrictEqual([]);
  await put(3, 'three');
  await put(11, 'eleven');
  expect([await get(3, 'as-it-is'), await get(11, 'as-it-is')]).toStrictEqual(['three', 'eleven']);
  expect(partitionsHere(directory).sort((a, b) => a - b)).toStrictEqual([3, 11]);
});

test('a store that is opened anew is empty, and the last one before it is kept aside', async () => {
  await put(3, 'old');
  expect(await get(3, 'anew')).toBeUndefined();
  expect(await get(3, 'anew')).toBeUndefined();
  expect(readdirSync(directory).sort()).toStrictEqual(['partition-3', 'partition-3.set-aside']);
  expect(existsSync(join(directory, 'partition-3.set-aside', 'db'))).toBe(true);
  expect(partitionsHere(directory)).toStrictEqual([3]);
});

test('a store that another still holds is waited for', async () => {
  const held = await stores.open(5, 'as-it-is');
  const waiting = stores.open(5, 'as-it-is');
  await new Promise((resolve) => setTimeout(resolve, 250));
  await held.close();
  await (await waiting).close();
});
