import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDay } from '../../src/model/day.ts';
import type { Progress } from '../../src/runtime/run-options.ts';
import {
  digest,
  inputFile,
  NO_DEFINITIONS,
  outputs,
  population,
  run,
  scratch,
  sentences,
  transaction,
} from './helpers.ts';

const lines = population({ customers: 80 });
const dayOf = (line: string): string => /"(?:date|at)":"(\d{4}-\d\d-\d\d)/.exec(line)![1]!;
const early = inputFile(lines.filter((line) => dayOf(line) < '2025-04-20'));
const late = inputFile(lines.filter((line) => dayOf(line) >= '2025-04-20'));
const all = inputFile(lines);
const places = { places: false };
const settings = { engine: 'rocksdb-native', tuning: { bucketBits: 3 } } as const;

async function oneRun(): Promise<string> {
  const out = scratch();
  await run({ ...settings, inputs: [all], out });
  return out;
}

describe('a second run', () => {
  test('over later files gives what one run over both gives', async () => {
    const out = scratch();
    const first = await run({ ...settings, inputs: [early], out });
    const second = await run({ ...settings, inputs: [late], out, tuning: { bucketBits: 1 } });
    expect(outputs(out, places)).toEqual(outputs(await oneRun(), places));
    expect(second.ticks?.from).toBe('2025-04-20');
    expect(first.customers.new).toBeGreaterThan(70);
    expect(second.customers.total).toBe(80);
  });

  test('with more buckets than slices finds whose time has come', async () => {
    const out = scratch();
    await run({ ...settings, inputs: [early], out, tuning: { bucketBits: 9 } });
    await run({ ...settings, inputs: [late], out, tuning: { bucketBits: 8 } });
    expect(digest(out, places)).toBe(digest(await oneRun(), places));
  });

  test('without any event, up to a later day, lets time pass for everyone', async () => {
    const out = scratch();
    await run({ ...settings, inputs: [early], out });
    const before = outputs(out).signals!;
    const empty = inputFile([]);
    const summary = await run({ ...settings, inputs: [empty], out, asOf: parseDay('2025-07-01')! });
    const added = outputs(out).signals!.slice(before.length).trimEnd().split('\n');
    expect(outputs(out).signals!.startsWith(before)).toBe(true);
    expect(added).toHaveLength(80);
    expect(added.every((line) => line.includes('"quiet"'))).toBe(true);
    expect(summary.ticks).toEqual({ from: '2025-04-20', to: '2025-07-01' });
    expect(summary.customers).toEqual({ touched: 80, new: 0, total: 80 });
  });

  test('over the same file changes nothing and says that it was skipped', async () => {
    const out = scratch();
    await run({ ...settings, inputs: [all], out });
    const before = digest(out);
    const said: Progress[] = [];
    const copy = inputFile(lines, 'another-name.ndjson');
    const summary = await run({ ...settings, inputs: [copy], out }, said);
    expect(digest(out)).toBe(before);
    expect(sentences(said)).toContain(`${copy} is skipped: it was done before, as ${all}.`);
    expect(summary.files).toMatchObject([{ name: copy, status: 'skipped' }]);
    expect(summary.nothingAccepted).toBe(false);
  });

  test('over a file of the same size but other content reads it', async () => {
    const out = scratch();
    await run({ ...settings, inputs: [inputFile([transaction({ id: 't1' })])], out });
    const summary = await run({ ...settings, inputs: [inputFile([transaction({ id: 't2' })])], out });
    expect(summary.events.accepted).toBe(1);
  });

  test('says when definitions or dictionary have changed', async () => {
    const out = scratch();
    await run({ ...settings, inputs: [early], out });
    const said: Progress[] = [];
    const definitions = { ...NO_DEFINITIONS, hash: 'd1' };
    const summary = await run({ ...settings, inputs: [late], out, definitions }, said);
    expect(sentences(said).join()).toContain('signal definitions have changed since the last run');
    expect(sentences(said).join()).not.toContain('dictionary has changed');
    expect(summary.definitions).toEqual({ hash: 'd1', changed: true });
    expect(summary.dictionary.changed).toBe(false);
  });

  test('takes an event of a day that has passed after the tick that passed it, also of a new customer', async () => {
    const out = scratch();
    await run({ ...settings, inputs: [inputFile([transaction({ date: '2025-03-20' })])], out });
    const before = outputs(out).transactions!;
    const behind = transaction({ customer: 'c2', date: '2025-03-05' });
    await run({
      ...settings,
      inputs: [inputFile([behind, transaction({ id: 't2', date: '2025-03-06' })])],
      out,
    });
    const added = outputs(out).transactions!.slice(before.length).trimEnd().split('\n');
    expect(added.map((line) => JSON.parse(line).day)).toEqual(['2025-03-20', '2025-03-20']);
  });

  test('into another, new directory begins its files there', async () => {
    const out = scratch();
    const other = scratch();
    await run({ ...settings, inputs: [early], out });
    await run({ ...settings, inputs: [late], out: other, state: join(out, 'state') });
    const first = outputs(out, places).signals!;
    expect(first + outputs(other, places).signals!).toBe(outputs(await oneRun(), places).signals);
  });

  test('goes on after the whole directory was moved', async () => {
    const out = scratch();
    await run({ ...settings, inputs: [early], out });
    const moved = `${out}-moved`;
    renameSync(out, moved);
    await run({ ...settings, inputs: [late], out: moved });
    expect(digest(moved, places)).toBe(digest(await oneRun(), places));
  });

  test('is refused when an output was changed', async () => {
    const out = scratch();
    await run({ ...settings, inputs: [early], out });
    const signals = join(out, 'signals.ndjson');
    const before = readFileSync(signals);
    appendFileSync(signals, 'mine\n');
    await expect(run({ ...settings, inputs: [late], out })).rejects.toMatchObject({ code: 'MS_OUT_CHANGED' });
    writeFileSync(signals, before.subarray(0, 10));
    await expect(run({ ...settings, inputs: [late], out })).rejects.toMatchObject({ code: 'MS_OUT_CHANGED' });
    writeFileSync(signals, before);
    await run({ ...settings, inputs: [late], out });
    expect(digest(out, places)).toBe(digest(await oneRun(), places));
  });

  test('with no state of its own never writes over the outputs of another', async () => {
    const out = scratch();
    await run({ ...settings, inputs: [early], out });
    const before = digest(out);
    await expect(run({ inputs: [late], out })).rejects.toMatchObject({ code: 'MS_OUT_CHANGED' });
    expect(digest(out)).toBe(before);
  });
});

