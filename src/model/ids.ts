import { hex48 } from '../lib/hash.ts';

declare const brand: unique symbol;

/** A value that only its own maker may name so. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** The bank's key of a customer, as given. */
export type CustomerKey = Brand<string, 'CustomerKey'>;
/** Hash of definition, customer, subject and start. */
export type EpisodeId = Brand<string, 'EpisodeId'>;
export type DefinitionId = Brand<string, 'DefinitionId'>;
export type MerchantId = Brand<string, 'MerchantId'>;
/** 48-bit hash of whom a payment is with: a merchant id, a creditor id, or a normalized descriptor. */
export type SubjectKey = Brand<number, 'SubjectKey'>;

const KEYED = 281_474_976_710_656;

/** The subject of somebody who must not be guessed, on its way to the fold: a 48-bit keyed hash, marked as one. */
export function keyedSubject(key: number): SubjectKey {
  return (KEYED + key) as SubjectKey;
}

export function isKeyedSubject(subject: SubjectKey): boolean {
  return subject >= KEYED;
}

/** The twelve hex digits of a keyed subject. */
export function hashOfKeyed(subject: SubjectKey): string {
  return hex48(subject - KEYED);
}

/** `k:` and twelve hex digits: the subject id of somebody the dictionary does not know. */
export function unknownSubjectId(key: SubjectKey): string {
  return `k:${key.toString(16).padStart(12, '0')}`;
}
