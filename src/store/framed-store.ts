import { OperationalError } from '../errors/operational-error.ts';
import { assert } from '../lib/assert.ts';
import type { Engine } from './engine.ts';
import { unframe } from './frame.ts';
import { asBuffer } from './keys.ts';
import type { EnsureRoom } from './room.ts';
import type { Operation, Store, StoreBatch, StoreEngine, StoreEntry } from './store.ts';
import { storeError } from './store-error.ts';

/** Writes that may wait for their turn; a caller that gets here does not wait for what it writes. */
const WRITES_WAITING_MAX = 1000;

/** A store over an engine: checks values, keeps writes in order, words errors, closes after the last call has ended. */
export class FramedStore implements Store {
  readonly engine: StoreEngine;
  readonly engineVersion: string;
  readonly location: string | undefined;
  readonly #database: Engine;
  readonly #ensureRoom: EnsureRoom;
  readonly #underWay = new Set<Promise<unknown>>();
  #lastWrite: Promise<void> = Promise.resolve();
  #writesWaiting = 0;
  #failure: OperationalError | undefined;
  #closed: Promise<void> | undefined;

  constructor(database: Engine, location: string | undefined, ensureRoom: EnsureRoom) {
    this.engine = database.name;
    this.engineVersion = database.version;
    this.location = location;
    this.#database = database;
    this.#ensureRoom = ensureRoom;
  }

  getMany(keys: readonly Uint8Array[]): Promise<(Uint8Array | undefined)[]> {
    return this.#run('read', async () => {
      if (keys.length === 0) return [];
      const values = await this.#database.getMany(keys.map(asBuffer));
      return values.map((value, index) => (value === undefined ? undefined : unframe(keys[index]!, value)));
    });
  }

  write(batch: StoreBatch, options: { readonly sync: boolean }): Promise<void> {
    return this.#run('write', () => {
      assert(this.#writesWaiting < WRITES_WAITING_MAX, `more than ${WRITES_WAITING_MAX} writes wait`);
      const operations = batch.operations.slice();
      const write = this.#lastWrite.then(async () => {
        this.#writesWaiting--;
        if (this.#failure !== undefined) throw this.#failure;
        if (operations.length === 0) return;
        try {
          this.#ensureRoom(sizeOf(operations));
          await this.#database.write(operations, options.sync);
        } catch (error) {
          // What comes after may rely on what was not written: nothing more goes in.
          this.#failure = this.#worded(error, 'write');
          throw this.#failure;
        }
      });
      this.#writesWaiting++;
      this.#lastWrite = write.catch(() => undefined);
      return write;
    });
  }

  scan(range: {
    readonly from: Uint8Array;
    readonly to: Uint8Array;
    readonly limit: number;
  }): Promise<StoreEntry[]> {
    return this.#run('scan', async () => {
      const { limit } = range;
      const from = asBuffer(range.from);
      const to = asBuffer(range.to);
      assert(from.length > 0 && to.length > 0, 'a range has both ends');
      assert(Number.isSafeInteger(limit) && limit > 0, 'a limit is a whole number above zero');
      if (from.compare(to) >= 0) return [];
      const entries = await this.#database.scan(from, to, limit);
      return entries.map(({ key, value }) => ({ key, value: unframe(key, value) }));
    });
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    try {
      await this.#database.close();
    } catch (error) {
      throw this.#worded(error, 'close');
    }
  }

  async #run<T>(action: string, work: () => Promise<T>): Promise<T> {
    if (this.#closed !== undefined) {
      throw new OperationalError('MS_STORE_CLOSED', `cannot ${action}: the store is closed`, {
        retriable: false,
      });
    }
    const promise = work();
    this.#underWay.add(promise);
    try {
      return await promise;
    } catch (error) {
      throw this.#worded(error, action);
    } finally {
      this.#underWay.delete(promise);
    }
  }

  #worded(error: unknown, action: string): OperationalError {
    return storeError(error, { action, location: this.location ?? 'memory' });
  }
}

function sizeOf(operations: readonly Operation[]): number {
  let bytes = 0;
  for (const { key, value } of operations) bytes += key.length + (value?.length ?? 0);
  return bytes;
}
