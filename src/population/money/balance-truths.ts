import { type Day, dayInMonth, monthIndexOf } from '../../model/day.ts';
import type { EventTruth } from '../event-truth.ts';
import { goesOn, left, type MoneyLife, silent, troubled } from './money-life.ts';

/** Two weeks below zero within six are no slip. */
const NEGATIVE_DAYS = 14;
const NEGATIVE_SPAN = 45;
const SPELL_GAP_DAYS = 30;
/** An evening with less than this share of an ordinary month is low. */
const LOW_SHARE = 0.05;
const LOW_DAYS = 10;
const LOW_DAYS_OPEN = 5;
/** A cushion is half an ordinary month; it is gone when less than this share of it is left. */
const CUSHION_SHARE = 0.5;
const GONE_SHARE = 0.4;
const DRAWDOWN_DAYS_MAX = 100;

/** What the balances of a main account say, where the feed tells them. */
export function judgeBalances(money: MoneyLife): EventTruth[] {
  if (!money.purse.tells) return [];
  return [...judgeNegative(money), ...judgeLow(money), ...judgeDrawdown(money)];
}

function judgeNegative(money: MoneyLife): EventTruth[] {
  const { purse, life } = money;
  const signal = 'negative-balance';
  if (purse.style === 'overdrawn') return [left(signal, 'lives-in-overdraft')];
  const below = purse.evenings.flatMap((balance, index) => (balance < 0 ? [index] : []));
  if (below.length === 0) {
    // A card that is paid each month stands below zero by its nature.
    return life.creditCard === undefined ? [] : [silent(signal, 'credit-card-paid')];
  }
  for (let index = NEGATIVE_DAYS - 1; index < below.length; index++) {
    const first = below[index - NEGATIVE_DAYS + 1]!;
    if (below[index]! - first >= NEGATIVE_SPAN) continue;
    const by = life.book.from + below[index]! + 3;
    const from = life.book.from + spellStart(below, index - NEGATIVE_DAYS + 1);
    const told = troubled(money, { signal, from, by });
    return [told, ...goesOn(money, signal, by)];
  }
  return [left(signal, 'short-spell')];
}

/** Days below zero that are less than a month apart belong together. */
function spellStart(below: readonly number[], at: number): number {
  let start = at;
  while (start > 0 && below[start]! - below[start - 1]! <= SPELL_GAP_DAYS) start--;
  return below[start]!;
}

function judgeLow(money: MoneyLife): EventTruth[] {
  const { purse, life } = money;
  const signal = 'low-balance';
  if (purse.style === 'thin') return [silent(signal, 'always-near-zero')];
  if (purse.style === 'emptied') return [silent(signal, 'emptied-to-own-account')];
  if (purse.style === 'overdrawn') return [left(signal, 'lives-in-overdraft')];
  const { book } = life;
  const lows = new Map<number, Day[]>();
  purse.evenings.forEach((balance, index) => {
    const day = book.from + index;
    if (balance >= LOW_SHARE * purse.monthly) return;
    const month = monthIndexOf(day);
    lows.set(month, [...(lows.get(month) ?? []), day]);
  });
  const isLow = (month: number) => (lows.get(month)?.length ?? 0) >= LOW_DAYS;
  for (const [month, days] of lows) {
    if (!isLow(month) || !isLow(month + 1)) continue;
    const by = dayInMonth(month + 1, 31) + 10;
    return [troubled(money, { signal, from: days[0]!, by }), ...goesOn(money, signal, by)];
  }
  const open = [...lows.values()].some(({ length }) => length >= LOW_DAYS_OPEN);
  return open ? [left(signal, 'one-low-month')] : [];
}

function judgeDrawdown(money: MoneyLife): EventTruth[] {
  const { purse, life } = money;
  const { slide, evenings, monthly } = purse;
  const signal = 'rapid-drawdown';
  if (slide === undefined) {
    return purse.style === 'emptied' ? [silent(signal, 'emptied-to-own-account')] : [];
  }
  const start = slide.from - life.book.from;
  const before = evenings.slice(Math.max(0, start - 30), start);
  const cushion = before.reduce((sum, balance) => sum + balance, 0) / Math.max(1, before.length);
  const last = Math.min(evenings.length, start + DRAWDOWN_DAYS_MAX);
  for (let index = start; index < last && cushion >= CUSHION_SHARE * monthly; index++) {
    const after = evenings.slice(index, index + 20);
    // A month's ebb comes back with the wage: what is gone stays gone over the next payday.
    if (evenings[index]! > GONE_SHARE * cushion || Math.max(...after) > 0.8 * cushion) continue;
    const by = life.book.from + index + 10;
    return [troubled(money, { signal, from: slide.from, by }), ...goesOn(money, signal, by)];
  }
  return [left(signal, cushion < CUSHION_SHARE * monthly ? 'no-cushion' : 'slow')];
}
