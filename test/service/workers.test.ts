import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { OperationalError } from '../../src/errors/operational-error.ts';
import { SimulatedLog } from '../../src/log/simulated-log.ts';
import type { ConsentEvent } from '../../src/model/ledger-event.ts';
import { encodeLedgerEvent } from '../../src/registry/ledger-codec.ts';
import { DetectorWorker } from '../../src/runtime/service/detector-worker.ts';
import { encodeEventBlocks, encodeTicks } from '../../src/runtime/service/ledger-block.ts';
import {
  appendLedger,
  asCustomer,
  codeOf,
  committedOf,
  consentOf,
  ground,
  outputsOf,
  settle,
  until,
} from './ground.ts';

type Ground = ReturnType<typeof ground>;

/** Works until all of the ledger is committed, then stops cleanly. */
async function workAll(of: Ground, options = of.options): Promise<void> {
  const worker = new DetectorWorker(options);
  const done = worker.run();
  done.catch(() => undefined);
  await until(of, () => committedOf(of).offset === of.partition('ledger').range.end);
  worker.stop();
  await settle(of.scheduler, done);
}

describe('a detector worker', () => {
  test('that is stopped leaves nothing to replay: the restore point is the committed offset', async () => {
    const of = ground();
    appendLedger(of, consentOf('a', 1), consentOf('b', 2), encodeTicks(20_000, 0, 64), consentOf('a', 3));
    await workAll(of);
    const { offset, restore } = committedOf(of);
    expect([offset, restore]).toEqual([4, 4]);
    expect(outputsOf(of)).toEqual(['a', 'b', 'a']);
  });

  test('of another fold version goes on behind a clean stop, and refuses behind a crash', async () => {
    const of = ground();
    appendLedger(of, consentOf('a', 1), consentOf('b', 2));
    await workAll(of);
    appendLedger(of, consentOf('a', 3));
    const crashing = new DetectorWorker({ ...of.options, foldVersion: 2 }).run();
    crashing.catch(() => undefined);
    await until(of, () => committedOf(of).offset === 3);
    // The newer build's first commit, over a restore point of the older one.
    expect(committedOf(of).restore).toBe(2);
    of.process.alive = false;
    of.disk.unlock();
    for (const consumer of of.log.consumers) consumer.leave();
    const next = restarted(of);
    for (const foldVersion of [1, 3]) {
      const refused = new DetectorWorker({ ...next, foldVersion }).run();
      expect(await codeOf(settle(of.scheduler, refused))).toBe('MS_FOLD_VERSION');
    }
    appendLedger(of, consentOf('b', 4));
    await workAll(of, { ...next, foldVersion: 2 });
    expect(outputsOf(of)).toEqual(['a', 'b', 'a', 'b']);
  });

  test('refuses to say everything again when Kafka has forgotten what was committed', async () => {
    const of = ground();
    appendLedger(of, consentOf('a', 1));
    await workAll(of);
    of.broker.forgetOffsets('app-detector');
    expect(await codeOf(settle(of.scheduler, new DetectorWorker(of.options).run()))).toBe('MS_OFFSET_LOST');
    // Another application over the same ledger has a beginning of its own.
    const other = new DetectorWorker({ ...of.options, app: 'other' });
    const done = other.run();
    await until(of, () => outputsOf(of).length === 2);
    other.stop();
    await settle(of.scheduler, done);
    expect(outputsOf(of)).toEqual(['a', 'a']);
  });

  test('stops before it commits anything when the ledger has a gap', async () => {
    const of = ground();
    appendLedger(of, consentOf('a', 1), consentOf('b', 2));
    await workAll(of);
    appendLedger(of, consentOf('c', 3), consentOf('d', 4));
    of.partition('ledger').truncate(3);
    const ended = codeOf(settle(of.scheduler, new DetectorWorker(of.options).run()));
    expect(await ended).toMatch(/^MS_LEDGER_(GAP|TRUNCATED)$/);
    expect(committedOf(of).offset).toBe(2);
  });

  test('stops at bytes that are no block, and commits what stands before them in other batches only', async () => {
    const of = ground();
    appendLedger(of, Buffer.from('no block'));
    expect(await codeOf(settle(of.scheduler, new DetectorWorker(of.options).run()))).toBe('MS_LEDGER_NEWER');
    expect(committedOf(of).offset).toBe(0);
  });

  test('stops when a source begins again below its mark for longer than it may', async () => {
    const of = ground();
    const options = { ...of.options, tuning: { ...of.options.tuning, repeatsMax: 3 } };
    const again = Array.from({ length: 4 }, () => consentOf('a', 1));
    appendLedger(of, consentOf('a', 9), ...again.slice(1), consentOf('a', 10));
    await workAll(of, options);
    appendLedger(of, ...again);
    expect(await codeOf(settle(of.scheduler, new DetectorWorker(options).run()))).toBe('MS_SOURCE_REPEATS');
  });

  test('lets the same source begin again under a higher epoch', async () => {
    const of = ground();
    appendLedger(of, consentOf('a', 9));
    const [block] = encodeEventBlocks({ source: 's', epoch: 1, partition: 0 }, [
      { offset: 0, index: 0, bytes: encodeLedgerEvent(consentEvent()) },
    ]);
    appendLedger(of, block!, consentOf('a', 10));
    await workAll(of);
    // The old epoch is over: what it still brings was taken in before.
    expect(outputsOf(of)).toEqual(['a', 'z']);
  });

  test('gives up after some attempts when the disk cannot be written, and commits nothing behind it', async () => {
    const of = ground();
    appendLedger(of, consentOf('a', 1));
    const full = new OperationalError('MS_DISK_FULL', 'the disk is full', { retriable: true });
    const stores = {
      open: async (partition: number, how: 'as-it-is' | 'anew') => {
        const store = await of.options.stores.open(partition, how);
        return Object.assign(store, { write: () => Promise.reject(full) });
      },
    };
    expect(await codeOf(settle(of.scheduler, new DetectorWorker({ ...of.options, stores }).run()))).toBe(
      'MS_DISK_FULL',
    );
    expect(committedOf(of).offset).toBe(0);
  });
});

function consentEvent(): ConsentEvent {
  return {
    kind: 'consent',
    customer: asCustomer('z'),
    purpose: 'service',
    state: 'given',
    at: 1,
    day: 1,
    orderDay: 1,
    orderInstant: 1,
  };
}

/** The options of a new process on the same machine. */
function restarted(of: Ground): Ground['options'] {
  const process = { name: 'q', alive: true, stoppedUntil: 0 };
  const { scheduler } = of;
  return {
    ...of.options,
    log: new SimulatedLog(of.broker, process),
    clock: { now: () => scheduler.now, sleep: (ms) => scheduler.sleep(process, ms) },
    stores: of.disk.storesOf(process, scheduler),
  };
}
