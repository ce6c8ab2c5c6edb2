import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import { currencyExponent, formatAmount, parseAmount } from '../../model/money.ts';
import { channelOfCode } from './channel.ts';
import { descriptionOf } from './description.ts';
import { at, child, childrenOf, descendant, type Element, textAt } from './element.ts';
import { partyOf } from './party.ts';

/** A plain transaction; the fields are texts as contracts have them. */
export type CamtRecord = Record<string, unknown>;

/** What the statement around an entry says. */
export interface CamtAccount {
  readonly id: string;
  readonly currency: string;
}

/** The statuses that say a payment was, or will be, on the account; INFO and FUTR are announcements. */
const STATUSES: ReadonlyMap<string, string> = new Map([
  ['BOOK', 'booked'],
  ['PDNG', 'pending'],
]);

/** Turns an `Ntry` into plain transactions: one, or one for each detail of a batch; none for what is only announced. */
export function readEntry(entry: Element, account: CamtAccount): readonly CamtRecord[] | DeadLetter {
  const status = textAt(entry, 'Sts', 'Cd') || textAt(entry, 'Sts', 'Prtry') || textAt(entry, 'Sts');
  if (status === 'INFO' || status === 'FUTR') return [];
  const known = STATUSES.get(status);
  if (known === undefined)
    return deadLetter(
      status === '' ? 'MS_FIELD_MISSING' : 'MS_FIELD_VALUE',
      '"Sts" must be BOOK, PDNG, INFO or FUTR',
    );
  const money = readMoney(entry, account);
  if ('kind' in money) return money;
  const date = dayAt(entry, 'BookgDt') || dayAt(entry, 'ValDt');
  if (date === '') return deadLetter('MS_FIELD_MISSING', '"BookgDt" and "ValDt" are both missing');
  const isReversal = /^(true|1)$/.test(textAt(entry, 'RvslInd'));
  const base: Base = { entry, account, money, status: known, date, isReversal };
  const details = childrenOf(entry, 'NtryDtls').flatMap((one) => childrenOf(one, 'TxDtls'));
  const batch = details.length > 1 ? splitBatch(base, details) : undefined;
  return batch ?? [recordOf(base, details.length === 1 ? details[0] : undefined, money)];
}

interface Money {
  readonly minor: number;
  readonly currency: string;
  readonly text: string;
}

interface Base {
  readonly entry: Element;
  readonly account: CamtAccount;
  readonly money: Money;
  readonly status: string;
  readonly date: string;
  readonly isReversal: boolean;
}

/** The amount of an entry or a detail. A reversal's sign is that of its own indicator; the flag only says what it is. */
function readMoney(
  element: Element,
  account: CamtAccount,
  given = child(element, 'Amt'),
  direction = textAt(element, 'CdtDbtInd'),
): Money | DeadLetter {
  if (given === undefined) return deadLetter('MS_FIELD_MISSING', '"Amt" is missing');
  const currency = given.attributes.Ccy ?? account.currency;
  const exponent = currencyExponent(currency);
  if (exponent === undefined)
    return deadLetter('MS_CURRENCY_UNKNOWN', '"Amt" must name a known ISO 4217 code');
  const text = given.text.trim();
  if (text.startsWith('-'))
    return deadLetter('MS_AMOUNT_CONTRADICTS', '"Amt" is signed, though "CdtDbtInd" gives the direction');
  const minor = parseAmount(text, exponent);
  if (typeof minor === 'string')
    return deadLetter(AMOUNT_CODES[minor], '"Amt" must be a decimal number of its currency');
  if (direction !== 'CRDT' && direction !== 'DBIT')
    return deadLetter(
      direction === '' ? 'MS_FIELD_MISSING' : 'MS_FIELD_VALUE',
      '"CdtDbtInd" must be CRDT or DBIT',
    );
  const signed = direction === 'DBIT' ? -minor : minor;
  return { minor: signed, currency, text: formatAmount(signed === 0 ? 0 : signed, exponent) };
}

