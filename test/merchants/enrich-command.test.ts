import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { enrichCommand } from '../../src/cli/enrich-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'enrich-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function enrich(args: readonly string[], input: string | Buffer = '') {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const said: string[] = [];
  stdout.on('data', (chunk) => said.push(String(chunk)));
  let complaints = '';
  stderr.on('data', (chunk) => {
    complaints += String(chunk);
  });
  const code = await enrichCommand(args, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr });
  const lines = said
    .join('')
    .split('\n')
    .filter((line) => line !== '');
  return { code, lines: lines.map((line) => JSON.parse(line)), complaints };
}

describe('milestream enrich', () => {
  test('answers bare lines in their order', async () => {
    const { lines, code } = await enrich(
      ['--input', '-', '--currency', 'GBP'],
      'TESCO STORES 3021\n\r\nQXZ\r\n',
    );
    expect(code).toBe(0);
    expect(lines.map(({ merchant }) => merchant?.id ?? null)).toEqual(['tesco', null]);
    expect(lines[0]).toEqual({
      description: 'TESCO STORES 3021',
      merchant: { id: 'tesco', name: 'Tesco' },
      category: 'food.grocery',
      confidence: expect.any(Number),
      method: 'exact',
      evidence: expect.any(Array),
    });
  });

  test('takes direction, currency and code from plain transactions', async () => {
    const event = { kind: 'transaction', description: 'UBER BV', amount: '12.00', currency: 'EUR' };
    const spent = { ...event, amount: '-12.00' };
    const { lines } = await enrich(['-'], `${JSON.stringify(event)}\n${JSON.stringify(spent)}\n`);
    expect(lines.map(({ category }) => category)).toEqual(['income.gig', 'transport.taxi']);
  });

  test('redacts descriptions', async () => {
    const { lines } = await enrich(['-'], 'TESCO 4111111111111111\n');
    expect(lines[0].description).not.toContain('4111111111111111');
  });

  test('reads gzip, known by its content', async () => {
    const { lines } = await enrich(['-'], gzipSync('NETFLIX.COM\n'));
    expect(lines[0].merchant.id).toBe('netflix');
  });

  test('leaves other events out, and says so', async () => {
    const { lines, complaints, code } = await enrich(['-'], '{"kind":"tick","at":"2026-01-01"}\n');
    expect(lines).toEqual([]);
    expect(code).toBe(1);
    expect(complaints).toContain('1 lines');
  });

  test('an empty input is good', async () => {
    expect((await enrich(['-'], '')).code).toBe(0);
  });

  test('a file that is not there has a code', async () => {
    await expect(enrich(['--input', join(folder, 'none')])).rejects.toMatchObject({
      code: 'MS_INPUT_MISSING',
    });
  });

  test('a bank’s own merchants win', async () => {
    writeFileSync(
      join(folder, 'own.yaml'),
      'kind: merchants\ntitle: own\nsource: the bank, 2026-11\nentries:\n  - { id: corner, name: Corner, aliases: [TESCO], categories: [food.cafe], countries: [GB] }\n',
    );
    const { lines } = await enrich(['-', '--currency', 'GBP', '--dictionary', folder], 'TESCO 12\n');
    expect(lines[0].merchant.id).toBe('corner');
  });

  test('a wrong option is wrong usage', async () => {
    await expect(enrich(['-', '--channel', 'crad'])).rejects.toThrow('Did you mean "card"');
    await expect(enrich([])).rejects.toThrow('--input');
  });
});
