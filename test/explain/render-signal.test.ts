import { describe, expect, test } from 'vitest';
import { renderSignal } from '../../src/explain/render-signal.ts';
import type { Signal } from '../../src/model/signal.ts';

const signal: Signal = {
  id: 'e:1',
  episode: 'e',
  revision: 1,
  customer: 'c1',
  signal: 'new-recurring-payment',
  definition: { version: '1.0.0', hash: 'h' },
  state: 'confirmed',
  confidence: 0.9003,
  subject: { kind: 'merchant', id: 'netflix', name: 'Netflix' },
  detectedAt: '2025-03-12',
  happened: { from: '2025-02-12', to: '2025-02-12' },
  next: {
    date: { from: '2025-04-11', to: '2025-04-14' },
    amount: { from: '-12.99', to: '-12.99' },
    currency: 'EUR',
  },
  rationale: {
    summary: '2 payments to Netflix, every month since 2025-02-12, now 12.99 EUR.',
    prior: -1,
    calibration: 'none',
    for: [{ code: 'rhythm', group: 'rhythm', text: 'on its day', weight: 3.7, facts: {}, transactions: [] }],
    against: [
      { code: 'missed', group: 'absence', text: 'one missed', weight: -0.5, facts: {}, transactions: [] },
    ],
  },
  transactions: ['t1', 't2'],
  sensitivity: 'L',
  purposes: ['service'],
};

describe('a signal', () => {
  test('is laid out so that its numbers add up, one below the other', () => {
    const lines = renderSignal(signal, { colour: false, width: 100 });
    const numbers = lines.flatMap((line) => /^ +([+−]\d+\.\d{3}) {2}/.exec(line)?.[1] ?? []);
    expect(numbers).toEqual(['−1.000', '+3.700', '−0.500', '+2.200']);
    expect(
      new Set(lines.filter((line) => /^ +[+−]\d/.test(line)).map((line) => line.search(/[\d.]{5} {2}/))).size,
    ).toBe(1);
    expect(lines[0]).toBe('Netflix · new-recurring-payment · confirmed · 90.0 %');
    expect(lines).toContain('  next          2025-04-11 to 2025-04-14, -12.99 EUR');
  });

  test.each([60, 80, 120])('fits into %i columns', (width) => {
    const lines = renderSignal(signal, { colour: false, width });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(width, 72));
  });

  test('has colour only where it is asked for', () => {
    const start = '\u001b[';
    expect(renderSignal(signal, { colour: false, width: 80 }).join('')).not.toContain(start);
    expect(renderSignal(signal, { colour: true, width: 80 }).join('')).toContain(start);
  });

  test('without a name is told by its key', () => {
    const nameless = { ...signal, subject: { ...signal.subject, id: 'k:0', name: '' } };
    expect(renderSignal(nameless, { colour: false, width: 80 })[0]).toMatch(
      /^a party without a name \(k:0\) · /,
    );
  });
});
