import { describe, expect, test } from 'vitest';
import { realCore } from './cores.ts';
import { livesOf } from './lives.ts';
import { runHistory } from './run-history.ts';
import { runRange } from './run-range.ts';

/*
 * Whole histories of the service, drawn by a seed: customers, events, ticks, activations, members that come and go, and
 * a log, machines and disks that fail at every step. Each is held against a sequential fold of its ledger.
 * Many more of them: `npm run simulate -- --histories 100000 --seed 1`; all moments of one: `--trace SEED`.
 */

const HISTORIES = 500;

describe('histories', () => {
  test('end with the outputs of a sequential fold: nothing lost, nothing twice, order kept', async () => {
    const { findings, counts } = await runRange({ from: 1, count: HISTORIES });
    expect(findings.map(({ seed, wrong, trace }) => [seed, wrong, ...trace.slice(-20)].join('\n'))).toEqual(
      [],
    );
    // Nothing is proven by faults that do not happen.
    for (const what of [
      'crash',
      'stop',
      'stopped cleanly',
      'disk-gone',
      'byte-flipped',
      'store-set-aside',
      'compaction',
      'snapshots-gone',
      'retention',
      'restored by disk',
      'restored by snapshots',
      'restored by ledger',
      'snapshots-anew',
      'commit-retried',
      'send-retried',
      'opened-again',
      'lost: revoked',
      'lost: fenced',
      'lost: overtaken',
      'activated',
      'waits-for-definitions',
      'held-back',
      'source-offsets-gone',
      'MS_LEDGER_TRUNCATED',
      'MS_SNAPSHOTS_LOST',
      'MS_OFFSET_LOST',
    ])
      expect(counts[what] ?? 0, what).toBeGreaterThan(0);
  });

  test('are the same from the same seed', async () => {
    const [first, second] = [
      await runRange({ from: 77, count: 2, isTraced: true }),
      await runRange({ from: 77, count: 2, isTraced: true }),
    ];
    expect(first.trace.length).toBeGreaterThan(100);
    expect(second.trace).toEqual(first.trace);
  });

  test('of real lives, with the real core, end the same way', async () => {
    const core = realCore();
    let signals = 0;
    for (const seed of [1, 2, 3]) {
      const { wrong, counts } = await runHistory(seed, core, { lives: livesOf(seed, 3, 9) });
      expect(wrong, `seed ${seed}`).toBeUndefined();
      signals += counts.signals ?? 0;
    }
    expect(signals).toBeGreaterThan(10);
  });
});
