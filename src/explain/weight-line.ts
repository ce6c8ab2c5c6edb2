import { paint, type View, wrapped } from '../lib/terminal.ts';

const BAR_NATS_MAX = 10;
const BAR_WIDTH = 20;

/** A number, its bar to the left or right of the middle, and what it is. */
export function weightLine(nats: number, text: string, view: View): string[] {
  const half = BAR_WIDTH / 2;
  const length = Math.min(half, Math.round((Math.abs(nats) / BAR_NATS_MAX) * half));
  const left = (nats < 0 ? '█'.repeat(length) : '').padStart(half);
  const right = (nats > 0 ? '█'.repeat(length) : '').padEnd(half);
  const number = `${nats < 0 ? '−' : '+'}${Math.abs(nats).toFixed(1)}`.padStart(6);
  const bar = `${paint(left, 'bad', view.colour)}│${paint(right, 'good', view.colour)}`;
  const [first = '', ...rest] = wrapped(text, view.width - BAR_WIDTH - 12, '');
  const margin = ' '.repeat(BAR_WIDTH + 11);
  return [`  ${number} ${bar} ${first}`, ...rest.map((line) => `${margin}${line}`)];
}

/** A probability as a person says it. */
export function percent(probability: number): string {
  return `${Math.round(probability * 100)} %`;
}

/** How much a weight says, as a person says it: `strongly for (odds × 16)`. */
export function weightWords(nats: number): string {
  if (Math.abs(nats) < 0.05) return 'says nothing';
  const factor = Math.exp(Math.abs(nats));
  const strength = STRENGTHS.find(([below]) => factor < below)?.[1] ?? 'very strongly';
  const odds = factor < 10 ? Number(factor.toFixed(1)) : Number(factor.toPrecision(2));
  return nats > 0 ? `${strength} for (odds × ${odds})` : `${strength} against (odds ÷ ${odds})`;
}

/** By how much the odds are moved. */
const STRENGTHS: readonly (readonly [below: number, words: string])[] = [
  [1.5, 'hardly'],
  [3, 'a little'],
  [10, 'clearly'],
  [50, 'strongly'],
];

/** A probability as a person says it, small ones with their decimals. */
export function finePercent(probability: number): string {
  const share = probability * 100;
  if (share < 0.01) return 'under 0.01 %';
  if (share < 10) return `${Number(share.toPrecision(2))} %`;
  return share > 99.5 ? 'over 99 %' : percent(probability);
}
