import type { Day } from '../model/day.ts';
import type { AccountType, Channel } from '../model/transaction.ts';

/** One movement of money, as it really was: faults of the feed come later. */
export interface Entry {
  readonly account: number;
  /** The day it happened; what befalls a life may move it and change the amount, until the feed delivers it. */
  day: Day;
  /** The day the bank booked it. */
  posted: Day;
  minor: number;
  readonly text: string;
  readonly channel: Channel;
  readonly mcc: string;
  /** The counterparty as a JSON fragment that begins with a comma, or empty. */
  readonly party: string;
  /** Truth speaks of it, so the feed never withdraws it or takes its id away. */
  listed: boolean;
  /** Given by the feed. */
  id: string;
  /** The day on which the feed delivered its booked form as it stands in the end. */
  arrival: Day;
}

export interface Account {
  readonly key: string;
  readonly type: AccountType;
  readonly opened: Day;
  /** The first day with a booking on it. */
  firstDay: Day;
  /** What stood on it before the first movement; undefined where the feed tells no balances. */
  opening: number | undefined;
}

/** All that one customer's money did, within the days that are observed. */
export interface Book {
  readonly accounts: Account[];
  readonly entries: Entry[];
  readonly from: Day;
  readonly to: Day;
}

/** What a purchase or payment must say of itself to be booked. */
export interface Movement {
  readonly account: number;
  readonly day: Day;
  readonly lag?: number;
  readonly minor: number;
  readonly text: string;
  readonly channel: Channel;
  readonly mcc?: string;
  readonly party?: string;
  readonly listed?: boolean;
}

/** Books a movement; undefined when it falls outside of what is observed of the account. */
export function record(book: Book, movement: Movement): Entry | undefined {
  const account = book.accounts[movement.account]!;
  const posted = movement.day + (movement.lag ?? 0);
  if (movement.day < account.opened || movement.day < book.from || posted > book.to) return undefined;
  const entry: Entry = {
    account: movement.account,
    day: movement.day,
    posted,
    minor: movement.minor,
    text: movement.text,
    channel: movement.channel,
    mcc: movement.mcc ?? '',
    party: movement.party ?? '',
    listed: movement.listed ?? false,
    id: '',
    arrival: posted,
  };
  if (movement.day < account.firstDay) account.firstDay = movement.day;
  book.entries.push(entry);
  return entry;
}
