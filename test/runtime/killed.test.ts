import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/lib/random.ts';
import type { RunSummary } from '../../src/runtime/run-options.ts';
import { openStore } from '../../src/store/open-store.ts';
import { compile } from './compiled.ts';
import { deadLetters, digest, inputFile, population, runOptions, type Settings, scratch } from './helpers.ts';

const compiled = compile();
const lines = population({ customers: 250, days: 60 });
const input = inputFile([...lines, '{"broken":', ...lines.slice(0, 50)]);
const later = inputFile(
  population({ customers: 280, days: 100, seed: 2 }).filter((line) => /2025-0[56]/.test(line)),
);

interface Ended {
  readonly code: number | null;
  readonly killed: boolean;
  readonly said: string;
  readonly summary: RunSummary | undefined;
}

interface Killing {
  readonly killAt?: { readonly point: string; readonly time: number; readonly signal?: 'SIGINT' };
  readonly killAfterMs?: number;
}

/** A run on the compiled program, in a process of its own. */
function runChild(settings: Settings, killing: Killing = {}): Promise<Ended> {
  const tuning = {
    engineModule: compiled('test/runtime/stand-in-engine.ts'),
    rangeBytes: 30_000,
    bucketBits: 4,
    ...settings.tuning,
  };
  const options = runOptions({ engine: 'rocksdb-native', ...settings, tuning });
  const told = JSON.stringify({ options, killAt: killing.killAt });
  const child = spawn(process.execPath, [fileURLToPath(compiled('test/runtime/run-child.ts')), told], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer =
    killing.killAfterMs === undefined
      ? undefined
      : setTimeout(() => child.kill('SIGKILL'), killing.killAfterMs);
  let stdout = '';
  let said = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({
        code,
        killed: signal === 'SIGKILL',
        said,
        summary: stdout === '' ? undefined : JSON.parse(stdout),
      });
    });
  });
}

async function undisturbed(): Promise<{
  readonly out: string;
  readonly first: string;
  readonly both: string;
  readonly ms: number;
}> {
  const out = scratch();
  const begun = performance.now();
  const { code, said } = await runChild({ inputs: [input], out });
  const ms = performance.now() - begun;
  expect(said).not.toContain('Error');
  expect(code).toBe(0);
  const first = digest(out);
  await runChild({ inputs: [later], out });
  return { out, first, both: digest(out), ms };
}

const whole = await undisturbed();

/** Both runs, the first as it was left; a directory of the run must not stay. */
async function expectSame(out: string, threads = 1): Promise<void> {
  const again = await runChild({ inputs: [input], out, threads });
  expect(again.said).not.toContain('Error');
  expect(digest(out)).toBe(whole.first);
  expect(deadLetters(out)).toHaveLength(1);
  expect(existsSync(join(out, 'state', 'run'))).toBe(false);
  expect(readFileSync(join(out, 'summary.json'), 'utf8')).toContain('"accepted"');
  const next = await runChild({ inputs: [input, later], out, threads });
  expect(next.said).toContain('is skipped');
  expect(digest(out)).toBe(whole.both);
}

