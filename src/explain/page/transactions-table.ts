import { type Html, html } from '../../lib/html.ts';
import { formatDay } from '../../model/day.ts';
import type { Signal } from '../../model/signal.ts';
import { isSensitive, mayName, type PageView, partiesOf } from './page-view.ts';
import { renderTable } from './table-behind.ts';
import { dayOfLine, type TransactionLine } from './transaction-line.ts';
import { categoryWords, counted } from './words.ts';

/** Transactions of the year that the page lists, at the most. */
const SHOWN_MAX = 3000;
const NOT_NAMED = 'not named: sensitive';

/** The transactions behind a signal, with whom they are where that may be said. */
export function transactionsBehind(view: PageView, signal: Signal): Html | undefined {
  const ids = signal.transactions;
  if (ids.length === 0) return undefined;
  // A sensitive signal does not point at payments: their merchants would say what it keeps back.
  if (isSensitive(signal)) {
    return html`<p class="note">It rests on ${counted(ids.length, 'transaction')}, which are not listed because the subject is sensitive.</p>`;
  }
  const known = view.transactions?.filter(({ id }) => ids.includes(id)) ?? [];
  const title = `Transactions behind it (${ids.length})`;
  const body =
    known.length === 0
      ? html`<p class="ids">${ids.join(', ')}</p>`
      : renderTable({ ...COLUMNS, caption: title, rows: known.map((line) => rowOf(view, line)) });
  return html`<details><summary>${title}</summary>${body}</details>`;
}

/** The year's transactions, newest first. */
export function yearTable(view: PageView): Html | undefined {
  const { transactions, year, shown } = view;
  if (transactions === undefined) return undefined;
  const first = formatDay(year.from);
  const own = transactions.filter(
    (line) => dayOfLine(line) >= first && (shown === undefined || shown.has(line.id)),
  );
  if (own.length === 0) return html`<p>None of them lies in this year.</p>`;
  const listed = own.slice(-SHOWN_MAX).reverse();
  const cut = own.length > listed.length ? `, the newest ${listed.length} of ${own.length}` : '';
  return html`<details><summary>${counted(listed.length, 'transaction')} since ${first}${cut}</summary>${renderTable(
    { ...COLUMNS, caption: 'Transactions, newest first', rows: listed.map((line) => rowOf(view, line)) },
  )}</details>`;
}

const COLUMNS = {
  head: ['Day', 'With whom', 'Kind', 'Amount', 'Account', 'Id'],
  numbers: [3],
  tight: [0, 4, 5],
} as const;

function rowOf(view: PageView, line: TransactionLine) {
  const { id, amount = '', currency = '', account, status } = line;
  const category = line.category ?? '';
  const named = mayName(view, { ids: [id], category, parties: partiesOf(line) });
  const who = line.merchant?.name ?? line.description ?? '';
  const state = status === undefined || status === 'booked' ? '' : ` (${status})`;
  return [
    dayOfLine(line),
    named ? html`<bdi>${who === '' ? 'a party without a name' : who}</bdi>` : NOT_NAMED,
    named ? categoryWords(category) : categoryWords(category).split(':')[0]!,
    `${amount} ${currency}${state}`,
    html`<bdi>${account}</bdi>`,
    id,
  ];
}
