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
