import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { seededRandom } from '../../src/lib/random.ts';
import { formatDay } from '../../src/model/day.ts';
import type { DefinitionSet } from '../../src/model/definition.ts';
import { DAY_NONE } from '../../src/model/ledger-event.ts';
import { OUT_TOPICS } from '../../src/runtime/embedded/out-files.ts';
import { runEmbedded } from '../../src/runtime/run-embedded.ts';
import type { Progress, RunOptions, RunSummary } from '../../src/runtime/run-options.ts';

export const STAND_IN = new URL('./stand-in-engine.ts', import.meta.url).href;
export const NO_DEFINITIONS: DefinitionSet = {
  hash: 'd0',
  epoch: 0,
  dictionaryHash: 'm0',
  definitions: [],
  notes: [],
};
/** 2025-03-01. */
export const FIRST_DAY = 20148;

const root = mkdtempSync(join(tmpdir(), 'milestream-runtime-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A directory of a test's own, removed behind the file's last test. */
export function scratch(): string {
  return mkdtempSync(join(root, 'test-'));
}

export type Settings = Partial<RunOptions> & { readonly inputs: readonly string[]; readonly out: string };

/** All options of a run, small and with the stand-in core unless said otherwise. */
export function runOptions(settings: Settings): RunOptions {
  const { tuning, ...given } = settings;
  return {
    state: join(settings.out, 'state'),
    format: 'plain',
    asOf: undefined,
    historyUntil: DAY_NONE,
    zone: 'UTC',
    transactions: true,
    threads: 1,
    memoryBytes: 64 * 1024 * 1024,
    engine: 'memory',
    deadLetterBytes: true,
    definitions: NO_DEFINITIONS,
    dictionary: undefined,
    sync: false,
    partySecret: 'a secret of the tests',
    ...given,
    tuning: { engineModule: STAND_IN, ...tuning },
  };
}

/** Runs in this process. */
export function run(settings: Settings, said: Progress[] = []): Promise<RunSummary> {
  return runEmbedded(runOptions(settings), (progress) => said.push(progress));
}

/** The sentences and warnings of a run. */
export function sentences(said: readonly Progress[]): string[] {
  return said.flatMap((progress) => (progress.kind === 'progress' ? [] : [progress.text]));
}

/** The output files that the promise of same bytes holds for; `places` drops where transactions stood. */
export function outputs(
  out: string,
  options: { readonly places: boolean } = { places: true },
): Record<string, string> {
  return Object.fromEntries(
    OUT_TOPICS.filter((topic) => topic !== 'dead-letters').map((topic) => {
      const text = readFileSync(join(out, `${topic}.ndjson`), 'utf8');
      return [topic, options.places ? text : text.replaceAll(/,"source":\{[^}]*\}/g, '')];
    }),
  );
}

/** One short text that stands for all outputs. */
export function digest(out: string, options?: { readonly places: boolean }): string {
  return createHash('sha256')
    .update(JSON.stringify(outputs(out, options)))
    .digest('hex')
    .slice(0, 16);
}

export function deadLetters(out: string): {
  code: string;
  detail: string;
  place: { file: string; line: number };
  bytes?: string;
  truncated?: boolean;
}[] {
  const lines = readFileSync(join(out, 'dead-letters.ndjson'), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

export function transaction(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    kind: 'transaction',
    id: 't1',
    customer: 'c1',
    account: 'a1',
    date: '2025-03-02',
    amount: '-9.99',
    currency: 'EUR',
    description: 'M1',
    ...fields,
  });
}

/** Lines of many customers over some months, mixed: with and without ids, retracted, corrected, consents, ticks. */
export function population(options: {
  readonly customers: number;
  readonly days?: number;
  readonly seed?: number;
  readonly ordered?: boolean;
}): string[] {
  const { customers, days = 90, seed = 1 } = options;
  const random = seededRandom(seed);
  const lines: { day: number; text: string }[] = [];
  for (let index = 0; index < customers; index++) {
    // Names that differ in length and alphabet, since files are ordered by their bytes.
    const customer = random.pick(['c', 'kunde-', 'müller ', '客', '😀']) + index;
    for (let day = 0; day < days; day += random.between(1, 6)) {
      const date = formatDay(FIRST_DAY + day);
      const id = `t${day}`;
      const fields = {
        customer,
        id,
        date,
        account: `a${random.between(1, 2)}`,
        description: `M${random.between(1, 9)} ß`,
      };
      const amount = `-${random.between(1, 90)}.${random.between(10, 99)}`;
      lines.push({ day, text: transaction({ ...fields, amount }) });
      if (random.chance(0.1)) {
        const at = `${formatDay(FIRST_DAY + day)}T10:00:00Z`;
        lines.push({
          day,
          text: JSON.stringify({ kind: 'consent', customer, purpose: 'marketing', state: 'given', at }),
        });
        lines.push({
          day,
          text: transaction({
            ...fields,
            id: `s${day}`,
            amount,
            seen: at,
            counterparty: { name: 'Ärzte', iban: 'DE02120300000000202051' },
          }),
        });
        lines.push({
          day,
          text: transaction({
            ...fields,
            id: undefined,
            amount,
            channel: 'card',
            mcc: '5411',
            balanceAfter: '10.00',
          }),
        });
      }
    }
  }
  lines.sort((a, b) => a.day - b.day);
  return lines.map(({ text }) => text);
}

export function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  const result = [...values];
  for (let index = result.length - 1; index > 0; index--) {
    const other = random.between(0, index);
    [result[index], result[other]] = [result[other]!, result[index]!];
  }
  return result;
}

/** Writes lines into a file of a directory of its own; gives the path. */
export function inputFile(lines: readonly string[], name = 'events.ndjson', directory = scratch()): string {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
}
