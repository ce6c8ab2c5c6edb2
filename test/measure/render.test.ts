import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/measure/evaluate.ts';
import { renderReport } from '../../src/measure/render.ts';
import { layOut } from '../../src/measure/table.ts';
import { confirmed, fires, observed, population, silent, told } from './vocabulary.ts';

const ANSI = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

const report = await evaluate({
  truth: [
    population(3),
    observed('c1'),
    observed('c2'),
    fires(200, 260, { cadence: 'monthly', kind: 'subscription' }),
    fires(400, 460, { signal: 'new-recurring-income', cadence: 'monthly', kind: 'salary' }),
    silent({
      customer: 'c2',
      why: 'a café visited on most Saturdays, which is a habit and no series at all',
    }),
  ],
  signals: [
    told('e1', 'early', 205),
    confirmed('e1', 215, { series: { cadence: 'monthly' } }),
    confirmed('e2', 300, { customer: 'c2', confidence: 0.97, series: { cadence: 'weekly' } }),
    confirmed('e3', 470, { signal: 'new-recurring-income' }),
  ],
});
const plain = (width: number) => renderReport(report, { colour: false, width });

describe('a report', () => {
  test('without colour holds no escape codes, and with colour says the same', () => {
    expect(plain(120)).not.toMatch(ANSI);
    const coloured = renderReport(report, { colour: true, width: 120 });
    expect(coloured).toMatch(ANSI);
    const bare = coloured.replace(ANSI, '').split('\n');
    expect(bare.map((line) => line.trimEnd())).toEqual(plain(120).split('\n'));
  });

  test.each([60, 80, 100, 120, 200])('fits into %i columns', (width) => {
    const lines = plain(width).split('\n');
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(width);
  });

  test('shows each section and what was found', () => {
    const text = plain(140);
    for (const title of [
      'Signals',
      'False alarms',
      'By cadence',
      'By kind',
      'Traps',
      'Early states',
      'Reliability',
    ]) {
      expect(text).toContain(`\n${title}`);
    }
    expect(text).toMatch(/rent +1 +1 +100\.0%/);
    expect(text).toMatch(/a café visited on .* +1 +1\n/);
    expect(text).toContain('says 3 customers');
    expect(text).toMatch(/0\.9–1\.0 +3 +92\.3% +33\.3%/);
  });

  test('says nothing of cadence, kind and traps where truth does not', async () => {
    const bare = await evaluate({ truth: [population(), observed(), fires(200, 260)], signals: [] });
    const text = renderReport(bare, { colour: false, width: 120 });
    for (const title of ['By cadence', 'By kind', 'Traps']) expect(text).not.toContain(`\n${title}`);
    expect(text).not.toContain('NaN');
    expect(text).toContain('–');
  });
});

describe('a table', () => {
  const table = {
    keyColumns: 1,
    columns: [
      { heading: 'name', align: 'left' as const },
      { heading: 'count', align: 'right' as const },
      { heading: 'share', align: 'right' as const },
      { heading: '95%', align: 'right' as const, joined: true },
    ],
    rows: [
      [{ text: 'a' }, { text: '1' }, { text: '5.0%' }, { text: '1–2' }],
      [{ text: 'longer' }, { text: '1,000' }, { text: '100.0%' }, { text: '99–100' }],
    ],
  };

  test('ends its numbers at the same place', () => {
    const lines = layOut(table, { colour: false, width: 80 });
    expect(lines).toEqual([
      '  name    count   share     95%',
      '  a           1    5.0%     1–2',
      '  longer  1,000  100.0%  99–100',
    ]);
  });

  test('goes on below, with its names again, where it does not fit, and keeps joined columns together', () => {
    expect(layOut(table, { colour: false, width: 24 })).toEqual([
      '  name    count',
      '  a           1',
      '  longer  1,000',
      '',
      '  name     share     95%',
      '  a         5.0%     1–2',
      '  longer  100.0%  99–100',
    ]);
  });
});
