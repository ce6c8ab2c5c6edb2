import { constants, existsSync, readFileSync } from 'node:fs';
import { access, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OperationalError } from '../errors/operational-error.ts';
import { assert } from '../lib/assert.ts';
import { type ChosenEngine, chooseEngine } from './choose-engine.ts';
import type { Engine } from './engine.ts';
import { openMemory } from './engines/memory.ts';
import { FramedStore } from './framed-store.ts';
import { createMarker, isMarkerName, type Marker, newMarker, readMarker, replaceMarker } from './marker.ts';
import { roomOf, writeBufferFor } from './room.ts';
import type { Store, StoreEngine } from './store.ts';
import { storeError } from './store-error.ts';

export interface OpenStoreOptions {
  readonly engine: StoreEngine | 'auto';
  /** The state directory, made if it is not there; not used by memory. */
  readonly location: string | undefined;
  /** Cache of blocks; `rocksdb-native` has 32 MiB of its own, whatever is said here. */
  readonly cacheBytes?: number;
  /** Changes held in memory before they become a file, by default 32 MiB and less on a small disk; up to twice this is used. */
  readonly writeBufferBytes?: number;
}

export interface OpenedStore {
  readonly store: Store;
  /** One plain sentence: which engine, and why. */
  readonly said: string;
}

const CACHE_BYTES = 32 * 1024 * 1024;
/** The database's own folder inside the state directory. */
const DATABASE_FOLDER = 'db';

/** Opens a store. Fails with a code and a plain sentence when the directory is not ours to use, or not whole. */
export async function openStore(options: OpenStoreOptions): Promise<OpenedStore> {
  const { engine, location } = options;
  if (engine === 'memory') {
    return {
      store: new FramedStore(openMemory(), undefined, () => {}),
      said: 'State is kept in memory: it was asked for.',
    };
  }
  assert(location !== undefined && location !== '', 'a store on disk needs a directory');
  try {
    await prepareDirectory(location);
    const found = await findMarker(location);
    const chosen = await chooseEngine(engine, found, location);
    const marker = found ?? (await makeMarker(location, chosen));
    refuseOlderEngine(location, marker, chosen);
    const writeBufferBytes = options.writeBufferBytes ?? writeBufferFor(location);
    const ensureRoom = roomOf(location, join(location, DATABASE_FOLDER), writeBufferBytes);
    ensureRoom(0);
    const database = await openDatabase(location, marker, chosen, { ...options, writeBufferBytes });
    return { store: new FramedStore(database, location, ensureRoom), said: chosen.said };
  } catch (error) {
    throw storeError(error, { action: 'open', location });
  }
}

async function prepareDirectory(location: string): Promise<void> {
  try {
    await mkdir(location, { recursive: true });
    if ((await stat(location)).isDirectory()) {
      // A database that cannot write calls itself damaged: the right is asked for first.
      await access(location, constants.W_OK);
      return;
    }
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    // A recursive mkdir on a read-only disk is told as ENOENT.
    if (code === 'ENOENT') {
      throw new OperationalError(
        'MS_STORE_NOT_WRITABLE',
        `the state directory cannot be written to: ${location}`,
        {
          retriable: false,
          cause: error,
        },
      );
    }
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
  }
  throw new OperationalError(
    'MS_STORE_NOT_A_DIRECTORY',
    `the state directory is a file, or lies in one: ${location}`,
    {
      retriable: false,
    },
  );
}

async function findMarker(location: string): Promise<Marker | undefined> {
  const marker = await readMarker(location);
  if (marker !== undefined) return marker;
  const foreign = (await readdir(location)).some((name) => !isMarkerName(name));
  if (!foreign) return undefined;
  throw new OperationalError(
    'MS_STORE_FOREIGN',
    `the directory ${location} holds files and no state of Milestream: it belongs to another application. Use an empty or a new one`,
    { retriable: false },
  );
}

async function makeMarker(location: string, chosen: ChosenEngine): Promise<Marker> {
  const marker = newMarker(chosen.engine, chosen.version, ownVersion());
  if (await createMarker(location, marker)) return marker;
  throw new OperationalError(
    'MS_STORE_LOCKED',
    `another run has just begun to use this state directory: ${location}`,
    {
      retriable: true,
    },
  );
}

/** A database that a newer package wrote may hold what an older one misreads. */
function refuseOlderEngine(location: string, marker: Marker, chosen: ChosenEngine): void {
  if (compareVersions(chosen.version, marker.engineVersion) >= 0) return;
  throw new OperationalError(
    'MS_STORE_ENGINE',
    `the state directory ${location} was last used with ${marker.engine} ${marker.engineVersion}, and ${chosen.version} is installed: install the newer one, or use another directory`,
    { retriable: false },
  );
}

async function openDatabase(
  location: string,
  marker: Marker,
  chosen: ChosenEngine,
  options: OpenStoreOptions & { readonly writeBufferBytes: number },
): Promise<Engine> {
  const directory = join(location, DATABASE_FOLDER);
  // RocksDB would quietly begin anew where its CURRENT file is gone, and delete what it does not know.
  if (marker.ready && !existsSync(join(directory, 'CURRENT'))) {
    throw new OperationalError(
      'MS_STORE_DAMAGED',
      `the database in the state directory ${location} is gone or lacks its CURRENT file: restore a copy, or set the directory aside and rebuild the state`,
      { retriable: false },
    );
  }
  await mkdir(directory, { recursive: true });
  const database = await chosen.open({
    directory,
    create: !marker.ready,
    cacheBytes: options.cacheBytes ?? CACHE_BYTES,
    writeBufferBytes: options.writeBufferBytes,
  });
  try {
    await updateMarker(location, marker, chosen);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** Written while the database's lock is held, so that two openers do not write over each other. */
async function updateMarker(location: string, marker: Marker, chosen: ChosenEngine): Promise<void> {
  const { tried } = chosen;
  const next: Marker = {
    ...marker,
    engineVersion: chosen.version,
    ready: true,
    ...(tried === undefined ? {} : { tried }),
  };
  if (JSON.stringify(next) !== JSON.stringify(marker)) await replaceMarker(location, next);
}

function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) =>
    version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0),
  );
  for (let index = 0; index < Math.max(a!.length, b!.length); index++) {
    const difference = (a![index] ?? 0) - (b![index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function ownVersion(): string {
  // The package's file lies two floors up, both in src and in dist.
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
