import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GovernQuestion } from '../../src/customer/govern-question.ts';
import { SUPPRESSIONS } from '../../src/customer/standing.ts';
import { RULES } from '../../src/model/activation.ts';
import { DEFAULT_CHANNELS } from '../../src/model/governance.ts';
import { SIGNAL_STATES } from '../../src/model/signal.ts';
import { approval, ask, CONSENTS, codesOf, definition, standing, TODAY } from './cases.ts';

const without = (purpose: string) => CONSENTS.filter((consent) => consent.purpose !== purpose);
const withdrawn = (purpose: string) =>
  CONSENTS.map((consent) => (consent.purpose === purpose ? { ...consent, given: false } : consent));
const use = { channel: 'push', risk: 'medium', purpose: 'marketing', failed: 0 } as const;

/** Each rule, broken alone; marketing is looked at. */
const ALONE: readonly (readonly [string, Partial<GovernQuestion>])[] = [
  ['not-approved', { definition: definition({}, { approvals: [] }) }],
  ['not-effective', { definition: definition({}, { effective: TODAY + 1 }) }],
  ['expired', { definition: definition({}, { expires: TODAY - 1 }) }],
  ['lawful-basis', { definition: definition({}, { lawfulBasis: 'contract' }) }],
  ['consent-missing', { consents: without('marketing') }],
  ['consent-withdrawn', { consents: withdrawn('marketing') }],
  ['sensitivity-high', { definition: definition({ sensitivity: 'H' }) }],
  ['prohibited-use', { definition: definition({}, { prohibitedUses: ['marketing'] }) }],
  ['suppressed', { standing: standing({ suppression: 'dismissed' }) }],
  ['vulnerability', { definition: definition({}, { domain: 'stress' }) }],
  ['vulnerability', { definition: definition({}, { vulnerabilityDriver: 'health' }) }],
  ['historical', { standing: standing({ historical: true }) }],
  ['retracted', { standing: standing({ state: 'retracted' }) }],
  ['ended', { standing: standing({ state: 'ended' }) }],
  ['fading', { standing: standing({ state: 'fading' }) }],
  ['early', { standing: standing({ state: 'early' }) }],
  ['below-threshold', { standing: standing({ confidence: 9499 }) }],
];

describe('a signal that nothing speaks against', () => {
  test('may be sent for each of its purposes', () => {
    expect(ask().map(({ channel, risk, purpose, failed }) => [channel, risk, purpose, failed])).toEqual([
      ['push', 'medium', 'marketing', []],
      ['push', 'medium', 'service', []],
    ]);
  });

  test('may be sent on the first and the last day of its definition, and at its very threshold', () => {
    for (const governance of [{ effective: TODAY }, { expires: TODAY }]) {
      expect(codesOf(ask({ definition: definition({}, governance) }), 'marketing')).toEqual([]);
    }
    expect(codesOf(ask({ standing: standing({ confidence: 9500 }) }), 'marketing')).toEqual([]);
  });
});

describe('each rule alone', () => {
  test.each(ALONE)('%s', (code, question) => {
    const [verdict] = ask(question);
    expect(verdict!.purpose).toBe('marketing');
    expect(verdict!.failed.map((rule) => rule.code)).toEqual([code]);
    expect(verdict!.failed[0]!.text).toMatch(/^[A-Z].*\.$/);
  });

  test('definition-unknown: without a definition the default channels are withheld, and nothing is taken for consent', () => {
    const verdicts = ask({ definition: undefined, purposes: ['service'], consents: [] });
    expect(verdicts.map(({ channel }) => channel)).toEqual(DEFAULT_CHANNELS.map(({ channel }) => channel));
    expect(codesOf(verdicts.slice(0, 1), 'service')).toEqual(['definition-unknown', 'consent-missing']);
  });

  test('use-not-named: who was told through a channel that the definition names no more is asked about', () => {
    const told = standing({ uses: [{ ...use, channel: 'letter' }] });
    const letter = ask({ standing: told }).find(({ channel }) => channel === 'letter');
    expect(letter?.failed.map(({ code }) => code)).toEqual(['use-not-named']);
  });

  test('sensitivity-medium: a default channel is not enough', () => {
    const uses = [{ channel: 'email', risk: 'medium', threshold: 9000, early: false, named: false }] as const;
    const verdicts = ask({ definition: definition({ sensitivity: 'M' }, { uses }) });
    expect(codesOf(verdicts, 'service')).toEqual(['sensitivity-medium']);
    expect(codesOf(ask({ definition: definition({ sensitivity: 'M' }) }), 'service')).toEqual([]);
  });
});

test('all that fail are told at once, in the order of decision', () => {
  const verdicts = ask({
    definition: definition(
      { sensitivity: 'H' },
      {
        ...{ approvals: [], expires: TODAY - 1, lawfulBasis: 'contract', prohibitedUses: ['marketing'] },
        ...{ vulnerabilityDriver: 'life-events', effective: TODAY - 2 },
      },
    ),
    consents: withdrawn('marketing'),
    standing: standing({ state: 'early', historical: true, confidence: 7000, suppression: 'complained' }),
  });
  expect(codesOf(verdicts, 'marketing')).toEqual([
    ...['not-approved', 'expired', 'lawful-basis', 'consent-withdrawn', 'sensitivity-high', 'prohibited-use'],
    ...['suppressed', 'vulnerability', 'historical', 'early', 'below-threshold'],
  ]);
  expect(codesOf(verdicts, 'service')).toEqual([
    ...['not-approved', 'expired', 'suppressed', 'historical', 'early', 'below-threshold'],
  ]);
});

