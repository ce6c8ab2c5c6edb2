import { hash32 } from '../lib/hash.ts';
import type { Day } from '../model/day.ts';
import type { AmountPattern, CadenceId } from '../model/definition.ts';
import type { CustomerKey, SubjectKey } from '../model/ids.ts';
import type { ConsentPurpose } from '../model/ledger-event.ts';
import type { Channel } from '../model/transaction.ts';
import { type Diary, newDiary } from './diary.ts';
import type { Standing } from './standing.ts';
import { DAY_NEVER } from './timeless.ts';

export { DAY_NEVER };

/** One booked payment, as small as recurrence needs it. */
export interface Hit {
  readonly day: Day;
  /** Signed minor units. */
  readonly amountMinor: number;
  /** Index into the customer's accounts. */
  readonly account: number;
  /** The source's id, or `fp:` and a hash. */
  readonly id: string;
  /** Hash of account and id. */
  readonly key: number;
}

/** When payments of a series fall due. */
export type Anchor =
  | { readonly kind: 'phase'; readonly everyDays: number; readonly phase: number }
  | {
      readonly kind: 'month-day';
      readonly everyMonths: number;
      readonly phase: number;
      readonly dayOfMonth: number;
    }
  | {
      readonly kind: 'month-weekday';
      readonly everyMonths: number;
      readonly phase: number;
      /** 1 to 4, or 5 for the last. */
      readonly ordinal: number;
      readonly weekday: number;
    }
  | { readonly kind: 'two-days'; readonly first: number; readonly second: number };

export const SERIES_STATES = ['candidate', 'early', 'confirmed', 'fading', 'ended', 'retracted'] as const;
export type SeriesState = (typeof SERIES_STATES)[number];

export const SERIES_ORIGINS = ['new', 'running', 'moved'] as const;
/** `new`: absence was observed. `running`: it may have run before the data began. `moved`: it ran on another account. */
export type SeriesOrigin = (typeof SERIES_ORIGINS)[number];

/** What subscribers were told last of an episode. */
export interface Told {
  episode: string;
  revision: number;
  state: SeriesState;
  /** In 1/10000. */
  confidence: number;
  /** Hash of the facts that are worth a revision. */
  facts: number;
}

/** Payments that keep a rhythm, and the life of what was said about them. */
export interface Series {
  definition: string;
  cadence: CadenceId;
  anchor: Anchor;
  account: number;
  /** Due day of the newest payment. */
  nominal: Day;
  /** Due days missed in a row since then. */
  missed: number;
  /** Due days missed between the payments that are kept. */
  gaps: number;
  /** All payments ever. */
  count: number;
  /** The first payment's day. */
  start: Day;
  /** The newest payments, by day then key. */
  payments: Hit[];
  pattern: AmountPattern;
  /** The amount now: the newest of a steady or stepped series, the median otherwise. */
  levelMinor: number;
  channel: Channel;
  mandate: boolean;
  merchantId: string;
  name: string;
  category: string;
  origin: SeriesOrigin;
  state: SeriesState;
  /** Sum of prior and weights at the last look. */
  totalMilli: number;
  /** The next day on which a missing payment means something. */
  dueDay: Day;
  historical: boolean;
  told: Told | undefined;
}

/** What is remembered of one party in one direction and currency. */
export interface Stream {
  readonly key: number;
  readonly subject: SubjectKey;
  readonly direction: 'in' | 'out';
  readonly currency: string;
  /** Payments outside any series, by day then key. */
  hits: Hit[];
  series: Series[];
  lastDay: Day;
}

/** The key of a stream: of its subject, the place of its currency among the customer's, and its direction. */
export function streamKey(subject: SubjectKey, currency: number, direction: 'in' | 'out'): number {
  return subject * 16 + currency * 2 + (direction === 'in' ? 1 : 0);
}

/** What a stream's key is made of. */
export function partsOfStreamKey(key: number): {
  readonly subject: SubjectKey;
  readonly currency: number;
  readonly direction: 'in' | 'out';
} {
  const subject = Math.floor(key / 16) as SubjectKey;
  return { subject, currency: Math.floor((key % 16) / 2), direction: key % 2 === 1 ? 'in' : 'out' };
}

