import { describe, expect, test } from 'vitest';
import { chooseNearMisses, missingWords, type NearMiss, natsMissing } from '../../src/explain/near-miss.ts';

function miss(name: string, fields: Partial<NearMiss> = {}): NearMiss {
  return {
    definition: 'price-change',
    title: 'Price of a contract has changed',
    reason: 'short',
    subject: { kind: 'party', id: name, name },
    seen: 'signs on 2025-03-01',
    from: '2025-03-01',
    prior: -2,
    contributions: [],
    confidence: 0.3,
    needed: 0.5,
    why: 'why',
    transactions: [],
    ...fields,
  };
}

const names = (misses: readonly NearMiss[]) => misses.map(({ subject }) => subject.name);

describe('near misses', () => {
  test('stand with the nearest first, by what is missing and not by confidence', () => {
    const chosen = chooseNearMisses([
      miss('far', { confidence: 0.4, needed: 0.85 }),
      miss('near', { confidence: 0.3, needed: 0.35 }),
    ]);
    expect(names(chosen)).toEqual(['near', 'far']);
  });

  test('name a party once, at its nearest', () => {
    const chosen = chooseNearMisses([
      miss('Credit Card', { definition: 'held-away-product', confidence: 0.1 }),
      miss('Credit Card', { definition: 'payment-missed', confidence: 0.2 }),
      miss('Credit Card', { confidence: 0.15 }),
    ]);
    expect(chosen.map(({ definition }) => definition)).toEqual(['payment-missed']);
  });

  test('of the customer are told once for each thing that they would be', () => {
    const subject = { kind: 'customer', id: 'c1', name: '' } as const;
    const chosen = chooseNearMisses([
      miss('', { subject, definition: 'new-car' }),
      miss('', { subject, definition: 'renovation' }),
    ]);
    expect(chosen).toHaveLength(2);
  });

  test('are no more than eight, and of nameless parties no more than two', () => {
    const parties = Array.from({ length: 12 }, (_, index) => miss(`party ${index}`));
    expect(chooseNearMisses(parties)).toHaveLength(8);
    const nameless = [1, 2, 3].map((id) => miss('', { subject: { kind: 'party', id: `k:${id}`, name: '' } }));
    expect(chooseNearMisses(nameless)).toHaveLength(2);
  });

  test('lie within odds of twenty to one', () => {
    expect(chooseNearMisses([miss('in', { confidence: 0.048 })])).toHaveLength(1);
    expect(chooseNearMisses([miss('out', { confidence: 0.047 })])).toHaveLength(0);
  });

  test('come before the rhythms that are not new, which are all told', () => {
    const known = Array.from({ length: 10 }, (_, index) =>
      miss(`known ${index}`, { reason: 'not-new', confidence: 0.99 }),
    );
    const chosen = chooseNearMisses([...known, miss('near')]);
    expect(names(chosen)[0]).toBe('near');
    expect(chosen).toHaveLength(11);
  });
});

describe('what is missing', () => {
  test.each([
    [0.5, 0.5, 'It is told at 50 % or more, and lies just below.'],
    [0.25, 0.5, 'It is told at 50 % or more: the odds for it would have to be 3 times what they are.'],
    [0.02, 0.6, 'It is told at 60 % or more: the odds for it would have to be 73 times what they are.'],
  ])('from %f to %f is said as odds', (confidence, needed, text) => {
    expect(missingWords(natsMissing({ confidence, needed }), needed)).toBe(text);
  });
});
