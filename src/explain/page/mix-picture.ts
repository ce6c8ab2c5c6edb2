import { partsOfCell } from '../../customer/diary.ts';
import { PART_OF, PARTS } from '../../detect/hypotheses/observe/composition.ts';
import { isSpending, monthBook, ownCurrency } from '../../detect/hypotheses/usual.ts';
import { type Html, html } from '../../lib/html.ts';
import { dayInMonth, monthIndexOf } from '../../model/day.ts';
import type { PageView } from './page-view.ts';
import { tableBehind } from './table-behind.ts';
import { money, monthName } from './words.ts';

/** Parts that have a colour of their own; the smaller ones share the last. */
const COLOURS_MAX = 7;
const REST = 'all else';

interface MonthMix {
  readonly month: number;
  readonly isWhole: boolean;
  /** Minor units by part. */
  readonly minor: ReadonlyMap<string, number>;
  readonly total: number;
}

/** What spending went to, month by month, as a band whose stripes are shares. */
export function mixPicture(view: PageView): Html {
  const months = mixesOf(view);
  if (months.every(({ total }) => total === 0)) return html`<p>No spending is known in this year.</p>`;
  const currency = view.state.currencies[ownCurrency(view.state)]!;
  const parts = largestParts(months);
  const shareOf = (month: MonthMix, part: string) => shareOfPart(month, part, parts);
  return html`<figure class="mix">
<figcaption>How each month’s spending divides, in ${currency}. Own transfers and savings are left out. A month may be incomplete where the data begins or ends.</figcaption>
<div class="band" aria-hidden="true">${months.map(
    (
      month,
    ) => html`<div class="month"><div class="stack">${parts.map((part, index) => stripe(index, shareOf(month, part)))}</div><span><b>${monthName(month.month).slice(0, 3)}</b></span></div>
`,
  )}</div>
<ul class="legend" aria-hidden="true">${parts.map((part, index) => html`<li><i class="c${index}"></i>${part}</li>`)}</ul>
${tableBehind('The band as a table', {
  caption: `Spending by month, in percent of the month and in all (${currency})`,
  head: ['Month', 'In all', ...parts],
  numbers: [1, ...parts.map((_part, index) => index + 2)],
  rows: months.map((month) => [
    `${monthName(month.month)}${month.isWhole ? '' : ' (so far)'}`,
    money(month.total, currency),
    ...parts.map((part) => `${Math.round(shareOf(month, part))} %`),
  ]),
})}</figure>`;
}

function stripe(index: number, share: number): Html {
  return share === 0 ? html`` : html`<i class="c${index}" style="height:${share}%"></i>`;
}

/** A part's share of a month in percent; the rest is what no other part has. */
function shareOfPart({ minor, total }: MonthMix, part: string, parts: readonly string[]): number {
  if (total === 0) return 0;
  const own = parts.filter((each) => each !== REST);
  const others = () => total - own.reduce((sum, each) => sum + (minor.get(each) ?? 0), 0);
  return Math.round(((part === REST ? others() : (minor.get(part) ?? 0)) / total) * 1000) / 10;
}

function mixesOf({ state, year }: PageView): readonly MonthMix[] {
  const currency = ownCurrency(state);
  const mixes: MonthMix[] = [];
  for (let month = monthIndexOf(year.from); month <= monthIndexOf(year.to); month++) {
    const minor = new Map<string, number>();
    let total = 0;
    for (const [key, cell] of monthBook(state.diary, month)?.cells ?? []) {
      const { category, currency: paidIn, direction } = partsOfCell(key);
      if (direction !== 'out' || paidIn !== currency || !isSpending(category)) continue;
      const part = PARTS[PART_OF[category] ?? -1] ?? REST;
      minor.set(part, (minor.get(part) ?? 0) + cell.minor);
      total += cell.minor;
    }
    mixes.push({ month, isWhole: dayInMonth(month + 1, 1) <= year.to + 1, minor, total });
  }
  const first = mixes.findIndex(({ total }) => total > 0);
  return first < 0 ? [] : mixes.slice(first);
}

/** The largest parts of the whole year, and the rest joined, so that a stripe keeps its colour from month to month. */
function largestParts(months: readonly MonthMix[]): readonly string[] {
  const sums = new Map<string, number>();
  for (const { minor } of months) {
    for (const [part, sum] of minor) if (part !== REST) sums.set(part, (sums.get(part) ?? 0) + sum);
  }
  const own = [...sums].sort(([, a], [, b]) => b - a).map(([part]) => part);
  const isAll = own.length <= COLOURS_MAX && months.every(({ minor }) => !minor.has(REST));
  return isAll ? own : [...own.slice(0, COLOURS_MAX), REST];
}
