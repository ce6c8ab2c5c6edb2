import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperationalError } from '../../errors/operational-error.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store, StoreEngine } from '../../store/store.ts';
import type { PartitionStores } from './service-options.ts';

export interface PartitionStoreOptions {
  readonly directory: string;
  readonly engine: StoreEngine | 'auto';
  /** Memory for the changes of one store before they become a file. */
  readonly writeBufferBytes: number;
}

/** Another thread or process that lets go of a partition closes its store within this time. */
const LOCK_MS_MAX = 30_000;
const LOCK_RETRY_MS = 100;
const NAME = /^partition-(\d+)$/;

/** The stores of ledger partitions on this machine: a directory for each. */
export function partitionStores(options: PartitionStoreOptions): PartitionStores {
  return {
    open: async (partition, how) => {
      const location = join(options.directory, `partition-${partition}`);
      if (how === 'anew' && options.engine !== 'memory') setAside(location);
      return openWhenFree(location, options);
    },
  };
}

/** Ledger partitions whose state lies here, whoever left it. */
export function partitionsHere(directory: string): number[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .map((name) => NAME.exec(name)?.[1])
    .filter((number) => number !== undefined)
    .map(Number);
}

/** One copy is kept, for a person to look at; the one before it goes. */
function setAside(location: string): void {
  if (!existsSync(location)) return;
  const aside = `${location}.set-aside`;
  rmSync(aside, { recursive: true, force: true });
  renameSync(location, aside);
}

async function openWhenFree(location: string, options: PartitionStoreOptions): Promise<Store> {
  const { engine, writeBufferBytes } = options;
  const deadline = Date.now() + LOCK_MS_MAX;
  for (;;) {
    try {
      const { store } = await openStore({ engine, location, writeBufferBytes });
      return store;
    } catch (error) {
      const isLocked = error instanceof OperationalError && error.code === 'MS_STORE_LOCKED';
      if (!isLocked || Date.now() > deadline) throw error;
      await sleep(LOCK_RETRY_MS);
    }
  }
}
