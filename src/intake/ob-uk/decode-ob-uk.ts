import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import type { Decoder, RecordSink } from '../format.ts';
import { channelOfCodes } from '../json/channel.ts';
import { decodeJson } from '../json/decoder.ts';
import {
  amountText,
  at,
  dayText,
  instantText,
  type Json,
  joined,
  negated,
  partyOf,
  present,
  sided,
  textAt,
} from '../json/fields.ts';

/** Booked, Pending and Rejected of version 3.1; the codes of version 4. What is informed of or announced is not booked. */
const STATUSES: Readonly<Record<string, string>> = {
  booked: 'booked',
  book: 'booked',
  pending: 'pending',
  pdng: 'pending',
  futr: 'pending',
  rejected: 'rejected',
  rjct: 'rejected',
  info: 'rejected',
};

/** Transactions of UK Open Banking (`OBTransaction6`), versions 3.1 and 4. */
export function decodeObUk(sink: RecordSink): Decoder {
  return decodeJson(
    { wanted: (path) => path === 'Data.Transaction.*', read: (object) => readTransaction(object) },
    sink,
  );
}

function readTransaction(object: Json): Json | DeadLetter {
  const indicator = textAt(object, 'CreditDebitIndicator').toLowerCase();
  if (indicator !== 'credit' && indicator !== 'debit') {
    return deadLetter('MS_FIELD_MISSING', '"CreditDebitIndicator" must be Credit or Debit');
  }
  const isOut = indicator === 'debit';
  const amount = sided(at(object, 'Amount', 'Amount'), isOut);
  if (typeof amount !== 'string') return amount;
  const written = textAt(object, 'Status').toLowerCase();
  const status = STATUSES[written];
  if (status === undefined)
    return deadLetter('MS_FIELD_VALUE', '"Status" is none that the specification knows');
  const booked = textAt(object, 'BookingDateTime');
  const other = isOut ? 'Creditor' : 'Debtor';
  const identification = textAt(object, `${other}Account`, 'Identification');
  const isIban = /IBAN/i.test(textAt(object, `${other}Account`, 'SchemeName'));
  return present({
    kind: 'transaction',
    id: textAt(object, 'TransactionId'),
    account: textAt(object, 'AccountId'),
    date: dayText(booked),
    valueDate: dayText(textAt(object, 'ValueDateTime')),
    // While pending the booking date is only expected.
    at: status === 'booked' ? instantText(booked) : '',
    amount,
    currency: textAt(object, 'Amount', 'Currency'),
    description: describe(object),
    status,
    channel: channelOfCodes(
      textAt(object, 'ProprietaryBankTransactionCode', 'Code'),
      textAt(object, 'BankTransactionCode', 'SubCode'),
      textAt(object, 'BankTransactionCode', 'Code'),
    ),
    mcc: textAt(object, 'MerchantDetails', 'MerchantCategoryCode'),
    counterparty: partyOf({
      name: textAt(object, `${other}Account`, 'Name') || textAt(object, `${other}Agent`, 'Name'),
      iban: isIban ? identification : '',
    }),
    balanceAfter: balanceOf(object),
  });
}

function describe(object: Json): string {
  const merchant = textAt(object, 'MerchantDetails', 'MerchantName');
  return (
    textAt(object, 'TransactionInformation') ||
    joined(merchant, textAt(object, 'TransactionReference')) ||
    ' '
  );
}

function balanceOf(object: Json): string {
  const amount = amountText(at(object, 'Balance', 'Amount', 'Amount'));
  if (typeof amount !== 'string') return '';
  return textAt(object, 'Balance', 'CreditDebitIndicator').toLowerCase() === 'debit'
    ? negated(amount)
    : amount;
}
