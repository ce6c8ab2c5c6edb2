import { type Html, html } from '../../lib/html.ts';
import type { Activation } from '../../model/activation.ts';

const DECISION_WORDS: Readonly<Record<Activation['decision'], string>> = {
  send: 'May be used',
  withhold: 'Withheld',
  withdraw: 'Taken back from those who were told',
};

/** Uses of one revision that were decided alike, for the same reasons. */
interface Decided {
  readonly decision: Activation['decision'];
  readonly uses: readonly string[];
  readonly reasons: readonly string[];
}

/** What was decided about the uses of one revision: uses that failed the same rules stand together, with every reason. */
export function decisionsOf(activations: readonly Activation[]): readonly Decided[] {
  const alike = new Map<
    string,
    { decision: Activation['decision']; uses: Set<string>; reasons: Set<string> }
  >();
  for (const { at, decision, purpose, channel, rules } of activations) {
    const key = [at, decision, ...rules.map(({ code }) => code)].join(' ');
    const known = alike.get(key) ?? { decision, uses: new Set<string>(), reasons: new Set<string>() };
    known.uses.add(`${purpose} by ${channel}`);
    for (const { text } of rules) known.reasons.add(text);
    alike.set(key, known);
  }
  return [...alike.values()].map(({ decision, uses, reasons }) => ({
    decision,
    uses: [...uses].sort(),
    reasons: [...reasons],
  }));
}

/** The decisions as a list, with every reason. */
export function renderDecisions(activations: readonly Activation[]): Html {
  return html`<ul class="decisions">${decisionsOf(activations).map(
    ({ decision, uses, reasons }) => html`<li><b>${DECISION_WORDS[decision]}</b>: ${uses.join(', ')}.${
      reasons.length === 0
        ? undefined
        : html` Why:<ul>${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`
    }</li>
`,
  )}</ul>`;
}
