import { type Html, html } from '../../lib/html.ts';
import type { NearMiss } from '../near-miss.ts';
import { percent } from '../render-signal.ts';
import type { PageView } from './page-view.ts';
import { weightsTable } from './weights-table.ts';
import { definitionOf, titleOf } from './words.ts';

/** What came near and was not said, and why. */
export function nearMissSection(view: PageView, miss: NearMiss): Html {
  const { subject, confidence, prior, contributions, needed, why, seen } = miss;
  const isNamed = definitionOf(view, miss.definition)?.sensitivity !== 'H' && subject.name !== '';
  return html`<section class="miss"><h3>${titleOf(view, miss.definition)}${isNamed ? html`: <bdi>${subject.name}</bdi>` : undefined} <span class="state">not said</span></h3>
<p class="said">${why}</p>
<dl><div><dt>How sure</dt><dd>${percent(confidence)}; it is told from ${percent(needed)} on</dd></div><div><dt>Seen</dt><dd>${seen}</dd></div></dl>
<details><summary>What speaks for and against it</summary>${weightsTable(
    { prior, contributions, confidence, isCalibrated: false },
    'What speaks for and against it',
  )}</details></section>`;
}
