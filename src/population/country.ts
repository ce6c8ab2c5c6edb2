import type { Random } from '../lib/random.ts';
import type { Channel } from '../model/transaction.ts';
import type { CountryCode, DayText } from './calendar.ts';
import type { Cadence } from './rhythm.ts';

/** How one bank writes for one customer. */
export interface Voice {
  /** Which of the country's banks writes; 0 to 3. */
  readonly style: number;
  readonly card: string;
  readonly holder: string;
  readonly city: string;
}

/** Whom a series of payments is with, as a statement shows it. */
export interface Party {
  readonly name: string;
  /** The customer's number there: stands still while dates and invoices change. */
  readonly reference: string;
  readonly creditorId: string;
  readonly mandateId: string;
  readonly iban: string;
}

/** What a line of a statement is about. `note` is free: a reference, an invoice, a purpose. */
export interface Line {
  readonly voice: Voice;
  readonly day: DayText;
  readonly party: Party;
  readonly note: string;
  readonly random: Random;
}

/** The rails of one country, each as the text that a customer's bank prints for it. */
export interface Wording {
  /** A card at a till or in a shop on the net; `place` already holds store numbers. */
  readonly card: (voice: Voice, place: string, day: DayText, random: Random) => string;
  readonly cardOnFile: (line: Line) => string;
  readonly directDebit: (line: Line) => string;
  readonly standingOrder: (line: Line) => string;
  readonly transferOut: (line: Line) => string;
  readonly transferIn: (line: Line) => string;
  readonly salary: (line: Line) => string;
  readonly cash: (voice: Voice, day: DayText, random: Random) => string;
  readonly refund: (voice: Voice, place: string, day: DayText) => string;
  readonly ownIn: string;
  readonly ownOut: string;
  readonly fee: string;
  readonly interest: string;
  readonly cardBill: string;
  readonly cardCredit: string;
}

export const HABIT_KINDS = [
  'grocery',
  'cafe',
  'lunch',
  'restaurant',
  'online',
  'retail',
  'transit',
  'fuel',
  'pharmacy',
  'parking',
  'kiosk',
  'leisure',
] as const;
export type HabitKind = (typeof HABIT_KINDS)[number];

/** Shops of one kind; `{n}` is a store's number, `{r}` changes with each purchase. */
export interface HabitPool {
  readonly shops: readonly string[];
  readonly mcc: string;
  /** Typical price, and the spread of its logarithm. */
  readonly median: number;
  readonly spread: number;
}

/** How an amount behaves: fixed, raised at times, with the seasons, or with use. */
export type Pricing = 'steady' | 'stepped' | 'season' | 'usage';

/** Something that people pay again and again, and how its payments look in this country. */
export interface BillOffer {
  readonly kind: string;
  readonly names: readonly string[];
  readonly channel: Channel;
  readonly low: number;
  readonly high: number;
  readonly cadences: readonly (readonly [Cadence, number])[];
  readonly pricing: Pricing;
  /** Who has it at all, as a share of those to whom `only` applies. */
  readonly share: number;
  /** Of those who have it by the end, the share who began within two years. */
  readonly begun: number;
  readonly only?: Trait;
  readonly mcc?: string;
  readonly notes?: readonly string[];
}

export type Trait = 'tenant' | 'owner' | 'child' | 'car' | 'pet' | 'student';

/** A subscription by card: name as first printed, name after a respelling, usual prices, where it is billed. */
export interface SubscriptionOffer {
  readonly kind: string;
  readonly text: string;
  readonly respelled?: string;
  readonly prices: readonly number[];
  readonly mcc: string;
  readonly cadence?: Cadence;
  /** Billed in dollars whatever the account's currency. */
  readonly dollars?: true;
  /** The customer may hold several, at different prices. */
  readonly several?: true;
  readonly trial?: true;
}

export interface Country {
  readonly code: CountryCode;
  readonly currency: string;
  readonly cities: readonly string[];
  readonly firstNames: readonly string[];
  readonly surnames: readonly string[];
  readonly employers: readonly string[];
  /** Parts of the names of small local firms; those of one customer are drawn from thousands. */
  readonly localFirst: readonly string[];
  readonly localSecond: readonly string[];
  readonly landlords: readonly string[];
  readonly habits: Readonly<Record<HabitKind, HabitPool>>;
  readonly barbers: readonly string[];
  readonly bills: readonly BillOffer[];
  readonly subscriptions: readonly SubscriptionOffer[];
  readonly instalments: readonly string[];
  readonly wording: Wording;
  /** A month's net pay of an ordinary job. */
  readonly pay: number;
  /** Account numbers are IBANs here. */
  readonly iban: boolean;
}
