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
  objectAt,
  signedBy,
  wordIn,
} from '../json-stream/fields.ts';
import type { JsonObject } from '../json-stream/json-decoder.ts';

const STATUSES: Readonly<Record<string, string>> = {
  AUTHORIZATION: 'pending',
  MEMO: 'pending',
  PENDING: 'pending',
  POSTED: 'booked',
};

/** `transactionType` of deposit, line-of-credit and loan accounts. */
const CHANNELS: Readonly<Record<string, string>> = {
  ATMDEPOSIT: 'cash',
  ATMWITHDRAWAL: 'cash',
  POSDEBIT: 'card',
  PURCHASE: 'card',
  BILLPAYMENT: 'transfer',
  DIRECTDEPOSIT: 'transfer',
  TRANSFER: 'transfer',
  FEE: 'fee',
  SERVICE_CHARGE: 'fee',
  INTEREST: 'interest',
};

const ACCOUNT_TYPES: Readonly<Record<string, string>> = {
  DEPOSIT_ACCOUNT: 'current',
  LOC_ACCOUNT: 'credit-card',
  LOAN_ACCOUNT: 'loan',
};

/** Turns a transaction of FDX into a plain one; undefined for one that moves no money. */
export function readFdxTransaction(
  one: JsonObject,
  known: { readonly days: Days; readonly category: string; readonly account: string },
): FormatRecord | DeadLetter | undefined {
  const { days } = known;
  const direction = one.debitCreditMemo;
  if (direction === 'MEMO') return undefined;
  if (direction !== 'DEBIT' && direction !== 'CREDIT')
    return deadLetter(
      given(direction) === undefined ? 'MS_FIELD_MISSING' : 'MS_FIELD_VALUE',
      '"debitCreditMemo" must be DEBIT, CREDIT or MEMO',
    );
  const word = firstText(one.status);
  const status = word === '' ? 'booked' : wordIn(STATUSES, word);
  if (status === undefined)
    return deadLetter('MS_FIELD_VALUE', '"status" must be AUTHORIZATION, MEMO, PENDING or POSTED');
  const isOut = direction === 'DEBIT';
  const amount = signedBy('amount', decimalOf('amount', one.amount), isOut);
  if (typeof amount !== 'string') return amount;
  const happened = days.dayOf(one.transactionTimestamp);
  const category = firstText(one.accountCategory) || known.category;
  const payee = firstText(one.payee);
  return {
    kind: 'transaction',
    account: given(one.accountId) ?? known.account,
    accountType: wordIn(ACCOUNT_TYPES, category),
    id: idOf(one.transactionId),
    date: days.dayOf(one.postedTimestamp) ?? happened,
    transactionDate: happened,
    at: days.instantOf(one.transactionTimestamp) ?? days.instantOf(one.postedTimestamp),
    amount,
    currency: currencyOf(one),
    status,
    description: firstText(one.description, one.memo, payee),
    channel: wordIn(CHANNELS, firstText(one.transactionType).toUpperCase()),
    mcc: mccOf(one.merchantCategoryCode) ?? mccOf(objectAt(one.merchant).merchantCategoryCode),
    counterparty: counterpartyOf({ name: isOut ? payee : firstText(one.payer) }),
    ...linkOf(one, { category, status }),
  };
}

/** Newer versions may name the currency, as a code or as an object with one. */
function currencyOf(one: JsonObject): unknown {
  return given(objectAt(one.currency).currencyCode) ?? given(one.currency) ?? given(one.currencyCode);
}

/** `referenceTransactionId` is the authorization of a card's posting, and else what a correction turns back. */
function linkOf(
  one: JsonObject,
  known: { readonly category: string; readonly status: string },
): { readonly replaces?: unknown; readonly reverses?: unknown } {
  const reference = idOf(one.referenceTransactionId);
  if (reference === undefined) return {};
  const isCorrection = /^(?:ADJUSTMENT|REVERSAL)$/.test(firstText(one.transactionType).toUpperCase());
  if (known.category === 'LOC_ACCOUNT' && known.status === 'booked' && !isCorrection)
    return { replaces: reference };
  return { reverses: reference };
}
