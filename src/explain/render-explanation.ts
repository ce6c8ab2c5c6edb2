import { paint, type View, wrapped } from '../lib/terminal.ts';
import type { ExplainedSignal, Explanation } from './explain-customer.ts';
import type { NearMiss } from './near-miss.ts';
import { partyWords, percent, renderSignal, renderWeights, transactionLines } from './render-signal.ts';

/** Rhythms that are not new and are listed, at the most. */
const KNOWN_SHOWN_MAX = 20;
const KNOWN_WHY =
  'These keep a rhythm, but nobody saw it begin: they ran before the data begins, began too soon after it, or ran on another account before.';

/** A customer's signals, each with its reasons, and then what did not become one. */
export function renderExplanation(explanation: Explanation, view: View): string {
  const { customer, clock, accounts, signals, nearMisses } = explanation;
  const lines = [paint(`Customer ${customer}`, 'bold', view.colour), `  known until  ${clock}`];
  for (const { id, from, to } of accounts) lines.push(`  account      ${id}, ${from} to ${to}`);
  lines.push('', paint(`Said (${signals.length})`, 'bold', view.colour), '');
  if (signals.length === 0) lines.push('  nothing', '');
  for (const signal of signals)
    lines.push(...renderSignal(signal, view), ...renderToday(signal, clock, view), '');
  lines.push(...renderNotSaid(nearMisses, view));
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

/** What came near with its weights, and then in a line each the rhythms that nobody saw begin. */
function renderNotSaid(nearMisses: readonly NearMiss[], view: View): readonly string[] {
  const near = nearMisses.filter(({ reason }) => reason !== 'not-new');
  const known = nearMisses.filter(({ reason }) => reason === 'not-new');
  const lines = [paint(`Not said, though it came near (${near.length})`, 'bold', view.colour), ''];
  if (near.length === 0) lines.push('  nothing came near', '');
  for (const miss of near) lines.push(...renderNearMiss(miss, view), '');
  if (known.length === 0) return lines;
  return [
    ...lines,
    paint(`Not said, because it is not new (${known.length})`, 'bold', view.colour),
    ...wrapped(KNOWN_WHY, view.width, '  '),
    '',
    ...known.slice(0, KNOWN_SHOWN_MAX).flatMap((miss) => wrapped(knownLine(miss), view.width, '  ')),
    ...(known.length > KNOWN_SHOWN_MAX ? [`  and ${known.length - KNOWN_SHOWN_MAX} more`] : []),
  ];
}

function knownLine({ subject, seen, from, confidence }: NearMiss): string {
  return `${partyWords(subject)} · ${seen}, since ${from} or before · ${percent(confidence)}`;
}

/** What came near, and why nothing was said of it. */
export function renderNearMiss(miss: NearMiss, view: View): readonly string[] {
  const { subject, confidence, prior, contributions, from: since } = miss;
  const name = subject.kind === 'customer' ? miss.title : partyWords(subject);
  return [
    `${paint(name, 'bold', view.colour)} · ${miss.definition} · ${miss.seen} · ${percent(confidence)}, told from ${percent(miss.needed)}`,
    ...wrapped(miss.why, view.width, '  '),
    '',
    ...renderWeights({ prior, contributions, confidence, isCalibrated: false }, view),
    '',
    `  since         ${since}`,
    ...transactionLines(miss.transactions, view),
  ];
}
