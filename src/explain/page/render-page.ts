import { type Html, html } from '../../lib/html.ts';
import { formatDay } from '../../model/day.ts';
import type { ExplainedSignal } from '../explain-customer.ts';
import { percent } from '../render-signal.ts';
import { balancePicture } from './balance-picture.ts';
import { anchorOf, episodeSection, subjectOf } from './episode-section.ts';
import { mixPicture } from './mix-picture.ts';
import { notSaidSection } from './near-miss-section.ts';
import { type PageInput, type PageView, pageView } from './page-view.ts';
import { seriesPicture } from './series-picture.ts';
import { STYLE } from './style.ts';
import { renderTable } from './table-behind.ts';
import { yearTable } from './transactions-table.ts';
import { STATE_WORDS, sureness, titleOf } from './words.ts';

const CLOSED_STATES: readonly string[] = ['ended', 'retracted'];

/** One self-contained page about one customer: it loads nothing, runs nothing, and reads without colours or pictures. */
export function renderPage(input: PageInput): string {
  const view = pageView(input);
  const { customer, clock, signals } = view.explanation;
  const isWhole = view.only === undefined;
  const ordered = newestFirst(signals);
  const page = html`<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>Customer ${customer}, ${clock}</title>${STYLE}</head><body>
<a class="skip" href="#main">To the content</a>
<header><h1>Customer <bdi>${customer}</bdi></h1>
<p>What is changing, how sure it is, and why. Known until ${clock}.</p>${accountList(view)}
<nav aria-label="Sections"><a href="#said">In short</a> <a href="#year">The year</a> <a href="#why">Why</a>${isWhole ? html` <a href="#not-said">Not said</a>` : undefined} <a href="#reading">How to read it</a></nav></header>
<main id="main">${isWhole ? undefined : html`<p class="note">This page shows one signal of this customer, and there may be others.</p>`}${view.notes.map((note) => html`<p class="note">${note}</p>`)}
<section id="said" aria-labelledby="said-title"><h2 id="said-title">In short</h2>${shortTable(view, ordered)}</section>
<section id="year" aria-labelledby="year-title"><h2 id="year-title">The year, ${formatDay(view.year.from)} to ${clock}</h2>${yearSection(view)}</section>
<section id="why" aria-labelledby="why-title"><h2 id="why-title">What was said, and why</h2>${ordered.map((signal) => episodeSection(view, signal))}</section>
${isWhole ? notSaidSection(view) : undefined}
${HOW_TO_READ}</main></body></html>
`;
  return `<!doctype html>\n${page.markup}`;
}

/** What is open first, then what is over; the newest first. */
function newestFirst(signals: readonly ExplainedSignal[]): readonly ExplainedSignal[] {
  const over = ({ state }: ExplainedSignal) => (CLOSED_STATES.includes(state) ? 1 : 0);
  return [...signals].sort(
    (a, b) => over(a) - over(b) || (a.detectedAt < b.detectedAt ? 1 : a.detectedAt > b.detectedAt ? -1 : 0),
  );
}

function accountList({ explanation }: PageView): Html {
  return html`<ul class="accounts">${explanation.accounts.map(({ id, from, to }) => html`<li>Account <bdi>${id}</bdi>, <time>${from}</time> to <time>${to}</time></li>`)}</ul>`;
}

function shortTable(view: PageView, signals: readonly ExplainedSignal[]): Html {
  if (signals.length === 0) return html`<p>Nothing was said of this customer.</p>`;
  return renderTable({
    caption: view.only === undefined ? 'Everything that was said, what is open first' : 'One signal',
    head: ['What', 'State', 'How sure', 'Since', 'Told'],
    tight: [3, 4],
    rows: signals.map((signal) => [
      html`<a href="#${anchorOf(signal)}">${titleOf(view, signal.signal)}${subjectOf(signal)}</a>`,
      html`<span class="state ${signal.state}">${STATE_WORDS[signal.state]}</span>`,
      `${percent(signal.confidence)}, ${sureness(signal.confidence)}`,
      signal.happened.from,
      signal.detectedAt,
    ]),
  });
}

function yearSection(view: PageView): Html {
  const balance = balancePicture(view);
  return html`<h3>Payments that keep a rhythm</h3>${seriesPicture(view)}
<h3>What spending goes to</h3>${mixPicture(view)}
<h3>Balance</h3>${balance ?? html`<p>No balance is known: the transactions carry none.</p>`}
<h3>Transactions</h3>${yearTable(view) ?? html`<p>The run did not keep them: <code>run --transactions</code> does.</p>`}`;
}

const HOW_TO_READ = html`<section id="reading" aria-labelledby="reading-title"><h2 id="reading-title">How to read it</h2>
<p>Each thing that was seen has a weight. A plus speaks for it, a minus against it. The weights are added to a starting value, which says how likely it is before anything is looked at. The sum gives the confidence: zero is 50 %, and each further +0.7 doubles the odds.</p>
<p>Things that share a cause count as one: only the strongest of them counts. That is why the same event seen twice does not make it surer.</p>
<p><b>First signs</b>: likely, not yet sure. <b>Confirmed</b>: it has reached the upper line. <b>Fading</b>: signs that should come stay away. <b>Ended</b>: it is over. <b>Taken back</b>: later payments or corrections show that it was not so.</p>
<p>A confidence is never certainty. Ask the customer before you act on it, and use it only for what is allowed above.</p></section>`;
