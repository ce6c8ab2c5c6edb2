import { isCardNumber } from './card.ts';
import { findAddresses } from './email.ts';
import { GATE, look, unfold } from './gate.ts';
import { findIbans } from './iban.ts';
import { findNames, type NameContext } from './names.ts';
import { findNumbers } from './numbers.ts';
import { findPartyName } from './party-name.ts';
import { findPatterns } from './patterns.ts';
import { replaceSpans, type Span } from './spans.ts';

export type { NameContext } from './names.ts';

/** Nothing is known of the line. */
export const UNKNOWN_LINE: NameContext = { channel: '', isBusiness: false, partyName: '' };

/** What of a line must not be written; `text` is the line in the spelling that the spans count in. */
export interface Secrets {
  readonly text: string;
  readonly spans: readonly Span[];
}

const NONE: readonly Span[] = [];

/** A text without card numbers, accounts, ids, addresses, telephone numbers and names of people: `[card]` and its like stand for them. */
export function redactText(text: string, context: NameContext = UNKNOWN_LINE): string {
  const { text: spelled, spans } = findSecrets(text, context);
  return replaceSpans(spelled, spans);
}

/** A value of a product event: texts are redacted, and a number that is a card's. */
export function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  return typeof value === 'number' && isCardNumber(String(value)) ? '[card]' : value;
}

/** An id of a business or a mandate: kept, but for a card, an account or an address that was put in its place. */
export function redactId(id: string): string {
  const gate = look(id);
  const spans: Span[] = [];
  if ((gate & GATE.at) !== 0) findAddresses(id, spans);
  if ((gate & GATE.iban) !== 0) findIbans(id, spans);
  return isCardNumber(id) ? '[card]' : replaceSpans(id, spans);
}

/** Finds what a text must not be written with. Lines with nothing to hide cost one look at their characters. */
export function findSecrets(original: string, context: NameContext): Secrets {
  let text = original;
  let gate = look(text);
  if ((gate & GATE.odd) !== 0) {
    text = unfold(text);
    gate = look(text);
  }
  const isTransfer = context.channel === 'transfer' || context.channel === 'standing-order';
  const mayHold = context.channel === 'direct-debit' && (gate & GATE.digits) !== 0 && endsInLetter(text);
  const mayName =
    (gate & GATE.name) !== 0 || isTransfer || mayHold || text.includes('?3') || text.includes('/NAME/');
  if ((gate & ~GATE.odd) === 0 && !mayName && context.partyName === '') return { text, spans: NONE };
  const spans: Span[] = [];
  if ((gate & GATE.at) !== 0) findAddresses(text, spans);
  if ((gate & GATE.iban) !== 0) findIbans(text, spans);
  findPatterns(text, gate, spans);
  if ((gate & GATE.digits) !== 0) findNumbers(text, spans);
  if (mayName) findNames(text, context, spans);
  if (context.partyName !== '' && !context.isBusiness) findPartyName(text, context.partyName, spans);
  return { text, spans };
}

/** A holder's name stands last. */
function endsInLetter(text: string): boolean {
  const unit = text.charCodeAt(text.length - 1);
  return (unit | 32) >= 97 && (unit | 32) <= 122;
}
