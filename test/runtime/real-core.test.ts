import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { seededRandom } from '../../src/lib/random.ts';
import type { PopulationOptions } from '../../src/population/options.ts';
import { generateCustomer } from '../../src/population/population.ts';
import { compile } from './compiled.ts';
import { deadLetters, digest, inputFile, outputs, run, type Settings, scratch, shuffled } from './helpers.ts';

/* The whole walk with the real core, on lives of the open population: what cannot matter changes no byte. */

const compiled = compile();
const { set, dictionary } = loadSet();
const REAL = {
  definitions: set,
  dictionary,
  tuning: { engineModule: new URL('../../src/runtime/core-engine.ts', import.meta.url).href },
};

function livesOf(options: Pick<PopulationOptions, 'seed' | 'rates'>): string[] {
  const population = { customers: 24, months: 15, ...options };
  return Array.from(
    { length: population.customers },
    (_, index) => generateCustomer(population, index).events,
  ).flat();
}

/** With ids throughout and no two versions of one, so that the order of lines cannot matter. */
const smooth = livesOf({
  seed: 41,
  rates: { withoutId: 0, correction: 0, retraction: 0, pending: 0, dirty: 0 },
});
/** With every fault that a feed has. */
const rough = livesOf({ seed: 42, rates: { dirty: 1 } });
const smoothInput = inputFile(smooth, 'smooth.ndjson');
const roughInput = inputFile(rough, 'rough.ndjson');

async function bytesOf(
  settings: Partial<Settings>,
  inputs: readonly string[],
  places = true,
): Promise<string> {
  const out = scratch();
  const { tuning, ...rest } = settings;
  await run({ ...REAL, ...rest, inputs, out, tuning: { ...REAL.tuning, ...tuning } });
  return digest(out, { places });
}

const expected = await bytesOf({}, [roughInput]);
const expectedSmooth = await bytesOf({}, [smoothInput], false);

describe('the same lives give the same bytes', () => {
  test('of which there are many: of every domain, in all states', async () => {
    const out = scratch();
    const summary = await run({ ...REAL, inputs: [roughInput], out });
    const signals = outputs(out)
      .signals!.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(signals.length).toBeGreaterThan(100);
    const domains = new Map(set.definitions.map(({ id, governance }) => [id as string, governance.domain]));
    expect(new Set(signals.map(({ signal }) => domains.get(signal)))).toEqual(
      new Set(['recurring', 'mix', 'life', 'stress', 'commercial']),
    );
    expect(new Set(signals.map(({ state }) => state))).toEqual(
      new Set(['early', 'confirmed', 'fading', 'ended', 'retracted']),
    );
    const dead = Object.values(summary.events.dead).reduce((sum, count) => sum + count, 0);
    expect(dead).toBeGreaterThan(10);
    expect(deadLetters(out)).toHaveLength(dead);
    expect(summary.events.accepted + summary.events.duplicate + summary.events.late + dead).toBe(
      rough.length,
    );
  });

  test('twice', async () => {
    expect(await bytesOf({}, [roughInput])).toBe(expected);
  });

  test.each([
    ['in one bucket', { bucketBits: 0 }],
    ['in 512 buckets, most without a customer', { bucketBits: 9 }],
    ['read in blocks of 999 bytes', { blockBytes: 999 }],
    ['cut into ranges of 20,000 bytes', { rangeBytes: 20_000, bucketBits: 3 }],
  ])('%s', async (_name, tuning) => {
    expect(await bytesOf({ tuning }, [roughInput])).toBe(expected);
  });

  test('with the state on disk', async () => {
    expect(await bytesOf({ engine: 'rocksdb-native', tuning: { bucketBits: 3 } }, [roughInput])).toBe(
      expected,
    );
  });

  test.each([1, 2, 3])('whatever the order of the lines (shuffle %i)', async (seed) => {
    expect(await bytesOf({}, [inputFile(shuffled(smooth, seed))], false)).toBe(expectedSmooth);
  });

  test('whatever files the lines are cut into', async () => {
    const mixed = shuffled(smooth, 7);
    const third = Math.ceil(mixed.length / 3);
    const files = [0, 1, 2].map((part) =>
      inputFile(mixed.slice(part * third, (part + 1) * third), `${part}.ndjson`),
    );
    expect(await bytesOf({}, files, false)).toBe(expectedSmooth);
  });

  test('in one run or month after month, each going on from the state', async () => {
    const rates = { dirty: 0, late: 0, disorder: 0, pending: 0, correction: 0, retraction: 0, withoutId: 0 };
    const out = scratch();
    const byMonth = new Map<string, string[]>();
    for (const line of livesOf({ seed: 43, rates })) {
      const month = /"date":"(\d{4}-\d{2})/.exec(line)![1]!;
      byMonth.set(month, [...(byMonth.get(month) ?? []), line]);
    }
    const punctual = [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, lines]) => lines);
    for (const lines of punctual) {
      await run({ ...REAL, inputs: [inputFile(lines)], out, engine: 'rocksdb-native' });
    }
    const months = outputs(out, { places: false });
    const atOnce = scratch();
    await run({ ...REAL, inputs: [inputFile(punctual.flat())], out: atOnce });
    const missing = differences(months.signals!, outputs(atOnce, { places: false }).signals!);
    expect(missing.map((line) => line.slice(0, 200))).toEqual([]);
  });
});

