import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ExplainedSignal, Explanation } from '../../src/explain/explain-customer.ts';
import { readCustomer } from '../../src/runtime/read-customer.ts';
import { readCustomerLines } from '../../src/runtime/read-customer-lines.ts';
import { newestRevisions, readEmitted } from '../../src/runtime/read-emitted.ts';
import { explain, HOSTILE, tellLives } from '../explain/told-lives.ts';

const folder = mkdtempSync(join(tmpdir(), 'milestream-explain-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const lives = await tellLives();
const customer = 'c000001';
const own = newestRevisions(lives.signals.filter((signal) => signal.customer === customer));

async function explained(...more: readonly string[]): Promise<Explanation> {
  const { said } = await explain('--state', lives.state, '--customer', customer, '--json', ...more);
  return JSON.parse(said) as Explanation;
}

/** A signal as it stood in the outputs. */
function told(signal: ExplainedSignal) {
  const { asTold, today, ...rest } = signal;
  expect(asTold).toBe(true);
  return rest;
}

describe('milestream explain', () => {
  test('tells every signal as it was put out, in the order of their days', async () => {
    const { signals } = await explained();
    expect(own.size).toBeGreaterThan(3);
    expect(new Map(signals.map((signal) => [signal.episode, told(signal)]))).toEqual(own);
    const days = signals.map(({ happened }) => happened.from);
    expect(days).toEqual([...days].sort());
  });

  test('says so where the outputs of the run are not at hand', async () => {
    const { signals } = await explained('--out', folder);
    expect(signals.length).toBeGreaterThan(3);
    expect(signals.every(({ asTold }) => !asTold)).toBe(true);
    const { said } = await explain('--state', lives.state, '--customer', customer, '--out', folder);
    expect(said.replaceAll(/\s+/g, ' ')).toContain('the outputs of the run are not at hand');
  });

  test('tells one episode where one is asked for, and nothing that was not said', async () => {
    const [episode] = [...own.keys()];
    const { signals, nearMisses } = await explained('--signal', episode!);
    expect(signals.map((signal) => signal.episode)).toEqual([episode]);
    expect(nearMisses).toEqual([]);
  });

  test('is plain to read: no sentence with a hole, no jargon, one of a thing in the singular', async () => {
    for (const each of lives.customers) {
      const { said } = await explain('--state', lives.state, '--customer', each);
      expect(said).not.toMatch(/\{\w+\}|\bnats\b|undefined|NaN/);
      expect(said).not.toMatch(/[^\d.,]1 (payments|days|purchases|months|incomes)\b/);
      expect(said).toContain('Not said, though it came near');
    }
  });

  test('puts the page where it is told to, and says where', async () => {
    const path = join(folder, 'page.html');
    expect(await explain('--state', lives.state, '--customer', customer, '--html', path)).toEqual({
      code: 0,
      said: `${path}\n`,
      complaints: '',
    });
    expect(readFileSync(path, 'utf8')).toMatch(/^<!doctype html>/);
  });

  test('explains itself, with the page among its options', async () => {
    const { code, said } = await explain('--help');
    expect(code).toBe(0);
    expect(said).toContain('--html FILE');
  });

  test.each([
    ['without a state', ['--customer', customer], 'explain needs --state DIR and --customer ID'],
    ['with two forms at once', ['--html', 'x', '--json'], 'explain takes --html or --json, not both'],
  ])('refuses to go %s', async (_name, args, message) => {
    const given = args.includes('--html') ? ['--state', lives.state, '--customer', customer, ...args] : args;
    await expect(explain(...given)).rejects.toThrow(message);
  });

  test.each([
    ['a customer that nobody knows', ['--customer', 'nobody'], 'MS_CUSTOMER_UNKNOWN'],
    ['an episode that nobody knows', ['--customer', customer, '--signal', 'e0'], 'MS_EPISODE_UNKNOWN'],
    ['a state that is none', ['--customer', customer, '--state', '/nowhere'], 'MS_STATE_NONE'],
    ['a page that cannot be written', ['--customer', customer, '--html', '/nowhere/x.html'], 'MS_'],
  ])('fails by code for %s', async (_name, args, code) => {
    const failure = explain('--state', lives.state, ...args);
    await expect(failure).rejects.toMatchObject({ code: expect.stringContaining(code) });
  });
});

describe('what is read for it', () => {
  test('is the state of one customer, and of nobody who is not there', async () => {
    const { state, record } = await readCustomer(lives.state, HOSTILE);
    expect(state?.customer).toBe(HOSTILE);
    expect(record.definitionsHash).toMatch(/^[0-9a-f]+$/);
    expect((await readCustomer(lives.state, 'c00000')).state).toBeUndefined();
  });

  test('is every revision of one customer, oldest first', async () => {
    const revisions = await readEmitted(lives.out, customer);
    expect(revisions).toEqual(lives.signals.filter((signal) => signal.customer === customer));
    expect(await readEmitted(folder, customer)).toEqual([]);
  });

  test('are lines of the customer alone, not of those that are named in them', async () => {
    const line = (fields: object) => `${JSON.stringify(fields)}\n`;
    writeFileSync(
      join(folder, 'audit.ndjson'),
      [
        line({ customer: 'a', at: 1 }),
        line({ customer: 'b', text: '"customer":"a"', of: { customer: 'a' } }),
        line({ customer: 'a', at: 2 }),
      ].join(''),
    );
    writeFileSync(join(folder, 'transactions.ndjson'), '');
    expect(await readCustomerLines(folder, 'audit', 'a')).toEqual([
      { customer: 'a', at: 1 },
      { customer: 'a', at: 2 },
    ]);
    expect(await readCustomerLines(folder, 'transactions', 'a')).toBeUndefined();
    expect(await readCustomerLines(folder, 'signals', 'a')).toBeUndefined();
    writeFileSync(join(folder, 'activations.ndjson'), '{"customer":"a",');
    await expect(readCustomerLines(folder, 'activations', 'a')).rejects.toMatchObject({
      code: 'MS_INPUT_UNREADABLE',
    });
  });
});
