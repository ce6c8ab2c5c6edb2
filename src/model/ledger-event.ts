import type { Day } from './day.ts';
import type { CustomerKey } from './ids.ts';
import type { CurrencyExponent } from './money.ts';
import type {
  AccountType,
  Channel,
  Counterparty,
  DateRule,
  Enrichment,
  SourcePlace,
  TransactionStatus,
} from './transaction.ts';

/** Stands for a day or instant that the source did not give. */
export const DAY_NONE: Day = -1;

/** Events of one day are ordered by class: control, consent, other, transaction. */
export const EVENT_CLASSES = { control: 0, consent: 1, other: 2, transaction: 3 } as const;

/** How an event is ordered among others of its customer. */
export interface EventOrder {
  /** Day of the order; `DAY_NONE` for a retraction that gives none: it follows what it withdraws. */
  readonly orderDay: Day;
  /** Milliseconds: of `seen`, of `at`, else the start of the order day. */
  readonly orderInstant: number;
}

export interface TransactionEvent extends EventOrder {
  readonly kind: 'transaction';
  readonly op: 'upsert' | 'retract';
  readonly customer: CustomerKey;
  readonly account: string;
  /** The source's id; empty when it gave none: then the fingerprint decides. */
  readonly id: string;
  /** Index among equal events without an id in one source file: two equal coffees are two. */
  readonly occurrence: number;
  /** When the source told us: milliseconds, or a number that orders versions; undefined when not given. */
  readonly seen: number | undefined;
  readonly status: TransactionStatus;
  readonly bookingDay: Day;
  readonly transactionDay: Day;
  readonly valueDay: Day;
  readonly at: number | undefined;
  readonly effectiveDay: Day;
  readonly dateRule: DateRule;
  readonly accountType: AccountType;
  /** Signed: negative is money out of the account. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly exponent: CurrencyExponent;
  readonly description: string;
  readonly channel: Channel | '';
  readonly mcc: string;
  readonly counterparty: Counterparty | undefined;
  readonly balanceAfterMinor: number | undefined;
  readonly replaces: string;
  readonly reverses: string;
  readonly merchant: Enrichment;
  readonly source: SourcePlace;
}

export const CONSENT_PURPOSES = ['service', 'marketing', 'profiling', 'third-party'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

export interface ConsentEvent extends EventOrder {
  readonly kind: 'consent';
  readonly customer: CustomerKey;
  readonly purpose: ConsentPurpose;
  readonly state: 'given' | 'withdrawn';
  readonly at: number;
  readonly day: Day;
}

export interface ProductEvent extends EventOrder {
  readonly kind: 'event';
  readonly customer: CustomerKey;
  readonly name: string;
  readonly at: number;
  readonly day: Day;
  /** Properties as canonical JSON text. */
  readonly properties: string;
}

export const OUTCOME_RESULTS = ['right', 'wrong', 'converted', 'complained', 'dismissed'] as const;
export type OutcomeResult = (typeof OUTCOME_RESULTS)[number];

export interface OutcomeEvent extends EventOrder {
  readonly kind: 'outcome';
  readonly customer: CustomerKey;
  readonly episode: string;
  readonly result: OutcomeResult;
  readonly at: number;
  readonly day: Day;
}

/** Reserved: until merging is built it goes to dead letters. */
export interface IdentityEvent extends EventOrder {
  readonly kind: 'identity';
  readonly from: CustomerKey;
  readonly to: CustomerKey;
  readonly at: number;
}

/** Time has come to this day, for everyone. It stands before the day's other events. */
export interface TickEvent extends EventOrder {
  readonly kind: 'tick';
  readonly day: Day;
}

/** Activates a set of definitions by epoch and hash; content comes from elsewhere. */
export interface ControlEvent extends EventOrder {
  readonly kind: 'control';
  readonly epoch: number;
  readonly definitionsHash: string;
  readonly dictionaryHash: string;
}

/** An event that concerns one customer. */
export type CustomerEvent = TransactionEvent | ConsentEvent | ProductEvent | OutcomeEvent;

/** Everything that may change a customer's story. */
export type LedgerEvent = CustomerEvent | IdentityEvent | TickEvent | ControlEvent;
