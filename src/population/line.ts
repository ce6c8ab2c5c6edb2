import { DAY_FIRST, type Day } from '../model/day.ts';
import { type CurrencyExponent, formatAmount } from '../model/money.ts';
import type { Entry } from './book.ts';
import { dayText } from './calendar.ts';
import type { Life } from './life.ts';

/** All currencies of the population have cents. */
const EXPONENT: CurrencyExponent = 2;

/** What the feed of one customer's bank tells, and how. */
export interface FeedStyle {
  /** How a booked transaction is tied to the pending one that it settles. */
  readonly settles: 'by-link' | 'by-id' | 'untold';
  readonly tellsTransactionDate: boolean;
  readonly tellsMcc: boolean;
  readonly tellsChannel: boolean;
}

/** One version of a transaction, as a delivery words it. */
export interface Version {
  /** Empty when the source gave none. */
  readonly id: string;
  readonly minor: number;
  readonly text: string;
  readonly pending: boolean;
  /** Id of the pending transaction that this one settles, or empty. */
  readonly replaces: string;
  /** The day on which the source told it, where it says so. */
  readonly seen: Day | undefined;
  /** What stands on the account after it, where the source says so. */
  readonly balance: number | undefined;
}

/** Writes the plain line of a transaction; account and currency are worded once for each account. */
export type LineWriter = (entry: Entry, version: Version) => string;

/** Makes the writer of one customer's lines. */
export function lineWriter(customer: string, life: Life, style: FeedStyle): LineWriter {
  const tails = life.book.accounts.map(({ key, type }) => {
    const accountType = type === 'current' ? '' : `,"accountType":"${type}"`;
    return `"customer":"${customer}","account":"${key}"${accountType},"date":"`;
  });
  const money = `","currency":"${life.country.currency}","description":`;
  return (entry, { id, minor, text, pending, replaces, seen, balance }) => {
    const start = id === '' ? '{"kind":"transaction",' : `{"kind":"transaction","id":"${id}",`;
    const date = dayText(pending ? entry.day : entry.posted).iso;
    let line = `${start}${tails[entry.account]!}${date}","amount":"${formatAmount(minor, EXPONENT)}${money}${quote(text)}`;
    if (style.tellsChannel) line += `,"channel":"${entry.channel}"`;
    if (style.tellsMcc && entry.mcc !== '') line += `,"mcc":"${entry.mcc}"`;
    line += entry.party;
    if (pending) line += ',"status":"pending"';
    else if (style.tellsTransactionDate && entry.day !== entry.posted) {
      line += `,"transactionDate":"${dayText(entry.day).iso}"`;
    }
    if (balance !== undefined) line += `,"balanceAfter":"${formatAmount(balance, EXPONENT)}"`;
    if (replaces !== '') line += `,"replaces":"${replaces}"`;
    if (seen !== undefined) line += `,"seen":"${instantOf(seen)}"`;
    return `${line}}`;
  };
}

/** Writes the line that takes a transaction back. */
export function retractionLine(
  customer: string,
  account: string,
  id: string,
  entry: Entry,
  seen: Day,
): string {
  const date = dayText(entry.posted).iso;
  return `{"kind":"transaction","op":"retract","id":"${id}","customer":"${customer}","account":"${account}","date":"${date}","seen":"${instantOf(seen)}"}`;
}

/** Noon in Greenwich is the same calendar day in all three countries. */
function instantOf(day: Day): string {
  return `${dayText(Math.max(day, DAY_FIRST)).iso}T12:00:00Z`;
}

// Most texts need no escape, and a look is cheaper than asking for it.
const NEEDS_ESCAPE = /["\\\p{Cc}\p{Cs}]/u;

function quote(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}
