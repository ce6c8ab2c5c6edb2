import { Buffer } from 'node:buffer';
import { writeSync } from 'node:fs';
import { createBatch } from '../../src/store/batch.ts';
import { metaKey } from '../../src/store/keys.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { StoreEngine } from '../../src/store/store.ts';

export const KILL_BATCH_ENTRIES = 40;
export const KILL_LAST_KEY = metaKey('last');

export function killKey(batch: number, index: number): Buffer {
  return metaKey(`kill:${`${batch}`.padStart(8, '0')}:${`${index}`.padStart(3, '0')}`);
}

export function killValue(batch: number, index: number): Buffer {
  return Buffer.alloc(1500, `${batch}/${index};`);
}

/** Writes batch after batch, says the number of each that was acknowledged, and waits to be killed. */
export async function writeUntilKilled(engine: StoreEngine, location: string, sync: boolean): Promise<void> {
  const { store } = await openStore({ engine, location, writeBufferBytes: 256 * 1024 });
  const [last] = await store.getMany([KILL_LAST_KEY]);
  let number = last === undefined ? 0 : Number(Buffer.from(last).toString()) + 1;
  for (; ; number++) {
    const batch = createBatch();
    batch.put(KILL_LAST_KEY, Buffer.from(`${number}`));
    for (let index = 0; index < KILL_BATCH_ENTRIES; index++) {
      batch.put(killKey(number, index), killValue(number, index));
    }
    await store.write(batch, { sync });
    writeSync(1, `${number}\n`);
  }
}