export interface Account {
  readonly name: string;
  /** Hash of the name, the seed of its transactions' keys. */
  readonly seed: number;
  /** First effective day of a booked transaction. */
  firstDay: Day;
  lastDay: Day;
  /** The customer's tick day when it was first seen: what comes on that day is history, not late. */
  readonly openedTick: Day;
}

export const WINDOW_STATUSES = ['booked', 'pending', 'rejected', 'withdrawn'] as const;
export type WindowStatus = (typeof WINDOW_STATUSES)[number];

/** A transaction that came within the correction window. */
export interface WindowEntry {
  /** Hash of what it said: equal content again is a duplicate. */
  readonly content: number;
  readonly day: Day;
  readonly seen: number | undefined;
  readonly status: WindowStatus;
  /** Where a booked line was counted in its month, and with how much, so that it can be taken out again. */
  readonly counted?: { readonly cell: number; readonly amountMinor: number };
}

export interface PendingTransaction {
  readonly key: number;
  readonly id: string;
  readonly account: number;
  readonly amountMinor: number;
  readonly day: Day;
  readonly subject: SubjectKey;
}

export interface Consent {
  readonly purpose: ConsentPurpose;
  readonly given: boolean;
  readonly at: number;
}

/** A person or account, by its keyed hash, and its number among those that the customer met. */
export interface Party {
  readonly hash: string;
  readonly number: number;
}

/** All that Milestream remembers of one customer. */
export interface CustomerState {
  readonly customer: CustomerKey;
  /** Moved by ticks and by the customer's own events only. */
  clock: Day;
  lastTick: Day;
  sweptAt: Day;
  /** The next day on which time alone changes something; `DAY_NEVER` for none. */
  dueDay: Day;
  /** Counts all that was ever put out. */
  outputs: number;
  accounts: Account[];
  currencies: string[];
  consents: Consent[];
  /** The one met last stands last. */
  parties: Party[];
  partiesMet: number;
  /** Keyed by hash of account and id, in order of arrival. */
  window: Map<number, WindowEntry>;
  pending: PendingTransaction[];
  streams: Map<number, Stream>;
  /** What was decided of each episode, in the order of their first decisions. */
  standings: Standing[];
  /** The streams that hold series, by key: derived, never stored. */
  tracked: Stream[];
  diary: Diary;
}

export function newCustomerState(customer: CustomerKey): CustomerState {
  return {
    customer,
    clock: 0,
    lastTick: 0,
    sweptAt: 0,
    dueDay: DAY_NEVER,
    outputs: 0,
    accounts: [],
    currencies: [],
    consents: [],
    parties: [],
    partiesMet: 0,
    window: new Map(),
    pending: [],
    streams: new Map(),
    standings: [],
    tracked: [],
    diary: newDiary(),
  };
}

/** A fresh account, as first seen on a tick day. */
export function newAccount(name: string, openedTick: Day): Account {
  return { name, seed: hash32(name), firstDay: DAY_NEVER, lastDay: -1, openedTick };
}

/** A stream without payments yet. */
export function newStream(key: number, currency: string, lastDay: Day): Stream {
  const { subject, direction } = partsOfStreamKey(key);
  return { key, subject, direction, currency, hits: [], series: [], lastDay };
}

/** Adds a stream to those that hold series; each stands there once, in order of keys. */
export function trackStream(state: CustomerState, stream: Stream): void {
  let index = state.tracked.length;
  while (index > 0 && state.tracked[index - 1]!.key > stream.key) index--;
  if (state.tracked[index - 1] !== stream) state.tracked.splice(index, 0, stream);
}

/** Puts a payment in its place: by day, then key. */
export function insertHit(hits: Hit[], hit: Hit): number {
  let index = hits.length;
  while (index > 0 && isAfter(hits[index - 1]!, hit)) index--;
  if (index === hits.length) hits.push(hit);
  else hits.splice(index, 0, hit);
  return index;
}

function isAfter(a: Hit, b: Hit): boolean {
  return a.day > b.day || (a.day === b.day && a.key > b.key);
}

export function isLive(series: Series): boolean {
  return series.state !== 'ended' && series.state !== 'retracted';
}
