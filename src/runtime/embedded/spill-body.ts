import { assertNever } from '../../lib/assert.ts';
import type { CustomerKey } from '../../model/ids.ts';
import {
  CONSENT_PURPOSES,
  type CustomerEvent,
  OUTCOME_RESULTS,
  type TransactionEvent,
} from '../../model/ledger-event.ts';
import type { CurrencyExponent } from '../../model/money.ts';
import {
  ACCOUNT_TYPES,
  CHANNELS,
  type Counterparty,
  DATE_RULES,
  type Enrichment,
  type SourcePlace,
  TRANSACTION_STATUSES,
} from '../../model/transaction.ts';
import type { SpillReaderCursor, SpillWriterCursor } from './spill-cursor.ts';
import { createMerchantReader, encodeMerchant } from './spill-merchant.ts';

const CODES = { transaction: 0, consent: 1, event: 2, outcome: 3 } as const;
const KINDS = ['transaction', 'consent', 'event', 'outcome'] as const;
const CONSENT_STATES = ['given', 'withdrawn'] as const;
const COUNTERPARTY_KINDS = ['creditor', 'account', 'name'] as const;
const HAS_AT = 1;
const HAS_BALANCE = 2;
const HAS_COUNTERPARTY = 4;
const IS_RETRACT = 8;

/** What a record's head says of its event. */
export interface RecordHead {
  readonly customer: CustomerKey;
  readonly id: string;
  readonly account: string;
  readonly orderDay: number;
  readonly orderInstant: number;
  readonly seen: number | undefined;
  readonly source: SourcePlace;
}

/** Appends the fields that ordering does not need. */
export function encodeBody(cursor: SpillWriterCursor, event: CustomerEvent): void {
  cursor.u8(CODES[event.kind]);
  switch (event.kind) {
    case 'transaction':
      encodeTransaction(cursor, event);
      return;
    case 'consent':
      cursor.u8(CONSENT_PURPOSES.indexOf(event.purpose));
      cursor.u8(CONSENT_STATES.indexOf(event.state));
      break;
    case 'event':
      cursor.text(event.name);
      encodeLong(cursor, event.properties);
      break;
    case 'outcome':
      cursor.u8(OUTCOME_RESULTS.indexOf(event.result));
      cursor.text(event.episode);
      break;
    default:
      assertNever(event);
  }
  cursor.f64(event.at);
  cursor.i32(event.day);
}

/** Reads bodies back into events; remembers merchants, so that each is made once. */
export function createBodyReader(): (cursor: SpillReaderCursor, head: RecordHead) => CustomerEvent {
  const merchants = createMerchantReader();
  return (cursor, head) => {
    const { customer, orderDay, orderInstant } = head;
    const kind = KINDS[cursor.u8()]!;
    switch (kind) {
      case 'transaction':
        return decodeTransaction(cursor, head, merchants);
      case 'consent': {
        const purpose = CONSENT_PURPOSES[cursor.u8()]!;
        const state = CONSENT_STATES[cursor.u8()]!;
        return {
          kind,
          orderDay,
          orderInstant,
          customer,
          purpose,
          state,
          at: cursor.f64(),
          day: cursor.i32(),
        };
      }
      case 'event': {
        const name = cursor.repeatedText();
        const properties = decodeLong(cursor);
        return {
          kind,
          orderDay,
          orderInstant,
          customer,
          name,
          at: cursor.f64(),
          day: cursor.i32(),
          properties,
        };
      }
      case 'outcome': {
        const result = OUTCOME_RESULTS[cursor.u8()]!;
        const episode = cursor.text();
        return {
          kind,
          orderDay,
          orderInstant,
          customer,
          episode,
          result,
          at: cursor.f64(),
          day: cursor.i32(),
        };
      }
      default:
        return assertNever(kind);
    }
  };
}

