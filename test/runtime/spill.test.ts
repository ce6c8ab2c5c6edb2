import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CustomerKey, SubjectKey } from '../../src/model/ids.ts';
import {
  CONSENT_PURPOSES,
  type CustomerEvent,
  OUTCOME_RESULTS,
  type TransactionEvent,
} from '../../src/model/ledger-event.ts';
import type { CurrencyExponent } from '../../src/model/money.ts';
import {
  ACCOUNT_TYPES,
  CHANNELS,
  DATE_RULES,
  MATCH_METHODS,
  TRANSACTION_STATUSES,
} from '../../src/model/transaction.ts';
import { openBucket, readChunks } from '../../src/runtime/embedded/bucket.ts';
import { EventReader } from '../../src/runtime/embedded/event-reader.ts';
import { orderEvents } from '../../src/runtime/embedded/order-events.ts';
import { SpillFile } from '../../src/runtime/embedded/spill-file.ts';
import { scratch, shuffled } from './helpers.ts';

const SEED = 20251121;
/** Lines of the first of two ranges. */
const HALF = 4;
const directory = scratch();
let files = 0;

/** Spills events with their lines, and reads them back in the order of the ledger, customer by customer. */
function throughSpill(
  events: readonly { readonly event: CustomerEvent; readonly line: string }[],
): CustomerEvent[] {
  const spill = new SpillFile(join(directory, `${files++}`), { bucketBits: 0, bufferBytes: 4096 });
  for (const [line, { event, line: bytes }] of events.entries()) {
    spill.add(event, { range: Number(line >= HALF), line: line % HALF }, Buffer.from(bytes));
  }
  const { path, chunks } = spill.finish({ sync: false });
  const places = [];
  for (let at = 0; at < chunks.length; at += 3)
    places.push({ path, offset: chunks[at + 1]!, length: chunks[at + 2]! });
  const bytes = readChunks(places, Buffer.alloc(0));
  const bucket = openBucket(
    bytes,
    places.reduce((sum, { length }) => sum + length, 0),
  );
  const reader = new EventReader([
    { file: 'f', linesBefore: 0, format: 'plain' },
    { file: 'f', linesBefore: 100_000, format: 'plain' },
  ]);
  reader.openBucket(bucket);
  const result: CustomerEvent[] = [];
  for (let group = 0; group + 1 < bucket.starts.length; group++) {
    reader.beginCustomer(0);
    const records = bucket.byCustomer.slice(bucket.starts[group]!, bucket.starts[group + 1]!);
    const { event } = events[bucketIndex(bucket, records[0]!)]!;
    for (const record of orderEvents(bucket, records)) result.push(reader.read(record, event.customer));
  }
  return result;
}

const bucketIndex = (bucket: { readonly positions: Float64Array }, record: number): number => {
  const position = bucket.positions[record]!;
  const range = Math.floor(position / 4294967296);
  return position - range * 4294967296 + range * HALF;
};

