import { describe, expect, test } from 'vitest';
import { decisionsOf, renderDecisions } from '../../src/explain/page/activation-words.ts';
import type { Activation } from '../../src/model/activation.ts';

function activation(fields: Partial<Activation>): Activation {
  return {
    ...{ id: 'e:1', customer: 'c1', signal: 'new-car', episode: 'e', revision: 1, state: 'confirmed' },
    ...{ channel: 'in-app', risk: 'low', purpose: 'service', decision: 'send', rules: [] },
    ...{ confidence: 0.9, threshold: 0.8, at: '2025-03-01', definition: null },
    ...fields,
  };
}

describe('what a signal may be used for', () => {
  test('is told by channel, with its purposes', () => {
    expect(
      decisionsOf([
        activation({ channel: 'push', purpose: 'service' }),
        activation({ purpose: 'service' }),
        activation({ purpose: 'marketing' }),
      ]),
    ).toEqual([{ decision: 'send', uses: ['in-app (marketing, service)', 'push (service)'], reasons: [] }]);
  });

  test('is withheld for every reason, each said once', () => {
    const rules = (purpose: string) => [
      { code: 'expired', text: 'The definition expired on 2025-02-01.' } as const,
      { code: 'consent-missing', text: `No consent for ${purpose} is on record.` } as const,
    ];
    const [decided, ...others] = decisionsOf(
      ['service', 'marketing'].map((purpose) =>
        activation({ purpose, decision: 'withhold', rules: rules(purpose) }),
      ),
    );
    expect(others).toEqual([]);
    expect(decided!.reasons).toEqual([
      'The definition expired on 2025-02-01.',
      'No consent for service is on record.',
      'No consent for marketing is on record.',
    ]);
  });

  test.each([
    ['send', 'May be used'],
    ['withhold', 'Withheld'],
    ['withdraw', 'Taken back from those who were told'],
  ] as const)('%s reads "%s"', (decision, words) => {
    expect(renderDecisions([activation({ decision })]).markup).toContain(
      `<b>${words}</b>: in-app (service).`,
    );
  });
});
