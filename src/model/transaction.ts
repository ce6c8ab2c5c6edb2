import type { SubjectKey } from './ids.ts';

export const CHANNELS = [
  'other',
  'card',
  'direct-debit',
  'standing-order',
  'transfer',
  'cash',
  'fee',
  'interest',
] as const;
export type Channel = (typeof CHANNELS)[number];

export const ACCOUNT_TYPES = ['current', 'savings', 'credit-card', 'loan'] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

export const TRANSACTION_STATUSES = ['booked', 'pending', 'rejected'] as const;
export type TransactionStatus = (typeof TRANSACTION_STATUSES)[number];

export const DATE_RULES = ['transactionDate', 'date', 'none'] as const;
/** Which field the effective day came from. */
export type DateRule = (typeof DATE_RULES)[number];

/** Who stands on the other side, without a name: what identifies them is a hash or an id of theirs as a business. */
export interface Counterparty {
  readonly kind: 'creditor' | 'account' | 'name';
  readonly hash: string;
  readonly creditorId: string;
  readonly mandateId: string;
}

export const MATCH_METHODS = [
  'none',
  'exact',
  'glued',
  'prefix',
  'typo',
  'creditor',
  'keyword',
  'mcc',
  'institution',
  'descriptor',
] as const;
export type MatchMethod = (typeof MATCH_METHODS)[number];

/** What the dictionary is asked about a line. Fields that the source did not give are empty. */
export interface EnrichmentQuery {
  readonly description: string;
  readonly mcc: string;
  readonly channel: string;
  readonly direction: 'in' | 'out';
  readonly currency: string;
  readonly counterpartyName: string;
  readonly counterpartyIban: string;
  readonly creditorId: string;
}

/** What the dictionary says of a line: whom the payment is with, what kind it is, how sure. */
export interface Enrichment {
  /** Stable for one merchant, known or not: recurrence hangs on it. */
  readonly subject: SubjectKey;
  /** Empty when the dictionary does not know the merchant. */
  readonly merchantId: string;
  /** Display name of a known merchant, else the normalized descriptor; may be empty. */
  readonly name: string;
  /** Dotted id of the taxonomy, or empty. */
  readonly category: string;
  /** In 1/10000. */
  readonly confidence: number;
  readonly method: MatchMethod;
  /** The payment processor whose prefix was taken off, or empty. */
  readonly processor: string;
}

/** Where in its source a record stood. */
export interface SourcePlace {
  /** The name of its format, as `--format` knows it. */
  readonly format: string;
  readonly file: string;
  readonly line: number;
  /** Index of the event in its record. */
  readonly index: number;
}
