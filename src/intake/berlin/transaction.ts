import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import type { FormatRecord } from '../format.ts';
import { channelOfCodes } from '../json-stream/channel.ts';
import {
  counterpartyOf,
  type Days,
  decimalOf,
  firstText,
  given,
  idOf,
  mccOf,
  objectAt,
  optionalDecimal,
} from '../json-stream/fields.ts';
import { isObject, type JsonObject } from '../json-stream/json-decoder.ts';

/** Turns a record of NextGenPSD2, of an account or of a card, into a plain transaction. */
export function readBerlinTransaction(
  one: JsonObject,
  known: { readonly days: Days; readonly account: string; readonly isPending: boolean },
): FormatRecord | DeadLetter {
  const { days } = known;
  const money = objectAt(one.transactionAmount ?? one.amount);
  const amount = decimalOf('transactionAmount.amount', money.amount ?? money.content);
  if (typeof amount !== 'string') return amount;
  const happened = days.dayOf(one.transactionDate) ?? days.dayOf(one.acceptorTransactionDateTime);
  const valueDate = days.dayOf(one.valueDate);
  const date = days.dayOf(one.bookingDate) ?? days.dayOf(one.bookingDateTime) ?? valueDate ?? happened;
  if (date === undefined)
    return deadLetter('MS_FIELD_MISSING', '"bookingDate", "valueDate" and "transactionDate" are all missing');
  const isOut = amount.startsWith('-');
  const name = firstText(isOut ? one.creditorName : one.debtorName);
  const isCard =
    one.cardTransactionId !== undefined || one.cardAcceptorId !== undefined || one.maskedPAN !== undefined;
  return {
    kind: 'transaction',
    // Where the report does not say whose it is, the payment's own side may.
    account: known.account || accountOf(isOut ? one.debtorAccount : one.creditorAccount),
    // `internalTransactionId` is an aggregator's, and steadier than the bank's own.
    id: idOf(
      one.internalTransactionId ??
        given(one.transactionId) ??
        given(one.cardTransactionId) ??
        one.entryReference,
    ),
    date,
    valueDate,
    transactionDate: happened,
    at: days.instantOf(one.acceptorTransactionDateTime),
    amount,
    currency: given(money.currency),
    status: known.isPending ? 'pending' : 'booked',
    description: descriptionOf(one) || name,
    channel: isCard ? 'card' : channelOf(one),
    mcc: mccOf(one.merchantCategoryCode),
    counterparty: counterpartyOf({
      name,
      iban: accountOf(isOut ? one.creditorAccount : one.debtorAccount),
      creditorId: isOut ? one.creditorId : undefined,
      mandateId: one.mandateId,
    }),
    balanceAfter: balanceOf(one, money.currency),
  };
}

/** An account reference of the standard: IBAN, else another number, else a masked card. */
export function accountOf(reference: unknown): string {
  const { iban, bban, pan, maskedPan, msisdn, other, resourceId } = objectAt(reference);
  return firstText(iban, bban, pan, maskedPan, objectAt(other).identification, resourceId, msisdn).replaceAll(
    ' ',
    '',
  );
}

function descriptionOf(one: JsonObject): string {
  const lines = one.remittanceInformationUnstructuredArray;
  return firstText(
    one.remittanceInformationUnstructured,
    Array.isArray(lines) ? lines.filter((line) => typeof line === 'string').join(' ') : undefined,
    structured(one.remittanceInformationStructured),
    Array.isArray(one.remittanceInformationStructuredArray)
      ? one.remittanceInformationStructuredArray.map(structured).join(' ')
      : undefined,
    one.transactionDetails,
    cardAcceptor(one),
    one.additionalInformation,
    one.details,
  );
}

/** A text in older versions, an object with a reference in newer ones. */
function structured(value: unknown): string {
  return isObject(value) ? firstText(value.reference) : firstText(value);
}

function cardAcceptor(one: JsonObject): string {
  const address = objectAt(one.cardAcceptorAddress);
  return [firstText(one.cardAcceptorName), firstText(address.townName, address.city)].join(' ');
}

/** By the parts of `domain-family-subfamily` (PMNT-RDDT-ESDD), the closest first, else by the bank's own code. */
function channelOf(one: JsonObject): string | undefined {
  const [, family = '', part = ''] = firstText(one.bankTransactionCode).split('-');
  const channel =
    channelOfCodes(part) ||
    channelOfCodes(family) ||
    channelOfCodes(firstText(one.proprietaryBankTransactionCode));
  if (channel !== '') return channel;
  return firstText(one.mandateId) === '' ? undefined : 'direct-debit';
}

function balanceOf(one: JsonObject, currency: unknown): string | undefined {
  const money = objectAt(objectAt(one.balanceAfterTransaction).balanceAmount);
  return money.currency === currency ? optionalDecimal(money.amount) : undefined;
}
