import { Buffer } from 'node:buffer';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OperationalError } from '../../src/errors/operational-error.ts';
import type { CustomerKey } from '../../src/model/ids.ts';
import { createBatch } from '../../src/store/batch.ts';
import { stateKey, stateRange } from '../../src/store/keys.ts';
import { MARKER_FILE } from '../../src/store/marker.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store, StoreEngine } from '../../src/store/store.ts';
import { noise } from './contract.ts';
import {
  canMount,
  cut,
  databaseFiles,
  failure,
  flip,
  get,
  open,
  put,
  scanTexts,
  scratch,
  smallDisk,
  using,
  writeAndKill,
} from './harness.ts';
import { KILL_BATCH_ENTRIES, KILL_LAST_KEY, killKey, killValue } from './kill-writer.ts';

type DiskEngine = Exclude<StoreEngine, 'memory'>;

const MOUNTS = canMount();
const NO_MOUNT = MOUNTS ? '' : ' — NOT TESTED HERE: this process may not mount a small file system';
const CUSTOMERS = 600;

/** What every store on disk does besides. */
export function diskContract(engine: DiskEngine): void {
  describe(`${engine}: reopening`, () => reopening(engine));
  describe(`${engine}: kill -9`, () => killing(engine));
  describe(`${engine}: whose directory it is`, () => ownership(engine));
  describe(`${engine}: damage`, () => damage(engine));
  describe(`${engine}: disk`, () => disk(engine));
}

function reopening(engine: DiskEngine): void {
  test('what was written is there after reopening, synced or not', async () => {
    const location = scratch();
    for (const sync of [true, false, true]) {
      await using(engine, location, async (store) => {
        const batch = createBatch();
        batch.put(Buffer.from(`sync ${sync}`), Buffer.from('1'));
        batch.put(Buffer.from('all'), Buffer.from(`${sync}`));
        batch.delete(Buffer.from('doomed'));
        await store.write(batch, { sync });
      });
    }
    await using(engine, location, async (store) => {
      expect(await scanTexts(store, 'a', 'z')).toEqual(['all=true', 'sync false=1', 'sync true=1']);
    });
  });

  test('a directory that does not exist is made, with all above it', async () => {
    const location = join(scratch(), 'a', 'b', 'state');
    await using(engine, location, (store) => put(store, [['k', 'v']]));
    await using(engine, location, async (store) => expect(await get(store, 'k')).toEqual(['v']));
    expect(readdirSync(location).sort()).toEqual(['db', MARKER_FILE]);
  });

  test('the engine is said and written down, and auto keeps to it', async () => {
    const location = scratch();
    const { store, said } = await openStore({ engine, location });
    await store.close();
    expect(said).toBe(`State is kept by ${engine} ${store.engineVersion}: it was asked for.`);
    const marker = JSON.parse(readFileSync(join(location, MARKER_FILE), 'utf8'));
    const { engineVersion } = store;
    expect(marker).toMatchObject({
      application: 'milestream',
      stateFormat: 1,
      engine,
      engineVersion,
      ready: true,
    });
    const again = await openStore({ engine: 'auto', location });
    await again.store.close();
    expect(again.store.engine).toBe(engine);
    expect(again.said).toContain('was made with it');
  });

  test('opening often leaves no logs behind', async () => {
    const location = scratch();
    for (let round = 0; round < 4; round++) await using(engine, location, async () => undefined);
    expect(databaseFiles(location, /^LOG\.old/).length).toBeLessThan(2);
  });
}

function killing(engine: DiskEngine): void {
  test('killed in the middle of batches: none is torn, none that was acknowledged is lost', async () => {
    const location = scratch();
    for (const [afterBatches, sync] of [
      [1, false],
      [37, false],
      [150, false],
      [60, true],
    ] as const) {
      const acknowledged = await writeAndKill(engine, location, { sync, afterBatches });
      await using(engine, location, (store) => expectWholeBatches(store, acknowledged));
    }
  });

  test('while one process has it open, another is told so, and can have it when the first was killed', async () => {
    const location = scratch();
    await writeAndKill(engine, location, {
      sync: false,
      afterBatches: 1,
      whileAlive: async () => {
        const error = await failure(open(engine, location));
        expect(error).toMatchObject({ code: 'MS_STORE_LOCKED', retriable: true });
        expect(error.message).toContain(`another run uses this state directory: ${location}`);
      },
    });
    await using(engine, location, (store) => put(store, [['k', 'v']]));
  });
}

