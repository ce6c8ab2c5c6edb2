import type { CustomerState } from '../../customer/customer-state.ts';
import type { LineFilter, NoteRule } from '../../model/hypothesis.ts';
import type { TransactionEvent } from '../../model/ledger-event.ts';
import { roughEuros } from '../../model/rough-euro.ts';
import { isAbroad } from './own-country.ts';
import { apart, type TouchIndex, wordsOf } from './touch-index.ts';
import { categoryIndex, categorySet, ownCurrency } from './usual.ts';

const NONE: readonly number[] = [];

/** The numbers of the notes that a line belongs to, ascending. */
export function notesOf(
  state: CustomerState,
  event: TransactionEvent,
  amountMinor: number,
  rules: readonly NoteRule[],
  index: TouchIndex,
): readonly number[] {
  if (rules.length === 0) return NONE;
  const found = new Set<number>();
  const { merchant } = event;
  const category = categoryIndex(merchant.category);
  const take = (notes: readonly number[] | undefined): void => {
    for (const note of notes ?? NONE)
      if (narrows(state, event, amountMinor, rules[note]!, category)) found.add(note);
  };
  take(index.notesByCategory.get(category));
  if (merchant.merchantId !== '') take(index.notesByMerchant.get(merchant.merchantId));
  if (event.mcc !== '') take(index.notesByMcc.get(event.mcc));
  take(index.notesOfAny);
  if (index.notesByWord.size > 0) take(notesByWords(event.description, index));
  return found.size === 0 ? NONE : [...found].sort((a, b) => a - b);
}

function notesByWords(description: string, index: TouchIndex): readonly number[] {
  const found: number[] = [];
  const words = wordsOf(description.toLowerCase());
  let text: string | undefined;
  for (const word of words) {
    for (const { phrase, note } of index.notesByWord.get(word) ?? []) {
      text ??= apart(words);
      if (text.includes(phrase)) found.push(note);
    }
  }
  return found;
}

/** Whether what narrows a filter lets a line through. */
function narrows(
  state: CustomerState,
  event: TransactionEvent,
  amountMinor: number,
  { where, net }: NoteRule,
  category: number,
): boolean {
  if ((amountMinor === 0) !== (where.amountTo === 0)) return false;
  const direction = amountMinor < 0 ? 'out' : 'in';
  if (where.direction !== direction && !net) return false;
  if (where.channels.length > 0 && !where.channels.includes(event.channel === '' ? 'other' : event.channel))
    return false;
  if (where.accountTypes.length > 0 && !where.accountTypes.includes(event.accountType)) return false;
  if (where.exceptCategories.length > 0 && categorySet(where.exceptCategories).has(category)) return false;
  if (!isAmountWithin(where, amountMinor, event.currency)) return false;
  if (where.foreign && state.currencies.indexOf(event.currency) === ownCurrency(state)) return false;
  if (where.abroad && !isAbroad(state, event)) return false;
  return where.exceptWords.length === 0 || !hasAnyWord(event.description, where.exceptWords);
}

function isAmountWithin(where: LineFilter, amountMinor: number, currency: string): boolean {
  if (where.amountFrom === undefined && where.amountTo === undefined) return true;
  const euros = roughEuros(amountMinor, currency);
  return euros >= (where.amountFrom ?? 0) && euros <= (where.amountTo ?? Number.POSITIVE_INFINITY);
}

function hasAnyWord(description: string, phrases: readonly string[]): boolean {
  const text = apart(wordsOf(description.toLowerCase()));
  return phrases.some((phrase) => text.includes(apart(wordsOf(phrase))));
}
