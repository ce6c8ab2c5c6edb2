import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { DetectorWorker } from '../../src/runtime/service/detector-worker.ts';
import { encodeTicks } from '../../src/runtime/service/ledger-block.ts';
import type { DetectorOptions } from '../../src/runtime/service/service-options.ts';
import { openStore } from '../../src/store/open-store.ts';
import { appendLedger, committedOf, ground, outputsOf, paymentOf } from './ground.ts';

/* The same worker over a real RocksDB: nothing of it is simulated but the log. */

const root = mkdtempSync(join(tmpdir(), 'milestream-service-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a worker goes on from a real disk, with its customers and their timers', async () => {
  const of = ground();
  const location = join(root, 'state');
  const options: DetectorOptions = {
    ...of.options,
    stores: {
      open: async (_partition, how) => {
        if (how === 'anew') rmSync(location, { recursive: true, force: true });
        return (await openStore({ engine: 'auto', location })).store;
      },
    },
  };
  const day = 20_000;
  const work = async () => {
    const worker = new DetectorWorker(options);
    const done = worker.run();
    done.catch(() => undefined);
    let isDone = false;
    const ended = done.finally(() => {
      isDone = true;
    });
    ended.catch(() => undefined);
    while (!isDone) {
      if (committedOf(of).offset === of.partition('ledger').range.end) worker.stop();
      await of.scheduler.step();
      // A real disk needs real time.
      await setTimeout(1);
    }
    await ended;
  };
  appendLedger(of, encodeTicks(day, 0, 64), paymentOf('a', 1, day), paymentOf('b', 2, day));
  await work();
  appendLedger(of, encodeTicks(day + 19, 0, 64));
  await work();
  expect(outputsOf(of, 'signals')).toEqual([]);
  appendLedger(of, encodeTicks(day + 20, 0, 64));
  await work();
  expect(outputsOf(of, 'signals').sort()).toEqual(['a', 'b']);
  expect(of.said.flatMap((event) => (event.kind === 'restored' ? [event.by] : []))).toEqual([
    'snapshots',
    'disk',
    'disk',
  ]);
});