describe('approvals', () => {
  const count = (...approvals: ReturnType<typeof approval>[]) =>
    codesOf(ask({ definition: definition({}, { approvals }) }), 'service');

  test.each([
    ['one person twice, in two spellings', [approval('Model risk'), approval(' model  RISK ')]],
    ['the owner', [approval('Model risk'), approval('customer insight')]],
    ['one of another content', [approval('Model risk'), approval('Compliance', { hash: 'b'.repeat(64) })]],
    ['one of tomorrow', [approval('Model risk'), approval('Compliance', { on: TODAY + 1 })]],
    [
      'one of which yesterday was the last day',
      [approval('Model risk'), approval('Compliance', { expires: TODAY - 1 })],
    ],
  ])('%s do not count for two', (_name, approvals) => {
    expect(count(...approvals)).toEqual(['not-approved']);
  });

  test('count from their first day to their last', () => {
    expect(count(approval('Model risk', { on: TODAY }), approval('Compliance', { expires: TODAY }))).toEqual(
      [],
    );
  });
});

describe('what was told', () => {
  test('is kept while the signal fades, and nobody new is told', () => {
    const told = standing({ state: 'fading', uses: [use] });
    expect(codesOf(ask({ standing: told }), 'marketing')).toEqual([]);
    expect(codesOf(ask({ standing: told }), 'service')).toEqual(['fading']);
  });
});

test('an early signal may be used where the definition says so, and only there', () => {
  const uses = [
    { channel: 'advisor', risk: 'low', threshold: 6000, early: true, named: true },
    { channel: 'push', risk: 'medium', threshold: 6000, early: false, named: true },
  ] as const;
  const verdicts = ask({
    definition: definition({ purposes: ['service'] }, { uses }),
    standing: standing({ state: 'early', confidence: 7000 }),
  });
  expect(verdicts.map(({ channel, failed }) => [channel, failed.map(({ code }) => code)])).toEqual([
    ['advisor', []],
    ['push', ['early']],
  ]);
});

test('whatever a definition says, stress, vulnerability and high sensitivity reach no marketing purpose', () => {
  let guarded = 0;
  const definitions = fc
    .record({
      sensitivity: fc.constantFrom('H' as const, 'M' as const, 'L' as const),
      purposes: fc.uniqueArray(fc.constantFrom('service', 'marketing', 'profiling', 'third-party'), {
        minLength: 1,
      }),
      domain: fc.constantFrom('stress', 'life', 'recurring', ''),
      vulnerabilityDriver: fc.constantFrom('none', 'health', 'life-events', 'resilience', 'capability'),
      lawfulBasis: fc.constantFrom(
        ...(['consent', 'contract', 'legal-obligation', 'legitimate-interests'] as const),
      ),
      prohibitedUses: fc.subarray(['marketing', 'third-party-sharing', 'credit-decision']),
      uses: fc.array(
        fc.record({
          channel: fc.constantFrom('push', 'email', 'webhook'),
          risk: fc.constantFrom('low' as const, 'high' as const),
          threshold: fc.integer({ min: 0, max: 10_000 }),
          early: fc.boolean(),
          named: fc.boolean(),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ sensitivity, purposes, ...governance }) => definition({ sensitivity, purposes }, governance));
  const standings = fc
    .record({
      state: fc.constantFrom(...SIGNAL_STATES),
      confidence: fc.integer({ min: 0, max: 10_000 }),
      historical: fc.boolean(),
      suppression: fc.constantFrom(...SUPPRESSIONS),
      told: fc.boolean(),
    })
    .map(({ told, ...rest }) => standing({ ...rest, uses: told ? [use] : [] }));
  fc.assert(
    fc.property(definitions, standings, (one, episode) => {
      for (const { purpose, failed } of ask({ definition: one, standing: episode })) {
        const { domain, vulnerabilityDriver } = one.governance;
        const isVulnerable = domain === 'stress' || vulnerabilityDriver !== 'none';
        const isOffer = purpose === 'marketing' || purpose === 'third-party';
        if (!isOffer || !(isVulnerable || one.sensitivity === 'H')) continue;
        guarded++;
        expect(failed.some(({ code }) => code === 'sensitivity-high' || code === 'vulnerability')).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
  expect(guarded).toBeGreaterThan(500);
});

test('rules have codes and bits of their own: a state remembers them by bit', () => {
  expect(new Set(RULES.map(({ code }) => code)).size).toBe(RULES.length);
  expect(new Set(RULES.map(({ bit }) => bit)).size).toBe(RULES.length);
  expect(RULES.map(({ bit }) => bit).every((bit) => bit < 48)).toBe(true);
});
