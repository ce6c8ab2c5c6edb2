import { type Html, html } from '../../lib/html.ts';
import { oddsText, percent, signed, type Weights } from '../render-signal.ts';

/** A weight whose bar is full. */
const BAR_WEIGHT_MAX = 9;

/** Prior, weights and sum, one below the other, each with a bar to the left (against) or right (for). */
export function weightsTable(weights: Weights, caption: string): Html {
  const { prior, contributions, confidence, isCalibrated } = weights;
  const sum = contributions.reduce((total, { weight }) => total + weight, prior);
  const map = isCalibrated ? ', after comparison with known cases' : '';
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="weights">
<caption><span>${caption}</span></caption>
<thead><tr><th scope="col" class="number">Weight</th><td class="bar"></td><th scope="col">What was seen</th></tr></thead>
<tbody>${weightRow(prior, 'To begin with: how likely it is before anything is looked at')}${contributions.map(({ weight, text }) => weightRow(weight, text))}</tbody>
<tfoot><tr><th scope="row" class="number">${signed(sum)}</th><td class="bar"></td><td>In all: ${oddsText(sum)}, which is <b>${percent(confidence)}</b>${map}</td></tr></tfoot></table></div>`;
}

function weightRow(weight: number, text: string): Html {
  return html`<tr><th scope="row" class="number">${signed(weight)}</th><td class="bar">${weightBar(weight)}</td><td>${text}</td></tr>
`;
}

/** A bar for the eye; the number beside it says the same. */
export function weightBar(weight: number): Html {
  const width = Math.min(50, (Math.abs(weight) / BAR_WEIGHT_MAX) * 50).toFixed(1);
  return html`<span class="balk" aria-hidden="true"><i class="${weight < 0 ? 'against' : 'for'}" style="width:${width}%"></i></span>`;
}
