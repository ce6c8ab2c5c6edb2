import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { LogMessage } from '../../src/log/log.ts';
import { type DiskRecord, putCustomer, putDiskRecord } from '../../src/runtime/service/partition-disk.ts';
import { encodePartitionState, newPartitionState } from '../../src/runtime/service/partition-state.ts';
import { restore } from '../../src/runtime/service/restore.ts';
import { decodeCommitted, encodeCommitted } from '../../src/runtime/service/restore-point.ts';
import { customerSnapshotKey, partitionSnapshotKey } from '../../src/runtime/service/snapshot.ts';
import { createBatch } from '../../src/store/batch.ts';
import { asCustomer, codeOf, ground, settle, snapshotOf, stateWith } from './ground.ts';

type Ground = ReturnType<typeof ground>;

const LEDGER_MESSAGES = 100;

/** A service that has committed up to offset 50, restorable from 40, where it had two customers. */
function running(): Ground {
  const made = ground();
  made.append(
    'ledger',
    ...Array.from({ length: LEDGER_MESSAGES }, () => ({ key: null, value: Buffer.of(1) })),
  );
  made.append('snapshots', snapshot('a', 40, 3), snapshot('b', 45, 7), copyAt(40, 2));
  return made;
}

function snapshot(customer: string, reflects: number, born: number): LogMessage {
  return { key: customerSnapshotKey(asCustomer(customer)), value: snapshotOf({ reflects, born }) };
}

function copyAt(offset: number, customers: number, foldVersion = 1): LogMessage {
  const value = encodePartitionState({ foldVersion, state: stateWith(customers) });
  return { key: partitionSnapshotKey(offset), value };
}

/** Messages of a transaction that was aborted. */
function appendAborted({ broker, scheduler }: Ground, ...messages: LogMessage[]): void {
  broker.openId('x');
  const id = broker.transactionalId('x');
  id.open = { state: 'open', partitions: new Set() };
  broker.partition({ topic: 'snapshots', partition: 0 }).append(messages, scheduler.now, id.open);
  broker.end(id, 'aborted');
  broker.faults = { ...broker.faults, leaks: 1 };
}

function run(of: Ground, changed: { offset?: number; restore?: number } = {}, options = of.options) {
  const committed = { offset: 50, restore: 40, commit: 9, fold: 1, ...changed };
  return settle(of.scheduler, restore({ partition: 0, committed, distrustsDisk: false }, options));
}

async function fillDisk(of: Ground, record: Partial<DiskRecord>, customers = ['a', 'b']): Promise<void> {
  const store = await of.options.stores.open(0, 'anew');
  const batch = createBatch();
  for (const customer of customers) {
    const value = snapshotOf({ reflects: 44, born: 3 });
    putCustomer(batch, asCustomer(customer), { value, oldDue: undefined, newDue: undefined });
  }
  putDiskRecord(batch, {
    owner: 'app/ledger/0',
    restore: 42,
    boundary: 48,
    snapshotsEnd: 3,
    topicRestore: 40,
    partition: { foldVersion: 1, state: stateWith(2) },
    ...record,
  });
  await settle(of.scheduler, store.write(batch, { sync: false }));
  await store.close();
}

const whyNot = ({ said }: Ground) =>
  said.flatMap((event) => (event.kind === 'store-set-aside' ? [event.why] : []));

