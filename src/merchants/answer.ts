import { hash48 } from '../lib/hash.ts';
import type { MerchantId, SubjectKey } from '../model/ids.ts';
import { groupOf } from '../model/taxonomy.ts';
import type { Enrichment, EnrichmentQuery, MatchMethod } from '../model/transaction.ts';
import { type Descriptor, normalizeDescriptor } from './descriptor.ts';
import type { KeywordRule } from './merchant-entry.ts';
import { CONFIDENCE, CONFIDENCE_MAX } from './method-confidence.ts';
import type { MerchantMatch } from './search.ts';

/** A line, read. */
export interface Line {
  readonly descriptor: Descriptor;
  readonly query: EnrichmentQuery;
  /** What its merchant category code says, or empty. */
  readonly codeCategory: string;
}

/** Shorter single words are more often something else. */
const SHORT_LETTERS = 7;

export function answerInstitution(line: Line, category: string): Enrichment {
  return answer(line, { category, confidence: CONFIDENCE.institution, method: 'institution' });
}

export function answerMerchant(
  line: Line,
  match: MerchantMatch,
  keyword: KeywordRule | undefined,
): Enrichment {
  const category = merchantCategory(line, match, keyword);
  const agrees = category !== '' && category === line.codeCategory;
  const raw = methodConfidence(match) - (match.fit === 'abroad' ? CONFIDENCE.abroadLess : 0);
  return {
    subject: hash48(`m:${match.entry.id}`) as SubjectKey,
    merchantId: match.entry.id satisfies MerchantId,
    name: match.entry.name,
    category,
    confidence: Math.min(CONFIDENCE_MAX, raw + (agrees ? CONFIDENCE.codeAgreesMore : 0)),
    method: match.method,
    processor: line.descriptor.processor,
  };
}

function methodConfidence(match: MerchantMatch): number {
  switch (match.method) {
    case 'creditor':
      return CONFIDENCE.creditor;
    case 'exact':
      if (match.entry.layer === 'tail') return CONFIDENCE.tail;
      return match.wordCount > 1 || match.letters > SHORT_LETTERS ? CONFIDENCE.exact : CONFIDENCE.exactShort;
    case 'glued':
      return CONFIDENCE.glued;
    case 'prefix':
      return CONFIDENCE.prefix;
    default:
      return CONFIDENCE.typo;
  }
}

/** The category depends on the line: the way it is written, its direction, its code, then what the merchant mostly sells. */
function merchantCategory(line: Line, match: MerchantMatch, keyword: KeywordRule | undefined): string {
  const { entry } = match;
  const isIncome = line.query.direction === 'in';
  // A shop pays its own people too: TESCO STORES SALARY.
  const isPaid = keyword?.category === 'income.salary' || keyword?.category === 'income.pension';
  if (isIncome && isPaid && line.query.channel !== 'card' && entry.credit === '') return keyword.category;
  const written = match.category;
  // An office that pays benefits says in its words which: SVB KINDERBIJSLAG.
  if (isIncome && written === '' && keyword !== undefined && isSupport(keyword.category)) {
    return keyword.category;
  }
  if (isIncome && entry.credit !== '' && groupOf(written) !== 'income') return entry.credit;
  if (written !== '') return withDirection(written, isIncome);
  const byCode = entry.categories.find((category) => category === line.codeCategory);
  return withDirection(byCode ?? entry.categories[0] ?? '', isIncome);
}

function isSupport(category: string): boolean {
  return category.startsWith('income.benefit.') || category === 'income.support_received';
}

/** Money that goes out is nobody's income. */
function withDirection(category: string, isIncome: boolean): string {
  return !isIncome && groupOf(category) === 'income' ? '' : category;
}

/** Nobody known: words tell the kind, or the code does; a code outweighs words that disagree. */
export function answerUnknown(line: Line, keyword: KeywordRule | undefined): Enrichment {
  const code = line.codeCategory;
  if (keyword !== undefined && (code === '' || groupOf(keyword.category) === groupOf(code))) {
    const confidence = keyword.category === code ? CONFIDENCE.keywordAndCode : CONFIDENCE.keyword;
    return answer(line, {
      category: keyword.category,
      confidence,
      method: 'keyword',
    });
  }
  if (code !== '') return answer(line, { category: code, confidence: CONFIDENCE.code, method: 'mcc' });
  return answer(line, { category: '', confidence: 0, method: 'none' });
}

function answer(line: Line, kind: { category: string; confidence: number; method: MatchMethod }): Enrichment {
  return {
    subject: subjectOf(line),
    merchantId: '',
    name: line.descriptor.text,
    ...kind,
    processor: line.descriptor.processor,
  };
}

/**
 * Whom a payment is with, when the dictionary does not know: the creditor id alone (a respelled line of one creditor
 * is one merchant), else the account on the other side, else the text.
 */
function subjectOf({ descriptor, query }: Line): SubjectKey {
  const creditorId = query.creditorId.replaceAll(' ', '').toUpperCase();
  if (creditorId !== '') return hash48(`c:${creditorId}`) as SubjectKey;
  const iban = query.counterpartyIban.replaceAll(' ', '').toUpperCase();
  if (iban !== '') return hash48(`i:${iban}`) as SubjectKey;
  const key = descriptor.key === '' ? normalizeDescriptor(query.counterpartyName).key : descriptor.key;
  return hash48(`d:${key}`) as SubjectKey;
}
