import type { DeadLetter } from '../../errors/dead-letter.ts';
import type { CustomerKey, SubjectKey } from '../../model/ids.ts';
import { DAY_NONE, type TransactionEvent } from '../../model/ledger-event.ts';
import type { Enrichment } from '../../model/transaction.ts';
import type { IntakeContext, RecordPlace } from '../context.ts';
import { ACCOUNT_LENGTH_MAX, CUSTOMER_LENGTH_MAX, ID_LENGTH_MAX } from './bounds.ts';
import { checkAsOf, startOfDay } from './order.ts';
import { startReading } from './reading.ts';
import type { PlainRecord } from './record.ts';
import { readId } from './text.ts';
import { readInstant, readOptionalDay, readSeen } from './time.ts';

const NO_MERCHANT: Enrichment = {
  subject: 0 as SubjectKey,
  merchantId: '',
  name: '',
  category: '',
  confidence: 0,
  method: 'none',
  processor: '',
};

/**
 * Turns a plain retraction into its ledger event. It needs only customer, account and id; days are read where given,
 * and what else it repeats of its transaction is not looked at, so that a fault there cannot hold it up.
 */
export function decodeRetraction(
  record: PlainRecord,
  place: RecordPlace,
  context: IntakeContext,
): TransactionEvent | DeadLetter {
  const reading = startReading();
  const customer = readId(reading, 'customer', record.customer, CUSTOMER_LENGTH_MAX) as CustomerKey;
  const account = readId(reading, 'account', record.account, ACCOUNT_LENGTH_MAX);
  const id = readId(reading, 'id', record.id, ID_LENGTH_MAX);
  const bookingDay = readOptionalDay(reading, 'date', record.date);
  const transactionDay = readOptionalDay(reading, 'transactionDate', record.transactionDate);
  const valueDay = readOptionalDay(reading, 'valueDate', record.valueDate);
  const at = readInstant(reading, 'at', record.at, context);
  const seen = readSeen(reading, record.seen, context);
  if (reading.fault !== undefined) return reading.fault;

  const seenAt = typeof record.seen === 'string' ? seen : undefined;
  const field = seenAt !== undefined ? 'seen' : bookingDay !== DAY_NONE ? 'date' : 'at';
  const instant = seenAt ?? at;
  let orderDay = bookingDay;
  if (seenAt !== undefined) orderDay = context.dayOfInstant(seenAt);
  else if (bookingDay === DAY_NONE && at !== undefined) orderDay = context.dayOfInstant(at);
  checkAsOf(reading, field, orderDay, context);
  if (reading.fault !== undefined) return reading.fault;
  const effectiveDay = transactionDay !== DAY_NONE ? transactionDay : bookingDay;
  return {
    kind: 'transaction',
    orderDay,
    orderInstant: instant ?? startOfDay(orderDay, context),
    op: 'retract',
    customer,
    account,
    id,
    occurrence: 0,
    seen,
    status: 'booked',
    bookingDay,
    transactionDay,
    valueDay,
    at,
    effectiveDay,
    dateRule: effectiveDay === DAY_NONE ? 'none' : transactionDay !== DAY_NONE ? 'transactionDate' : 'date',
    accountType: 'current',
    amountMinor: 0,
    currency: '',
    exponent: 2,
    description: '',
    channel: '',
    mcc: '',
    counterparty: undefined,
    balanceAfterMinor: undefined,
    replaces: '',
    reverses: '',
    merchant: NO_MERCHANT,
    source: place,
  };
}
