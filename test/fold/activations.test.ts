import { describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { newCustomerState } from '../../src/customer/customer-state.ts';
import { decodeState, encodeState } from '../../src/customer/state-codec.ts';
import { foldEvent, foldTicks } from '../../src/fold.ts';
import { createPartyKey } from '../../src/intake/redact/counterparty-key.ts';
import { intakePlain } from '../../src/intake.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import type { Activation } from '../../src/model/activation.ts';
import { DAY_LAST, DAY_MILLISECONDS, parseDay } from '../../src/model/day.ts';
import type { DefinitionSet } from '../../src/model/definition.ts';
import type { CustomerKey } from '../../src/model/ids.ts';
import type { CustomerEvent } from '../../src/model/ledger-event.ts';
import type { OutputRecord, Signal } from '../../src/model/signal.ts';

const { set, dictionary } = loadSet();
const customer = 'c1' as CustomerKey;
const intake = {
  dayOfInstant: (ms: number) => Math.floor(ms / DAY_MILLISECONDS),
  enrich: createMatcher(dictionary, { cacheMax: 1000 }),
  asOf: DAY_LAST,
  partyKey: createPartyKey('a secret of tests'),
};

/** The shipped definitions, approved by two people. */
const approved: DefinitionSet = {
  ...set,
  definitions: set.definitions.map((definition) => {
    const approvals = ['Compliance', 'Second line'].map((by) => {
      return { by, hash: definition.hash, on: parseDay('2026-01-01')!, expires: parseDay('2027-06-30')! };
    });
    return { ...definition, governance: { ...definition.governance, approvals } };
  }),
};

function read(fields: Readonly<Record<string, unknown>>): CustomerEvent {
  const event = intakePlain(
    JSON.stringify(fields),
    { format: 'plain', file: 'f', line: 1, index: 0 },
    intake,
  );
  if (event.kind === 'transaction' || event.kind === 'consent' || event.kind === 'outcome') return event;
  throw new Error(`not read: ${JSON.stringify(event)}`);
}

const pay = (id: string, date: string, rest = {}) =>
  read({
    ...{ kind: 'transaction', id, customer, account: 'a1', date, amount: '-12.99', currency: 'EUR' },
    ...{ description: 'NETFLIX.COM', channel: 'direct-debit' },
    ...rest,
  });
const consent = (purpose: string, state: 'given' | 'withdrawn', day: string) =>
  read({ kind: 'consent', customer, purpose, state, at: `${day}T09:00:00Z` });

const OPENING = pay('open', '2026-01-02', { description: 'EDEKA 123 BERLIN' });
const NETFLIX = ['04', '05', '06', '07'].map((month) => pay(`n${month}`, `2026-${month}-03`));
const GIVEN = ['service', 'marketing'].map((purpose) => consent(purpose, 'given', '2026-01-03'));

interface Life {
  readonly definitions?: DefinitionSet;
  readonly historyUntil?: string;
  readonly restores?: boolean;
  readonly until?: string;
}

function live(events: readonly CustomerEvent[], life: Life = {}): OutputRecord[] {
  const context = {
    definitions: life.definitions ?? approved,
    historyUntil: life.historyUntil === undefined ? -1 : parseDay(life.historyUntil)!,
    writesTransactions: false,
  };
  let state = newCustomerState(customer);
  const outputs: OutputRecord[] = [];
  for (const one of events) {
    if (one.orderDay >= 0) foldTicks(state, one.orderDay, context, outputs);
    foldEvent(state, one, context, outputs);
    if (life.restores === true) state = decodeState(customer, encodeState(state));
  }
  foldTicks(state, parseDay(life.until ?? '2026-07-10')!, context, outputs);
  return outputs;
}

const activationsOf = (outputs: readonly OutputRecord[]) =>
  outputs.filter(({ topic }) => topic === 'activations').map(({ body }) => body as unknown as Activation);
/** `service send`, `profiling withhold consent-missing`, one each. */
const said = (outputs: readonly OutputRecord[]) =>
  activationsOf(outputs).map(({ purpose, decision, rules }) =>
    [purpose, decision, ...rules.map(({ code }) => code)].join(' '),
  );

const SENT = ['marketing send', 'profiling withhold consent-missing', 'service send'];

describe('a new subscription', () => {
  test('is sent for the purposes consented to, and withheld for the others, right behind its signal', () => {
    const outputs = live([OPENING, ...GIVEN, ...NETFLIX]);
    expect(said(outputs)).toEqual(SENT);
    const at = outputs.findIndex(({ topic }) => topic === 'signals');
    const signal = outputs[at]!.body as Signal;
    const [first] = activationsOf(outputs);
    expect(first).toEqual({
      id: `${signal.episode}:1:push:medium:marketing:send`,
      ...{
        customer,
        signal: 'new-recurring-payment',
        episode: signal.episode,
        revision: 1,
        state: 'confirmed',
      },
      ...{ channel: 'push', risk: 'medium', purpose: 'marketing', decision: 'send', rules: [] },
      ...{ confidence: signal.confidence, threshold: 0.95, at: signal.detectedAt },
      definition: signal.definition,
    });
    expect(outputs.map(({ ordinal }) => ordinal)).toEqual(outputs.map((_output, index) => index));
    expect(outputs.findIndex(({ topic }) => topic === 'activations')).toBeGreaterThan(at);
  });

  test('of definitions as they are shipped, without approvals, is withheld, with every reason', () => {
    const outputs = live([OPENING, ...NETFLIX], { definitions: set });
    expect(outputs.filter(({ topic }) => topic === 'signals').length).toBeGreaterThan(0);
    expect(said(outputs)).toEqual([
      'marketing withhold not-approved consent-missing',
      'profiling withhold not-approved consent-missing',
      'service withhold not-approved consent-missing',
    ]);
  });

  test('found in back-filled time is never sent', () => {
    const decisions = activationsOf(live([OPENING, ...GIVEN, ...NETFLIX], { historyUntil: '2026-06-30' }));
    expect(decisions.map(({ decision }) => decision)).toEqual(['withhold', 'withhold', 'withhold']);
    expect(decisions.every(({ rules }) => rules.some(({ code }) => code === 'historical'))).toBe(true);
  });

  test('detected behind the expiry of its definition is in shadow', () => {
    const definitions = {
      ...approved,
      definitions: approved.definitions.map((one) => ({
        ...one,
        governance: { ...one.governance, expires: parseDay('2026-04-30')! },
      })),
    };
    expect(said(live([OPENING, ...GIVEN, ...NETFLIX], { definitions }))).toEqual([
      'marketing withhold expired',
      'profiling withhold expired consent-missing',
      'service withhold expired',
    ]);
  });

  test('that fades stays told, and is taken back when it has ended', () => {
    const outputs = live([OPENING, ...GIVEN, ...NETFLIX], { until: '2026-12-31' });
    const states = outputs
      .filter(({ topic }) => topic === 'signals')
      .map(({ body }) => (body as Signal).state);
    expect(states).toEqual(['confirmed', 'fading', 'ended']);
    expect(said(outputs)).toEqual([
      ...SENT,
      // Who was told is left in peace while it fades; nobody new is told.
      'profiling withhold consent-missing fading',
      'marketing withdraw ended',
      'service withdraw ended',
    ]);
  });

  test('that is retracted is taken back from those who were told, and from nobody else', () => {
    const gone = NETFLIX.map((_one, index) => pay(`n0${index + 4}`, '2026-07-04', { op: 'retract' }));
    const outputs = live([OPENING, ...GIVEN, ...NETFLIX, ...gone]);
    expect(said(outputs).slice(0, 3)).toEqual(SENT);
    expect(said(outputs).filter((line) => line.includes('withdraw'))).toEqual([
      expect.stringMatching(/^marketing withdraw .*retracted/),
      expect.stringMatching(/^service withdraw .*retracted/),
    ]);
  });
});

describe('a consent', () => {
  test('that is withdrawn later takes back what was told for its purpose, and nothing else, once', () => {
    const events = [OPENING, ...GIVEN, ...NETFLIX];
    const twice = ['2026-07-05', '2026-07-06'].map((day) => consent('marketing', 'withdrawn', day));
    const outputs = live([...events, ...twice]);
    expect(said(outputs)).toEqual([...SENT, 'marketing withdraw consent-withdrawn']);
    expect(activationsOf(outputs).at(-1)).toMatchObject({ revision: 1, at: '2026-07-05' });
  });

  test('that was withdrawn before counts, whatever was given before that', () => {
    const events = [OPENING, ...GIVEN, consent('marketing', 'withdrawn', '2026-02-01'), ...NETFLIX];
    expect(said(live(events))[0]).toBe('marketing withhold consent-withdrawn');
  });

  test('that is given later sends nothing that is no news any more', () => {
    const outputs = live([
      OPENING,
      ...NETFLIX,
      ...GIVEN.map(() => consent('service', 'given', '2026-07-06')),
    ]);
    expect(said(outputs).filter((line) => line.includes('send'))).toEqual([]);
  });
});

describe('an answer', () => {
  const { episode } = live([OPENING, ...NETFLIX]).find(({ topic }) => topic === 'signals')!.body as Signal;
  const answer = (result: string) =>
    read({ kind: 'outcome', customer, episode, result, at: '2026-07-05T09:00:00Z' });

  test.each(['dismissed', 'complained', 'wrong'])('%s takes back what was told', (result) => {
    expect(said(live([OPENING, ...GIVEN, ...NETFLIX, answer(result)]))).toEqual([
      ...SENT,
      'marketing withdraw suppressed',
      'service withdraw suppressed',
    ]);
  });

  test('right changes nothing', () => {
    expect(said(live([OPENING, ...GIVEN, ...NETFLIX, answer('right')]))).toEqual(SENT);
  });
});

test('every decision is audited by codes, with hash and consents, and without names or amounts', () => {
  const outputs = live([OPENING, ...GIVEN, ...NETFLIX, consent('service', 'withdrawn', '2026-07-05')]);
  const decided = outputs
    .filter(({ topic }) => topic === 'audit')
    .map(({ body }) => body as Readonly<Record<string, unknown>>)
    .filter(({ what }) => what === 'decided');
  expect(decided).toMatchObject([
    {
      because: 'revision',
      hash: approved.definitions.find(({ id }) => id === 'new-recurring-payment')!.hash,
      consents: ['marketing', 'service'],
      uses: [
        { channel: 'push', risk: 'medium', purpose: 'marketing', decision: 'send', rules: [] },
        { purpose: 'profiling', decision: 'withhold', rules: ['consent-missing'] },
        { purpose: 'service', decision: 'send', rules: [] },
      ],
    },
    {
      because: 'consent',
      consents: ['marketing'],
      uses: [{ decision: 'withdraw', rules: ['consent-withdrawn'] }],
    },
  ]);
  expect(JSON.stringify(decided)).not.toMatch(/netflix|12\.99|a1"/i);
});

test('a state stored after every event decides the same', () => {
  const events = [OPENING, ...GIVEN, ...NETFLIX, consent('service', 'withdrawn', '2026-07-05')];
  expect(live(events, { restores: true, until: '2026-12-31' })).toEqual(
    live(events, { until: '2026-12-31' }),
  );
});

test('days ticked one by one or all at once decide the same', () => {
  const events = [OPENING, ...GIVEN, ...NETFLIX];
  const context = { definitions: approved, historyUntil: -1, writesTransactions: false };
  const state = newCustomerState(customer);
  const outputs: OutputRecord[] = [];
  const tickTo = (day: number) => {
    const from = state.lastTick === 0 ? day : state.lastTick + 1;
    for (let one = from; one <= day; one++) foldTicks(state, one, context, outputs);
  };
  for (const one of events) {
    tickTo(one.orderDay);
    foldEvent(state, one, context, outputs);
  }
  tickTo(parseDay('2026-12-31')!);
  expect(outputs).toEqual(live(events, { until: '2026-12-31' }));
});
