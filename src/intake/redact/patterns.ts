import { GATE } from './gate.ts';
import type { Span } from './spans.ts';

const MASKED = /[0-9X*•#](?:[ .-]?[0-9X*•#]){10,}/gi;
const MASKS_MIN = 4;
/** The United Kingdom's national insurance number. */
const NINO =
  /(?<![A-Z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D](?![A-Z0-9])/gi;
const PAIRS = /\d\d[ -]\d\d[ -]\d\d/;
/** Italy's codice fiscale. */
const FISCALE = /(?<![A-Z0-9])[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?![A-Z0-9])/gi;

/** Finds numbers that letters and marks are part of: masked cards and accounts, national ids. */
export function findPatterns(text: string, gate: number, spans: Span[]): void {
  if ((gate & GATE.mask) !== 0) findMasked(text, spans);
  if ((gate & (GATE.iban | GATE.digits)) === 0) return;
  const isGlued = (gate & GATE.iban) !== 0;
  if (isGlued || PAIRS.test(text)) {
    for (const found of text.matchAll(NINO)) push(spans, found.index, found[0]);
  }
  if (!isGlued) return;
  for (const found of text.matchAll(FISCALE)) push(spans, found.index, found[0]);
}

function push(spans: Span[], start: number, text: string): void {
  spans.push({ start, end: start + text.length, kind: 'id' });
}

/** 4111 11XX XXXX 1111: as long as a card's number, with what the bank left of it. The last four alone stay. */
function findMasked(text: string, spans: Span[]): void {
  for (const found of text.matchAll(MASKED)) {
    const marks = found[0].replace(/[0-9 .-]/g, '').length;
    const digits = found[0].replace(/\D/g, '').length;
    if (marks >= MASKS_MIN && digits > 0)
      spans.push({ start: found.index, end: found.index + found[0].length, kind: 'card' });
  }
}
