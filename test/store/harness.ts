import { Buffer } from 'node:buffer';
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';
import { OperationalError } from '../../src/errors/operational-error.ts';
import { createBatch } from '../../src/store/batch.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store, StoreEngine } from '../../src/store/store.ts';

const scratches: string[] = [];
afterAll(() => {
  for (const directory of scratches) rmSync(directory, { recursive: true, force: true });
});

/** A directory of a test's own, removed when its file is done. */
export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'milestream-store-'));
  scratches.push(directory);
  return directory;
}

export async function open(engine: StoreEngine, location: string, writeBufferBytes?: number): Promise<Store> {
  const options = writeBufferBytes === undefined ? {} : { writeBufferBytes };
  return (await openStore({ engine, location, ...options })).store;
}

/** Opens, uses and closes. */
export async function using<T>(
  engine: StoreEngine,
  location: string,
  use: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await open(engine, location);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

export async function put(
  store: Store,
  entries: Iterable<readonly [string, Uint8Array | string]>,
): Promise<void> {
  const batch = createBatch();
  for (const [key, value] of entries) batch.put(bytes(key), bytes(value));
  await store.write(batch, { sync: false });
}

export async function get(store: Store, ...keys: string[]): Promise<(string | undefined)[]> {
  const values = await store.getMany(keys.map(bytes));
  return values.map((value) => (value === undefined ? undefined : Buffer.from(value).toString('latin1')));
}

export async function scanTexts(
  store: Store,
  from: string,
  to: string,
  limit = 1_000_000,
): Promise<string[]> {
  const entries = await store.scan({ from: bytes(from), to: bytes(to), limit });
  return entries.map(({ key, value }) => `${text(key)}=${text(value)}`);
}

export function bytes(value: Uint8Array | string): Uint8Array {
  return typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
}

export function text(value: Uint8Array): string {
  return Buffer.from(value).toString('latin1');
}

/** The OperationalError that a promise fails with. */
export async function failure(promise: Promise<unknown>): Promise<OperationalError> {
  try {
    await promise;
  } catch (error) {
    expect(error).toBeInstanceOf(OperationalError);
    return error as OperationalError;
  }
  throw new Error('it should have failed');
}

/** Files of the database whose names match, smallest name first. */
export function databaseFiles(location: string, pattern: RegExp): string[] {
  const directory = join(location, 'db');
  const names = readdirSync(directory).filter((name) => pattern.test(name));
  return names.sort().map((name) => join(directory, name));
}

/** Flips one bit at a share of a file's length. */
export function flip(path: string, share: number): void {
  const content = readFileSync(path);
  const index = Math.floor((content.length - 1) * share);
  content[index] = content[index]! ^ 0x10;
  writeFileSync(path, content);
}

export function cut(path: string, share: number): void {
  const content = readFileSync(path);
  writeFileSync(path, content.subarray(0, Math.floor(content.length * share)));
}

export function sizeOf(path: string): number {
  return statSync(path).size;
}

/** Starts the writer in a process of its own and kills it -9 once it has acknowledged so many batches; the last one. */
export function writeAndKill(
  engine: StoreEngine,
  location: string,
  options: {
    readonly sync: boolean;
    readonly afterBatches: number;
    readonly whileAlive?: () => Promise<void>;
  },
): Promise<number> {
  const script = fileURLToPath(new URL('./run-child.mjs', import.meta.url));
  const args = [script, engine, location, options.sync ? 'sync' : 'no-sync'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaint = '';
  let batches = 0;
  let stopping = false;
  return new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.stdout.on('data', async (chunk: Buffer) => {
      output += chunk.toString();
      batches = output.split('\n').length - 1;
      if (stopping || batches < options.afterBatches) return;
      stopping = true;
      try {
        await options.whileAlive?.();
      } catch (error) {
        reject(error);
      }
      child.kill('SIGKILL');
    });
    child.on('close', () => {
      const numbers = output.split('\n').slice(0, -1).map(Number);
      if (numbers.length === 0) reject(new Error(`the writer wrote nothing: ${complaint}`));
      else resolve(numbers.at(-1)!);
    });
  });
}

export interface SmallDisk {
  readonly directory: string;
  remove(): void;
}

/** A file system of a few megabytes in memory; undefined where this process may not mount one. */
export function smallDisk(options: string): SmallDisk | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const directory = join(scratch(), 'disk');
  mkdirSync(directory);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', directory], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return {
    directory,
    remove() {
      if (existsSync(directory)) execFileSync('umount', ['-l', directory], { stdio: 'ignore' });
    },
  };
}

/** Whether `smallDisk` works here, tried once. */
export function canMount(): boolean {
  const disk = smallDisk('size=1m');
  disk?.remove();
  return disk !== undefined;
}
