import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import { dayOf, daysInMonth, formatDay } from '../../model/day.ts';
import type { Channel } from '../../model/transaction.ts';
import { readAmountText } from '../csv/amount.ts';

/** What the statement around a transaction says. */
export interface OfxAccount {
  id: string;
  currency: string;
  type: 'current' | 'savings' | 'credit-card' | 'loan' | '';
}

/** A plain transaction or retraction; the fields are texts as contracts have them. */
export type OfxRecord = Record<string, unknown>;

/** Transaction types of OFX 2.2, 11.4.4.3, that name a channel. */
const CHANNELS: ReadonlyMap<string, Channel> = new Map([
  ['ATM', 'cash'],
  ['CASH', 'cash'],
  ['POS', 'card'],
  ['DIRECTDEBIT', 'direct-debit'],
  ['REPEATPMT', 'standing-order'],
  ['XFER', 'transfer'],
  ['DIRECTDEP', 'transfer'],
  ['FEE', 'fee'],
  ['SRVCHG', 'fee'],
  ['INT', 'interest'],
]);

/** Turns the values of a STMTTRN into a plain transaction. Values of inner aggregates have their name and a point before theirs. */
export function readTransaction(
  values: ReadonlyMap<string, string>,
  account: OfxAccount,
  isPending: boolean,
): OfxRecord | DeadLetter {
  const corrected = values.get('CORRECTFITID') ?? '';
  if (corrected !== '' && values.get('CORRECTACTION') === 'DELETE')
    return { kind: 'transaction', op: 'retract', account: account.id, id: corrected };
  const date = dayOfTime(values.get('DTPOSTED') ?? values.get('DTTRAN') ?? '');
  if (typeof date !== 'string') return date;
  const amount = readAmount(values);
  if (typeof amount !== 'string') return amount;
  const currency = values.get('CURRENCY.CURSYM') ?? account.currency;
  if (currency === '') return deadLetter('MS_FIELD_MISSING', '"CURDEF" is missing, and with it the currency');
  const record: OfxRecord = {
    kind: 'transaction',
    account: account.id,
    date,
    amount,
    currency,
    description: descriptionOf(values),
    status: isPending ? 'pending' : 'booked',
  };
  const id = (values.get('FITID') ?? '').trim();
  if (id !== '') record.id = id;
  if (corrected !== '') record.replaces = corrected;
  if (account.type !== '') record.accountType = account.type;
  return addDetails(record, values, account) ?? record;
}

/** The day of `YYYYMMDD[HHMMSS[.XXX]][[offset:zone]]` (3.2.8.2), as the bank's own clock had it: in the zone that it names. */
function dayOfTime(text: string, field = 'DTPOSTED'): string | DeadLetter {
  if (text === '') return deadLetter('MS_FIELD_MISSING', `"${field}" is missing`);
  const found = TIME.exec(text);
  const [, year, month, day] = (found ?? []).map(Number);
  if (
    found === null ||
    year === undefined ||
    month === undefined ||
    day === undefined ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > daysInMonth(year, month)
  )
    return deadLetter('MS_DATE_FORMAT', `"${field}" must be written YYYYMMDD, perhaps with time and zone`);
  return formatDay(dayOf(year, month, day));
}

const TIME = /^(\d{4})(\d{2})(\d{2})(?:\d{2,6}(?:\.\d{1,6})?)?(?:\s*\[[^\]]*\]?|Z)?$/;

/** `TRNAMT` is signed from the customer's view; a type that says debit or credit must agree, or the sign cannot be trusted. */
function readAmount(values: ReadonlyMap<string, string>): string | DeadLetter {
  const text = values.get('TRNAMT') ?? '';
  if (text === '') return deadLetter('MS_FIELD_MISSING', '"TRNAMT" is missing');
  const isComma = text.includes(',') && !text.includes('.');
  const read = /^[-+\d.,]+$/.test(text) ? readAmountText(text, isComma ? ',' : '.') : 'format';
  if (typeof read !== 'object')
    return deadLetter('MS_AMOUNT_FORMAT', '"TRNAMT" must be a decimal number without marks for thousands');
  if (isGrouped(text))
    return deadLetter('MS_AMOUNT_FORMAT', '"TRNAMT" must be a decimal number without marks for thousands');
  const isZero = !/[1-9]/.test(read.digits);
  const type = values.get('TRNTYPE');
  const contradicts = (type === 'DEBIT' && read.sign >= 0) || (type === 'CREDIT' && read.sign < 0);
  if (contradicts && !isZero) return deadLetter('MS_AMOUNT_CONTRADICTS', '"TRNAMT" contradicts "TRNTYPE"');
  return read.sign < 0 && !isZero ? `-${read.digits}` : read.digits;
}

/** Point and comma together, or one of them twice. */
function isGrouped(text: string): boolean {
  let marks = 0;
  for (const unit of text) if (unit === '.' || unit === ',') marks++;
  return marks > 1;
}

/** The name and what the memo adds to it. */
function descriptionOf(values: ReadonlyMap<string, string>): string {
  const name = values.get('EXTDNAME') ?? values.get('NAME') ?? values.get('PAYEE.NAME') ?? '';
  const memo = values.get('MEMO') ?? '';
  if (memo === '' || name.includes(memo)) return name;
  return name === '' || memo.startsWith(name) ? memo : `${name} ${memo}`;
}

function addDetails(
  record: OfxRecord,
  values: ReadonlyMap<string, string>,
  account: OfxAccount,
): DeadLetter | undefined {
  for (const [field, key] of [
    ['DTAVAIL', 'valueDate'],
    ['DTUSER', 'transactionDate'],
  ] as const) {
    const text = values.get(field);
    if (text === undefined) continue;
    const day = dayOfTime(text, field);
    if (typeof day !== 'string') return day;
    record[key] = day;
  }
  const type = values.get('TRNTYPE') ?? '';
  const channel =
    CHANNELS.get(type) ??
    (account.type === 'credit-card' && (type === 'DEBIT' || type === 'CREDIT') ? 'card' : '');
  if (channel !== '') record.channel = channel;
  const sic = values.get('SIC') ?? '';
  // On cards the industry code is the merchant's category.
  if (account.type === 'credit-card' && /^\d{4}$/.test(sic)) record.mcc = sic;
  const name = values.get('PAYEE.NAME');
  const iban = values.get('BANKACCTTO.ACCTID') ?? values.get('CCACCTTO.ACCTID');
  const other: Record<string, string> = {};
  if (name !== undefined) other.name = name;
  if (iban !== undefined) other.iban = iban;
  if (Object.keys(other).length > 0) record.counterparty = other;
  return undefined;
}