async function expectWholeBatches(store: Store, acknowledged: number): Promise<void> {
  const [value] = await store.getMany([KILL_LAST_KEY]);
  const last = Number(Buffer.from(value!).toString());
  expect(last).toBeGreaterThanOrEqual(acknowledged);
  for (let batch = 0; batch <= last + 1; batch++) {
    const keys = Array.from({ length: KILL_BATCH_ENTRIES }, (_, index) => killKey(batch, index));
    const values = await store.getMany(keys);
    const right = values.filter((found, index) => {
      return found !== undefined && Buffer.compare(found, killValue(batch, index)) === 0;
    });
    expect(right.length).toBe(batch <= last ? KILL_BATCH_ENTRIES : 0);
    if (batch > last) expect(values.every((found) => found === undefined)).toBe(true);
  }
}

function ownership(engine: DiskEngine): void {
  test('a second opener in the same process is told so; the first goes on', async () => {
    const location = scratch();
    await using(engine, location, async (store) => {
      expect(await failure(open(engine, location))).toMatchObject({
        code: 'MS_STORE_LOCKED',
        retriable: true,
      });
      await put(store, [['k', 'v']]);
      expect(await get(store, 'k')).toEqual(['v']);
    });
  });

  test('of several who begin at once one gets it, the others are told so', async () => {
    const location = scratch();
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => open(engine, location)));
    const opened = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(opened.length).toBe(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'MS_STORE_LOCKED' });
    }
    await put(opened[0]!, [['k', 'v']]);
    await opened[0]!.close();
    await using(engine, location, async (store) => expect(await get(store, 'k')).toEqual(['v']));
  });

  test("another application's directory is left alone", async () => {
    const location = scratch();
    writeFileSync(join(location, 'thesis.txt'), 'mine');
    expect(await failure(open(engine, location))).toMatchObject({
      code: 'MS_STORE_FOREIGN',
      retriable: false,
    });
    expect(readdirSync(location)).toEqual(['thesis.txt']);
  });

  test("another application's marker is left alone", async () => {
    await expectRefused(engine, () => '{"application":"other","stateFormat":1}', 'MS_STORE_FOREIGN');
  });

  test('a newer state format is refused', async () => {
    await expectRefused(engine, (marker) => JSON.stringify({ ...marker, stateFormat: 2 }), 'MS_STORE_NEWER');
  });

  test.each([
    ['empty', () => ''],
    ['cut', (marker: object) => JSON.stringify(marker).slice(0, 40)],
    ['binary', () => '\u0000\u0001\u00ff'],
    ['a number', () => '7'],
    ['without an engine', (marker: object) => JSON.stringify({ ...marker, engine: undefined })],
    ['of an unknown engine', (marker: object) => JSON.stringify({ ...marker, engine: 'leveldb' })],
    ['of format 0', (marker: object) => JSON.stringify({ ...marker, stateFormat: 0 })],
    ['of format "one"', (marker: object) => JSON.stringify({ ...marker, stateFormat: 'one' })],
  ])('a marker that is %s is refused', async (_name, change) => {
    await expectRefused(engine, change, 'MS_STORE_MARKER');
  });

  test('another engine is refused with what to do', async () => {
    const other: DiskEngine = engine === 'rocksdb' ? 'rocksdb-native' : 'rocksdb';
    const change = (marker: object) => JSON.stringify({ ...marker, engine: other });
    const error = await expectRefused(engine, change, 'MS_STORE_ENGINE');
    expect(error.message).toContain(`ask for ${other} or auto`);
  });

  test('files of a newer engine are refused', async () => {
    const change = (marker: object) => JSON.stringify({ ...marker, engineVersion: '99.0.0' });
    await expectRefused(engine, change, 'MS_STORE_ENGINE');
  });

  test('files of an older engine are read, and the newer is written down', async () => {
    const location = scratch();
    await using(engine, location, (store) => put(store, [['k', 'v']]));
    const path = join(location, MARKER_FILE);
    const marker = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...marker, engineVersion: '1.9.10' }));
    await using(engine, location, async (store) => expect(await get(store, 'k')).toEqual(['v']));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(marker);
  });

  test('what a killed process left of writing the marker does no harm', async () => {
    const location = scratch();
    writeFileSync(join(location, `${MARKER_FILE}.0.tmp`), '{"appl');
    await using(engine, location, (store) => put(store, [['k', 'v']]));
  });

  test('killed between marker and database, it begins anew', async () => {
    const location = scratch();
    await using(engine, location, async () => undefined);
    const path = join(location, MARKER_FILE);
    const marker = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...marker, ready: false }));
    rmSync(join(location, 'db'), { recursive: true });
    await using(engine, location, (store) => put(store, [['k', 'v']]));
    expect(JSON.parse(readFileSync(path, 'utf8')).ready).toBe(true);
  });

  test('a location that is a file, or lies in one, is refused', async () => {
    const path = join(scratch(), 'file');
    writeFileSync(path, 'x');
    for (const location of [path, join(path, 'state')]) {
      expect(await failure(open(engine, location))).toMatchObject({ code: 'MS_STORE_NOT_A_DIRECTORY' });
    }
    expect(readFileSync(path, 'utf8')).toBe('x');
  });
}

