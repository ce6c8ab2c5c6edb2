import { formatDay } from '../../model/day.ts';
import type { Definition } from '../../model/definition.ts';
import { currencyExponent, formatAmount } from '../../model/money.ts';
import { groupOf, sensitivityOf } from '../../model/taxonomy.ts';
import type { PageView } from './page-view.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What a state means, for somebody who has never seen one. */
export const STATE_WORDS: Readonly<Record<string, string>> = {
  early: 'first signs',
  confirmed: 'confirmed',
  fading: 'fading',
  ended: 'ended',
  retracted: 'taken back',
};

/** How sure a probability is, in words. */
export function sureness(confidence: number): string {
  if (confidence >= 0.95) return 'almost certain';
  if (confidence >= 0.85) return 'very likely';
  if (confidence >= 0.65) return 'likely';
  if (confidence >= 0.35) return 'open';
  return confidence >= 0.1 ? 'unlikely' : 'very unlikely';
}

/** "Mar 2025": a month, counted since 1970-01. */
export function monthName(month: number): string {
  return `${MONTHS[month % 12]!} ${1970 + Math.floor(month / 12)}`;
}

/** An amount of minor units with its currency. */
export function money(minor: number, currency: string): string {
  return `${formatAmount(minor, currencyExponent(currency) ?? 2)} ${currency}`;
}

/** Where a day lies on an axis, in percent from its left end, with two decimals. */
export function percentAlong(day: number, axis: { readonly from: number; readonly to: number }): number {
  const share = axis.to === axis.from ? 0.5 : (day - axis.from) / (axis.to - axis.from);
  return Math.round(share * 10_000) / 100;
}

/** The definition behind an id; undefined when none of that id is in force. */
export function definitionOf(view: PageView, id: string): Definition | undefined {
  return view.definitions.definitions.find((definition) => definition.id === id);
}

/** What a signal is called: its definition's title, else its id. */
export function titleOf(view: PageView, id: string): string {
  return definitionOf(view, id)?.title ?? id;
}

/** A category as people say it; of a special one only the group is said. */
export function categoryWords(category: string): string {
  if (category === '') return 'no known kind';
  const said = sensitivityOf(category) === 'H' ? groupOf(category) : category;
  return said.replaceAll('.', ': ').replaceAll('_', ' ');
}

/** A stretch of days, or the one day that it is. */
export function daysText(from: number, to: number): string {
  return from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;
}

/** "1 payment", "2 payments". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
