import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import type { FormatRecord } from '../format.ts';
import {
  counterpartyOf,
  type Days,
  decimalOf,
  firstText,
  given,
  mccOf,
  objectAt,
  optionalDecimal,
  signedBy,
  wordIn,
} from '../json-stream/fields.ts';
import type { JsonObject } from '../json-stream/json-decoder.ts';
import { channelOfUkCodes } from './channel.ts';

/** Statuses of v3.1 and v4; announcements (INFO, FUTR) are no payments. */
const STATUSES: Readonly<Record<string, string>> = {
  Booked: 'booked',
  Pending: 'pending',
  Rejected: 'rejected',
  BOOK: 'booked',
  PDNG: 'pending',
  RJCT: 'rejected',
  INFO: '',
  FUTR: '',
};

/** Turns an `OBTransaction6` into a plain transaction; undefined for what is only announced. */
export function readUkTransaction(one: JsonObject, days: Days): FormatRecord | DeadLetter | undefined {
  const word = firstText(one.Status);
  if (word === '') return deadLetter('MS_FIELD_MISSING', '"Status" is missing');
  const status = wordIn(STATUSES, word);
  if (status === undefined)
    return deadLetter('MS_FIELD_VALUE', '"Status" must be one of those of version 3.1 or 4');
  if (status === '') return undefined;
  const direction = one.CreditDebitIndicator;
  if (direction !== 'Credit' && direction !== 'Debit')
    return deadLetter(
      given(direction) === undefined ? 'MS_FIELD_MISSING' : 'MS_FIELD_VALUE',
      '"CreditDebitIndicator" must be Credit or Debit',
    );
  const isOut = direction === 'Debit';
  const money = objectAt(one.Amount);
  const amount = signedBy('Amount', decimalOf('Amount.Amount', money.Amount), isOut);
  if (typeof amount !== 'string') return amount;
  const merchant = objectAt(one.MerchantDetails);
  const other = objectAt(isOut ? one.CreditorAccount : one.DebtorAccount);
  const name = firstText(other.Name);
  return {
    kind: 'transaction',
    account: given(one.AccountId),
    id: given(one.TransactionId),
    date: days.dayOf(one.BookingDateTime),
    valueDate: days.dayOf(one.ValueDateTime),
    // While pending the booking date is only expected.
    at: status === 'booked' ? days.instantOf(one.BookingDateTime) : undefined,
    amount,
    currency: given(money.Currency),
    status,
    description: firstText(one.TransactionInformation, merchant.MerchantName, name),
    channel: channelOfUkCodes(one),
    mcc: mccOf(merchant.MerchantCategoryCode),
    counterparty: counterpartyOf({ name, iban: other.Identification }),
    balanceAfter: balanceOf(one, money.Currency),
  };
}

/** The balance behind a booking, where it is one of what is booked and in the same currency. */
function balanceOf(one: JsonObject, currency: unknown): string | undefined {
  const balance = objectAt(one.Balance);
  const money = objectAt(balance.Amount);
  const amount = optionalDecimal(money.Amount);
  if (amount === undefined || amount.startsWith('-') || money.Currency !== currency) return undefined;
  // v3.1 says `InterimBooked`, v4 the ISO codes `ITBD` and `CLBD`.
  if (!/Booked$|^ITBD$|^CLBD$/.test(firstText(balance.Type))) return undefined;
  if (balance.CreditDebitIndicator === 'Debit') return `-${amount}`;
  return balance.CreditDebitIndicator === 'Credit' ? amount : undefined;
}
