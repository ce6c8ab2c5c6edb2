import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activateSignals } from '../../src/activate/activate.ts';
import type { ActivateContext } from '../../src/activate/context.ts';
import { takeConsent } from '../../src/activate/take-consent.ts';
import { takeOutcome } from '../../src/activate/take-outcome.ts';
import { STANDING_USES_MAX, STANDINGS_MAX } from '../../src/customer/bounds.ts';
import { newCustomerState } from '../../src/customer/customer-state.ts';
import { putOut } from '../../src/customer/put-out.ts';
import { decodeState, encodeState } from '../../src/customer/state-codec.ts';
import { govern } from '../../src/govern/govern.ts';
import type { Activation } from '../../src/model/activation.ts';
import { formatDay } from '../../src/model/day.ts';
import type { DefinitionUse } from '../../src/model/governance.ts';
import type { CustomerKey } from '../../src/model/ids.ts';
import { OUTCOME_RESULTS } from '../../src/model/ledger-event.ts';
import { type OutputRecord, SIGNAL_STATES, type Signal, type SignalState } from '../../src/model/signal.ts';
import { CONSENTS, definition, TODAY } from '../govern/cases.ts';

const CUSTOMER = 'c1' as CustomerKey;

function customer(given = true, one = definition()): ActivateContext {
  const state = newCustomerState(CUSTOMER);
  state.clock = TODAY;
  if (given) state.consents = [...CONSENTS];
  const definitions = { hash: 's', epoch: 0, dictionaryHash: 'm', definitions: [one], notes: [] };
  return { state, definitions, govern, outputs: [] };
}

/** Says a revision of an episode, and gives what followed it. */
function say(
  context: ActivateContext,
  episode: string,
  revision: number,
  state: SignalState,
  confidence = 0.99,
) {
  const { id, version, hash, sensitivity, purposes } = context.definitions.definitions[0]!;
  const signal: Signal = {
    ...{ id: `${episode}:${revision}`, episode, revision, customer: CUSTOMER, signal: id, state, confidence },
    definition: { version, hash },
    subject: { kind: 'merchant', id: 'm', name: 'A merchant' },
    detectedAt: formatDay(TODAY),
    happened: { from: formatDay(TODAY), to: formatDay(TODAY) },
    rationale: { summary: '', prior: 0, calibration: 'none', for: [], against: [] },
    transactions: [],
    ...{ sensitivity, purposes },
  };
  const first = context.outputs.length;
  putOut(context, 'signals', signal);
  activateSignals(context, first);
  return context.outputs.slice(first + 1);
}

const decisions = (outputs: readonly OutputRecord[]) =>
  outputs
    .filter(({ topic }) => topic === 'activations')
    .map(({ body }) => body as unknown as Activation)
    .map(({ purpose, decision, rules }) => [purpose, decision, ...rules.map(({ code }) => code)].join(' '));
const audits = (outputs: readonly OutputRecord[], what: string) =>
  outputs.filter(({ topic, body }) => topic === 'audit' && (body as { what?: string }).what === what);

describe('a revision', () => {
  test('that changes no decision and no reason says nothing', () => {
    const context = customer(false);
    expect(decisions(say(context, 'e1', 1, 'confirmed'))).toEqual([
      'marketing withhold consent-missing',
      'service withhold consent-missing',
    ]);
    expect(say(context, 'e1', 2, 'confirmed')).toEqual([]);
    expect(decisions(say(context, 'e1', 3, 'confirmed', 0.9))[0]).toBe(
      'marketing withhold consent-missing below-threshold',
    );
  });

  test('that crosses the threshold upwards is sent, and one that falls below it is taken back', () => {
    const context = customer();
    expect(decisions(say(context, 'e1', 1, 'confirmed', 0.94))[1]).toBe('service withhold below-threshold');
    expect(decisions(say(context, 'e1', 2, 'confirmed', 0.95))[1]).toBe('service send');
    expect(say(context, 'e1', 3, 'confirmed', 0.99)).toEqual([]);
    expect(decisions(say(context, 'e1', 4, 'confirmed', 0.9499))[1]).toBe('service withdraw below-threshold');
    expect(say(context, 'e1', 5, 'confirmed', 0.9)).toEqual([]);
    expect(decisions(say(context, 'e1', 6, 'confirmed', 0.97))[1]).toBe('service send');
  });

  test('that makes sure of what was told early is sent again', () => {
    const uses: DefinitionUse[] = [
      { channel: 'push', risk: 'low', threshold: 6000, early: true, named: true },
    ];
    const context = customer(true, definition({ purposes: ['service'] }, { uses }));
    expect(decisions(say(context, 'e1', 1, 'early', 0.7))).toEqual(['service send']);
    expect(say(context, 'e1', 2, 'early', 0.8)).toEqual([]);
    expect(decisions(say(context, 'e1', 3, 'confirmed', 0.95))).toEqual(['service send']);
  });

  test('that ends or retracts what nobody was told of says nothing, and is forgotten', () => {
    for (const state of ['ended', 'retracted'] as const) {
      const context = customer(false);
      say(context, 'e1', 1, 'confirmed');
      expect(say(context, 'e1', 2, state)).toEqual([]);
      expect(context.state.standings).toEqual([]);
    }
  });
});

test('a channel that the definition names no more is taken back from who was told through it', () => {
  const context = customer();
  say(context, 'e1', 1, 'confirmed');
  const letter: DefinitionUse = {
    channel: 'letter',
    risk: 'low',
    threshold: 9000,
    early: false,
    named: true,
  };
  const changed = definition({ purposes: ['service'] }, { uses: [letter] });
  const later = { ...context, definitions: { ...context.definitions, definitions: [changed] } };
  expect(decisions(say(later, 'e1', 2, 'confirmed'))).toEqual([
    'service send',
    'marketing withdraw use-not-named',
    'service withdraw use-not-named',
  ]);
  // Once it is taken back, nothing of it needs to be known.
  expect(say(later, 'e1', 3, 'confirmed')).toEqual([]);
  expect(later.state.standings[0]!.uses.map(({ channel, purpose }) => [channel, purpose])).toEqual([
    ['letter', 'service'],
  ]);
});

