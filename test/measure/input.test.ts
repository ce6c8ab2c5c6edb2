import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluate, evaluateFiles } from '../../src/measure/evaluate.ts';
import { confirmed, fires, measure, observed, population } from './vocabulary.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'measure-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
const text = (lines: readonly unknown[], end = '\n') =>
  lines.map((line) => JSON.stringify(line) + end).join('');
const TRUTH = [population(), observed(), fires(200, 260, { transactions: ['t1'] })];
const SIGNALS = [confirmed('e1', 210, { transactions: ['t1'] }), confirmed('e2', 400)];

describe('files', () => {
  test('give what parsed lines give', async () => {
    const files = { signals: write('s.ndjson', text(SIGNALS)), truth: write('t.ndjson', text(TRUTH)) };
    expect(await evaluateFiles(files)).toEqual(await evaluate({ signals: SIGNALS, truth: TRUTH }));
  });

  test('may have a byte-order mark, carriage returns, blank lines and no last line end', async () => {
    const signals = write('s.ndjson', `\ufeff${text(SIGNALS, '\r\n\r\n  \n').trimEnd()}`);
    const report = await evaluateFiles({ signals, truth: write('t.ndjson', text(TRUTH)) });
    expect(report.input.lines).toBe(2);
    expect(report.all.hits).toBe(1);
  });

  test('with lines longer than a chunk are read whole', async () => {
    const long = confirmed('e1', 210, { transactions: ['t1'], filler: 'ü'.repeat(700_000) });
    const signals = write('s.ndjson', text([long, ...SIGNALS.slice(1)]));
    const report = await evaluateFiles({ signals, truth: write('t.ndjson', text(TRUTH)) });
    expect(report.input.lines).toBe(2);
    expect(report.all.hits).toBe(1);
  });

  test('that are empty are fine for signals', async () => {
    const report = await evaluateFiles({
      signals: write('s.ndjson', ''),
      truth: write('t.ndjson', text(TRUTH)),
    });
    expect(report.all).toMatchObject({ truths: 1, hits: 0 });
  });

  test('that do not exist are named', async () => {
    const truth = write('t.ndjson', text(TRUTH));
    const signals = join(folder, 'nowhere.ndjson');
    await expect(evaluateFiles({ signals, truth })).rejects.toMatchObject({
      name: 'OperationalError',
      code: 'MS_EVALUATE_FILE',
      message: expect.stringContaining(signals),
    });
  });

  test.each([
    ['a torn line', Buffer.from('{"customer":"c1","sig'), 'is not JSON'],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'is not UTF-8'],
    ['a list', Buffer.from('[1]'), 'is not a JSON object'],
  ])('with %s stop with file and line', async (_, bytes, what) => {
    const signals = write('s.ndjson', Buffer.concat([Buffer.from(text(SIGNALS)), bytes]));
    await expect(evaluateFiles({ signals, truth: write('t.ndjson', text(TRUTH)) })).rejects.toMatchObject({
      code: 'MS_EVALUATE_LINE',
      retriable: false,
      message: `${signals}:3 ${what}`,
    });
  });
});

describe('fields', () => {
  test.each([
    ['state', { state: 'sure' }],
    ['confidence', { confidence: 1.01 }],
    ['confidence', { confidence: '0.9' }],
    ['transactions', { transactions: 't1' }],
    ['episode', { episode: undefined }],
  ])('a signal with a wrong %s is refused with its place', async (name, wrong) => {
    await expect(measure([], [confirmed('e0', 10), confirmed('e1', 210, wrong)])).rejects.toMatchObject({
      code: 'MS_EVALUATE_FIELD',
      message: expect.stringContaining(`signals:2 has a field "${name}"`),
    });
  });

  test('a day that does not exist is refused', async () => {
    const line = { ...confirmed('e1', 210), detectedAt: '2024-02-30' };
    await expect(measure([], [line])).rejects.toThrow('"detectedAt"');
  });

  test('an episode of two customers is refused', async () => {
    const lines = [confirmed('e1', 210), confirmed('e1', 220, { customer: 'c2' })];
    await expect(measure([observed('c1'), observed('c2')], lines)).rejects.toThrow(
      'another customer or signal',
    );
  });

  test.each([
    ['an unknown expectation', { ...fires(200, 260), expect: 'maybe' }, '"expect"'],
    ['a window that ends before it starts', fires(200, 199), '"by"'],
    ['a list without transactions', fires(200, 260, { transactions: [] }), '"transactions"'],
    ['a line of no kind', { kind: 'remark' }, 'neither population'],
    ['a second observed line of a customer', observed('c1'), 'second observed'],
    ['a second population line', population(), 'second population'],
  ])('%s in the truth is refused', async (_, line, message) => {
    const truth = [population(), observed(), line];
    await expect(evaluate({ truth, signals: [] })).rejects.toThrow(`truth:3`);
    await expect(evaluate({ truth, signals: [] })).rejects.toThrow(message);
  });

  test('a truth without a population line is refused, and the message shows one', async () => {
    await expect(evaluate({ truth: [observed()], signals: [] })).rejects.toMatchObject({
      code: 'MS_EVALUATE_POPULATION',
      message: expect.stringContaining('{"kind":"population"'),
    });
    await expect(evaluate({ truth: [], signals: [] })).rejects.toThrow('no population line');
  });

  test('messages never quote a value', async () => {
    const line = { ...confirmed('e1', 210), confidence: 'Erika Mustermann' };
    const error = await measure([], [line]).catch((caught: unknown) => caught);
    expect(String(error)).not.toContain('Erika');
  });
});
