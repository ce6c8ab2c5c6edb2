import { expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { newCustomerState } from '../../src/customer/customer-state.ts';
import { decodeState, encodeState } from '../../src/customer/state-codec.ts';
import { foldEvent, foldTicks } from '../../src/fold.ts';
import { createPartyKey } from '../../src/intake/redact/counterparty-key.ts';
import { intakePlain } from '../../src/intake.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import { DAY_LAST, DAY_MILLISECONDS, parseDay } from '../../src/model/day.ts';
import type { CustomerKey } from '../../src/model/ids.ts';
import type { TransactionEvent } from '../../src/model/ledger-event.ts';
import type { OutputRecord, Signal } from '../../src/model/signal.ts';

const { set, dictionary } = loadSet();
const enrich = createMatcher(dictionary, { cacheMax: 1000 });
const intake = {
  dayOfInstant: (ms: number) => Math.floor(ms / DAY_MILLISECONDS),
  enrich,
  asOf: DAY_LAST,
  partyKey: createPartyKey('a secret of tests'),
};
const fold = { definitions: set, historyUntil: -1, writesTransactions: false };
const customer = 'c1' as CustomerKey;

function event(id: string, date: string, amount: string, description: string, rest = {}): TransactionEvent {
  const fields = {
    kind: 'transaction',
    id,
    customer,
    account: 'a1',
    date,
    amount,
    currency: 'EUR',
    description,
    ...rest,
  };
  const read = intakePlain(JSON.stringify(fields), { format: 'plain', file: 'f', line: 1, index: 0 }, intake);
  if (read.kind !== 'transaction') throw new Error(`not read: ${JSON.stringify(read)}`);
  return read;
}

/** Folds a life up to a day; with `cold`, the state is stored and loaded again after every event. */
function live(events: readonly TransactionEvent[], until: string, cold = false): Signal[] {
  let state = newCustomerState(customer);
  const outputs: OutputRecord[] = [];
  for (const one of events) {
    if (one.orderDay >= 0) foldTicks(state, one.orderDay, fold, outputs);
    foldEvent(state, one, fold, outputs);
    if (cold) state = decodeState(customer, encodeState(state));
  }
  foldTicks(state, parseDay(until)!, fold, outputs);
  return outputs.filter(({ topic }) => topic === 'signals').map(({ body }) => body as Signal);
}

const OPENING = event('open', '2026-01-02', '-20.10', 'EDEKA 123 BERLIN');
const MONTHS = ['04', '05', '06', '07'];
const STREAMING = MONTHS.map((month) => event(`n${month}`, `2026-${month}-03`, '-12.99', 'NETFLIX.COM'));

test('a new subscription is confirmed, and its weights add up to its confidence', () => {
  const [first] = live([OPENING, ...STREAMING], '2026-07-10');
  expect(first).toMatchObject({
    state: 'confirmed',
    signal: 'new-recurring-payment',
    subject: { id: 'netflix' },
  });
  const { prior, for: pro, against } = first!.rationale;
  const milli = [...pro, ...against].reduce(
    (sum, { weight }) => sum + Math.round(weight * 1000),
    Math.round(prior * 1000),
  );
  expect(first!.confidence).toBe(Math.floor(10_000 / (1 + Math.exp(-milli / 1000)) + 0.5) / 10_000);
});

test('a series that runs when the data begins is not new', () => {
  expect(live(STREAMING, '2026-07-10')).toEqual([]);
});

test('a payment that stays away makes the series fade, then end, by ticks alone', () => {
  const states = live([OPENING, ...STREAMING], '2026-12-31').map(({ state }) => state);
  expect(states).toEqual(['confirmed', 'fading', 'ended']);
});

test('withdrawn payments take the signal back', () => {
  const gone = STREAMING.map(({ id }) => event(id, '2026-07-04', '-12.99', 'NETFLIX.COM', { op: 'retract' }));
  expect(live([OPENING, ...STREAMING, ...gone], '2026-07-10').at(-1)).toMatchObject({ state: 'retracted' });
});

test('the same transaction again is a duplicate and says nothing new', () => {
  const twice = STREAMING.flatMap((one) => [one, one]);
  expect(live([OPENING, ...twice], '2026-07-10')).toEqual(live([OPENING, ...STREAMING], '2026-07-10'));
});

test('a café at a fixed price, visited at random, stays silent', () => {
  const days = ['03-03', '03-11', '03-14', '04-02', '04-19', '05-07', '05-09', '06-01', '06-23'];
  const visits = days.map((day) => event(`v${day}`, `2026-${day}`, '-3.20', 'CAFE LUISE'));
  expect(live([OPENING, ...visits], '2026-07-10')).toEqual([]);
});

test('a state stored after every event gives the same outputs as one kept in memory', () => {
  const events = [OPENING, ...STREAMING];
  expect(live(events, '2026-12-31', true)).toEqual(live(events, '2026-12-31'));
});
