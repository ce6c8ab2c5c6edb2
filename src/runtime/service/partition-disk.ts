import { Buffer } from 'node:buffer';
import { OperationalError } from '../../errors/operational-error.ts';
import type { Day } from '../../model/day.ts';
import type { CustomerKey } from '../../model/ids.ts';
import { createBatch } from '../../store/batch.ts';
import {
  decodeStateKey,
  keyAfter,
  metaKey,
  sliceOfCustomer,
  stateKey,
  stateRange,
} from '../../store/keys.ts';
import type { Store, StoreBatch } from '../../store/store.ts';
import { moveTimer } from '../../store/timer-index.ts';
import { decodePartitionState, encodePartitionState, type StoredPartitionState } from './partition-state.ts';
import { decodeSnapshot, type Snapshot } from './snapshot.ts';

/** What a partition's store says of itself, written in the same batch as the states that it speaks of. */
export interface DiskRecord {
  /** Application, ledger and partition: another one's store is not read. */
  readonly owner: string;
  /** The disk's own restore point; what changed from here on may not be stored. */
  readonly restore: number;
  /** The boundary of the batch that was stored last: no state reflects more. */
  readonly boundary: number;
  /** The end of the snapshots partition when it was last written to: a topic that ends before was made anew. */
  readonly snapshotsEnd: number;
  /** The restore point of the snapshots topic as its writer knew it; zero while all is written to it anew. */
  readonly topicRestore: number;
  readonly partition: StoredPartitionState;
}

const RECORD_KEY = metaKey('partition');
const SCAN_ENTRIES_MAX = 2000;
const LOAD_BYTES_MAX = 4 * 1024 * 1024;

/** The record of a store; undefined where none was ever finished. */
export async function readDiskRecord(store: Store): Promise<DiskRecord | undefined> {
  const [value] = await store.getMany([RECORD_KEY]);
  if (value === undefined) return undefined;
  try {
    const { partition, ...rest } = JSON.parse(Buffer.from(value).toString('utf8')) as Omit<
      DiskRecord,
      'partition'
    > & { readonly partition: string };
    return { ...rest, partition: decodePartitionState(Buffer.from(partition, 'base64')) };
  } catch (cause) {
    throw new OperationalError('MS_STATE_DAMAGED', "the record of a partition's store cannot be read", {
      retriable: false,
      cause,
    });
  }
}

export function putDiskRecord(batch: StoreBatch, { partition, ...rest }: DiskRecord): void {
  const text = encodePartitionState(partition).toString('base64');
  batch.put(RECORD_KEY, Buffer.from(JSON.stringify({ ...rest, partition: text })));
}

/** Puts a customer's snapshot, and moves its timer with it. */
export function putCustomer(
  batch: StoreBatch,
  customer: CustomerKey,
  stored: {
    readonly value: Uint8Array;
    readonly oldDue: Day | undefined;
    readonly newDue: Day | undefined;
  },
): void {
  const slice = sliceOfCustomer(customer);
  batch.put(stateKey({ part: 'hot', slice, customer }), stored.value);
  moveTimer(batch, { slice, customer, oldDue: stored.oldDue, newDue: stored.newDue });
}

/** Walks over all customers of a store, with what the shell must know of each. */
export async function scanCustomers(
  store: Store,
  visit: (customer: CustomerKey, snapshot: Snapshot) => void,
): Promise<void> {
  const { from: first, to } = stateRange('hot');
  for (let from: Uint8Array = first; ; ) {
    const entries = await store.scan({ from, to, limit: SCAN_ENTRIES_MAX });
    for (const { key, value } of entries) visit(decodeStateKey(key).customer, decodeSnapshot(value));
    const last = entries.at(-1);
    if (last === undefined || entries.length < SCAN_ENTRIES_MAX) return;
    from = keyAfter(last.key);
  }
}

/** Fills an empty store with snapshots, of which several may be a customer's: the one that reflects most stays. */
export class DiskLoader {
  readonly #store: Store;
  readonly #loaded = new Map<CustomerKey, Pick<Snapshot, 'reflects' | 'born' | 'due'>>();
  #batch = createBatch();

  constructor(store: Store) {
    this.#store = store;
  }

  /** What reflects more than was committed is an aborted record that leaked, and is left out. */
  async add(customer: CustomerKey, value: Uint8Array, committed: number): Promise<void> {
    const { reflects, born, due } = decodeSnapshot(value);
    const before = this.#loaded.get(customer);
    if (reflects > committed || (before !== undefined && before.reflects >= reflects)) return;
    putCustomer(this.#batch, customer, { value, oldDue: before?.due, newDue: due });
    this.#loaded.set(customer, { reflects, born, due });
    if (this.#batch.bytes >= LOAD_BYTES_MAX) await this.flush();
  }

  /** How many of them had their first event below an offset. */
  bornBelow(offset: number): number {
    let count = 0;
    for (const { born } of this.#loaded.values()) if (born < offset) count++;
    return count;
  }

  /** Those that reflect more than an offset. */
  beyond(offset: number): CustomerKey[] {
    return [...this.#loaded].filter(([, { reflects }]) => reflects > offset).map(([customer]) => customer);
  }

  async flush(record?: DiskRecord): Promise<void> {
    if (record !== undefined) putDiskRecord(this.#batch, record);
    await this.#store.write(this.#batch, { sync: false });
    this.#batch = createBatch();
  }
}
