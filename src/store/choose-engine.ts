import { createRequire } from 'node:module';
import { OperationalError } from '../errors/operational-error.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { openRocksdb, type RocksdbModule } from './engines/rocksdb.ts';
import { openRocksdbNative, type RocksdbNativeModule } from './engines/rocksdb-native.ts';
import type { Marker } from './marker.ts';
import { probeRocksdb } from './rocksdb-probe.ts';
import type { StoreEngine } from './store.ts';

/** An engine on disk that has been loaded. */
export interface ChosenEngine {
  readonly engine: StoreEngine;
  readonly version: string;
  /** The receipt of the trial, for the marker; undefined for an engine that needs none. */
  readonly tried: string | undefined;
  /** One plain sentence: which engine, and why. */
  readonly said: string;
  readonly open: (options: EngineOptions) => Promise<Engine>;
}

type Loaded = Omit<ChosenEngine, 'said'>;
type Attempt = { readonly loaded: Loaded; readonly how: string } | { readonly why: string };

/**
 * Which database to use on disk. The engine that made a directory is the only one that opens it;
 * for a new directory `auto` means `rocksdb` where that loads, else `rocksdb-native`.
 */
export async function chooseEngine(
  asked: 'auto' | 'rocksdb' | 'rocksdb-native',
  marker: Marker | undefined,
  location: string,
): Promise<ChosenEngine> {
  if (marker !== undefined && asked !== 'auto' && asked !== marker.engine) {
    throw new OperationalError(
      'MS_STORE_ENGINE',
      `the state directory ${location} was made with the engine ${marker.engine}, and ${asked} was asked for: ask for ${marker.engine} or auto, or use another directory`,
      { retriable: false },
    );
  }
  if (asked === 'auto' && marker === undefined) return chooseForNew();
  const wanted = marker?.engine ?? asked;
  const attempt = wanted === 'rocksdb' ? await loadRocksdb(marker?.tried) : loadRocksdbNative();
  if ('loaded' in attempt) {
    const because =
      asked === 'auto' ? `the state directory ${location} was made with it` : 'it was asked for';
    return { ...attempt.loaded, said: `State is kept by ${nameOf(attempt.loaded)}: ${because}.` };
  }
  if (asked === 'auto') {
    throw new OperationalError(
      'MS_STORE_ENGINE',
      `the state directory ${location} was made with the engine ${wanted}, which cannot be used here: ${attempt.why}. Use the Node it was made with, or another directory`,
      { retriable: false },
    );
  }
  throw notLoaded(`the engine ${wanted} was asked for and cannot be used: ${attempt.why}`);
}

async function chooseForNew(): Promise<ChosenEngine> {
  const first = await loadRocksdb(undefined);
  if ('loaded' in first) {
    return { ...first.loaded, said: `State is kept by ${nameOf(first.loaded)}: ${first.how}.` };
  }
  const second = loadRocksdbNative();
  if ('loaded' in second) {
    return { ...second.loaded, said: `State is kept by ${nameOf(second.loaded)}, since ${first.why}.` };
  }
  throw notLoaded(`no RocksDB can be used: ${first.why}; ${second.why}`);
}

async function loadRocksdb(receipt: string | undefined): Promise<Attempt> {
  const answer = await probeRocksdb(receipt);
  if (!answer.works) return { why: answer.why };
  try {
    const module = load('rocksdb') as RocksdbModule;
    const version = versionOf('rocksdb/package.json');
    const open = (options: EngineOptions) => openRocksdb(module, version, options);
    return { loaded: { engine: 'rocksdb', version, tried: answer.tried, open }, how: answer.how };
  } catch (error) {
    return { why: `the package rocksdb does not load (${firstLineOf(error)})` };
  }
}

function loadRocksdbNative(): Attempt {
  try {
    const module = load('rocksdb-native') as RocksdbNativeModule;
    const version = versionOf('rocksdb-native/package');
    const open = (options: EngineOptions) => openRocksdbNative(module, version, options);
    return { loaded: { engine: 'rocksdb-native', version, tried: undefined, open }, how: 'it loads' };
  } catch (error) {
    const hint = process.platform === 'linux' ? '; on Linux it needs libatomic (libatomic1)' : '';
    return { why: `the package rocksdb-native does not load (${firstLineOf(error)}${hint})` };
  }
}

// Loaded when needed: a run in memory loads no library, and one that fails to load ends nothing else.
function load(name: string): unknown {
  return createRequire(import.meta.url)(name);
}

function versionOf(packageFile: string): string {
  return (load(packageFile) as { readonly version: string }).version;
}

function nameOf({ engine, version }: Loaded): string {
  return `${engine} ${version}`;
}

function firstLineOf(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0]!;
}

function notLoaded(message: string): OperationalError {
  return new OperationalError('MS_STORE_NATIVE', message, { retriable: false });
}
