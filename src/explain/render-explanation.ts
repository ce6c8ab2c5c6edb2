import { paint, type View, wrapped } from '../lib/terminal.ts';
import type { ExplainedSignal, Explanation } from './explain-customer.ts';
import type { NearMiss } from './near-miss.ts';
import { percent, renderSignal, renderWeights, transactionLines } from './render-signal.ts';

/** A customer's signals, each with its reasons, and then what did not become one. */
export function renderExplanation(explanation: Explanation, view: View): string {
  const { customer, clock, accounts, signals, nearMisses } = explanation;
  const lines = [paint(`Customer ${customer}`, 'bold', view.colour), `  known until  ${clock}`];
  for (const { id, from, to } of accounts) lines.push(`  account      ${id}, ${from} to ${to}`);
  lines.push('', paint(`Said (${signals.length})`, 'bold', view.colour), '');
  if (signals.length === 0) lines.push('  nothing', '');
  for (const signal of signals)
    lines.push(...renderSignal(signal, view), ...renderToday(signal, clock, view), '');
  lines.push(paint(`Not said (${nearMisses.length})`, 'bold', view.colour), '');
  if (nearMisses.length === 0) lines.push('  nothing came near', '');
  for (const miss of nearMisses) lines.push(...renderNearMiss(miss, view), '');
  return lines.join('\n').trimEnd();
}

/** What is told stands as it was told; what the evidence says now stands apart from it. */
function renderToday(signal: ExplainedSignal, clock: string, view: View): readonly string[] {
  if (!signal.asTold) {
    return wrapped(
      `Weighed anew as of ${clock}: the outputs of the run are not at hand, so the weights may differ from those that were told.`,
      view.width,
      '  ',
    );
  }
  if (signal.today === undefined) return [];
  const { confidence, rationale } = signal.today;
  return [
    '',
    `  As of ${clock} the evidence says ${percent(confidence)}:`,
    '',
    ...renderWeights(
      {
        prior: rationale.prior,
        contributions: [...rationale.for, ...rationale.against],
        confidence,
        isCalibrated: rationale.calibration !== 'none',
      },
      view,
    ),
  ];
}

/** What came near, and why nothing was said of it. */
export function renderNearMiss(miss: NearMiss, view: View): readonly string[] {
  const { subject, confidence, prior, contributions, from: since } = miss;
  const name = subject.name === '' ? subject.id : subject.name;
  return [
    `${paint(name, 'bold', view.colour)} · ${miss.definition} · ${miss.seen} · ${percent(confidence)}, told at ${percent(miss.needed)}`,
    ...wrapped(miss.why, view.width, '  '),
    '',
    ...renderWeights({ prior, contributions, confidence, isCalibrated: false }, view),
    '',
    `  since         ${since}`,
    ...transactionLines(miss.transactions, view),
  ];
}
