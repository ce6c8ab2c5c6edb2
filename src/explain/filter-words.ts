import type { LineFilterSource, SeriesFilterSource } from '../definitions/hypothesis-source.ts';
import { either, moneyWords } from './category-words.ts';
import { euros } from './number-words.ts';

/** Words, merchants and codes that are named one by one; the rest is counted. */
const NAMED_MAX = 6;

const CHANNEL_WORDS: Readonly<Record<string, string>> = {
  ...{ card: 'by card', 'direct-debit': 'by direct debit', 'standing-order': 'by standing order' },
  ...{
    transfer: 'by transfer',
    cash: 'in cash',
    fee: 'as a fee',
    interest: 'as interest',
    other: 'by other rails',
  },
};
const ACCOUNT_WORDS: Readonly<Record<string, string>> = {
  ...{ current: 'a current account', savings: 'a savings account', 'credit-card': 'a credit card' },
  loan: 'a loan account',
};

/** The lines that a filter lets through, as one noun: "payments for rent or with the words “rent”, by standing order". */
export function lineWords(where: LineFilterSource): string {
  const direction = where.direction ?? 'out';
  const known = [
    ...moneyWords(where.categories ?? [], direction),
    ...named(where.merchants, (list) => `${verb(direction)} ${some(list.map(nameOf), 'merchants')}`),
    ...named(where.mcc, (list) => `card lines with merchant code ${some(list, 'codes')}`),
    ...named(where.words, (list) => `lines that say ${some(list.map(quoted), 'such words')}`),
  ];
  const noun = known.length === 0 ? (direction === 'out' ? 'payments' : 'money in') : either(known);
  return `${noun}${narrowing(where)}`;
}

/** The series that a filter lets through: "payments for rent", "wages", or "payments" without a filter. */
export function seriesWords({ direction = 'out', categories = [], merchants }: SeriesFilterSource): string {
  const known = [
    ...moneyWords(categories, direction),
    ...named(merchants, (list) => `${verb(direction)} ${some(list.map(nameOf), 'merchants')}`),
  ];
  return known.length === 0 ? (direction === 'out' ? 'payments' : 'income') : either(known);
}

function narrowing(where: LineFilterSource): string {
  const { amountFrom, amountTo, channels = [], accountTypes = [] } = where;
  const parts = [
    channels.length === 0 ? '' : either(channels.map((each) => CHANNEL_WORDS[each] ?? each)),
    accountTypes.length === 0 ? '' : `on ${either(accountTypes.map((each) => ACCOUNT_WORDS[each] ?? each))}`,
    where.foreign === true ? 'in a foreign currency' : '',
    where.abroad === true ? 'abroad' : '',
    where.onlySubject === true ? 'from or to that party, or giving its payment back' : '',
    amountFrom !== undefined && amountTo !== undefined
      ? `of ${euros(amountFrom)} to ${euros(amountTo)} each`
      : amountFrom !== undefined && amountFrom > 0
        ? `of ${euros(amountFrom)} or more each`
        : amountTo !== undefined
          ? amountTo === 0
            ? 'of nothing at all'
            : `of at most ${euros(amountTo)} each`
          : '',
    ...named(
      where.exceptCategories,
      (list) => `but not ${either(moneyWords(list, where.direction ?? 'out'))}`,
    ),
    ...named(where.exceptWords, (list) => `but none that says ${some(list.map(quoted), 'such words')}`),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` ${parts.join(', ')}`;
}

function named(list: readonly string[] | undefined, say: (list: readonly string[]) => string): string[] {
  return list === undefined || list.length === 0 ? [] : [say(list)];
}

/** The first few, and how many more there are. */
function some(list: readonly string[], what: string): string {
  if (list.length <= NAMED_MAX + 1) return either(list);
  return `${list.slice(0, NAMED_MAX).join(', ')} or ${list.length - NAMED_MAX} more ${what}`;
}

function verb(direction: 'in' | 'out'): string {
  return direction === 'out' ? 'payments to' : 'money from';
}

/** A merchant's id as a name. */
function nameOf(id: string): string {
  return id.replaceAll(/(^|-)([a-z])/g, (_all, hyphen: string, letter: string) => {
    return `${hyphen === '' ? '' : ' '}${letter.toUpperCase()}`;
  });
}

function quoted(word: string): string {
  return `“${word}”`;
}
