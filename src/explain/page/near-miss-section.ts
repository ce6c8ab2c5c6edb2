import { type Html, html } from '../../lib/html.ts';
import type { NearMiss } from '../near-miss.ts';
import { percent } from '../render-signal.ts';
import { mayName, type PageView, partiesOf } from './page-view.ts';
import { renderTable } from './table-behind.ts';
import { weightsTable } from './weights-table.ts';
import { counted, definitionOf } from './words.ts';

/** Everything that was not said: what came near with its weights, then the rhythms that nobody saw begin. */
export function notSaidSection(view: PageView): Html {
  const { nearMisses } = view.explanation;
  const near = nearMisses.filter(({ reason }) => reason !== 'not-new');
  const known = nearMisses.filter(({ reason }) => reason === 'not-new');
  return html`<section id="not-said" aria-labelledby="not-said-title"><h2 id="not-said-title">What was not said, and why</h2>${
    near.length === 0 ? html`<p>Nothing came near.</p>` : near.map((miss) => nearMissSection(view, miss))
  }${known.length === 0 ? undefined : knownTable(view, known)}</section>`;
}

function knownTable(view: PageView, known: readonly NearMiss[]): Html {
  return html`<h3>Rhythms that are not new</h3><details><summary>${counted(known.length, 'rhythm')} of which nobody saw the beginning</summary>${renderTable(
    {
      caption: 'Known rhythms, and why they are not told as new',
      head: ['With whom', 'Seen', 'How sure', 'Why it was not said'],
      rows: known.map((miss) => [nameOf(view, miss), miss.seen, percent(miss.confidence), miss.why]),
    },
  )}</details>`;
}

/** Whom it is about, where that may be said. */
function nameOf(view: PageView, { subject, definition, transactions: ids }: NearMiss): Html {
  // The state keeps no names of loose payments; the transactions do.
  const line = view.transactions?.find(({ id }) => ids.includes(id));
  const isSensitive = definitionOf(view, definition)?.sensitivity === 'H';
  const parties = [subject.id, subject.name, ...(line === undefined ? [] : partiesOf(line))];
  if (isSensitive || !mayName(view, { ids, category: line?.category ?? '', parties })) {
    return html`a party that is not named`;
  }
  const name = [subject.name, line?.merchant?.name ?? '', line?.description ?? ''].find(
    (each) => each !== '',
  );
  return name === undefined ? html`a party without a name` : html`<bdi>${name}</bdi>`;
}

function nearMissSection(view: PageView, miss: NearMiss): Html {
  const { confidence, prior, contributions, needed, why, seen } = miss;
  const name = miss.subject.kind === 'customer' ? undefined : html`: ${nameOf(view, miss)}`;
  return html`<section class="miss"><h3>${miss.title}${name} <span class="state">not said</span></h3>
<p class="said">${why}</p>
<dl><div><dt>How sure</dt><dd>${percent(confidence)}; it is told from ${percent(needed)} on</dd></div><div><dt>Seen</dt><dd>${seen}</dd></div></dl>
<details><summary>What speaks for and against it</summary>${weightsTable(
    { prior, contributions, confidence, isCalibrated: false },
    'What speaks for and against it',
  )}</details></section>`;
}
