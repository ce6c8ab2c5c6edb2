import type { Enrichment, EnrichmentQuery } from '../model/transaction.ts';
import { type AliasIndex, buildAliasIndex } from './alias-index.ts';
import { answerInstitution, answerMerchant, answerUnknown, type Line } from './answer.ts';
import { type Descriptor, normalizeDescriptor } from './descriptor.ts';
import type { MerchantDictionary } from './dictionary.ts';
import { findMerchant, type MerchantMatch } from './find-merchant.ts';
import { compileKeywords, type KeywordFinder } from './keywords.ts';
import { withCache } from './match-cache.ts';

export type Matcher = (query: EnrichmentQuery) => Enrichment;

/**
 * Compiles a dictionary into a function that says of a line whom it is with and what kind it is.
 * `cacheMax` bounds the lines it remembers; no answer depends on what it remembers.
 */
export function createMatcher(
  dictionary: MerchantDictionary,
  options: { readonly cacheMax: number },
): Matcher {
  const index = buildAliasIndex(dictionary.entries, dictionary.keywords);
  const institution = compileKeywords(dictionary.institution);
  const keywords = compileKeywords(dictionary.keywords);
  const match = (query: EnrichmentQuery): Enrichment => {
    const descriptor = normalizeDescriptor(query.description, query.channel);
    const line: Line = { descriptor, query, codeCategory: dictionary.codes.get(query.mcc) ?? '' };
    // The bank's own events first: an overdraft fee for a Hulu payment is a fee.
    const atBank = institutionCategory(institution, line);
    if (atBank !== '') return answerInstitution(line, atBank);
    const found =
      findByCreditor(index, query) ?? findMerchant(index, descriptor, query) ?? findByName(index, query);
    // Words do not change what a known merchant takes, only what it pays.
    const needsWords = found === undefined || query.direction === 'in';
    const keyword = needsWords
      ? keywords({ words: descriptor.words, direction: query.direction, isTransfer: isTransfer(query) })
      : undefined;
    return found === undefined ? answerUnknown(line, keyword) : answerMerchant(line, found, keyword);
  };
  return withCache(match, options.cacheMax);
}

function isTransfer(query: EnrichmentQuery): boolean {
  return query.channel === 'transfer' || query.channel === 'standing-order';
}

/** Fees, returns, cash and interest: said by the words of the line, or by its channel. */
function institutionCategory(institution: KeywordFinder, line: Line): string {
  const { channel, direction } = line.query;
  const rule = institution({ words: line.descriptor.words, direction, isTransfer: isTransfer(line.query) });
  if (rule !== undefined) return rule.category;
  if (channel === 'cash') return direction === 'out' ? 'cash.withdrawal' : 'cash.deposit';
  if (channel === 'interest') return direction === 'out' ? 'fee.interest' : 'income.interest';
  return channel === 'fee' && direction === 'out' ? 'fee.account' : '';
}

function findByCreditor(index: AliasIndex, query: EnrichmentQuery): MerchantMatch | undefined {
  if (query.creditorId === '') return undefined;
  const entry = index.byCreditor.get(query.creditorId.replaceAll(' ', '').toUpperCase());
  return entry === undefined
    ? undefined
    : { entry, category: '', letters: 0, wordCount: 0, method: 'creditor', fit: 'home' };
}

/** The counterparty's name, where the description does not tell. */
function findByName(index: AliasIndex, query: EnrichmentQuery): MerchantMatch | undefined {
  if (query.counterpartyName === '' || query.counterpartyName === query.description) return undefined;
  const name: Descriptor = normalizeDescriptor(query.counterpartyName, 'transfer');
  return findMerchant(index, name, query);
}