function encodeTransaction(cursor: SpillWriterCursor, event: TransactionEvent): void {
  const { at, balanceAfterMinor, counterparty } = event;
  let flags = event.op === 'retract' ? IS_RETRACT : 0;
  if (at !== undefined) flags |= HAS_AT;
  if (balanceAfterMinor !== undefined) flags |= HAS_BALANCE;
  if (counterparty !== undefined) flags |= HAS_COUNTERPARTY;
  cursor.u8(flags);
  cursor.u8(TRANSACTION_STATUSES.indexOf(event.status));
  cursor.u8(ACCOUNT_TYPES.indexOf(event.accountType));
  cursor.u8(event.channel === '' ? 0 : CHANNELS.indexOf(event.channel) + 1);
  cursor.u8(DATE_RULES.indexOf(event.dateRule));
  cursor.u8(event.exponent);
  cursor.i32(event.source.index);
  cursor.i32(event.bookingDay);
  cursor.i32(event.transactionDay);
  cursor.i32(event.valueDay);
  cursor.i32(event.effectiveDay);
  cursor.f64(event.amountMinor);
  if (at !== undefined) cursor.f64(at);
  if (balanceAfterMinor !== undefined) cursor.f64(balanceAfterMinor);
  cursor.text(event.currency);
  cursor.text(event.description);
  cursor.text(event.mcc);
  cursor.text(event.replaces);
  cursor.text(event.reverses);
  if (counterparty !== undefined) {
    cursor.u8(COUNTERPARTY_KINDS.indexOf(counterparty.kind));
    cursor.text(counterparty.hash);
    cursor.text(counterparty.creditorId);
    cursor.text(counterparty.mandateId);
  }
  encodeMerchant(cursor, event.merchant);
}

function decodeTransaction(
  cursor: SpillReaderCursor,
  head: RecordHead,
  merchants: (cursor: SpillReaderCursor) => Enrichment,
): TransactionEvent {
  const flags = cursor.u8();
  const status = TRANSACTION_STATUSES[cursor.u8()]!;
  const accountType = ACCOUNT_TYPES[cursor.u8()]!;
  const channelCode = cursor.u8();
  const dateRule = DATE_RULES[cursor.u8()]!;
  const exponent = cursor.u8() as CurrencyExponent;
  const index = cursor.i32();
  const bookingDay = cursor.i32();
  const transactionDay = cursor.i32();
  const valueDay = cursor.i32();
  const effectiveDay = cursor.i32();
  const amountMinor = cursor.f64();
  const at = (flags & HAS_AT) !== 0 ? cursor.f64() : undefined;
  const balanceAfterMinor = (flags & HAS_BALANCE) !== 0 ? cursor.f64() : undefined;
  const currency = cursor.repeatedText();
  const description = cursor.text();
  const mcc = cursor.repeatedText();
  const replaces = cursor.text();
  const reverses = cursor.text();
  const counterparty = (flags & HAS_COUNTERPARTY) !== 0 ? decodeCounterparty(cursor) : undefined;
  const merchant = merchants(cursor);
  return {
    kind: 'transaction',
    orderDay: head.orderDay,
    orderInstant: head.orderInstant,
    op: (flags & IS_RETRACT) !== 0 ? 'retract' : 'upsert',
    customer: head.customer,
    account: head.account,
    id: head.id,
    occurrence: 0,
    seen: head.seen,
    status,
    bookingDay,
    transactionDay,
    valueDay,
    at,
    effectiveDay,
    dateRule,
    accountType,
    amountMinor,
    currency,
    exponent,
    description,
    channel: channelCode === 0 ? '' : CHANNELS[channelCode - 1]!,
    mcc,
    counterparty,
    balanceAfterMinor,
    replaces,
    reverses,
    merchant,
    source: index === 0 ? head.source : { ...head.source, index },
  };
}

function decodeCounterparty(cursor: SpillReaderCursor): Counterparty {
  return {
    kind: COUNTERPARTY_KINDS[cursor.u8()]!,
    hash: cursor.repeatedText(),
    creditorId: cursor.repeatedText(),
    mandateId: cursor.repeatedText(),
  };
}

function encodeLong(cursor: SpillWriterCursor, text: string): void {
  const start = cursor.position + 4;
  cursor.raw(text, start);
  cursor.view.setInt32(start - 4, cursor.position - start, true);
}

function decodeLong(cursor: SpillReaderCursor): string {
  const length = cursor.i32();
  const start = cursor.position;
  cursor.position = start + length;
  return cursor.bytes.toString('utf8', start, start + length);
}