describe('a partition is restored', () => {
  test("from its disk by the disk's own restore point, and sends again what the topic may lack", async () => {
    const of = running();
    await fillDisk(of, {});
    const { by, resume, restore: point, unsent } = await run(of);
    expect({ by, resume, point, unsent }).toEqual({ by: 'disk', resume: 42, point: 40, unsent: ['a', 'b'] });
  });

  test('from the snapshots topic by the restore point in the metadata', async () => {
    const { by, resume, partition, unsent } = await run(running());
    expect({ by, resume, customers: partition.state.customers }).toEqual({
      by: 'snapshots',
      resume: 40,
      customers: 2,
    });
    expect(unsent).toEqual(['b']);
  });

  test.each<[string, Partial<DiskRecord>, string[], string]>([
    ['is ahead of what was committed', { boundary: 51 }, ['a', 'b'], 'it is ahead of what was committed'],
    [
      "is another application's",
      { owner: 'other/ledger/0' },
      ['a', 'b'],
      'it is of another application or partition',
    ],
    ['lacks a customer', {}, ['a'], 'customers are missing in it'],
    [
      'was folded by another build',
      { partition: { foldVersion: 2, state: stateWith(2) } },
      ['a', 'b'],
      'another build folded it',
    ],
  ])('not by a disk that %s', async (_, record, customers, why) => {
    const of = running();
    await fillDisk(of, record, customers);
    expect((await run(of)).by).toBe('snapshots');
    expect(whyNot(of)).toEqual([why]);
  });

  test('by a disk that stands at the committed offset, and not by one that stands one further', async () => {
    const of = running();
    await fillDisk(of, { boundary: 50 });
    expect((await run(of)).by).toBe('disk');
  });

  test('not by a disk that is too far behind, but by one at the bound', async () => {
    for (const [diskBehindMax, by] of [
      [9, 'snapshots'],
      [10, 'disk'],
    ] as const) {
      const of = running();
      await fillDisk(of, { restore: 30, partition: { foldVersion: 1, state: stateWith(2) } });
      const options = { ...of.options, tuning: { ...of.options.tuning, diskBehindMax } };
      expect((await run(of, {}, options)).by).toBe(by);
    }
  });

  test('from the ledger, where the snapshots topic was made anew and no event was deleted', async () => {
    const of = running();
    of.partition('snapshots').recreate();
    const { by, resume, restore: point, partition } = await run(of);
    expect({ by, resume, point }).toEqual({ by: 'ledger', resume: 0, point: 0 });
    expect(partition.state).toEqual(newPartitionState());
  });

  test('from the disk, and writes everyone to a snapshots topic that was made anew', async () => {
    const of = running();
    await fillDisk(of, { snapshotsEnd: 4 });
    const { by, restore: point, unsent } = await run(of);
    expect({ by, point, unsent }).toEqual({ by: 'disk', point: 0, unsent: ['a', 'b'] });
  });
});

describe('aborted records that leak', () => {
  test('take no part of the state away', async () => {
    const of = running();
    appendAborted(of, copyAt(45, 2), { key: partitionSnapshotKey(40), value: null });
    expect((await run(of)).by).toBe('snapshots');
  });

  test('that reflect more than was committed are left out', async () => {
    const of = running();
    appendAborted(of, snapshot('a', 51, 3));
    expect((await run(of)).unsent).toEqual(['b']);
  });

  test('that reflect what was committed are sent again, for no topic holds them', async () => {
    const of = running();
    appendAborted(of, snapshot('a', 50, 3));
    expect((await run(of)).unsent).toEqual(['a', 'b']);
  });
});

describe('nothing is restored', () => {
  const lacking = (of: Ground) => {
    of.partition('snapshots').recreate();
    of.append('snapshots', snapshot('a', 40, 3), copyAt(40, 2));
  };

  test('from a ledger that was cut behind its restore point', async () => {
    const of = running();
    of.partition('ledger').truncate(41);
    expect(await codeOf(run(of))).toBe('MS_LEDGER_TRUNCATED');
    const whole = running();
    whole.partition('ledger').truncate(40);
    expect(await codeOf(run(whole))).toBe('none');
  });

  test("from a snapshots topic that lacks a customer, when the ledger's first event is gone", async () => {
    const of = running();
    lacking(of);
    of.partition('ledger').truncate(1);
    expect(await codeOf(run(of))).toBe('MS_SNAPSHOTS_LOST');
    const whole = running();
    lacking(whole);
    expect((await run(whole)).by).toBe('ledger');
  });

  test('for a ledger that ends before what was committed', async () => {
    expect(await codeOf(run(running(), { offset: LEDGER_MESSAGES + 1 }))).toBe('MS_LEDGER_REPLACED');
    expect(await codeOf(run(running(), { offset: LEDGER_MESSAGES }))).toBe('none');
  });

  test('that another build began to fold, unless it was stopped cleanly', async () => {
    const of = running();
    const options = { ...of.options, foldVersion: 2 };
    expect(await codeOf(run(of, {}, options))).toBe('MS_FOLD_VERSION');
    const clean = running();
    clean.append('snapshots', copyAt(50, 2));
    expect(await codeOf(run(clean, { restore: 50 }, { ...clean.options, foldVersion: 2 }))).toBe('none');
  });

  test('by the offset of another program', () => {
    const committed = { offset: 50, restore: 40, commit: 9, fold: 1 };
    expect(decodeCommitted(encodeCommitted(committed))).toEqual(committed);
    expect(decodeCommitted(undefined)).toEqual({ offset: 0, restore: 0, commit: 0, fold: 0 });
    for (const metadata of [
      '',
      '{}',
      '{"v":2,"restore":4,"commit":1,"fold":1}',
      '{"v":1,"restore":51,"commit":1,"fold":1}',
      '[]',
      'null',
    ])
      expect(() => decodeCommitted({ offset: 50, metadata }), metadata).toThrow(
        "does not hold this build's metadata",
      );
  });
});
