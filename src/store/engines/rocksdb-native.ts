import type { Buffer } from 'node:buffer';
import { open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine, EngineEntry, EngineOptions } from '../engine.ts';
import type { Operation } from '../store.ts';

/** What we use of the package `rocksdb-native`, which has no types. */
export interface RocksdbNativeModule {
  new (path: string, options: object): NativeDatabase;
}

interface NativeDatabase {
  ready(): Promise<void>;
  close(): Promise<void>;
  read(options: object): NativeReadBatch;
  write(options: object): NativeWriteBatch;
  iterator(range: object, options: object): AsyncIterable<EngineEntry>;
}

interface NativeReadBatch {
  get(key: Buffer): Promise<Buffer | null>;
  tryFlush(): void;
}

interface NativeWriteBatch {
  tryPut(key: Buffer, value: Buffer): void;
  tryDelete(key: Buffer): void;
  flush(): Promise<void>;
}

/** Entries that the iterator hands over at a time. */
const SCAN_CHUNK_ENTRIES = 256;
const DESCRIPTORS_MAX = 1000;

/**
 * Opens a database with the package `rocksdb-native` (RocksDB 10.5, not compressed).
 * Its block cache cannot be sized: it is RocksDB's own, 32 MiB.
 */
export async function openRocksdbNative(
  RocksdbNative: RocksdbNativeModule,
  version: string,
  options: EngineOptions,
): Promise<Engine> {
  const { directory } = options;
  const database = new RocksdbNative(directory, {
    createIfMissing: options.create,
    writeBufferSize: options.writeBufferBytes,
    maxOpenFiles: DESCRIPTORS_MAX,
  });
  await database.ready();
  await removeOldLogs(directory);
  return {
    name: 'rocksdb-native',
    version,
    getMany: (keys) => getMany(database, keys),
    write: async (operations, sync) => {
      await write(database, operations);
      if (sync) await syncWriteAheadLogs(directory);
    },
    scan: (from, to, limit) => scan(database, from, to, limit),
    close: () => database.close(),
  };
}

/** Each opening leaves a log for people behind, up to a thousand of them. */
async function removeOldLogs(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (name.startsWith('LOG.old.')) await unlink(join(directory, name));
  }
}

async function getMany(database: NativeDatabase, keys: readonly Buffer[]): Promise<(Buffer | undefined)[]> {
  const batch = database.read({ capacity: keys.length, autoDestroy: true });
  const values = keys.map((key) => batch.get(key));
  batch.tryFlush();
  return (await Promise.all(values)).map((value) => value ?? undefined);
}

async function write(database: NativeDatabase, operations: readonly Operation[]): Promise<void> {
  const batch = database.write({ capacity: operations.length, autoDestroy: true });
  for (const { key, value } of operations) {
    if (value === undefined) batch.tryDelete(key);
    else batch.tryPut(key, value);
  }
  await batch.flush();
}

/**
 * The package cannot ask RocksDB for a synced write, but RocksDB has handed the log to the system when a write resolves.
 * So the logs that live are synced here, and then their directory, for a log that is new.
 * A log that vanishes meanwhile is one whose content went into a synced table.
 */
async function syncWriteAheadLogs(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (name.endsWith('.log')) await syncFile(join(directory, name), 'r+');
  }
  // Windows cannot open a directory, and does not need it synced.
  if (process.platform !== 'win32') await syncFile(directory, 'r');
}

async function syncFile(path: string, flags: string): Promise<void> {
  try {
    const file = await open(path, flags);
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') throw error;
  }
}

async function scan(
  database: NativeDatabase,
  from: Buffer,
  to: Buffer,
  limit: number,
): Promise<EngineEntry[]> {
  const entries: EngineEntry[] = [];
  const options = { limit, capacity: Math.min(limit, SCAN_CHUNK_ENTRIES) };
  for await (const entry of database.iterator({ gte: from, lt: to }, options)) entries.push(entry);
  return entries;
}