async function expectRefused(
  engine: DiskEngine,
  change: (marker: object) => string,
  code: string,
): Promise<OperationalError> {
  const location = scratch();
  await using(engine, location, (store) => put(store, [['k', 'v']]));
  const path = join(location, MARKER_FILE);
  const good = readFileSync(path, 'utf8');
  const bad = change(JSON.parse(good));
  writeFileSync(path, bad);
  const error = await failure(open(engine, location));
  expect(error).toMatchObject({ code, retriable: false });
  expect(readFileSync(path, 'utf8')).toBe(bad);
  writeFileSync(path, good);
  await using(engine, location, async (store) => expect(await get(store, 'k')).toEqual(['v']));
  return error;
}

function damage(engine: DiskEngine): void {
  test.each([
    0.2, 0.35, 0.5, 0.65,
  ])('a bit flipped at %d of a table is reported by reading and by scanning, never read as something else', async (share) => {
    const location = await withTables(engine);
    const tables = databaseFiles(location, /\.sst$/);
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) flip(table, share);
    const store = await open(engine, location);
    const keys = Array.from({ length: CUSTOMERS }, (_, index) => customerKey(index));
    let reported = 0;
    for (let index = 0; index < CUSTOMERS; index++) {
      const [value] = await store.getMany([keys[index]!]).catch((error) => [damageIn(error)]);
      if (value === DAMAGE) reported++;
      else expect(Buffer.compare(value!, customerValue(index))).toBe(0);
    }
    expect(reported).toBeGreaterThan(0);
    damageIn(await failure(store.getMany(keys)));
    damageIn(await failure(store.scan({ ...stateRange('hot'), limit: CUSTOMERS })));
    await store.close();
  });

  test('a table that was cut or is gone is reported', async () => {
    for (const harm of [(path: string) => cut(path, 0.5), (path: string) => rmSync(path)]) {
      const location = await withTables(engine);
      for (const table of databaseFiles(location, /\.sst$/)) harm(table);
      const keys = Array.from({ length: CUSTOMERS }, (_, index) => customerKey(index));
      const reading = openStore({ engine, location }).then(async ({ store }) => {
        try {
          await store.getMany(keys);
        } finally {
          await store.close();
        }
      });
      expect(await failure(reading)).toMatchObject({ code: 'MS_STORE_DAMAGED', retriable: false });
    }
  });

  test.each([
    ['CURRENT gone', /^CURRENT$/, (path: string) => rmSync(path)],
    ['CURRENT pointing nowhere', /^CURRENT$/, (path: string) => writeFileSync(path, 'MANIFEST-999999\n')],
    ['MANIFEST gone', /^MANIFEST/, (path: string) => rmSync(path)],
    ['MANIFEST emptied', /^MANIFEST/, (path: string) => cut(path, 0)],
    ['everything gone', /^/, (path: string) => rmSync(path)],
  ])('%s: opening fails, says so, and deletes nothing', async (_name, files, harm) => {
    const location = await withTables(engine);
    for (const path of databaseFiles(location, files)) harm(path);
    const tables = databaseFiles(location, /\.sst$/);
    for (let attempt = 0; attempt < 2; attempt++) {
      expect(await failure(open(engine, location))).toMatchObject({
        code: 'MS_STORE_DAMAGED',
        retriable: false,
      });
    }
    expect(databaseFiles(location, /\.sst$/)).toEqual(tables);
  });

  test('the database folder gone is damage, not a beginning', async () => {
    const location = await withTables(engine);
    rmSync(join(location, 'db'), { recursive: true });
    expect(await failure(open(engine, location))).toMatchObject({ code: 'MS_STORE_DAMAGED' });
    expect(existsSync(join(location, 'db'))).toBe(false);
  });

  test('a log that was cut costs whole batches at the end, never half of one', async () => {
    const location = scratch();
    await using(engine, location, async (store) => {
      for (let number = 0; number < 50; number++) {
        await put(
          store,
          ['x', 'y', 'z'].map((key) => [`${key}`, `${number}`.padEnd(500)] as const),
        );
      }
    });
    for (const log of databaseFiles(location, /\.log$/)) cut(log, 0.77);
    await using(engine, location, async (store) => {
      const values = await get(store, 'x', 'y', 'z');
      expect(new Set(values).size).toBe(1);
      expect(Number(values[0])).toBeGreaterThan(30);
      expect(Number(values[0])).toBeLessThan(49);
    });
  });
}