describe('time', () => {
  test('a first day of ticks lies at the first event, the last at the last event or tick', async () => {
    const tick = '{"kind":"tick","at":"2025-03-20T00:00:00Z"}';
    const summary = await run({
      inputs: [inputFile([transaction({ date: '2025-03-05' }), tick])],
      out: scratch(),
    });
    expect(summary.ticks).toEqual({ from: '2025-03-05', to: '2025-03-20' });
    expect(summary.events).toMatchObject({ read: 2, accepted: 2 });
  });

  test('a last day of 46 days behind the one before it is warned of, of 45 is not', async () => {
    const warned = async (date: string, state = scratch()) => {
      const said: Progress[] = [];
      const inputs = [inputFile([transaction({ date: '2025-03-01' }), transaction({ id: 't2', date })])];
      await run({ inputs, out: state }, said);
      return said.filter(({ kind }) => kind === 'warning').length;
    };
    expect(await warned('2025-04-15')).toBe(0);
    expect(await warned('2025-04-16')).toBe(1);
  });

  test('events behind --as-of are dead letters, and ticks end there', async () => {
    const out = scratch();
    const inputs = [
      inputFile([transaction({ date: '2025-03-01' }), transaction({ id: 't2', date: '2025-03-05' })]),
    ];
    const summary = await run({ inputs, out, asOf: parseDay('2025-03-04')! });
    expect(summary.events).toMatchObject({ accepted: 1, dead: { MS_AFTER_AS_OF: 1 } });
    expect(summary.ticks?.to).toBe('2025-03-04');
  });
});
