import { paint, type View, wrapped } from '../lib/terminal.ts';
import type { Contribution, Signal } from '../model/signal.ts';

/** What weights are laid out by, of a signal or of something that is none. */
export interface Weights {
  readonly prior: number;
  readonly contributions: readonly Contribution[];
  readonly confidence: number;
  readonly isCalibrated: boolean;
}

const INDENT = '  ';
const WEIGHT_WIDTH = 8;
const LABEL_WIDTH = 14;
const LIST_SHOWN_MAX = 8;
const STATE_TONES = {
  early: 'plain',
  confirmed: 'good',
  fading: 'plain',
  ended: 'dim',
  retracted: 'bad',
} as const;

/** A signal for a person: what, how sure, and every weight that made it so. */
export function renderSignal(signal: Signal, view: View): readonly string[] {
  const { subject, rationale, confidence, state, next } = signal;
  const { from: since } = signal.happened;
  // What is about the customer is told by what it is: the customer stands above it.
  const name = subject.kind === 'customer' ? '' : partyWords(subject);
  const [first, second] = name === '' ? [signal.signal, ''] : [name, ` · ${signal.signal}`];
  const contributions = [...rationale.for, ...rationale.against];
  const isCalibrated = rationale.calibration !== 'none';
  return [
    `${paint(first, 'bold', view.colour)}${second} · ${paint(state, STATE_TONES[state], view.colour)} · ${percent(confidence)}`,
    ...wrapped(rationale.summary, view.width, INDENT),
    '',
    ...renderWeights({ prior: rationale.prior, contributions, confidence, isCalibrated }, view),
    '',
    `${INDENT}customer      ${signal.customer}`,
    `${INDENT}since         ${since}`,
    ...(next === undefined
      ? []
      : [`${INDENT}next          ${rangeOf(next.date)}, ${rangeOf(next.amount)} ${next.currency}`]),
    `${INDENT}as of         ${signal.detectedAt}, revision ${signal.revision} of episode ${signal.episode}`,
    ...transactionLines(signal.transactions, view),
  ];
}

/** The name of a party, or the key that stands for one that has none. */
export function partyWords({ id, name }: { readonly id: string; readonly name: string }): string {
  return name === '' ? `a party without a name (${id})` : name;
}

/** The transactions behind it, on as many lines as they need. */
export function transactionLines(transactions: readonly string[], view: View): readonly string[] {
  if (transactions.length === 0) return [`${INDENT}transactions  none stand behind it`];
  const [first = '', ...rest] = wrapped(listed(transactions), view.width - LABEL_WIDTH - 2, '');
  const margin = ' '.repeat(LABEL_WIDTH);
  return [`${INDENT}transactions  ${first}`, ...rest.map((line) => `${INDENT}${margin}${line}`)];
}

/** Prior, weights and sum, one below the other. */
export function renderWeights(weights: Weights, view: View): readonly string[] {
  const { prior, contributions, confidence, isCalibrated } = weights;
  const sum = contributions.reduce((total, { weight }) => total + weight, prior);
  const map = isCalibrated ? ', through the calibration map' : '';
  return [
    ...row(prior, 'to begin with: how likely it is before anything is looked at', view),
    ...contributions.flatMap(({ weight, text }) => row(weight, text, view)),
    `${INDENT}${'─'.repeat(WEIGHT_WIDTH)}`,
    ...row(sum, `${oddsText(sum)}, which is ${percent(confidence)}${map}`, view),
  ];
}

function row(weight: number, text: string, view: View): string[] {
  const [first = '', ...rest] = wrapped(text, view.width - WEIGHT_WIDTH - 4, '');
  const number = paint(signed(weight).padStart(WEIGHT_WIDTH), weight < 0 ? 'bad' : 'good', view.colour);
  const margin = ' '.repeat(WEIGHT_WIDTH + 2);
  return [`${INDENT}${number}  ${first}`, ...rest.map((line) => `${INDENT}${margin}${line}`)];
}

/** A weight with its sign and three decimals. */
export function signed(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(3)}`;
}

/** "odds of 24 to 1", or "24 to 1 against it". */
export function oddsText(sum: number): string {
  const odds = Math.exp(Math.abs(sum));
  const whole = odds >= 1000 ? 'more than 1,000' : `${Math.round(odds)}`;
  const shown = odds >= 10 ? whole : `${Math.round(odds * 10) / 10}`;
  return `odds of ${shown} to 1${sum >= 0 ? '' : ' against it'}`;
}

/** A probability as people read it: never wholly certain where it is not. */
export function percent(probability: number): string {
  if (probability >= 0.9995) return 'over 99.9 %';
  if (probability < 0.0005) return 'under 0.1 %';
  return `${(probability * 100).toFixed(1)} %`;
}

/** The first few of a list, and how many there are. */
export function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, LIST_SHOWN_MAX).join(', ');
  return texts.length > LIST_SHOWN_MAX ? `${shown}, … (${texts.length})` : shown;
}

function rangeOf({ from, to }: { readonly from: string; readonly to: string }): string {
  return from === to ? from : `${from} to ${to}`;
}