const DAMAGE = Buffer.from('damage');

/** Fails on anything but an error that says damage without naming a customer. */
function damageIn(error: unknown): Buffer {
  expect(error).toBeInstanceOf(OperationalError);
  const { code, retriable, message } = error as OperationalError;
  expect(['MS_STORE_CORRUPT', 'MS_STORE_DAMAGED']).toContain(code);
  expect(retriable).toBe(false);
  expect(message).not.toContain('customer-');
  return DAMAGE;
}

function customerKey(index: number): Buffer {
  return stateKey({ part: 'hot', slice: index % 64, customer: `customer-${index}` as CustomerKey });
}

function customerValue(index: number): Buffer {
  return noise(900, index);
}

/** A closed store whose customers lie in table files: the write buffer is small, so most were flushed. */
async function withTables(engine: DiskEngine): Promise<string> {
  const location = scratch();
  const store = await open(engine, location, 64 * 1024);
  for (let first = 0; first < CUSTOMERS; first += 50) {
    const batch = createBatch();
    for (let index = first; index < first + 50; index++) batch.put(customerKey(index), customerValue(index));
    await store.write(batch, { sync: false });
  }
  await store.close();
  return location;
}

function disk(engine: DiskEngine): void {
  test.skipIf(!MOUNTS)(
    `a full disk is said, reads go on, and with room again reopening goes on where it stopped${NO_MOUNT}`,
    async () => {
      const small = smallDisk('size=12m')!;
      try {
        const location = join(small.directory, 'state');
        const ballast = join(small.directory, 'ballast');
        writeFileSync(ballast, Buffer.alloc(4 * 1024 * 1024));
        const store = await open(engine, location, 256 * 1024);
        const { written, error } = await writeUntilFull(store);
        expect(error).toMatchObject({ code: 'MS_DISK_FULL', retriable: true });
        expect(error.message).toContain(location);
        expect(written).toBeGreaterThan(5);
        expect(await failure(put(store, [['later', '1']]))).toMatchObject({ code: 'MS_DISK_FULL' });
        expect((await get(store, 'b0:0', 'last'))[1]).toBe(`${written - 1}`);
        await store.close().catch((closing) => expect(closing).toBeInstanceOf(OperationalError));
        rmSync(ballast);
        await using(engine, location, async (reopened) => {
          const last = Number((await get(reopened, 'last'))[0]);
          // The batch that failed may have reached the log whole: it is there whole or not at all.
          expect([written - 1, written]).toContain(last);
          for (let number = 0; number <= written + 1; number++) {
            const values = await get(
              reopened,
              ...Array.from({ length: 20 }, (_, index) => `b${number}:${index}`),
            );
            const right = values.filter((value, index) => value === text20(number, index));
            expect(right.length).toBe(number <= last ? 20 : 0);
          }
          await put(reopened, [['later', '1']]);
          expect(await get(reopened, 'later')).toEqual(['1']);
        });
      } finally {
        small.remove();
      }
    },
  );

  test.skipIf(!MOUNTS)(`a disk that is full from the start is said${NO_MOUNT}`, async () => {
    const small = smallDisk('size=64k')!;
    try {
      try {
        writeFileSync(join(small.directory, 'ballast'), Buffer.alloc(1024 * 1024));
      } catch {
        // It is full now.
      }
      const location = join(small.directory, 'state');
      expect(await failure(open(engine, location))).toMatchObject({ code: 'MS_DISK_FULL', retriable: true });
    } finally {
      small.remove();
    }
  });

  test.skipIf(!MOUNTS)(`a directory that may only be read is said${NO_MOUNT}`, async () => {
    const small = smallDisk('size=1m,ro')!;
    try {
      for (const location of [small.directory, join(small.directory, 'state')]) {
        mkdirSync(small.directory, { recursive: true });
        expect(await failure(open(engine, location))).toMatchObject({ code: 'MS_STORE_NOT_WRITABLE' });
      }
    } finally {
      small.remove();
    }
  });
}

function text20(number: number, index: number): string {
  return noise(1000, number * 20 + index).toString('latin1');
}

async function writeUntilFull(store: Store): Promise<{ written: number; error: OperationalError }> {
  for (let written = 0; written < 2000; written++) {
    const entries = Array.from(
      { length: 20 },
      (_, index) => [`b${written}:${index}`, text20(written, index)] as const,
    );
    try {
      await put(store, [...entries, ['last', `${written}`]]);
    } catch (error) {
      expect(error).toBeInstanceOf(OperationalError);
      return { written, error: error as OperationalError };
    }
  }
  throw new Error('the small disk was never full');
}