test('an answer outlives the end of its episode: what begins again stays silent', () => {
  const context = customer();
  say(context, 'e1', 1, 'confirmed');
  const at = { at: 0, day: TODAY, orderDay: TODAY, orderInstant: 0 };
  takeOutcome(context, { kind: 'outcome', customer: CUSTOMER, episode: 'e1', result: 'dismissed', ...at });
  say(context, 'e1', 2, 'ended');
  expect(decisions(say(context, 'e1', 3, 'confirmed')).filter((line) => line.includes('send'))).toEqual([]);
});

describe('the memory of decisions', () => {
  test('forgets the oldest of which nobody was told, and audits it', () => {
    const context = customer(false);
    for (let index = 0; index < STANDINGS_MAX; index++) say(context, `e${index}`, 1, 'confirmed');
    expect(audits(context.outputs, 'forgotten')).toEqual([]);
    const last = say(context, 'one more', 1, 'confirmed');
    expect(audits(last, 'forgotten').map(({ body }) => body)).toMatchObject([{ episode: 'e0' }]);
    expect(context.state.standings.length).toBe(STANDINGS_MAX);
  });

  test('full of what was told lets nothing further out, since nobody could take it back, and audits that', () => {
    const context = customer();
    for (let index = 0; index < STANDINGS_MAX; index++) say(context, `e${index}`, 1, 'confirmed');
    const last = say(context, 'one more', 1, 'confirmed');
    expect(decisions(last)).toEqual(['marketing withhold memory-full', 'service withhold memory-full']);
    expect(audits(last, 'decided').map(({ body }) => body)).toMatchObject([
      { uses: [{ rules: ['memory-full'] }, { rules: ['memory-full'] }] },
    ]);
    expect(decisions(say(context, 'e5', 2, 'retracted'))).toEqual([
      'marketing withdraw retracted',
      'service withdraw retracted',
    ]);
    expect(decisions(say(context, 'one more', 2, 'confirmed'))).toEqual(['marketing send', 'service send']);
  });

  test('is bounded by uses too', () => {
    const uses = Array.from({ length: 40 }, (_, index): DefinitionUse => {
      return { channel: `c${index}`, risk: 'low', threshold: 9000, early: false, named: true };
    });
    const context = customer(true, definition({}, { uses }));
    const episodes = Math.floor(STANDING_USES_MAX / 80);
    for (let index = 0; index < episodes; index++) say(context, `e${index}`, 1, 'confirmed');
    expect(decisions(context.outputs).every((line) => line.endsWith('send'))).toBe(true);
    expect(
      decisions(say(context, 'one more', 1, 'confirmed')).every((line) => line.includes('memory-full')),
    ).toBe(true);
  });
});

test('whatever comes in whatever order, what is told is what is remembered as told', () => {
  const step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('revision' as const),
        episode: fc.constantFrom('e1', 'e2', 'e3'),
        state: fc.constantFrom(...SIGNAL_STATES, 'confirmed' as const, 'confirmed' as const),
        confidence: fc.constantFrom(0.9, 0.96, 0.97),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('consent' as const),
        purpose: fc.constantFrom('service' as const, 'marketing' as const),
        state: fc.constantFrom('given' as const, 'given' as const, 'withdrawn' as const),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('outcome' as const),
        episode: fc.constantFrom('e1', 'e2'),
        result: fc.constantFrom(...OUTCOME_RESULTS),
      }),
    },
  );
  let withdrawals = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 40 }), (steps) => {
      let context = customer();
      const revisions = new Map<string, number>();
      const told = new Set<string>();
      const at = { at: 0, day: TODAY, orderDay: TODAY, orderInstant: 0, customer: CUSTOMER };
      for (const one of steps) {
        const first = context.outputs.length;
        if (one.kind === 'revision') {
          const revision = (revisions.get(one.episode) ?? 0) + 1;
          revisions.set(one.episode, revision);
          say(context, one.episode, revision, one.state, one.confidence);
        } else if (one.kind === 'consent') takeConsent(context, { ...at, ...one });
        else takeOutcome(context, { ...at, ...one });
        for (const { topic, body } of context.outputs.slice(first)) {
          if (topic !== 'activations') continue;
          const { episode, channel, risk, purpose, decision, rules } = body as unknown as Activation;
          const key = [episode, channel, risk, purpose].join(' ');
          // Only what was told is taken back, and only what holds every rule is told.
          expect(decision === 'withdraw').toBe(decision !== 'withhold' && told.has(key) && rules.length > 0);
          expect(decision === 'send').toBe(rules.length === 0);
          if (decision === 'send') told.add(key);
          else told.delete(key);
          if (decision === 'withdraw') withdrawals++;
        }
        const { state } = context;
        const remembered = state.standings.flatMap(({ episode, uses }) =>
          uses
            .filter(({ failed }) => failed === 0)
            .map(({ channel, risk, purpose }) => [episode, channel, risk, purpose].join(' ')),
        );
        expect(new Set(remembered)).toEqual(told);
        for (const { purpose, given } of state.consents) {
          if (!given) expect(remembered.filter((key) => key.endsWith(` ${purpose}`))).toEqual([]);
        }
        context = { ...context, state: decodeState(CUSTOMER, encodeState(state)) };
      }
    }),
    { numRuns: 200 },
  );
  expect(withdrawals).toBeGreaterThan(200);
});