const AMOUNT_CODES = {
  format: 'MS_AMOUNT_FORMAT',
  decimals: 'MS_AMOUNT_DECIMALS',
  range: 'MS_AMOUNT_RANGE',
} as const;

/** The details of a batch when they add up to it exactly: then they count, and the batch does not. */
function splitBatch(base: Base, details: readonly Element[]): readonly CamtRecord[] | undefined {
  const records: CamtRecord[] = [];
  let sum = 0;
  for (const detail of details) {
    const given =
      child(detail, 'Amt') ??
      at(detail, 'AmtDtls', 'TxAmt', 'Amt') ??
      at(detail, 'AmtDtls', 'InstdAmt', 'Amt');
    const direction = textAt(detail, 'CdtDbtInd') || textAt(base.entry, 'CdtDbtInd');
    const money = readMoney(detail, base.account, given, direction);
    if ('kind' in money || money.currency !== base.money.currency) return undefined;
    sum += money.minor;
    records.push(recordOf(base, detail, money, records.length + 1));
  }
  return sum === base.money.minor ? records : undefined;
}

/** One plain transaction. A detail of a batch takes the batch's place, wherever that was told of without its details. */
function recordOf(base: Base, detail: Element | undefined, money: Money, index = 0): CamtRecord {
  const { entry, account, status, date, isReversal } = base;
  const isReturn = isReversal || child(detail, 'RtrInf') !== undefined;
  const party =
    detail === undefined
      ? undefined
      : partyOf(detail, { isOut: money.minor < 0, isReturn, account: account.id });
  const record: CamtRecord = {
    kind: 'transaction',
    account: account.id,
    date,
    amount: money.text,
    currency: money.currency,
    status,
  };
  const id = entryId(entry, index === 0 ? detail : undefined);
  if (id !== '') record.id = index === 0 ? id : `${id}/${index}`;
  if (id !== '' && index > 0) record.replaces = id;
  record.description = descriptionOf(detail, entry) || party?.name || '';
  const valueDate = dayAt(entry, 'ValDt');
  if (valueDate !== '') record.valueDate = valueDate;
  const happened =
    dayAt(child(detail, 'RltdDts'), 'AccptncDtTm') || textAt(detail, 'RltdDts', 'TxDtTm').slice(0, 10);
  if (happened !== '' && channelIsCard(entry, detail)) record.transactionDate = happened;
  const channel = channelOfCode(child(detail, 'BkTxCd')) || channelOfCode(child(entry, 'BkTxCd'));
  if (channel !== '') record.channel = channel;
  const mcc = (
    descendant(child(detail, 'CardTx') ?? child(entry, 'CardTx'), 'MrchntCtgyCd')?.text ?? ''
  ).trim();
  if (/^\d{4}$/.test(mcc)) record.mcc = mcc;
  if (party !== undefined) record.counterparty = party;
  return record;
}

function channelIsCard(entry: Element, detail: Element | undefined): boolean {
  return child(detail, 'CardTx') !== undefined || channelOfCode(child(entry, 'BkTxCd')) === 'card';
}

/** Shorter references are mostly running numbers that begin anew in each statement. */
const REFERENCE_LENGTH_MIN = 8;

/** The id of an entry: the bank's own reference, else one that is long enough to be no running number. */
function entryId(entry: Element, detail: Element | undefined): string {
  const reference = textAt(entry, 'AcctSvcrRef') || textAt(detail, 'Refs', 'AcctSvcrRef');
  if (reference !== '' && !NO_REFERENCE.test(reference)) return reference;
  const own = textAt(entry, 'NtryRef');
  return own.length >= REFERENCE_LENGTH_MIN && !NO_REFERENCE.test(own) ? own : '';
}

/** What banks write for no reference. */
const NO_REFERENCE = /^(?:NONREF|NOTPROVIDED|0+|-+)$/i;

/** The calendar day of a choice between date and date with time, as the bank's own clock had it. */
function dayAt(element: Element | undefined, name: string): string {
  const given = child(element, name);
  const text = textAt(given, 'Dt') || textAt(given, 'DtTm') || textAt(given);
  return text.slice(0, 10);
}
