import { type Day, dayInMonth, monthIndexOf } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { Life } from '../life.ts';
import type { Purse, Returned } from './purse.ts';

/** An account on its way through the days: what is still to be booked waits by day. */
export interface Passage {
  readonly life: Life;
  readonly purse: Purse;
  readonly waiting: Entry[][];
  /** Movements that the bank refused, or that nobody made for want of money. */
  readonly gone: Set<Entry>;
  day: Day;
  balance: number;
  /** Overdraft fees taken today. */
  feesToday: number;
  /** What has happened in the slide: each kind of debt begins once. */
  readonly begun: Map<string, Day>;
  /** What is asked for a second time, with what was given back the first time. */
  readonly retries: Map<Entry, Returned>;
  /** How often each firm got its debit back. */
  readonly refusals: Map<string, number>;
}

/** Whether nobody brings in money on a day. */
export function isSliding({ slide }: Purse, day: Day): boolean {
  return slide !== undefined && day >= slide.from && day < slide.to;
}

/** Books a movement of the main account on a day that has not ended; undefined when it lies beyond the data. */
export function enqueue(passage: Passage, entry: Entry | undefined): Entry | undefined {
  if (entry === undefined) return undefined;
  if (entry.posted <= passage.day) passage.balance += entry.minor;
  else passage.waiting[entry.posted - passage.life.book.from]!.push(entry);
  return entry;
}

/** The last day of a day's month. */
export function monthEnd(day: Day): Day {
  return dayInMonth(monthIndexOf(day), 31);
}
