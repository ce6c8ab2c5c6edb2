import { describe, expect, test } from 'vitest';
import { standingLines, type TransactionLine } from '../../src/explain/page/transaction-line.ts';

function line(id: string, fields: Partial<TransactionLine> = {}): TransactionLine {
  return { customer: 'c1', account: 'a1', id, op: 'upsert', effectiveDate: '2025-03-02', ...fields };
}

const ids = (lines: readonly TransactionLine[]) => standingLines(lines).map(({ id }) => id);

describe('the transactions that stand', () => {
  test('are without those that were retracted, on their own account only', () => {
    expect(ids([line('t1'), line('t1', { account: 'a2' }), line('t1', { op: 'retract' })])).toEqual(['t1']);
  });

  test('are without a pending one that was booked', () => {
    expect(ids([line('p1', { status: 'pending' }), line('t1', { replaces: 'p1' })])).toEqual(['t1']);
  });

  test('hold what a correction says', () => {
    const standing = standingLines([line('t1', { amount: '-5.00' }), line('t1', { amount: '-6.00' })]);
    expect(standing.map(({ amount }) => amount)).toEqual(['-6.00']);
  });

  test('stand by the day that counts, oldest first', () => {
    expect(
      ids([line('late'), line('early', { effectiveDate: '2025-02-27', date: '2025-03-05' }), line('same')]),
    ).toEqual(['early', 'late', 'same']);
  });
});
