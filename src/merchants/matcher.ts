import type { Enrichment, EnrichmentQuery } from '../model/transaction.ts';
import { type AliasIndex, buildAliasIndex } from './alias-index.ts';
import { answerInstitution, answerMerchant, answerUnknown, type Line } from './answer.ts';
import { type Descriptor, normalizeDescriptor } from './descriptor.ts';
import type { MerchantDictionary } from './dictionary.ts';
import { findMerchant } from './find-merchant.ts';
import { compileKeywords, type FoundKeyword, type KeywordFinder } from './keywords.ts';
import { withCache } from './match-cache.ts';
import { isTransfer, type MerchantMatch, type OnLost } from './search.ts';

export type Matcher = (query: EnrichmentQuery) => Enrichment;

/** A line with its answer, and what the answer rests on. */
export interface Reading {
  readonly line: Line;
  readonly answer: Enrichment;
  readonly match: MerchantMatch | undefined;
  readonly keyword: FoundKeyword | undefined;
}

export type Reader = (query: EnrichmentQuery, onLost?: OnLost) => Reading;

/**
 * Compiles a dictionary into a function that says of a line whom it is with and what kind it is.
 * `cacheMax` bounds the lines it remembers; no answer depends on what it remembers.
 */
export function createMatcher(
  dictionary: MerchantDictionary,
  options: { readonly cacheMax: number },
): Matcher {
  const read = createReader(dictionary);
  return withCache((query) => read(query).answer, options.cacheMax);
}

/** Compiles a dictionary into a function that also says what its answer rests on, and tells of each candidate that lost. */
export function createReader(dictionary: MerchantDictionary): Reader {
  const index = buildAliasIndex(dictionary.entries, dictionary.keywords);
  const institution = compileKeywords(dictionary.institution);
  const keywords = compileKeywords(dictionary.keywords);
  return (query, onLost) => {
    const descriptor = normalizeDescriptor(query.description, query.channel);
    const line: Line = { descriptor, query, codeCategory: dictionary.codes.get(query.mcc) ?? '' };
    // The bank's own events first: an overdraft fee for a Hulu payment is a fee.
    const atBank = readInstitution(institution, line);
    if (atBank !== undefined) return atBank;
    const match = findByCreditor(index, query) ?? findByText(index, line, onLost);
    // Words do not change what a known merchant takes, only what it pays.
    const needsWords = match === undefined || query.direction === 'in';
    const keyword = needsWords
      ? keywords({ words: descriptor.words, direction: query.direction, isTransfer: isTransfer(query) })
      : undefined;
    const answer =
      match === undefined ? answerUnknown(line, keyword?.rule) : answerMerchant(line, match, keyword?.rule);
    return { line, answer, match, keyword };
  };
}

/** Fees, returns, cash and interest: said by the words of the line, or by its channel. */
function readInstitution(institution: KeywordFinder, line: Line): Reading | undefined {
  const { channel, direction } = line.query;
  const keyword = institution({
    words: line.descriptor.words,
    direction,
    isTransfer: isTransfer(line.query),
  });
  const category = keyword?.rule.category ?? channelCategory(channel, direction);
  if (category === '') return undefined;
  return { line, answer: answerInstitution(line, category), match: undefined, keyword };
}

function channelCategory(channel: string, direction: 'in' | 'out'): string {
  if (channel === 'cash') return direction === 'out' ? 'cash.withdrawal' : 'cash.deposit';
  if (channel === 'interest') return direction === 'out' ? 'fee.interest' : 'income.interest';
  return channel === 'fee' && direction === 'out' ? 'fee.account' : '';
}

function findByCreditor(index: AliasIndex, query: EnrichmentQuery): MerchantMatch | undefined {
  if (query.creditorId === '') return undefined;
  const entry = index.byCreditor.get(query.creditorId.replaceAll(' ', '').toUpperCase());
  return entry === undefined
    ? undefined
    : { entry, written: '', category: '', letters: 0, wordCount: 0, method: 'creditor', fit: 'home' };
}

/** The description, and the counterparty's name where the description does not tell. */
function findByText(index: AliasIndex, line: Line, onLost?: OnLost): MerchantMatch | undefined {
  const { query, codeCategory } = line;
  const trace = onLost === undefined ? {} : { onLost };
  const said = findMerchant({ index, descriptor: line.descriptor, query, codeCategory, ...trace });
  if (said !== undefined || query.counterpartyName === '' || query.counterpartyName === query.description) {
    return said;
  }
  const name: Descriptor = normalizeDescriptor(query.counterpartyName, 'transfer');
  return findMerchant({ index, descriptor: name, query, codeCategory, ...trace });
}
