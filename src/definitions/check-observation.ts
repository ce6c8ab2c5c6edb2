import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { CHANNELS } from '../model/transaction.ts';
import { KNOWN_CATEGORIES } from './check-recurring.ts';
import type { Look } from './look.ts';
import type { PathStep } from './yaml-source.ts';

/** Fields of a filter by which lines are known; one of them must say something, or every line would fit. */
const KNOWING = ['categories', 'merchants', 'mcc', 'words', 'foreign', 'abroad', 'channels', 'amountFrom'];

/** What an observation must keep to beyond its shape: that something fits it, and not everything. */
export function checkObservation(look: Look, path: PathStep[]): void {
  const kind = look.keys(...path)[0];
  if (kind === undefined) return;
  const at = [...path, kind];
  for (const field of ['categories', 'exceptCategories']) checkCategoriesAt(look, [...at, field]);
  if (kind === 'lines' && !KNOWING.some((field) => saysSomething(look, [...at, field]))) {
    const message = `every line would fit, and would have to be kept: name one of ${KNOWING.join(', ')}`;
    look.complainOfKey('MS_DEF_OBSERVATION', at, message);
  }
  const subject = look.text('subject') ?? look.keys('subject')[0];
  const wanted = { subject: 'series', repeat: 'party' }[kind];
  if (wanted !== undefined && subject !== wanted) {
    const message = `"${kind}" needs a hypothesis about a ${wanted}, and this one is about the ${subject ?? 'customer'}`;
    look.complainOfKey('MS_DEF_OBSERVATION', at, message);
  }
  checkAmounts(look, at);
  checkWords(look, at);
  checkExceptions(look, at);
}

/** Whether a field keeps any line out: `foreign: false`, an amount from nothing on, and all rails together do not. */
function saysSomething(look: Look, path: PathStep[]): boolean {
  const value = look.value(...path);
  if (value === undefined || value === false || value === 0) return false;
  return path.at(-1) !== 'channels' || new Set(look.list(...path)).size < CHANNELS.length;
}

/** Categories that a list names must be in the taxonomy. */
export function checkCategoriesAt(look: Look, path: PathStep[]): void {
  look.list(...path).forEach((category, index) => {
    if (typeof category !== 'string' || KNOWN_CATEGORIES.has(category)) return;
    const hint = didYouMeanHint(category, KNOWN_CATEGORIES);
    look.complain('MS_DEF_UNKNOWN_CATEGORY', [...path, index], `unknown category "${category}".${hint}`);
  });
}

function checkAmounts(look: Look, at: PathStep[]): void {
  const from = look.number(...at, 'amountFrom');
  const to = look.number(...at, 'amountTo');
  if (from === undefined || to === undefined || from <= to) return;
  look.complain('MS_DEF_NEVER', [...at, 'amountTo'], `no amount is both from ${from} on and up to ${to}`);
}

/** Descriptions are cut into words of letters and digits. */
function checkWords(look: Look, at: PathStep[]): void {
  for (const field of ['words', 'exceptWords']) {
    look.list(...at, field).forEach((word, index) => {
      if (typeof word !== 'string' || /[\p{L}\p{N}]/u.test(word)) return;
      look.complain('MS_DEF_NEVER', [...at, field, index], `"${word}" has no letter and no digit to find`);
    });
  }
}

/** Fires when everything by which lines are known is ruled out again. */
function checkExceptions(look: Look, at: PathStep[]): void {
  const isRuledOut = (category: unknown, by: unknown) =>
    category === by || (typeof category === 'string' && category.startsWith(`${String(by)}.`));
  const exceptions = look.list(...at, 'exceptCategories');
  look.list(...at, 'categories').forEach((category, index) => {
    if (!exceptions.some((by) => isRuledOut(category, by))) return;
    const message = `"${String(category)}" is ruled out by "exceptCategories"`;
    look.complain('MS_DEF_NEVER', [...at, 'categories', index], message);
  });
  const words = look.list(...at, 'exceptWords').map((word) => String(word).toLowerCase());
  look.list(...at, 'words').forEach((word, index) => {
    if (!words.includes(String(word).toLowerCase())) return;
    look.complain('MS_DEF_NEVER', [...at, 'words', index], `"${String(word)}" is ruled out by "exceptWords"`);
  });
}
