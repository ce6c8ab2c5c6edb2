import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import {
  type CustomerState,
  newCustomerState,
  SERIES_ORIGINS,
  SERIES_STATES,
  type Series,
  type Stream,
  streamKey,
  trackStream,
  WINDOW_STATUSES,
} from '../../src/customer/customer-state.ts';
import { newDiary } from '../../src/customer/diary.ts';
import { SUPPRESSIONS } from '../../src/customer/standing.ts';
import {
  decodeState,
  type EncodedCustomer,
  encodeState,
  STATE_VERSION,
} from '../../src/customer/state-codec.ts';
import { OperationalError } from '../../src/errors/operational-error.ts';
import { foldEvent, foldTicks } from '../../src/fold.ts';
import { createPartyKey } from '../../src/intake/redact/counterparty-key.ts';
import { intakePlain } from '../../src/intake.ts';
import { hash32 } from '../../src/lib/hash.ts';
import { seededRandom } from '../../src/lib/random.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import { dayInMonth, formatDay, monthIndexOf, parseDay } from '../../src/model/day.ts';
import { AMOUNT_PATTERNS, CADENCE_IDS } from '../../src/model/definition.ts';
import { transactionKey } from '../../src/model/fingerprint.ts';
import type { CustomerKey, SubjectKey } from '../../src/model/ids.ts';
import { CONSENT_PURPOSES } from '../../src/model/ledger-event.ts';
import { SIGNAL_STATES } from '../../src/model/signal.ts';
import { CHANNELS } from '../../src/model/transaction.ts';

const CUSTOMER = 'kunde-ä-😀' as CustomerKey;
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const day = fc.integer({ min: -1, max: 0x7fffffff });
const money = fc.integer({ min: -(2 ** 52), max: 2 ** 52 });
const count = fc.integer({ min: 0, max: 100_000 });
const hash = fc.integer({ min: 0, max: 2 ** 48 - 1 });

const accounts = fc.array(
  fc
    .record({ name: text, firstDay: day, lastDay: day, openedTick: day })
    .map((account) => ({ ...account, seed: hash32(account.name) })),
  { minLength: 1, maxLength: 4 },
);
const anchor = fc.oneof(
  fc.record({ kind: fc.constant('phase' as const), everyDays: count, phase: count }),
  fc.record({ kind: fc.constant('month-day' as const), everyMonths: count, phase: count, dayOfMonth: count }),
  fc.record({
    kind: fc.constant('month-weekday' as const),
    everyMonths: count,
    phase: count,
    ordinal: count,
    weekday: count,
  }),
  fc.record({ kind: fc.constant('two-days' as const), first: count, second: count }),
);
const told = fc.option(
  fc.record({
    episode: text,
    revision: count,
    state: fc.constantFrom(...SERIES_STATES),
    confidence: count,
    facts: hash,
  }),
  { nil: undefined },
);

const standings = fc.array(
  fc.record({
    episode: text,
    signal: text,
    revision: count,
    state: fc.constantFrom(...SIGNAL_STATES),
    confidence: count,
    historical: fc.boolean(),
    suppression: fc.constantFrom(...SUPPRESSIONS),
    uses: fc.array(
      fc.record({
        channel: fc.constantFrom('push', 'email', 'ü b:er'),
        risk: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
        purpose: fc.constantFrom(...CONSENT_PURPOSES),
        failed: fc.constantFrom(0, 68, 2 ** 20 - 1),
      }),
      { maxLength: 2 },
    ),
  }),
  { maxLength: 5 },
);

