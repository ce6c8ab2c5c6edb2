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
  const alike = new Map<string, Activation[]>();
  for (const activation of activations) {
    const { at, decision, rules } = activation;
    const key = [at, decision, ...rules.map(({ code }) => code)].join(' ');
    alike.set(key, [...(alike.get(key) ?? []), activation]);
  }
  return [...alike.values()].map((group) => ({
    decision: group[0]!.decision,
    uses: usesByChannel(group),
    reasons: [...new Set(group.flatMap(({ rules }) => rules.map(({ text }) => text)))],
  }));
}

/** "in-app (marketing, service)": each channel once, with the purposes that it would serve. */
function usesByChannel(activations: readonly Activation[]): readonly string[] {
  const purposes = new Map<string, Set<string>>();
  for (const { channel, purpose } of activations) {
    purposes.set(channel, (purposes.get(channel) ?? new Set<string>()).add(purpose));
  }
  return [...purposes].map(([channel, all]) => `${channel} (${[...all].sort().join(', ')})`).sort();
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
