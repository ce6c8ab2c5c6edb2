import type { Series, Stream } from '../../customer/customer-state.ts';
import { nearestDue, nextDue } from '../../detect/recurring/due-days.ts';
import { cadenceWords } from '../../detect/recurring/tell.ts';
import { type Html, html } from '../../lib/html.ts';
import { type Day, formatDay } from '../../model/day.ts';
import { monthAxis } from './month-axis.ts';
import { mayName, type PageView } from './page-view.ts';
import { tableBehind } from './table-behind.ts';
import { categoryWords, money, percentAlong } from './words.ts';

/** Due days that are looked at in one series, at the most: two years of weeks. */
const DUES_MAX = 110;

interface Row {
  readonly name: string;
  readonly direction: 'in' | 'out';
  readonly rhythm: string;
  readonly level: string;
  readonly euros: number;
  readonly paid: readonly Day[];
  readonly missed: readonly Day[];
}

/** Everything that comes and goes in a rhythm, one row each: a dot for a payment, a ring for a due day without one. */
export function seriesPicture(view: PageView): Html {
  const rows = rowsOf(view);
  if (rows.length === 0) {
    const isOnly = view.shown !== undefined;
    return html`<p>${isOnly ? 'No rhythm stands behind it in this year.' : 'Nothing that keeps a rhythm is known in this year.'}</p>`;
  }
  const { year } = view;
  return html`<figure class="series">
<figcaption>A dot is a payment on its day; a ring is a day on which one was due and none came. At most the newest 24 payments of a series are kept.</figcaption>
<div aria-hidden="true">${rows.map(
    (
      row,
    ) => html`<div class="row ${row.direction}"><div class="what"><b><bdi>${row.name}</bdi></b> <span>${row.rhythm}, ${row.level}</span></div>
<div class="track">${row.missed.map((day) => dot(day, year, 'missed'))}${row.paid.map((day) => dot(day, year, 'paid'))}</div></div>
`,
  )}${monthAxis(year)}</div>
${tableBehind('The rows as a table', {
  caption: 'Payments that keep a rhythm',
  head: ['With whom', 'In or out', 'Rhythm', 'Amount', 'Payments', 'Due days without one'],
  rows: rows.map(({ name, direction, rhythm, level, paid, missed }) => [
    html`<bdi>${name}</bdi>`,
    direction === 'in' ? 'money in' : 'money out',
    rhythm,
    level,
    paid.map(formatDay).join(', ') || 'none',
    missed.map(formatDay).join(', ') || 'none',
  ]),
})}</figure>`;
}

function dot(day: Day, year: PageView['year'], kind: 'paid' | 'missed'): Html {
  return html`<i class="${kind}" style="left:${percentAlong(day, year)}%"></i>`;
}

function rowsOf(view: PageView): readonly Row[] {
  const rows: Row[] = [];
  for (const stream of view.state.streams.values()) {
    for (const series of stream.series) {
      const row = rowOf(view, stream, series);
      if (row !== undefined) rows.push(row);
    }
  }
  return rows.sort(
    (a, b) =>
      (a.direction === b.direction ? 0 : a.direction === 'in' ? -1 : 1) ||
      b.euros - a.euros ||
      (a.name < b.name ? -1 : 1),
  );
}

function rowOf(view: PageView, stream: Stream, series: Series): Row | undefined {
  const { year, shown } = view;
  if (shown !== undefined && !series.payments.some(({ id }) => shown.has(id))) return undefined;
  const within = (day: Day) => day >= year.from && day <= year.to;
  const paid = series.payments.map(({ day }) => day).filter(within);
  const missed = missedDues(series).filter(within);
  if (paid.length + missed.length === 0) return undefined;
  const named = mayName(view, {
    ids: series.payments.map(({ id }) => id),
    category: series.category,
    parties: [series.merchantId, series.name],
  });
  const name = series.name === '' ? 'a party without a name' : series.name;
  return {
    name: named ? name : `a party that is not named (${categoryWords(series.category).split(':')[0]!})`,
    direction: stream.direction,
    rhythm: cadenceWords(series.cadence),
    level: money(Math.abs(series.levelMinor), stream.currency),
    euros: Math.abs(series.levelMinor),
    paid,
    missed,
  };
}

/** Due days without a payment: between the payments that are kept, and after the newest as far as it was waited for. */
export function missedDues(series: Series): readonly Day[] {
  const oldest = series.payments[0];
  if (oldest === undefined) return [];
  const paid = new Set(series.payments.map(({ day }) => nearestDue(series.anchor, day).due));
  const missed: Day[] = [];
  let due = nearestDue(series.anchor, oldest.day).due;
  let waited = 0;
  for (let step = 0; step < DUES_MAX && waited < series.missed + 1; step++) {
    due = nextDue(series.anchor, due);
    if (due > series.nominal) waited++;
    if (!paid.has(due) && (due <= series.nominal || waited <= series.missed)) missed.push(due);
  }
  return missed;
}
