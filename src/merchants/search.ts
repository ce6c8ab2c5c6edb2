import type { EnrichmentQuery, MatchMethod } from '../model/transaction.ts';
import type { AliasIndex, AliasTarget } from './alias-index.ts';
import type { CountryFit } from './countries.ts';
import type { Descriptor } from './descriptor.ts';
import type { MerchantEntry } from './merchant-entry.ts';

/** A merchant found, and how. */
export interface MerchantMatch {
  readonly entry: MerchantEntry;
  /** The way of writing that was met; empty for a creditor id. */
  readonly written: string;
  /** What the way of writing says, or empty. */
  readonly category: string;
  /** Letters and words of the way of writing. */
  readonly letters: number;
  readonly wordCount: number;
  readonly method: MatchMethod;
  readonly fit: CountryFit;
}

/** Told of each candidate that was looked at and not taken. */
export type OnLost = (target: AliasTarget, method: MatchMethod, why: string) => void;

/** One question to the index. */
export interface Search {
  readonly index: AliasIndex;
  readonly descriptor: Descriptor;
  readonly query: EnrichmentQuery;
  /** What the merchant category code says, or empty. */
  readonly codeCategory: string;
  readonly onLost?: OnLost;
}

/** Whether a payment moves between accounts, so that the other side may be a person. */
export function isTransfer(query: EnrichmentQuery): boolean {
  return query.channel === 'transfer' || query.channel === 'standing-order';
}
