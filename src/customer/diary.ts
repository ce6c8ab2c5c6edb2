import type { Day } from '../model/day.ts';
import { DAY_NEVER } from './timeless.ts';

/** One booked line that an observation waits for. */
export interface NoteLine {
  readonly day: Day;
  /** Signed minor units. */
  readonly amountMinor: number;
  /** Index among the customer's currencies. */
  readonly currency: number;
  /** Whom it is with: the stream's subject. */
  readonly subject: number;
  /** The merchant as a person knows it; empty when the dictionary does not know it. */
  readonly name: string;
  readonly account: number;
  readonly id: string;
  /** Hash of account and id. */
  readonly key: number;
}

/** Lines that one filter let through, by day then key. */
export interface Note {
  readonly key: number;
  readonly lines: NoteLine[];
  /** The newest day of which a line was forgotten because there were too many; -1 for none. */
  forgottenTo: Day;
}

/** What went through one category in one direction and currency within a month. */
export interface MonthCell {
  count: number;
  /** Sum of magnitudes. */
  minor: number;
  lastDay: Day;
}

/** A calendar month; cells are keyed by `cellKey`. */
export interface MonthBook {
  readonly month: number;
  readonly cells: Map<number, MonthCell>;
  /** What its balances were at their lowest, written when the month is over; undefined while nothing is known. */
  low: MonthLow | undefined;
}

export interface MonthLow {
  readonly minMinor: number;
  readonly negativeDays: number;
}

/** What an account stood at on a day: its lowest moment, and its last. */
export interface BalanceDay {
  readonly day: Day;
  minMinor: number;
  endMinor: number;
}

/** Balances of one current account, by day. */
export interface BalanceBook {
  readonly account: number;
  readonly currency: number;
  readonly days: BalanceDay[];
}

/** A loan as its account tells it: what is owed, as a magnitude. */
export interface LoanBook {
  readonly account: number;
  readonly currency: number;
  day: Day;
  owedMinor: number;
  mostMinor: number;
  /** The newest payment into it, as a magnitude. */
  paymentMinor: number;
}

/** One of the largest lines of a direction. */
export interface TopLine extends NoteLine {
  /** Its magnitude in euros or about as much. */
  readonly euros: number;
  readonly category: number;
}

export interface ProductNote {
  readonly name: string;
  readonly day: Day;
}

export const EPISODE_STATES = ['early', 'confirmed', 'fading', 'ended', 'retracted'] as const;
export type EpisodeState = (typeof EPISODE_STATES)[number];

/** The highest level that evidence of an event reached, which stays. */
export interface Held {
  readonly code: string;
  level: number;
  value: number;
  day: Day;
}

/** The life of what was told of a hypothesis. */
export interface Episode {
  readonly definition: string;
  /** What it is about: 0 for the customer, else a hash of the series or party. */
  readonly subject: number;
  readonly id: string;
  revision: number;
  state: EpisodeState;
  /** In 1/10000. */
  confidence: number;
  /** Hash of the facts that are worth a revision. */
  facts: number;
  happenedFrom: Day;
  happenedTo: Day;
  /** The first day of evidence that counts: what an earlier episode told does not. */
  readonly after: Day;
  /** The day of the newest support. */
  supportedOn: Day;
  /** The first day on which it was confirmed; -1 before. */
  confirmedOn: Day;
  /** The day on which it ended or was withdrawn; `DAY_NEVER` while it is open. */
  endedOn: Day;
  historical: boolean;
  held: Held[];
}

/** When a hypothesis must be weighed again though nothing happens. */
export interface Reminder {
  readonly definition: string;
  readonly subject: number;
  day: Day;
}

/** A counter such as 46/48 in the lines of one party, and in how many lines in a row it rose by one. */
export interface LoanCounter {
  readonly subject: number;
  number: number;
  total: number;
  day: Day;
  agreeing: number;
  name: string;
}

/** What is kept of a customer for hypotheses. */
export interface Diary {
  /** By key. */
  notes: Map<number, Note>;
  /** Oldest first. */
  months: MonthBook[];
  balances: BalanceBook[];
  /** The newest balances of loans, and the largest ever seen. */
  loans: LoanBook[];
  counters: LoanCounter[];
  /** Card lines by the country at their end, the most frequent of which is the customer's own. */
  countries: Map<string, number>;
  /** The largest lines of 400 days, largest first: out, then in. */
  tops: [TopLine[], TopLine[]];
  events: ProductNote[];
  episodes: Episode[];
  reminders: Reminder[];
  /** The first day of data. */
  firstDay: Day;
}

export function newDiary(): Diary {
  return {
    notes: new Map(),
    months: [],
    balances: [],
    loans: [],
    counters: [],
    countries: new Map(),
    tops: [[], []],
    events: [],
    episodes: [],
    reminders: [],
    firstDay: DAY_NEVER,
  };
}

/** The key of a month's cell: the category's index, the currency's index, the direction. */
export function cellKey(category: number, currency: number, direction: 'in' | 'out'): number {
  return category * 16 + currency * 2 + (direction === 'in' ? 1 : 0);
}

/** What a cell's key is made of. */
export function partsOfCell(key: number): {
  readonly category: number;
  readonly currency: number;
  readonly direction: 'in' | 'out';
} {
  return {
    category: Math.floor(key / 16),
    currency: Math.floor((key % 16) / 2),
    direction: key % 2 === 1 ? 'in' : 'out',
  };
}

/** Whether an episode can still change by evidence. */
export function isOpen(episode: Episode): boolean {
  return episode.endedOn === DAY_NEVER;
}
