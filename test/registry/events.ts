import fc from 'fast-check';
import type { CustomerKey, SubjectKey } from '../../src/model/ids.ts';
import {
  CONSENT_PURPOSES,
  type LedgerEvent,
  OUTCOME_RESULTS,
  type TransactionEvent,
} from '../../src/model/ledger-event.ts';
import { AMOUNT_MINOR_MAX } from '../../src/model/money.ts';
import {
  ACCOUNT_TYPES,
  CHANNELS,
  DATE_RULES,
  MATCH_METHODS,
  TRANSACTION_STATUSES,
} from '../../src/model/transaction.ts';

/** A record whose values are ordinary objects. */
function plain<T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record<T>(fields, { noNullPrototype: true });
}

const day = fc.integer({ min: -1, max: 47_481 });
const instant = fc.integer({ min: 0, max: 4_102_444_799_999 });
const text = fc
  .oneof(fc.string({ unit: 'binary' }), fc.constant(''))
  .map((value) => Buffer.from(value).toString());
const customer = text as unknown as fc.Arbitrary<CustomerKey>;
const minor = fc.integer({ min: -AMOUNT_MINOR_MAX, max: AMOUNT_MINOR_MAX });
const order = { orderDay: day, orderInstant: instant };
const moment = { at: instant, day };

/** Any transaction event. */
export const anyTransaction: fc.Arbitrary<TransactionEvent> = plain({
  kind: fc.constant('transaction' as const),
  ...order,
  op: fc.constantFrom('upsert' as const, 'retract' as const),
  customer,
  account: text,
  id: text,
  occurrence: fc.nat(),
  seen: fc.option(fc.oneof(instant, fc.double({ noNaN: true, noDefaultInfinity: true })), { nil: undefined }),
  status: fc.constantFrom(...TRANSACTION_STATUSES),
  bookingDay: day,
  transactionDay: day,
  valueDay: day,
  at: fc.option(instant, { nil: undefined }),
  effectiveDay: day,
  dateRule: fc.constantFrom(...DATE_RULES),
  accountType: fc.constantFrom(...ACCOUNT_TYPES),
  amountMinor: minor,
  currency: fc.constantFrom('', 'EUR', 'JPY'),
  exponent: fc.constantFrom(0 as const, 2 as const, 3 as const),
  description: text,
  channel: fc.constantFrom('' as const, ...CHANNELS),
  mcc: fc.constantFrom('', '5411'),
  counterparty: fc.option(
    plain({
      kind: fc.constantFrom('creditor' as const, 'account' as const, 'name' as const),
      hash: text,
      creditorId: text,
      mandateId: text,
    }),
    { nil: undefined },
  ),
  balanceAfterMinor: fc.option(minor, { nil: undefined }),
  replaces: text,
  reverses: text,
  merchant: plain({
    subject: fc.integer({ min: 0, max: 2 ** 48 - 1 }) as unknown as fc.Arbitrary<SubjectKey>,
    merchantId: text,
    name: text,
    category: text,
    confidence: fc.integer({ min: 0, max: 10_000 }),
    method: fc.constantFrom(...MATCH_METHODS),
    processor: text,
  }),
  source: plain({ format: text, file: text, line: fc.nat(), index: fc.nat() }),
});

/** Any ledger event, every kind as likely as another. */
export const anyEvent: fc.Arbitrary<LedgerEvent> = fc.oneof(
  anyTransaction,
  plain({
    kind: fc.constant('consent' as const),
    ...order,
    customer,
    purpose: fc.constantFrom(...CONSENT_PURPOSES),
    state: fc.constantFrom('given' as const, 'withdrawn' as const),
    ...moment,
  }),
  plain({
    kind: fc.constant('event' as const),
    ...order,
    customer,
    name: text,
    ...moment,
    properties: text,
  }),
  plain({
    kind: fc.constant('outcome' as const),
    ...order,
    customer,
    episode: text,
    result: fc.constantFrom(...OUTCOME_RESULTS),
    ...moment,
  }),
  plain({ kind: fc.constant('identity' as const), ...order, from: customer, to: customer, at: instant }),
  plain({ kind: fc.constant('tick' as const), ...order, day }),
  plain({
    kind: fc.constant('control' as const),
    ...order,
    epoch: fc.nat(),
    definitionsHash: text,
    dictionaryHash: text,
  }),
);
