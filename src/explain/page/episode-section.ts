import { type Html, html } from '../../lib/html.ts';
import type { Activation } from '../../model/activation.ts';
import type { Signal } from '../../model/signal.ts';
import type { ExplainedSignal } from '../explain-customer.ts';
import { percent, signed, type Weights } from '../render-signal.ts';
import { renderDecisions } from './activation-words.ts';
import { confidencePicture } from './confidence-picture.ts';
import { isSensitive, type PageView } from './page-view.ts';
import { type Step, stepsOf } from './steps-of.ts';
import { transactionsBehind } from './transactions-table.ts';
import { weightBar, weightsTable } from './weights-table.ts';
import { counted, STATE_WORDS, sureness, titleOf } from './words.ts';

/** What is told in the place of a sensitive signal's subject. */
const NOT_NAMED = 'nobody is named, because the subject is sensitive';

/** One episode: what was said, how sure it was over time, what moved it, and what may be done with it. */
export function episodeSection(view: PageView, signal: ExplainedSignal): Html {
  const own = view.revisions.filter(({ episode }) => episode === signal.episode);
  const revisions = own.length === 0 ? [signal] : own;
  const steps = stepsOf(revisions);
  return html`<section class="episode" id="${anchorOf(signal)}" aria-labelledby="${anchorOf(signal)}-title">
<h3 id="${anchorOf(signal)}-title">${titleOf(view, signal.signal)}${subjectOf(signal)} <span class="state ${signal.state}">${STATE_WORDS[signal.state]}</span></h3>
<p class="said">${signal.rationale.summary}</p>
${facts(signal)}
${confidencePicture(view, revisions)}
${signal.asTold ? undefined : html`<p class="note">Weighed anew as of ${view.explanation.clock}: the record that was put out is not at hand, so the weights may differ from those that were told.</p>`}
${weightsTable(weightsOf(signal), `Why: what speaks for and against it, as told on ${signal.detectedAt}`)}
${todayTable(view, signal)}
<details class="steps"><summary>${counted(steps.length, 'step')}: what moved it each time</summary><ol>${steps.map((step) => stepItem(view, step))}</ol></details>
${transactionsBehind(view, signal)}
</section>`;
}

/** The place of an episode on the page. */
export function anchorOf({ episode }: { readonly episode: string }): string {
  return `e-${episode.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
}

/** ", with Netflix": whom a signal is about, where that may be said and is not the customer. */
export function subjectOf(signal: Signal): Html | undefined {
  const { kind, name } = signal.subject;
  if (kind === 'customer' || isSensitive(signal)) return undefined;
  return html`: <bdi>${name === '' ? 'a party without a name' : name}</bdi>`;
}

function facts(signal: Signal): Html {
  const { happened, next, confidence, detectedAt, revision, episode } = signal;
  const rows: (readonly [string, string])[] = [
    ['How sure', `${percent(confidence)}, ${sureness(confidence)}`],
    ['Since', range(happened)],
    ...(next === undefined
      ? []
      : [['Expected next', `${range(next.date)}, ${range(next.amount)} ${next.currency}`] as const]),
    ...(isSensitive(signal) ? [['About', NOT_NAMED] as const] : []),
    ['Told', `${detectedAt}, step ${revision} of episode ${episode}`],
  ];
  return html`<dl>${rows.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>`;
}

function range({ from, to }: { readonly from: string; readonly to: string }): string {
  return from === to ? from : `${from} to ${to}`;
}

function weightsOf({ rationale, confidence }: Pick<Signal, 'rationale' | 'confidence'>): Weights {
  return {
    prior: rationale.prior,
    contributions: [...rationale.for, ...rationale.against],
    confidence,
    isCalibrated: rationale.calibration !== 'none',
  };
}

function todayTable(view: PageView, { today }: ExplainedSignal): Html | undefined {
  if (today === undefined) return undefined;
  return weightsTable(weightsOf(today), `What the evidence says as of ${view.explanation.clock}`);
}

function stepItem(view: PageView, { signal, before, moved }: Step): Html {
  const activations = view.activations.filter(
    ({ episode, revision }) => episode === signal.episode && revision === signal.revision,
  );
  const from = before === undefined ? undefined : html`${percent(before.confidence)} → `;
  return html`<li value="${signal.revision}"><p><b><time>${signal.detectedAt}</time></b> ${STATE_WORDS[signal.state]}, ${from}${percent(signal.confidence)}${before === undefined && signal.revision > 1 ? ' (earlier steps are not at hand)' : undefined}</p>
${moved.length === 0 ? html`<p>${unmoved(before, signal)}</p>` : movedList(moved)}
${decisions(activations, signal)}</li>
`;
}

function movedList(moved: Step['moved']): Html {
  return html`<ul class="moved">${moved.map(
    ({
      by,
      text,
      before,
      now,
    }) => html`<li><span class="number">${signed(by)}</span> ${weightBar(by)} <span>${kindOf(before, now)}${text}</span></li>
`,
  )}</ul>`;
}

function kindOf(before: number, now: number): string {
  if (now === 0) return `No longer counts (was ${signed(before)}): `;
  return before === 0 ? '' : `Now ${signed(now)}, was ${signed(before)}: `;
}

/** Why there was a step though no weight changed. */
function unmoved(before: Signal | undefined, now: Signal): string {
  if (before !== undefined && before.state !== now.state) {
    return `The evidence weighs the same. The state went from ${STATE_WORDS[before.state]!} to ${STATE_WORDS[now.state]!}.`;
  }
  return 'The evidence weighs the same. A fact was corrected, such as a day, an amount or a transaction.';
}

function decisions(activations: readonly Activation[], { detectedAt }: Signal): Html | undefined {
  if (activations.length === 0) return undefined;
  const days = [...new Set(activations.map(({ at }) => at))].sort();
  return html`${days.map(
    (day) =>
      html`<div class="uses"><p>What it may be used for${day === detectedAt ? '' : `, decided anew on ${day}`}:</p>${renderDecisions(activations.filter(({ at }) => at === day))}</div>`,
  )}`;
}
