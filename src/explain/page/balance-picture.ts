import { dailyLows } from '../../detect/hypotheses/balances.ts';
import { monthBook, ownCurrency } from '../../detect/hypotheses/usual.ts';
import { type Html, html } from '../../lib/html.ts';
import { type Day, dayInMonth, formatDay, monthIndexOf } from '../../model/day.ts';
import { monthAxis } from './month-axis.ts';
import type { PageView } from './page-view.ts';
import { tableBehind } from './table-behind.ts';
import { money, monthName, percentAlong } from './words.ts';

/** Days back for which balances are kept day by day. */
const DAILY_DAYS = 90;

interface MonthLowRow {
  readonly month: number;
  readonly minor: number;
  readonly negativeDays: number;
}

/** The lowest balance of each month that is over, and of each of the newest days. */
export function balancePicture(view: PageView): Html | undefined {
  const { state, year } = view;
  const currency = state.currencies[ownCurrency(state)] ?? '';
  const months = monthLows(view);
  const days =
    state.diary.balances.length === 0
      ? []
      : dailyLows(state, { from: Math.max(year.to - DAILY_DAYS + 1, year.from), to: year.to });
  const all = [...months, ...days].map(({ minor }) => minor);
  if (all.length === 0) return undefined;
  const scale = { from: Math.min(0, ...all), to: Math.max(0, ...all) };
  const height = (minor: number) => percentAlong(minor, scale);
  return html`<figure class="balance">
<figcaption>The lowest balance of the current accounts together: a bar for each month that is over, a line for the newest days. The line across is zero.</figcaption>
<div class="plot" aria-hidden="true"><span class="top">${money(scale.to, currency)}</span><span class="bottom">${money(scale.from, currency)}</span>
${months.map(({ month, minor }) => monthBar(year, month, { height: height(minor), zero: height(0), isBelow: minor < 0 }))}
<div class="zero" style="bottom:${height(0)}%"></div>
${line(days, year, height)}</div>
${monthAxis(year)}
${tableBehind('The balances as a table', {
  caption: `Lowest balance of each month (${currency})`,
  head: ['Month', 'Lowest balance', 'Days below zero'],
  numbers: [1, 2],
  rows: [
    ...months.map(({ month, minor, negativeDays }) => [
      monthName(month),
      money(minor, currency),
      `${negativeDays}`,
    ]),
    ...recentRow(days, currency),
  ],
})}</figure>`;
}

function recentRow(days: readonly { readonly day: Day; readonly minor: number }[], currency: string) {
  const first = days[0];
  if (first === undefined) return [];
  const lowest = Math.min(...days.map(({ minor }) => minor));
  const below = days.filter(({ minor }) => minor < 0).length;
  return [[`since ${formatDay(first.day)}, day by day`, money(lowest, currency), `${below}`]];
}

function monthLows({ state, year }: PageView): readonly MonthLowRow[] {
  const lows: MonthLowRow[] = [];
  for (let month = monthIndexOf(year.from); month <= monthIndexOf(year.to); month++) {
    const low = monthBook(state.diary, month)?.low;
    if (low !== undefined) lows.push({ month, minor: low.minMinor, negativeDays: low.negativeDays });
  }
  return lows;
}

function monthBar(
  year: PageView['year'],
  month: number,
  bar: { readonly height: number; readonly zero: number; readonly isBelow: boolean },
): Html {
  const left = percentAlong(Math.max(dayInMonth(month, 1), year.from), year);
  const right = percentAlong(Math.min(dayInMonth(month + 1, 1), year.to), year);
  const bottom = Math.min(bar.height, bar.zero);
  const tall = Math.max(Math.abs(bar.height - bar.zero), 0.5);
  return html`<i class="${bar.isBelow ? 'below' : 'above'}" style="left:${left}%;width:${Math.max(right - left, 0).toFixed(2)}%;bottom:${bottom}%;height:${tall.toFixed(2)}%"></i>`;
}

function line(
  days: readonly { readonly day: Day; readonly minor: number }[],
  year: PageView['year'],
  height: (minor: number) => number,
): Html {
  const points = days
    .map(({ day, minor }) => `${percentAlong(day, year)},${(100 - height(minor)).toFixed(2)}`)
    .join(' ');
  return html`<svg aria-hidden="true" viewBox="0 0 100 100" preserveAspectRatio="none"><polyline points="${points}" /></svg>`;
}
