import { assert } from '../lib/assert.ts';
import type { TransactionEvent } from '../model/ledger-event.ts';
import { AMOUNT_MINOR_MAX } from '../model/money.ts';
import type { Counterparty, Enrichment } from '../model/transaction.ts';
import {
  accountTypes,
  channels,
  counterpartyKinds,
  dateRules,
  matchMethods,
  ops,
  statuses,
} from './transaction-schema.ts';

type Body<T, Changed extends keyof T> = Omit<T, Changed>;

/** A transaction as its Avro record holds it: words as symbols, null for what is not known. */
export interface TransactionBody
  extends Body<
    TransactionEvent,
    | 'kind'
    | 'op'
    | 'seen'
    | 'status'
    | 'at'
    | 'dateRule'
    | 'accountType'
    | 'channel'
    | 'counterparty'
    | 'balanceAfterMinor'
    | 'merchant'
  > {
  readonly op: string;
  readonly seen: number | null;
  readonly status: string;
  readonly at: number | null;
  readonly dateRule: string;
  readonly accountType: string;
  readonly channel: string;
  readonly counterparty: (Body<Counterparty, 'kind'> & { readonly kind: string }) | null;
  readonly balanceAfterMinor: number | null;
  readonly merchant: Body<Enrichment, 'method'> & { readonly method: string };
}

/** The Avro record of a transaction event. */
export function bodyOfTransaction(event: TransactionEvent): TransactionBody {
  const { counterparty, merchant } = event;
  assert(
    isExact(event.amountMinor) && isExact(event.balanceAfterMinor ?? 0),
    'an amount that Avro would change',
  );
  return {
    ...event,
    op: ops.symbolOf(event.op),
    seen: event.seen ?? null,
    status: statuses.symbolOf(event.status),
    at: event.at ?? null,
    dateRule: dateRules.symbolOf(event.dateRule),
    accountType: accountTypes.symbolOf(event.accountType),
    channel: channels.symbolOf(event.channel),
    counterparty:
      counterparty === undefined
        ? null
        : { ...counterparty, kind: counterpartyKinds.symbolOf(counterparty.kind) },
    balanceAfterMinor: event.balanceAfterMinor ?? null,
    merchant: { ...merchant, method: matchMethods.symbolOf(merchant.method) },
  };
}

function isExact(minor: number): boolean {
  return minor >= -AMOUNT_MINOR_MAX && minor <= AMOUNT_MINOR_MAX;
}

/** The transaction event of an Avro record, its fields in the order that intake gives them. */
export function transactionOfBody(body: TransactionBody): TransactionEvent {
  const { counterparty, merchant, source } = body;
  return {
    kind: 'transaction',
    orderDay: body.orderDay,
    orderInstant: body.orderInstant,
    op: ops.wordOf(body.op),
    customer: body.customer,
    account: body.account,
    id: body.id,
    occurrence: body.occurrence,
    seen: body.seen ?? undefined,
    status: statuses.wordOf(body.status),
    bookingDay: body.bookingDay,
    transactionDay: body.transactionDay,
    valueDay: body.valueDay,
    at: body.at ?? undefined,
    effectiveDay: body.effectiveDay,
    dateRule: dateRules.wordOf(body.dateRule),
    accountType: accountTypes.wordOf(body.accountType),
    amountMinor: body.amountMinor,
    currency: body.currency,
    exponent: body.exponent,
    description: body.description,
    channel: channels.wordOf(body.channel),
    mcc: body.mcc,
    counterparty:
      counterparty === null
        ? undefined
        : { ...counterparty, kind: counterpartyKinds.wordOf(counterparty.kind) },
    balanceAfterMinor: body.balanceAfterMinor ?? undefined,
    replaces: body.replaces,
    reverses: body.reverses,
    merchant: { ...merchant, method: matchMethods.wordOf(merchant.method) },
    source: { format: source.format, file: source.file, line: source.line, index: source.index },
  };
}
