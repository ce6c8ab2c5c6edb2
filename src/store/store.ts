import type { Buffer } from 'node:buffer';

/** Where bytes are kept: in this process only, or on disk by one of two RocksDB packages. */
export const STORE_ENGINES = ['memory', 'rocksdb', 'rocksdb-native'] as const;
export type StoreEngine = (typeof STORE_ENGINES)[number];

/** A key with its value, as a scan finds them. */
export interface StoreEntry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** One change as it goes to the engine: the value framed, or none where the key goes. */
export interface Operation {
  readonly key: Buffer;
  readonly value: Buffer | undefined;
}

/** Changes that happen together or not at all, made by `createBatch`. Bytes are copied when they are given. */
export interface StoreBatch {
  put(key: Uint8Array, value: Uint8Array): void;
  delete(key: Uint8Array): void;
  /** How many changes it holds. */
  readonly count: number;
  /** Bytes of keys and values it holds: what a caller bounds its batches by. */
  readonly bytes: number;
  readonly operations: readonly Operation[];
}

/**
 * Ordered keys and opaque values. Every promise that fails, fails with an OperationalError.
 * Every value that comes back was checked against the checksum stored with it.
 */
export interface Store {
  readonly engine: StoreEngine;
  readonly engineVersion: string;
  /** The state directory; undefined for memory. */
  readonly location: string | undefined;
  /** Values in the order of the keys, undefined where there is none: one call to the engine for all. */
  getMany(keys: readonly Uint8Array[]): Promise<(Uint8Array | undefined)[]>;
  /**
   * Writes a batch whole or not at all, in the order of the calls. It survives the death of the process;
   * with `sync` also a power cut. After a write has failed nothing more is written until the store is opened anew.
   */
  write(batch: StoreBatch, options: { readonly sync: boolean }): Promise<void>;
  /** At most `limit` entries from `from` (included) to `to` (excluded), in the order of key bytes. */
  scan(range: {
    readonly from: Uint8Array;
    readonly to: Uint8Array;
    readonly limit: number;
  }): Promise<StoreEntry[]>;
  /** Waits for what is under way, then lets go of the directory. Calling it again does nothing. */
  close(): Promise<void>;
}
