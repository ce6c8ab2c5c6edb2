import type { DeadLetter } from '../../errors/dead-letter.ts';
import type { CustomerKey } from '../../model/ids.ts';
import { DAY_NONE, type TransactionEvent } from '../../model/ledger-event.ts';
import { ACCOUNT_TYPES, CHANNELS, type Channel, TRANSACTION_STATUSES } from '../../model/transaction.ts';
import type { IntakeContext, RecordPlace } from '../context.ts';
import { enrich } from '../enrich.ts';
import { protect } from '../redact/protect.ts';
import { ACCOUNT_LENGTH_MAX, CUSTOMER_LENGTH_MAX, DESCRIPTION_LENGTH_MAX, ID_LENGTH_MAX } from './bounds.ts';
import { readCounterparty } from './counterparty.ts';
import { readMcc } from './mcc.ts';
import { exponentOf, readAmount, readCurrency, readOptionalAmount } from './money.ts';
import { checkAsOf, startOfDay } from './order.ts';
import { startReading } from './reading.ts';
import type { PlainRecord } from './record.ts';
import { readId, readOptionalId, readText, readWord } from './text.ts';
import { readDay, readInstant, readOptionalDay, readSeen } from './time.ts';

const OPS = { words: ['upsert', 'retract'], fallback: 'upsert' } as const;
const STATUSES = { words: TRANSACTION_STATUSES, fallback: 'booked' } as const;
const ACCOUNT_TYPE_WORDS = { words: ACCOUNT_TYPES, fallback: 'current' } as const;
/** The empty word means that no channel was given; as a value it is refused. */
const CHANNEL_WORDS = { words: CHANNELS as readonly (Channel | '')[], fallback: '' } as const;

/** Turns a plain transaction that holds, or corrects, into its ledger event. */
export function decodeTransaction(
  record: PlainRecord,
  place: RecordPlace,
  context: IntakeContext,
): TransactionEvent | DeadLetter {
  const reading = startReading();
  const customer = readId(reading, 'customer', record.customer, CUSTOMER_LENGTH_MAX) as CustomerKey;
  const account = readId(reading, 'account', record.account, ACCOUNT_LENGTH_MAX);
  const id = readOptionalId(reading, 'id', record.id, ID_LENGTH_MAX);
  const bookingDay = readDay(reading, 'date', record.date);
  const currency = readCurrency(reading, record.currency);
  const exponent = exponentOf(currency);
  const amountMinor = readAmount(reading, 'amount', record.amount, exponent);
  const description = readText(reading, 'description', record.description, DESCRIPTION_LENGTH_MAX);
  const op = readWord(reading, 'op', record.op, OPS);
  const status = readWord(reading, 'status', record.status, STATUSES);
  const transactionDay = readOptionalDay(reading, 'transactionDate', record.transactionDate);
  const valueDay = readOptionalDay(reading, 'valueDate', record.valueDate);
  const at = readInstant(reading, 'at', record.at, context);
  const seen = readSeen(reading, record.seen, context);
  const accountType = readWord(reading, 'accountType', record.accountType, ACCOUNT_TYPE_WORDS);
  const channel = readWord(reading, 'channel', record.channel, CHANNEL_WORDS);
  const mcc = readMcc(reading, record.mcc);
  const other = readCounterparty(reading, record.counterparty);
  const balanceAfterMinor = readOptionalAmount(reading, 'balanceAfter', record.balanceAfter, exponent);
  const replaces = readOptionalId(reading, 'replaces', record.replaces, ID_LENGTH_MAX);
  const reverses = readOptionalId(reading, 'reverses', record.reverses, ID_LENGTH_MAX);
  if (reading.fault !== undefined) return reading.fault;

  const seenAt = typeof record.seen === 'string' ? seen : undefined;
  const orderDay = seenAt === undefined ? bookingDay : context.dayOfInstant(seenAt);
  checkAsOf(reading, seenAt === undefined ? 'date' : 'seen', orderDay, context);
  if (reading.fault !== undefined) return reading.fault;
  const orderInstant = seenAt ?? at ?? startOfDay(orderDay, context);
  const dated = transactionDay !== DAY_NONE;
  // The merchant is matched on the line as it came; from here on nobody sees it.
  const found = enrich({ description, mcc, channel, amountMinor, currency }, other, context);
  const open = { description, channel, mcc, other, merchant: found };
  const { description: redacted, merchant, counterparty } = protect(open, context);
  return {
    kind: 'transaction',
    orderDay,
    orderInstant,
    op,
    customer,
    account,
    id,
    occurrence: 0,
    seen,
    status,
    bookingDay,
    transactionDay,
    valueDay,
    at,
    effectiveDay: dated ? transactionDay : bookingDay,
    dateRule: dated ? 'transactionDate' : 'date',
    accountType,
    amountMinor,
    currency,
    exponent,
    description: redacted,
    channel,
    mcc,
    counterparty,
    balanceAfterMinor,
    replaces,
    reverses,
    merchant,
    source: place,
  };
}