describe('a run that was killed', () => {
  const points = [
    ['range-read', 3],
    ['read', 1],
    ['index-written', 1],
    ['journal-written', 1],
    ['bucket-folded', 1],
    ['bucket-folded', 9],
    ['bucket-committed', 1],
    ['bucket-committed', 15],
    ['out-cut', 1],
    ['topic-merged', 1],
    ['topic-merged', 4],
    ['summary-written', 1],
    ['committed', 1],
  ] as const;

  test.concurrent.each(points)('at "%s", time %i, goes on to the same bytes', async (point, time) => {
    const out = scratch();
    const { killed } = await runChild({ inputs: [input], out }, { killAt: { point, time } });
    expect(killed).toBe(true);
    await expectSame(out);
  });

  test.concurrent('again and again at every point goes on to the same bytes', async () => {
    const out = scratch();
    for (const [point] of points) {
      const { killed } = await runChild({ inputs: [input], out }, { killAt: { point, time: 1 } });
      if (!killed) break;
    }
    await expectSame(out);
  });

  test.concurrent.each([
    1, 2, 3, 4, 5, 6, 7, 8,
  ])('at three random moments goes on to the same bytes (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const out = scratch();
    const threads = random.pick([1, 3]);
    for (let kill = 0; kill < 3; kill++) {
      await runChild(
        { inputs: [input], out, threads },
        { killAfterMs: random.between(60, Math.ceil(whole.ms * 1.1)) },
      );
    }
    await expectSame(out, threads);
  });

  test('while reading leaves nothing changed', async () => {
    const out = scratch();
    await runChild({ inputs: [input], out }, { killAt: { point: 'range-read', time: 2 } });
    expect(existsSync(join(out, 'signals.ndjson'))).toBe(false);
    const again = await runChild({ inputs: [later], out });
    expect(again.said).not.toContain('An earlier run was not finished');
    expect(again.summary?.events.read).toBeGreaterThan(1000);
  });

  test('while folding is finished first, with other inputs given, and says so', async () => {
    const out = scratch();
    await runChild({ inputs: [input], out }, { killAt: { point: 'bucket-committed', time: 5 } });
    const again = await runChild({ inputs: [later], out });
    expect(again.said).toContain('An earlier run was not finished: it is finished first');
    expect(digest(out)).toBe(whole.both);
  });

  test('tells of the whole run when the same inputs are given again', async () => {
    const out = scratch();
    await runChild({ inputs: [input], out }, { killAt: { point: 'topic-merged', time: 2 } });
    const { summary } = await runChild({ inputs: [input], out });
    expect(summary?.resumed).toBe(true);
    expect(summary?.events.read).toBe(lines.length + 51);
  });
});

describe('a run that was asked to stop', () => {
  test.each([1, 2])('while folding says how to go on, and goes on (threads %i)', async (threads) => {
    const out = scratch();
    const settings = { inputs: [input], out, threads };
    const { code, said } = await runChild(settings, {
      killAt: { point: 'bucket-committed', time: 2, signal: 'SIGINT' },
    });
    expect(code).toBe(1);
    expect(said).toContain('MS_INTERRUPTED');
    expect(said).toContain('start the same command again and it goes on from there');
    await expectSame(out, threads);
  });

  test('while reading has changed nothing, and says so', async () => {
    const out = scratch();
    const { said } = await runChild(
      { inputs: [input], out },
      {
        killAt: { point: 'range-read', time: 2, signal: 'SIGINT' },
      },
    );
    expect(said).toContain('Nothing was changed: start the same command again');
    expect(readdirSync(out)).toEqual(['state']);
    await expectSame(out);
  });
});

describe('threads', () => {
  test.each([2, 4])('%i give the same bytes as one', async (threads) => {
    const out = scratch();
    const { code, said } = await runChild({ inputs: [input], out, threads });
    expect(said).not.toContain('Error');
    expect(code).toBe(0);
    expect(digest(out)).toBe(whole.first);
    await runChild({ inputs: [later], out, threads, tuning: { bucketBits: 9 } });
    expect(digest(out)).toBe(whole.both);
  });

  test('an error in a thread keeps its code', async () => {
    const out = scratch();
    const missing = join(scratch(), 'gone.ndjson');
    const { code, said } = await runChild({ inputs: [missing], out, threads: 2 });
    expect(code).toBe(1);
    expect(said).toContain('MS_INPUT_MISSING');
    expect(said).toContain(missing);
  });

  test('on a state directory that another process holds, a run is refused, and goes through when it is free', async () => {
    const out = scratch();
    const { store } = await openStore({ engine: 'rocksdb-native', location: join(out, 'state') });
    const refused = await runChild({ inputs: [input], out });
    expect(refused.said).toContain('MS_STORE_LOCKED');
    await store.close();
    expect((await runChild({ inputs: [input], out })).code).toBe(0);
    expect(statSync(join(out, 'signals.ndjson')).size).toBeGreaterThan(0);
  });
});
