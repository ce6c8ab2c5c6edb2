import { describe, expect, test } from 'vitest';
import { createMatcher } from '../../src/merchants/matcher.ts';
import type { EnrichmentQuery } from '../../src/model/transaction.ts';
import { GOLDEN_LINES } from './golden-lines.ts';
import { query, shippedDictionary } from './support.ts';

const matcher = createMatcher(shippedDictionary(), { cacheMax: 0 });

const lines = GOLDEN_LINES.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('golden lines', () => {
  test('there are at least 150 of them', () => {
    expect(lines.length).toBeGreaterThanOrEqual(150);
  });

  test.each(lines)('%s', (line) => {
    const [description, facts, merchant, category, method] = line.split(' | ') as [
      string,
      string,
      string,
      string,
      string,
    ];
    const answer = matcher(questionOf(description, facts));
    expect({ merchant: answer.merchantId || '-', category: answer.category || '-' }).toEqual({
      merchant,
      category,
    });
    if (method !== '*') expect(answer.method).toBe(method);
  });
});

function questionOf(description: string, facts: string): EnrichmentQuery {
  const [currency, direction, ...rest] = facts.split(' ');
  const mcc = rest.find((each) => /^\d{4}$/.test(each)) ?? '';
  const channel = rest.find((each) => !/^\d{4}$/.test(each)) ?? '';
  return query(description, { currency: currency!, direction: direction as 'in' | 'out', mcc, channel });
}
