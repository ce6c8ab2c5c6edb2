import { isBusinessName } from './business-name.ts';
import type { Span } from './spans.ts';

/** Fields that hold the customer's own name: always hidden. */
const OWN = /(?:\bINDN|\bIND NAME):\s*/gi;
/** Fields that hold the other side's name. */
const OTHER =
  /(?:\bNAME\+|\bABW[AE]\+|\/(?:NAME|NAAM|BENM|ORDP)\/(?:NAME\/)?|\b(?:NAAM|BENEF|BENEFICIARY|BNF|PAYEE|PAYER|SENDER|REMITTER|ORIG|ZAHLER|EMPF(?:AE|Ä)NGER|AUFTRAGGEBER)[:=]|\/(?:DE|BEN|EMETTEUR)\s|\?3[23])\s*/gi;
const COMPANY = /\bCO NAME:/i;
/** Whose card was charged is the holder's; the name beside it is a shop's. */
const CARD_WORDS = /KARTENZAHLUNG|GIROCARD|DEBITKARTE/i;
const LABEL_MARK = /[:+/?=]/;
const FIELD_END =
  /\?\d\d|\/[A-Z]{2,8}[/ ]|\b[A-Z]{3,4}\+|\b(?:CO ID|IND ID|IND NAME|ORIG ID|DESC DATE|CO ENTRY DESCR|[A-Z]+)[:=]|\d{3,}|;/iu;

/** Finds names in the fields that banks label; true when there was a field for the other side's name. */
export function findLabelled(
  text: string,
  { isBusiness, isCard }: { readonly isBusiness: boolean; readonly isCard: boolean },
  spans: Span[],
): boolean {
  if (!LABEL_MARK.test(text)) return false;
  for (const found of text.matchAll(OWN)) push(text, found.index + found[0].length, 'holder', spans);
  // ORIG CO NAME: is a company's, in every message that has it.
  let isNamed = COMPANY.test(text);
  if (isCard || CARD_WORDS.test(text)) return isNamed;
  for (const found of text.matchAll(OTHER)) {
    isNamed = true;
    const start = found.index + found[0].length;
    if (isBusiness || isBusinessName(text.slice(start, endOf(text, start)))) continue;
    push(text, start, 'name', spans);
  }
  return isNamed;
}

function push(text: string, start: number, kind: 'name' | 'holder', spans: Span[]): void {
  const end = endOf(text, start);
  const trimmed = start + text.slice(start, end).trimEnd().length;
  if (trimmed > start) spans.push({ start, end: trimmed, kind });
}

function endOf(text: string, start: number): number {
  const found = FIELD_END.exec(text.slice(start));
  return found === null ? text.length : start + found.index;
}
