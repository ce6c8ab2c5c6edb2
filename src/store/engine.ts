import type { Buffer } from 'node:buffer';
import type { Operation, StoreEngine } from './store.ts';

/** A key with its framed value. */
export interface EngineEntry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/**
 * What a store needs of a database: bytes in, bytes out, errors as the database words them.
 * The framed store on top checks values, orders writes and gives errors their codes.
 */
export interface Engine {
  readonly name: StoreEngine;
  readonly version: string;
  getMany(keys: readonly Buffer[]): Promise<(Buffer | undefined)[]>;
  write(operations: readonly Operation[], sync: boolean): Promise<void>;
  /** `from` is below `to`, `limit` at least 1. */
  scan(from: Buffer, to: Buffer, limit: number): Promise<EngineEntry[]>;
  close(): Promise<void>;
}

/** How a database on disk is opened. */
export interface EngineOptions {
  readonly directory: string;
  /** False for a database that was there before: what is missing then is damage, not a beginning. */
  readonly create: boolean;
  readonly cacheBytes: number;
  readonly writeBufferBytes: number;
}