/** Any state whose derived parts follow from the others, as the fold keeps them. */
const states = accounts.chain((owners) => {
  const hits = fc.array(
    fc
      .record({ day, amountMinor: money, account: fc.nat(owners.length - 1), id: text })
      .map((hit) => ({ ...hit, key: transactionKey(owners[hit.account]!.seed, hit.id) })),
    { maxLength: 6 },
  );
  const series = fc.record({
    definition: text,
    cadence: fc.constantFrom(...CADENCE_IDS),
    anchor,
    account: count,
    nominal: day,
    missed: count,
    gaps: count,
    count,
    start: day,
    payments: hits,
    pattern: fc.constantFrom(...AMOUNT_PATTERNS),
    levelMinor: money,
    channel: fc.constantFrom(...CHANNELS),
    mandate: fc.boolean(),
    merchantId: text,
    name: text,
    category: text,
    origin: fc.constantFrom(...SERIES_ORIGINS),
    state: fc.constantFrom(...SERIES_STATES),
    totalMilli: fc.integer({ min: -100_000, max: 100_000 }),
    dueDay: day,
    historical: fc.boolean(),
    told,
  }) as fc.Arbitrary<Series>;
  const stream = fc.record({
    subject: fc.integer({ min: 0, max: 2 ** 49 - 1 }),
    direction: fc.constantFrom('in' as const, 'out' as const),
    currency: fc.nat(1),
    hits,
    series: fc.array(series, { maxLength: 3 }),
    lastDay: day,
  });
  const window = fc.array(
    fc.tuple(
      hash,
      fc.record({
        content: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        day,
        seen: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined }),
        status: fc.constantFrom(...WINDOW_STATUSES),
      }),
    ),
    { maxLength: 8 },
  );
  return fc
    .record({
      head: fc.record({
        clock: day,
        lastTick: day,
        sweptAt: day,
        dueDay: day,
        outputs: count,
        partiesMet: count,
      }),
      consents: fc.array(
        fc.record({
          purpose: fc.constantFrom(...CONSENT_PURPOSES),
          given: fc.boolean(),
          at: fc.double({ noNaN: true }),
        }),
      ),
      parties: fc.array(fc.record({ hash: text, number: count }), { maxLength: 3 }),
      pending: fc.array(
        fc.record({
          key: hash,
          id: text,
          account: count,
          amountMinor: money,
          day,
          subject: hash.map((value) => value as SubjectKey),
        }),
        { maxLength: 3 },
      ),
      window,
      standings,
      streams: fc.array(stream, { maxLength: 6 }),
    })
    .map(({ head, window: entries, streams, ...lists }): CustomerState => {
      const state: CustomerState = { ...newCustomerState(CUSTOMER), ...head, ...lists, accounts: owners };
      state.currencies = ['EUR', 'USD'];
      state.window = new Map(entries);
      const built = new Map<number, Stream>();
      for (const { subject, currency, ...rest } of streams) {
        const key = streamKey(subject as SubjectKey, currency, rest.direction);
        built.set(key, {
          ...rest,
          key,
          subject: subject as SubjectKey,
          currency: state.currencies[currency]!,
        });
      }
      for (const one of [...built.values()].sort((a, b) => a.key - b.key)) {
        state.streams.set(one.key, one);
        if (one.series.length > 0) trackStream(state, one);
      }
      return state;
    });
});

