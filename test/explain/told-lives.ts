import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { explainCommand } from '../../src/cli/explain-command.ts';
import { loadSet } from '../../src/cli/load-set.ts';
import { expandTimeline, parseTimelines } from '../../src/definitions/timeline.ts';
import type { Activation } from '../../src/model/activation.ts';
import { DAY_NONE } from '../../src/model/ledger-event.ts';
import type { Signal } from '../../src/model/signal.ts';
import { generateCustomer } from '../../src/population/population.ts';
import { readTimelineFiles } from '../../src/runtime/load-definitions.ts';
import { runEmbedded } from '../../src/runtime/run-embedded.ts';

/** A customer whose every word would run, if a page let it. */
export const HOSTILE = `c"><script>alert('customer')</script>&`;
export const HOSTILE_NAME = `<script>alert(1)</script> <img src=http://x.invalid/a onerror=alert(2)>`;
const HOSTILE_ACCOUNT = `a"><svg onload=alert(3)>`;
/** A customer with a signal of the tier that names nobody. */
export const SENSITIVE = 'parent';

/** A run on a few lives, with all that a page is made of. */
export interface ToldLives {
  readonly state: string;
  readonly out: string;
  readonly customers: readonly string[];
  readonly signals: readonly Signal[];
  readonly activations: readonly Activation[];
}

/** Runs some lives of the open population, a hostile one and one with a birth, on disk, as the command does. */
export async function tellLives(): Promise<ToldLives> {
  const folder = mkdtempSync(join(tmpdir(), 'milestream-explain-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const population = { customers: 2, months: 14, seed: 41 };
  const lines = Array.from(
    { length: population.customers },
    (_, index) => generateCustomer(population, index).events,
  ).flat();
  const input = join(folder, 'events.ndjson');
  const own = [...hostileLife(), ...birth()].map((event) => JSON.stringify(event));
  writeFileSync(input, [...lines, ...own].map((line) => `${line}\n`).join(''));
  const out = join(folder, 'found');
  const { set, dictionary } = loadSet();
  await runEmbedded(
    {
      inputs: [input],
      out,
      state: join(out, 'state'),
      format: 'plain',
      asOf: undefined,
      historyUntil: DAY_NONE,
      zone: 'UTC',
      transactions: true,
      threads: 1,
      memoryBytes: 64 * 1024 * 1024,
      engine: 'auto',
      deadLetterBytes: true,
      definitions: set,
      dictionary,
      sync: false,
      partySecret: 'a secret of the tests',
      tuning: { engineModule: new URL('../../src/runtime/core-engine.ts', import.meta.url).href },
    },
    () => undefined,
  );
  const signals = records<Signal>(out, 'signals');
  return {
    state: join(out, 'state'),
    out,
    customers: [...new Set(signals.map(({ customer }) => customer))],
    signals,
    activations: records<Activation>(out, 'activations'),
  };
}

/** The records of one output. */
export function records<Line>(out: string, topic: string): readonly Line[] {
  const text = readFileSync(join(out, `${topic}.ndjson`), 'utf8').trimEnd();
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as Line);
}

/** What the command says, and its exit code. */
export async function explain(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly said: string; readonly complaints: string }> {
  const { write: toOut } = process.stdout;
  const { write: toErr } = process.stderr;
  let [said, complaints] = ['', ''];
  process.stdout.write = (text: string | Uint8Array) => {
    said += String(text);
    return true;
  };
  process.stderr.write = (text: string | Uint8Array) => {
    complaints += String(text);
    return true;
  };
  try {
    const code = await explainCommand(args);
    return { code, said, complaints };
  } finally {
    process.stdout.write = toOut;
    process.stderr.write = toErr;
  }
}

/** A subscription that begins in the middle of other spending, and stops. */
function hostileLife(): Readonly<Record<string, unknown>>[] {
  const line = (id: string, date: string, amount: string, description: string) => ({
    ...{ kind: 'transaction', id, customer: HOSTILE, account: HOSTILE_ACCOUNT },
    ...{ date, amount, currency: 'EUR', description, channel: 'card', balanceAfter: '812.40' },
  });
  const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => `${month}`.padStart(2, '0'));
  return months.flatMap((month, index) => [
    line(`groceries-${month}`, `2025-${month}-04`, `-${40 + index}.10`, 'EDEKA CENTER'),
    ...(index >= 4 && index <= 8 ? [line(`<i>${month}`, `2025-${month}-17`, '-19.99', HOSTILE_NAME)] : []),
  ]);
}

/** The first life of the definition's own timelines that must be found. */
function birth(): Readonly<Record<string, unknown>>[] {
  const file = readTimelineFiles().find((each) => each.file.endsWith('new-baby.test.yaml'))!;
  const parsed = parseTimelines(file.text, file.file);
  if ('problems' in parsed) throw new Error('the timelines of new-baby cannot be read');
  const timeline = parsed.timelines.find(({ expect }) => expect !== 'silent')!;
  return expandTimeline(timeline).map((event) => ({ ...event, customer: SENSITIVE }));
}
