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

/** `k:` and twelve hex digits: the subject id of somebody the dictionary does not know. */
export function unknownSubjectId(key: SubjectKey): string {
  return `k:${key.toString(16).padStart(12, '0')}`;
}