/** Lines that only one of two texts has: runs appended month by month stand in the order of runs. */
function differences(a: string, b: string): string[] {
  const [left, right] = [a, b].map((text) => new Set(text.trimEnd().split('\n'))) as [
    Set<string>,
    Set<string>,
  ];
  return [...[...left].filter((line) => !right.has(line)), ...[...right].filter((line) => !left.has(line))];
}

interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly ms: number;
}

/** The program as a user starts it, in a process of its own, killed after a while if asked. */
function start(out: string, more: readonly string[] = [], killAfterMs?: number): Promise<Ended> {
  const begun = performance.now();
  const main = fileURLToPath(compiled('src/cli/main.ts'));
  const args = [
    main,
    'run',
    '--input',
    roughInput,
    '--out',
    out,
    '--transactions',
    '--store',
    'rocksdb-native',
    ...more,
  ];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, (error, stdout, stderr) => {
      clearTimeout(timer);
      const code = error === null ? 0 : ((error as { code?: number | null }).code ?? null);
      resolve({ code, said: stdout + stderr, ms: performance.now() - begun });
    });
    const timer =
      killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
}

/** Any command of the program, to its end. */
function command(
  ...args: readonly string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const main = fileURLToPath(compiled('src/cli/main.ts'));
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : ((error as { code?: number }).code ?? null), stdout, stderr });
    });
  });
}

describe('the demo', () => {
  test('makes lives, finds signals in them, says why, and how right it is', async () => {
    const out = scratch();
    const { code, stdout, stderr } = await command('demo', '--out', out, '--customers', '12');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(/events in .*events\.ndjson/);
    expect(stdout).toMatch(/new-recurring-payment · confirmed · \d+\.\d %/);
    expect(stdout).toMatch(/odds of [\d.,]+ to 1, which is/);
    expect(stdout).toMatch(/all +\d+ +[\d.]+ % +[\d.]+ %/);
    const explained = await command(
      'explain',
      '--state',
      `${out}/found/state`,
      '--customer',
      'c000001',
      '--json',
    );
    const { customer, signals, nearMisses } = JSON.parse(explained.stdout);
    expect(customer).toBe('c000001');
    expect(signals.length + nearMisses.length).toBeGreaterThan(0);
    const last = new Map(
      outputs(`${out}/found`)
        .signals!.trimEnd()
        .split('\n')
        .map((line) => {
          const signal = JSON.parse(line);
          return [signal.episode, signal];
        }),
    );
    for (const { episode, state, revision } of signals)
      expect(last.get(episode)).toMatchObject({ state, revision });
    const unknown = await command('explain', '--state', `${out}/found/state`, '--customer', 'nobody');
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toContain('MS_CUSTOMER_UNKNOWN');
    const nowhere = await command('explain', '--state', out, '--customer', 'c000001');
    expect(nowhere.stderr).toContain('MS_STATE_NONE');
  });
});

describe('the program', () => {
  test.each(['1', '4'])('gives them with %s threads', async (threads) => {
    const out = scratch();
    const { code, said } = await start(out, ['--threads', threads]);
    expect(said).not.toContain('Error');
    expect(code).toBe(0);
    expect(digest(out)).toBe(expected);
  });

  test('killed with kill -9 at random moments goes on to them', async () => {
    const undisturbed = await start(scratch());
    const random = seededRandom(5);
    let killed = 0;
    for (let life = 0; life < 3; life++) {
      const out = scratch();
      const threads = random.pick(['1', '2']);
      for (let kill = 0; kill < 3; kill++) {
        const after = random.between(200, Math.ceil(undisturbed.ms));
        if ((await start(out, ['--threads', threads], after)).code === null) killed++;
      }
      expect((await start(out, ['--threads', threads])).code).toBe(0);
      expect(digest(out)).toBe(expected);
    }
    expect(killed).toBeGreaterThan(3);
  });

  test('finds nothing to do in a file that was done', async () => {
    const out = scratch();
    await start(out);
    const { code, said } = await start(out);
    expect(code).toBe(0);
    expect(said).toContain('is skipped');
    expect(digest(out)).toBe(expected);
  });
});
