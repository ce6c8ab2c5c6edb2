import { OperationalError } from '../../errors/operational-error.ts';
import type { OffsetRange } from '../../log/log.ts';
import type { CustomerKey } from '../../model/ids.ts';
import type { Store } from '../../store/store.ts';
import { DiskLoader, type DiskRecord, readDiskRecord, scanCustomers } from './partition-disk.ts';
import { decodePartitionState, newPartitionState, type StoredPartitionState } from './partition-state.ts';
import type { Committed } from './restore-point.ts';
import type { DetectorOptions } from './service-options.ts';
import { decodeSnapshotKey } from './snapshot.ts';

/** A partition as it was at a restore point, ready to be replayed from there. */
export interface Restored {
  readonly by: 'disk' | 'snapshots' | 'ledger';
  readonly store: Store;
  /** Where the replay begins. */
  readonly resume: number;
  readonly partition: StoredPartitionState;
  /** The restore point of the snapshots topic; zero where it is to be written anew. */
  readonly restore: number;
  readonly snapshotsEnd: number;
  /** Customers whose newest state is on disk and perhaps not in the snapshots topic. */
  readonly unsent: readonly CustomerKey[];
}

/** What is to be restored. */
export interface RestoreTask {
  readonly partition: number;
  readonly committed: Committed;
  /** Whether the disk gave wrong bytes since it was last restored. */
  readonly distrustsDisk: boolean;
}

/** Codes of stores and states that are put aside, since all that they hold can be had from the log. */
const DAMAGES: readonly string[] = [
  'MS_STORE_CORRUPT',
  'MS_STORE_DAMAGED',
  'MS_STORE_FOREIGN',
  'MS_STORE_MARKER',
  'MS_STORE_ENGINE',
  'MS_STATE_DAMAGED',
];

/** The code of an error that says that this machine's copy of the state is not to be used; undefined for others. */
export function diskDamageOf(error: unknown): string | undefined {
  return error instanceof OperationalError && DAMAGES.includes(error.code) ? error.code : undefined;
}

/**
 * Restores a partition from its disk by the disk's own restore point, else from the snapshots topic by the one in
 * the offset's metadata, else from the ledger's first event; never by a mixture of them.
 */
export async function restore(task: RestoreTask, options: DetectorOptions): Promise<Restored> {
  const { topics } = options;
  const ledger = await rangeOf(options, topics.ledger, task.partition);
  const snapshots = await rangeOf(options, topics.snapshots, task.partition);
  const { committed } = task;
  if (committed.offset > ledger.end) throw replaced(task, ledger);
  // A batch that one build folded must not be folded again by another. Behind a clean stop there is none.
  if (committed.fold !== options.foldVersion && committed.restore !== committed.offset)
    throw otherFold(task, options.foldVersion);
  const onDisk = task.distrustsDisk
    ? 'it gave wrong bytes'
    : await restoreFromDisk(task, options, ledger, snapshots);
  if (typeof onDisk !== 'string') return onDisk;
  if (onDisk !== '') options.observe({ kind: 'store-set-aside', partition: task.partition, why: onDisk });
  if (ledger.start > committed.restore) throw truncated(task, ledger);
  const fromTopic = await restoreFromSnapshots(task, options);
  if (fromTopic !== undefined) return fromTopic;
  // The snapshots topic does not hold what was put in. The ledger does, if it was kept.
  if (ledger.start > 0) throw snapshotsLost(task);
  const store = await options.stores.open(task.partition, 'anew');
  return {
    by: 'ledger',
    store,
    resume: 0,
    partition: { foldVersion: options.foldVersion, state: newPartitionState() },
    restore: 0,
    snapshotsEnd: snapshots.end,
    unsent: [],
  };
}

/** Gives why the disk is not used; empty where there was nothing on it. */
async function restoreFromDisk(
  task: RestoreTask,
  options: DetectorOptions,
  ledger: OffsetRange,
  snapshots: OffsetRange,
): Promise<Restored | string> {
  let store: Store;
  try {
    store = await options.stores.open(task.partition, 'as-it-is');
  } catch (error) {
    const damage = diskDamageOf(error);
    if (damage !== undefined) return damage;
    throw error;
  }
  try {
    const restored = await readDisk(store, task, options, ledger, snapshots);
    if (typeof restored === 'string') await store.close();
    return restored;
  } catch (error) {
    await store.close();
    const damage = diskDamageOf(error);
    if (damage !== undefined) return damage;
    throw error;
  }
}

