import type { Day } from '../../model/day.ts';
import type { EventTruth } from '../event-truth.ts';
import { firstFeeOf, goesOn, left, type MoneyLife, silent, troubled } from './money-life.ts';

/** Nobody looks further ahead than to the next wage. */
const AHEAD_DAYS = 28;
/** Less notice than this is no forecast. */
const NOTICE_DAYS_MIN = 4;
/** Of what is spent by habit a careful person counts on this share. */
const HABIT_SHARE = 0.8;
/** So often a payment must have been seen to be counted on. */
const KNOWN_PAYMENTS = 3;

/** Tells of the first shortfall of a slide, from the day on which balance and known bills gave it away. */
export function judgeShortfall(money: MoneyLife): EventTruth[] {
  const { purse } = money;
  const signal = 'projected-shortfall';
  if (!purse.tells) return [];
  if (purse.style === 'overdrawn') return [left(signal, 'lives-in-overdraft')];
  if (purse.style === 'thin') return [left(signal, 'always-near-zero')];
  if (purse.style === 'emptied') return [silent(signal, 'emptied-to-own-account')];
  if (purse.slide === undefined) return purse.rescued.length > 0 ? [left(signal, 'averted')] : [];
  const short = shortDay(money);
  if (short === undefined) return [left(signal, 'never-short')];
  const from = foreseenOn(money, short);
  if (from === undefined || short - from < NOTICE_DAYS_MIN) return [left(signal, 'no-notice')];
  return [troubled(money, { signal, from, by: short }), ...goesOn(money, signal, short)];
}

/** The first day on which money was missing: below zero, or something was refused. */
function shortDay(money: MoneyLife): Day | undefined {
  const { purse, life } = money;
  const start = purse.slide!.from - life.book.from;
  const below = purse.evenings.findIndex((balance, index) => index >= start && balance < 0);
  const days = [firstFeeOf(money), below < 0 ? undefined : life.book.from + below];
  const known = days.filter((day) => day !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** The first of the days before, without a break, on which balance, known bills and habits came to less than nothing. */
function foreseenOn({ purse, life }: MoneyLife, short: Day): Day | undefined {
  const { book, main } = life;
  const bills = life.series.flatMap(({ plan, segments }) =>
    plan.signal === 'new-recurring-payment' && plan.account === main
      ? segments.flatMap(({ entries }) => entries.slice(KNOWN_PAYMENTS))
      : [],
  );
  const known = new Set(bills);
  const start = purse.slide!.from;
  let habits = 0;
  for (const entry of book.entries) {
    const counts = entry.account === main && entry.minor < 0 && entry.posted < start;
    if (counts && !known.has(entry) && !purse.own.has(entry)) habits -= entry.minor;
  }
  const daily = (HABIT_SHARE * habits) / Math.max(1, start - book.from);
  let foreseen: Day | undefined;
  let due = 0;
  for (let day = short - 1; day >= Math.max(book.from, short - AHEAD_DAYS); day--) {
    for (const { posted, minor } of bills) if (posted === day + 1) due -= minor;
    const wage = book.entries.some(
      ({ account, posted, minor }) =>
        account === main && posted === day + 1 && minor > 0.2 * purse.monthly && day + 1 < short,
    );
    if (wage) break;
    if (purse.evenings[day - book.from]! - due - daily * (short - day) >= 0) break;
    foreseen = day;
  }
  return foreseen;
}
