import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import type { Decoder, RecordSink } from '../format.ts';
import { channelOfCodes } from '../json/channel.ts';
import { decodeJson } from '../json/decoder.ts';
import {
  dayText,
  instantText,
  isJson,
  type Json,
  joined,
  partyOf,
  present,
  sided,
  textAt,
} from '../json/fields.ts';

const ACCOUNT_TYPES: Readonly<Record<string, string>> = {
  DEPOSIT_ACCOUNT: 'current',
  LOAN_ACCOUNT: 'loan',
  LOC_ACCOUNT: 'credit-card',
};
const TYPE_CHANNELS: Readonly<Record<string, string>> = {
  POSDEBIT: 'card',
  POSCREDIT: 'card',
  ATMWITHDRAWAL: 'cash',
  ATMDEPOSIT: 'cash',
  WITHDRAWAL: 'cash',
  FEE: 'fee',
  SRVCHG: 'fee',
  INTEREST: 'interest',
  TRANSFER: 'transfer',
  BILLPAYMENT: 'transfer',
  DIRECTDEPOSIT: 'transfer',
  DIRECTDEBIT: 'direct-debit',
  REPEATPMT: 'standing-order',
  PURCHASE: 'card',
};

/** Lists of transactions of FDX version 6, flat or wrapped by the kind of account. */
export function decodeFdx(sink: RecordSink): Decoder {
  return decodeJson(
    { wanted: (path) => path === 'transactions.*', read: (object) => readTransaction(unwrapped(object)) },
    sink,
  );
}

/** Earlier versions wrap each: `{"depositTransaction": {…}}`. */
function unwrapped(object: Json): Json {
  const values = Object.entries(object);
  const [key, inner] = values[0] ?? ['', undefined];
  return values.length === 1 && key.endsWith('Transaction') && isJson(inner) ? inner : object;
}

function readTransaction(object: Json): Json | DeadLetter {
  const memo = textAt(object, 'debitCreditMemo').toUpperCase();
  if (memo !== 'DEBIT' && memo !== 'CREDIT') {
    return deadLetter('MS_FIELD_MISSING', '"debitCreditMemo" must be DEBIT or CREDIT');
  }
  const amount = sided(object.amount, memo === 'DEBIT');
  if (typeof amount !== 'string') return amount;
  const status = textAt(object, 'status').toUpperCase();
  const isBooked = status === '' || status === 'POSTED';
  const posted = textAt(object, 'postedTimestamp');
  const happened = textAt(object, 'transactionTimestamp');
  const type = textAt(object, 'transactionType').toUpperCase();
  return present({
    kind: 'transaction',
    id: textAt(object, 'transactionId'),
    account: textAt(object, 'accountId'),
    accountType: ACCOUNT_TYPES[textAt(object, 'accountCategory').toUpperCase()],
    date: dayText(posted) || dayText(happened),
    transactionDate: dayText(happened),
    at: instantText(happened),
    amount,
    currency: textAt(object, 'currency', 'currencyCode') || textAt(object, 'currency'),
    description: joined(textAt(object, 'description'), textAt(object, 'memo')) || ' ',
    // An authorization, a memo posting and what is pending are all not booked yet.
    status: isBooked ? 'booked' : 'pending',
    reverses: textAt(object, 'referenceTransactionId'),
    channel: TYPE_CHANNELS[type] ?? channelOfCodes(type),
    mcc: textAt(object, 'merchantCategoryCode'),
    counterparty: partyOf({ name: textAt(object, 'payee') }),
  });
}