async function readDisk(
  store: Store,
  task: RestoreTask,
  options: DetectorOptions,
  ledger: OffsetRange,
  snapshots: OffsetRange,
): Promise<Restored | string> {
  const record = await readDiskRecord(store);
  if (record === undefined) return '';
  const { committed } = task;
  const why = whyNotDisk(record, task, options, ledger);
  if (why !== undefined) return why;
  // A topic that ends before what was written to it was made anew: everyone is written to it again.
  const isAnew = snapshots.end < record.snapshotsEnd;
  const restorePoint = isAnew || record.topicRestore === 0 ? 0 : committed.restore;
  const unsent: CustomerKey[] = [];
  let bornBefore = 0;
  await scanCustomers(store, (customer, { reflects, born }) => {
    if (born < record.restore) bornBefore++;
    if (reflects > restorePoint) unsent.push(customer);
  });
  if (bornBefore !== record.partition.state.customers) return 'customers are missing in it';
  if (isAnew) {
    options.observe({ kind: 'snapshots-anew', partition: task.partition, customers: unsent.length });
  }
  return {
    by: 'disk',
    store,
    resume: record.restore,
    partition: record.partition,
    restore: restorePoint,
    snapshotsEnd: snapshots.end,
    unsent,
  };
}

function whyNotDisk(
  record: DiskRecord,
  { partition, committed }: RestoreTask,
  options: DetectorOptions,
  ledger: OffsetRange,
): string | undefined {
  if (record.owner !== ownerOf(options, partition)) return 'it is of another application or partition';
  if (record.boundary > committed.offset) return 'it is ahead of what was committed';
  if (record.restore < ledger.start) return 'the ledger no longer holds what it needs';
  if (committed.restore - record.restore > options.tuning.diskBehindMax) return 'it is too far behind';
  const isOtherFold = record.partition.foldVersion !== options.foldVersion;
  return isOtherFold && record.restore !== committed.offset ? 'another build folded it' : undefined;
}

/** Whose store it is. */
export function ownerOf({ app, topics }: Pick<DetectorOptions, 'app' | 'topics'>, partition: number): string {
  return `${app}/${topics.ledger}/${partition}`;
}

/** Undefined when the topic does not hold all that it must. */
async function restoreFromSnapshots(
  { partition, committed }: RestoreTask,
  options: DetectorOptions,
): Promise<Restored | undefined> {
  const { log, topics, foldVersion } = options;
  const store = await options.stores.open(partition, 'anew');
  try {
    const loader = new DiskLoader(store);
    let found: StoredPartitionState | undefined =
      committed.restore === 0 ? { foldVersion, state: newPartitionState() } : undefined;
    const from = { topic: topics.snapshots, partition, offset: 0 };
    const { end } = await log.readToEnd(from, async (records) => {
      for (const { key, value } of records) {
        const named = decodeSnapshotKey(key);
        // A tombstone may be an aborted one: what is still needed is not let go of by it.
        if (named === undefined || value === null) continue;
        if (named.kind === 'customer') await loader.add(named.customer, value, committed.offset);
        else if (named.offset === committed.restore) found = decodePartitionState(value);
      }
    });
    const isWhole = found !== undefined && loader.bornBelow(committed.restore) === found.state.customers;
    if (found === undefined || !isWhole) {
      await store.close();
      return undefined;
    }
    const record = {
      owner: ownerOf(options, partition),
      restore: committed.restore,
      boundary: committed.offset,
      snapshotsEnd: end,
      topicRestore: committed.restore,
      partition: found,
    };
    await loader.flush(record);
    return {
      by: 'snapshots',
      store,
      resume: committed.restore,
      partition: found,
      restore: committed.restore,
      snapshotsEnd: end,
      // A leaked one looks like one that was sent, and is in nobody's topic: what is beyond the restore point is sent again.
      unsent: loader.beyond(committed.restore),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function rangeOf({ log }: DetectorOptions, topic: string, partition: number): Promise<OffsetRange> {
  const range = await log.offsetsOf({ topic, partition });
  if (range !== undefined) return range;
  throw new OperationalError('MS_TOPIC_MISSING', `the topic ${topic} has no partition ${partition}`, {
    retriable: false,
  });
}

function replaced({ partition, committed }: RestoreTask, ledger: OffsetRange): OperationalError {
  return new OperationalError(
    'MS_LEDGER_REPLACED',
    `partition ${partition} of the ledger ends at ${ledger.end}, and ${committed.offset} was committed: it was deleted and made again, or its cluster lost data`,
    { retriable: false },
  );
}

function truncated({ partition, committed }: RestoreTask, ledger: OffsetRange): OperationalError {
  return new OperationalError(
    'MS_LEDGER_TRUNCATED',
    `partition ${partition} of the ledger begins at ${ledger.start}, and its state is to be restored from ${committed.restore} on: its retention is too short`,
    { retriable: false },
  );
}

function snapshotsLost({ partition }: RestoreTask): OperationalError {
  return new OperationalError(
    'MS_SNAPSHOTS_LOST',
    `partition ${partition} of the snapshots topic lacks customers, this machine has no copy, and the ledger no longer begins at its first event. Start where a copy of the state is`,
    { retriable: false },
  );
}

function otherFold({ partition, committed: { fold: found } }: RestoreTask, own: number): OperationalError {
  return new OperationalError(
    'MS_FOLD_VERSION',
    `partition ${partition} has events that fold version ${found} began with, and this build has version ${own}: start a build with version ${found} again and stop it cleanly first`,
    { retriable: false },
  );
}