const text = fc.oneof(
  fc.constant(''),
  fc.string({ maxLength: 90 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const id = text.filter((value) => value !== '');
const day = fc.integer({ min: 0, max: 47481 });
const anyDay = fc.oneof(fc.constant(-1), day);
const amount = fc.maxSafeInteger();
const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const counterparty = fc.record({
  kind: fc.constantFrom('creditor' as const, 'account' as const, 'name' as const),
  hash: text,
  creditorId: text,
  mandateId: text,
});

const merchant = fc.record({
  subject: fc.integer({ min: 0, max: 2 ** 48 - 1 }).map((value) => value as SubjectKey),
  merchantId: text,
  name: text,
  category: text,
  confidence: fc.integer({ min: 0, max: 10_000 }),
  method: fc.constantFrom(...MATCH_METHODS),
  processor: text,
});

const transactions: fc.Arbitrary<TransactionEvent> = fc.record({
  kind: fc.constant('transaction' as const),
  orderDay: day,
  orderInstant: instant,
  op: fc.constantFrom('upsert' as const, 'retract' as const),
  customer: id.map((value) => value as CustomerKey),
  account: id,
  id: text,
  occurrence: fc.constant(0),
  seen: optional(fc.double({ noNaN: true })),
  status: fc.constantFrom(...TRANSACTION_STATUSES),
  bookingDay: anyDay,
  transactionDay: anyDay,
  valueDay: anyDay,
  at: optional(instant),
  effectiveDay: anyDay,
  dateRule: fc.constantFrom(...DATE_RULES),
  accountType: fc.constantFrom(...ACCOUNT_TYPES),
  amountMinor: amount,
  currency: fc.constantFrom('EUR', 'JPY', ''),
  exponent: fc.constantFrom<CurrencyExponent>(0, 2, 3),
  description: fc.oneof(text, fc.string({ minLength: 3000, maxLength: 4096 })),
  channel: fc.constantFrom(...CHANNELS, '' as const),
  mcc: text,
  counterparty: optional(counterparty),
  balanceAfterMinor: optional(amount),
  replaces: text,
  reverses: text,
  merchant,
  source: fc.constant({ format: 'plain', file: 'f', line: 1, index: 0 }),
});

const base = { orderDay: day, orderInstant: instant, customer: id.map((value) => value as CustomerKey) };
const others: fc.Arbitrary<CustomerEvent> = fc.oneof(
  fc.record({
    ...base,
    kind: fc.constant('consent' as const),
    purpose: fc.constantFrom(...CONSENT_PURPOSES),
    state: fc.constantFrom('given' as const, 'withdrawn' as const),
    at: instant,
    day,
  }),
  fc.record({
    ...base,
    kind: fc.constant('event' as const),
    name: id,
    at: instant,
    day,
    properties: fc.string({ maxLength: 16_384 }),
  }),
  fc.record({
    ...base,
    kind: fc.constant('outcome' as const),
    episode: id,
    result: fc.constantFrom(...OUTCOME_RESULTS),
    at: instant,
    day,
  }),
);

const normal = (event: CustomerEvent): CustomerEvent =>
  JSON.parse(
    JSON.stringify(event, (_, value) => (Object.is(value, -0) ? 0 : value === undefined ? '(none)' : value)),
  );

describe('a spilled event', () => {
  test(`comes back as it was (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.oneof(transactions, others), text, (event, line) => {
        const [back] = throughSpill([{ event, line }]);
        expect(normal(back!)).toEqual(normal(event));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });
});

const plain: TransactionEvent = {
  kind: 'transaction',
  orderDay: 20000,
  orderInstant: 0,
  op: 'upsert',
  customer: 'c1' as CustomerKey,
  account: 'a1',
  id: 't1',
  occurrence: 0,
  seen: undefined,
  status: 'booked',
  bookingDay: 20000,
  transactionDay: -1,
  valueDay: -1,
  at: undefined,
  effectiveDay: 20000,
  dateRule: 'date',
  accountType: 'current',
  amountMinor: -100,
  currency: 'EUR',
  exponent: 2,
  description: 'x',
  channel: '',
  mcc: '',
  counterparty: undefined,
  balanceAfterMinor: undefined,
  replaces: '',
  reverses: '',
  merchant: {
    subject: 1 as SubjectKey,
    merchantId: '',
    name: '',
    category: '',
    confidence: 0,
    method: 'none',
    processor: '',
  },
  source: { format: 'plain', file: 'f', line: 1, index: 0 },
};

/** The events named by their descriptions, in the order they come back in. */
function order(events: readonly Partial<TransactionEvent & { line: string }>[]): string {
  const spilled = events.map(({ line = '', ...fields }) => ({ event: { ...plain, ...fields }, line }));
  return throughSpill(spilled)
    .map((event) => (event as TransactionEvent).description)
    .join(' ');
}

describe('the order of a customer', () => {
  test.each([
    [
      'day',
      [
        { orderDay: 9, id: 'c' },
        { orderDay: 10, id: 'b' },
        { orderDay: 11, id: 'a' },
      ],
    ],
    [
      'instant',
      [
        { orderInstant: 9, id: 'c' },
        { orderInstant: 10, id: 'b' },
        { orderInstant: 11, id: 'a' },
      ],
    ],
    [
      'id by its bytes',
      [{ id: '' }, { id: 'B' }, { id: 'a' }, { id: 'aa' }, { id: 'é' }, { id: '\uffee' }, { id: '😀' }],
    ],
    [
      'seen, none first',
      [
        { id: 'a', seen: undefined },
        { id: 'a', seen: -1 },
        { id: 'a', seen: 2 },
        { id: 'a', seen: 10 },
      ],
    ],
    [
      'the line',
      [
        { id: '', line: '{"a"' },
        { id: '', line: '{"a":' },
        { id: '', line: '{"b"' },
      ],
    ],
    [
      'the line where ids and seen are equal',
      [
        { seen: 1, line: 'a' },
        { seen: 1, line: 'b' },
      ],
    ],
    ['the account where ids are equal', [{ account: 'a' }, { account: 'b' }]],
  ] as const)('goes by %s', (_, fields) => {
    const named = fields.map((field, index) => ({ ...field, description: `${index}` }));
    for (let seed = 0; seed < 6; seed++)
      expect(order(shuffled(named, seed))).toBe(named.map(({ description }) => description).join(' '));
  });

  test('goes by class on one day', () => {
    const consent: CustomerEvent = {
      kind: 'consent',
      orderDay: 20000,
      orderInstant: 99,
      customer: plain.customer,
      purpose: 'service',
      state: 'given',
      at: 0,
      day: 1,
    };
    const outcome: CustomerEvent = {
      kind: 'outcome',
      orderDay: 20000,
      orderInstant: 98,
      customer: plain.customer,
      episode: 'e',
      result: 'right',
      at: 0,
      day: 1,
    };
    const events = [plain, outcome, consent].map((event) => ({ event, line: '' }));
    expect(throughSpill(events).map(({ kind }) => kind)).toEqual(['consent', 'outcome', 'transaction']);
  });

  test('versions of one id without `seen` keep their input order, whatever their days', () => {
    const versions = [
      { id: 'x', orderDay: 30, description: 'x30' },
      { id: 'x', orderDay: 20, description: 'x20' },
      { id: 'x', orderDay: 40, description: 'x40' },
      { id: 'x', orderDay: 35, description: 'x35' },
    ];
    const rest = [25, 31, 45].map((orderDay) => ({
      id: `y${orderDay}`,
      orderDay,
      description: `y${orderDay}`,
    }));
    expect(order([...rest, ...versions])).toBe('y25 x30 x20 y31 x40 x35 y45');
    expect(order([...versions, ...rest])).toBe('y25 x30 x20 y31 x40 x35 y45');
  });

  test('versions with `seen`, and the same id on another account, go by their own days', () => {
    expect(
      order([
        { seen: 9, orderDay: 30, description: 'late' },
        { seen: 8, orderDay: 20, description: 'early' },
      ]),
    ).toBe('early late');
    expect(
      order([
        { account: 'a', orderDay: 30, description: 'late' },
        { account: 'b', orderDay: 20, description: 'early' },
      ]),
    ).toBe('early late');
  });

  test('a retraction without a day stands right behind its transaction and shares its day, or begins', () => {
    const gone = { op: 'retract', orderDay: -1, bookingDay: -1 } as const;
    const events = [
      { id: 'x', orderDay: 30, description: 'x' },
      { id: 'z', orderDay: 31, description: 'z' },
      { ...gone, id: 'x', description: '-x' },
      { ...gone, id: 'unknown', description: '-unknown' },
    ];
    expect(order(events)).toBe('-unknown x -x z');
    const back = throughSpill(events.map((fields) => ({ event: { ...plain, ...fields }, line: '' })));
    expect(back.map(({ orderDay }) => orderDay)).toEqual([0, 30, 30, 31]);
  });

  test('equal events without an id are counted, within a file, by what they say', () => {
    const same = { id: '', description: 'coffee' };
    const events = [same, same, { ...same, amountMinor: -101 }, same, { ...same, id: 'given' }];
    const back = throughSpill(events.map((fields) => ({ event: { ...plain, ...fields }, line: 'l' })));
    const counted = back.map((event) => [
      (event as TransactionEvent).amountMinor,
      (event as TransactionEvent).occurrence,
    ]);
    expect(counted.sort()).toEqual([
      [-100, 0],
      [-100, 0],
      [-100, 1],
      [-100, 2],
      [-101, 0],
    ]);
  });
});
