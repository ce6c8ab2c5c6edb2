import { paint, type View, wrapped } from '../lib/terminal.ts';
import type { Explanation, NearMiss } from './explain-customer.ts';
import { listed, percent, renderSignal, renderWeights } from './render-signal.ts';

/** A customer's signals, each with its reasons, and then what did not become one. */
export function renderExplanation(explanation: Explanation, view: View): string {
  const { customer, clock, accounts, signals, nearMisses } = explanation;
  const lines = [paint(`Customer ${customer}`, 'bold', view.colour), `  known until  ${clock}`];
  for (const { id, from, to } of accounts) lines.push(`  account      ${id}, ${from} to ${to}`);
  lines.push('', paint(`Said (${signals.length})`, 'bold', view.colour), '');
  if (signals.length === 0) lines.push('  nothing', '');
  for (const signal of signals) lines.push(...renderSignal(signal, view), '');
  lines.push(paint(`Not said (${nearMisses.length})`, 'bold', view.colour), '');
  if (nearMisses.length === 0) lines.push('  nothing came near', '');
  for (const miss of nearMisses) lines.push(...renderNearMiss(miss, view), '');
  return lines.join('\n').trimEnd();
}

/** What looked like a series, and why nothing was said of it. */
export function renderNearMiss(miss: NearMiss, view: View): readonly string[] {
  const { subject, confidence, prior, contributions } = miss;
  const name = subject.name === '' ? subject.id : subject.name;
  return [
    `${paint(name, 'bold', view.colour)} · ${miss.definition} · ${miss.cadence} · ${percent(confidence)}, told from ${percent(miss.needed)} on`,
    ...wrapped(miss.why, view.width, '  '),
    '',
    ...renderWeights({ prior, contributions, confidence, isCalibrated: false }, view),
    '',
    `  since         ${miss.from}, ${miss.payments} payments`,
    `  transactions  ${listed(miss.transactions)}`,
  ];
}