describe('any state', () => {
  test('is the same after it was encoded and decoded, and so are its bytes', () => {
    fc.assert(
      fc.property(states, (state) => {
        const parts = encodeState(state);
        const decoded = decodeState(CUSTOMER, parts);
        expect(decoded).toEqual(state);
        expect(encodeState(decoded)).toEqual(parts);
      }),
      { numRuns: 200 },
    );
  });

  test('with a byte changed, cut or added is refused with a code, never read wrongly', () => {
    fc.assert(
      fc.property(
        states,
        fc.constantFrom('hot', 'cold', 'ids'),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (state, part, at, flip) => {
          const parts = encodeState(state);
          const bytes = Buffer.from(parts[part]);
          const changed = Buffer.from(bytes);
          changed[at % bytes.length]! ^= flip;
          for (const damaged of [
            changed,
            bytes.subarray(0, at % bytes.length),
            Buffer.concat([bytes, Buffer.from([flip])]),
          ]) {
            let code = '';
            try {
              decodeState(CUSTOMER, { ...parts, [part]: damaged });
            } catch (error) {
              expect(error).toBeInstanceOf(OperationalError);
              code = (error as OperationalError).code;
            }
            expect(['MS_STATE_DAMAGED', 'MS_STATE_NEWER']).toContain(code);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('versions', () => {
  test('a newer one is refused by name', () => {
    const parts = encodeState(newCustomerState(CUSTOMER));
    const hot = Buffer.from(parts.hot);
    hot[0] = STATE_VERSION + 1;
    expect(() => decodeState(CUSTOMER, { ...parts, hot })).toThrow(/version 4; this build reads 3/);
  });

  test('the second, which knew of no decisions, is read', () => {
    const bytes = (hex: string) => Buffer.from(hex, 'hex');
    const parts = { hot: bytes(VERSION_2.hot), cold: bytes(VERSION_2.cold), ids: bytes(VERSION_2.ids) };
    const state = decodeState('c1' as CustomerKey, parts);
    const [stream] = [...state.streams.values()];
    expect(stream!.series[0]).toMatchObject({
      merchantId: 'netflix',
      payments: [{ id: 't1' }, { id: 't2' }],
      told: {
        episode: '2e66e8dc2de3cf773c71e856',
        revision: 2,
        state: 'confirmed',
        confidence: 9_820,
        facts: 77,
      },
    });
    expect(state).toMatchObject({ clock: 20_500, outputs: 7, standings: [] });
    expect(state.consents).toEqual([{ purpose: 'service', given: true, at: 1_771_200_000_000 }]);
    expect(decodeState('c1' as CustomerKey, encodeState(state))).toEqual(state);
  });

  test('the first, which was JSON, is read', () => {
    const state = life({ monthly: 20, series: 3, months: 8, onlyRecurring: true });
    const json = jsonParts(state);
    // Version 1 knew no diary, nor where a line was counted in it.
    const window = new Map([...state.window].map(([key, { counted: _counted, ...rest }]) => [key, rest]));
    expect(decodeState(CUSTOMER, json)).toEqual({ ...state, window, diary: newDiary() });
  });

  test('a customer that was never stored is a new one', () => {
    const none = { hot: undefined, cold: undefined, ids: undefined };
    expect(decodeState(CUSTOMER, none)).toEqual(newCustomerState(CUSTOMER));
  });
});

/** A customer with one series, as the last build that wrote version 2 encoded it. */
const VERSION_2 = {
  hot: '02a8c002a8c00280c002e4c002070100026131ed8688d70bfeffffff0f01e0be020101034555520101000000f33bc67942000000000180c878a6c002000102156e65772d726563757272696e672d7061796d656e74040101000f00000002a6c002e8bf02e4c00202e8bf02a514003ea5140000a5140203076e6574666c697804074e6574666c6978050c737562736372697074696f6e0002c03e05183265363665386463326465336366373733633731653835360202dc4c4d7cde9bb1',
  cold: '02007d70ef73',
  ids: '0202027431027432e1889539',
};

/** The parts as version 1 wrote them. */
function jsonParts(state: CustomerState): EncodedCustomer {
  const ids: string[] = [];
  const strip = (hits: Stream['hits']) =>
    hits.map(({ id, ...rest }) => {
      ids.push(id);
      return rest;
    });
  const { streams, tracked: _tracked, window, customer: _customer, diary: _diary, ...header } = state;
  const stored = [...streams.values()]
    .sort((a, b) => a.key - b.key)
    .map((stream) => {
      const hits = strip(stream.hits);
      return {
        ...stream,
        hits,
        series: stream.series.map((one) => ({ ...one, payments: strip(one.payments) })),
      };
    });
  const bytes = (value: unknown) => Buffer.concat([Buffer.from([1]), Buffer.from(JSON.stringify(value))]);
  return {
    hot: bytes({ header, window: [...window], streams: stored }),
    cold: bytes({ streams: [] }),
    ids: bytes(ids),
  };
}

/** A life of so many payments a month, some of them in series, through intake and fold. */
function life(options: {
  readonly monthly: number;
  readonly series: number;
  readonly months: number;
  readonly onlyRecurring?: boolean;
}): CustomerState {
  const { set: shipped, dictionary } = loadSet();
  const recurring = shipped.definitions.filter(({ kind }) => kind === 'recurring-series');
  const set = options.onlyRecurring === true ? { ...shipped, definitions: recurring, notes: [] } : shipped;
  const enrich = createMatcher(dictionary, { cacheMax: 1000 });
  const intake = {
    dayOfInstant: () => 0,
    asOf: 100_000,
    enrich,
    partyKey: createPartyKey('a secret of the test'),
  };
  const context = { definitions: set, historyUntil: 0, writesTransactions: false };
  const random = seededRandom(options.monthly);
  const state = newCustomerState(CUSTOMER);
  const january = monthIndexOf(parseDay('2022-01-01')!);
  let number = 0;
  for (let month = january; month < january + options.months; month++) {
    const lines: {
      readonly day: number;
      readonly amount: string;
      readonly description: string;
      readonly channel: string;
    }[] = [];
    for (let series = 0; series < options.series && month > january + 2; series++) {
      lines.push({
        day: dayInMonth(month, 1 + (series % 28)),
        amount: `-${20 + series}.49`,
        description: `SUBSCRIBED SERVICE ${'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef'[series]}X`,
        channel: 'direct-debit',
      });
    }
    while (lines.length < options.monthly) {
      const amount = `-${random.between(2, 90)}.${`${random.between(10, 99)}`}`;
      lines.push({
        day: dayInMonth(month, random.between(1, 28)),
        amount,
        description: `SHOP ${random.between(1, 60)} NORTH STREET`,
        channel: 'card',
      });
    }
    for (const { day: on, ...line } of lines.sort((a, b) => a.day - b.day)) {
      foldTicks(state, on, context, []);
      const fields = {
        kind: 'transaction',
        id: `tx-${number++}`,
        customer: CUSTOMER,
        account: 'a1',
        date: formatDay(on),
        currency: 'EUR',
        ...line,
      };
      const event = intakePlain(
        JSON.stringify(fields),
        { format: 'plain', file: 'f', line: 1, index: 0 },
        intake,
      );
      if (event.kind !== 'transaction') throw new Error(event.kind);
      foldEvent(state, event, context, []);
    }
  }
  return state;
}

describe('how much is remembered after three years', () => {
  test.each([
    [
      'a typical customer: 60 payments a month, ten series',
      { monthly: 60, series: 10, months: 36 },
      { hot: 4_352, all: 8_192 },
    ],
    [
      'a heavy one: 400 a month, thirty series',
      { monthly: 400, series: 30, months: 36 },
      { hot: 40_960, all: 40_960 },
    ],
  ])('%s', (_name, options, most) => {
    const state = life(options);
    const live = [...state.streams.values()].flatMap(({ series }) => series);
    expect(live.length).toBe(options.series);
    const parts = encodeState(state);
    expect(parts.hot.length).toBeLessThanOrEqual(most.hot);
    expect(parts.hot.length + parts.cold.length).toBeLessThanOrEqual(most.all);
  });
});
