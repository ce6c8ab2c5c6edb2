import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import type { FormatRecord } from '../format.ts';
import {
  counterpartyOf,
  type Days,
  decimalOf,
  firstText,
  given,
  idOf,
  mccOf,
  negated,
  objectAt,
  wordIn,
} from '../json-stream/fields.ts';
import type { JsonObject } from '../json-stream/json-decoder.ts';

/** Turns one of Plaid's transactions into a plain one. Its sign is the other way round: positive is money out. */
export function readPlaidTransaction(
  one: JsonObject,
  known: { readonly days: Days; readonly accountType: string | undefined },
): FormatRecord | DeadLetter {
  const { days } = known;
  const amount = decimalOf('amount', one.amount);
  if (typeof amount !== 'string') return amount;
  if (one.iso_currency_code === null && given(one.unofficial_currency_code) !== undefined)
    return deadLetter('MS_CURRENCY_UNKNOWN', '"iso_currency_code" is null: the currency is no official one');
  const isPending = one.pending === true;
  const date = days.dayOf(one.date);
  return {
    kind: 'transaction',
    account: given(one.account_id),
    id: given(one.transaction_id),
    date,
    // While pending, `date` is the day it happened; once posted, that day stands in `authorized_date`.
    transactionDate: days.dayOf(one.authorized_date) ?? (isPending ? date : undefined),
    at: days.instantOf(one.authorized_datetime) ?? days.instantOf(one.datetime),
    amount: negated(amount),
    currency: given(one.iso_currency_code),
    description: firstText(one.original_description, one.name, one.merchant_name),
    status: isPending ? 'pending' : 'booked',
    replaces: isPending ? undefined : given(one.pending_transaction_id),
    accountType: known.accountType,
    channel: channelOf(one),
    mcc: mccOf(one.merchant_category_code),
    counterparty: partyOf(one, amount.startsWith('-')),
  };
}

/** A transaction that is no more: withdrawn, or a pending one whose booking has another id. */
export function readPlaidRemoval(one: JsonObject, account: string): FormatRecord | DeadLetter {
  const own = given(one.account_id) ?? (account === '' ? undefined : account);
  if (own === undefined)
    return deadLetter('MS_FIELD_MISSING', '"account_id" is missing from what was removed');
  return { kind: 'transaction', op: 'retract', account: own, id: idOf(one.transaction_id) };
}

/** Names in `payment_meta` come from transfers; the merchant of a card payment stands in its description. */
function partyOf(one: JsonObject, isIn: boolean): JsonObject | undefined {
  const meta = objectAt(one.payment_meta);
  return counterpartyOf({
    name: isIn ? firstText(meta.payer, meta.by_order_of) : meta.payee,
    // `ppd_id` is the ACH company id of who collects or pays.
    creditorId: meta.ppd_id,
  });
}

/** `transaction_code` as Plaid gives it for European banks. */
const CHANNELS: Readonly<Record<string, string>> = {
  atm: 'cash',
  cash: 'cash',
  'bank charge': 'fee',
  'bill payment': 'transfer',
  cashback: 'card',
  'direct debit': 'direct-debit',
  interest: 'interest',
  purchase: 'card',
  'standing order': 'standing-order',
  transfer: 'transfer',
};

function channelOf(one: JsonObject): string | undefined {
  const channel = wordIn(CHANNELS, one.transaction_code);
  if (channel !== undefined) return channel;
  const category = firstText(objectAt(one.personal_finance_category).detailed);
  if (category === 'INCOME_INTEREST_EARNED' || category === 'BANK_FEES_INTEREST_CHARGE') return 'interest';
  if (category.startsWith('BANK_FEES_')) return 'fee';
  if (category === 'TRANSFER_OUT_WITHDRAWAL') return 'cash';
  return one.payment_channel === 'in store' ? 'card' : undefined;
}

/** Plaid's `type` and `subtype` of an account. */
export function plaidAccountType(account: JsonObject): string | undefined {
  if (account.type === 'credit') return 'credit-card';
  if (account.type === 'loan') return 'loan';
  if (account.type !== 'depository') return undefined;
  return account.subtype === 'checking' || account.subtype === 'prepaid' ? 'current' : 'savings';
}
