import type { DefinitionSource, RecurringSource } from '../definitions/definition-source.ts';
import { paint, type View, wrapped } from '../lib/terminal.ts';
import { renderHypothesis } from './render-hypothesis.ts';
import { percent, weightLine } from './weight-line.ts';

/** A definition for a person who approves it: what it claims, what speaks for and against, and what it may be used for. */
export function renderDefinition(source: DefinitionSource, view: View): string {
  return source.kind === 'hypothesis' ? renderHypothesis(source, view) : renderRecurring(source, view);
}

function renderRecurring(source: RecurringSource, view: View): string {
  const { prior, cadences, evidence, thresholds, paymentsMin } = source;
  const title = (text: string) => ['', paint(text, 'bold', view.colour)];
  const say = (text: string) => wrapped(text, view.width, '  ');
  const weight = (nats: number, text: string) => weightLine(nats, text, view);
  return [
    paint(`${source.title} (${source.id} ${source.version})`, 'bold', view.colour),
    ...say(source.hypothesis),
    ...title('To begin with'),
    ...say(prior.why),
    ...weight(prior.default, 'a party of no known kind'),
    ...Object.entries(prior.byCategory).flatMap(([category, nats]) => weight(nats, category)),
    ...title('Rhythms, added to that'),
    ...Object.entries(cadences).flatMap(([id, { prior: nats, why }]) => weight(nats, `${id}: ${why}`)),
    ...title('Days'),
    ...say(evidence.rhythm.why),
    ...weight(evidence.rhythm.cap, 'the most that days can count'),
    ...weight(evidence.rhythm.missed, 'each due day without a payment'),
    ...weight(evidence.rhythm.visitsBetween, 'as many like payments in between as the series has gaps'),
    ...weight(evidence.rhythm.visitsBefore, 'each like payment before the first one, up to six'),
    ...title('Amounts'),
    ...say(evidence.amounts.why),
    ...Object.entries(evidence.amounts.weights).flatMap(([pattern, nats]) => weight(nats, pattern)),
    ...title('How the money moves'),
    ...say(evidence.rail.why),
    ...Object.entries(evidence.rail.channels).flatMap(([channel, nats]) => weight(nats ?? 0, channel)),
    ...weight(evidence.rail.mandate, 'under a mandate'),
    ...title('What is said'),
    ...say(
      `Early from ${percent(thresholds.early)} and ${paymentsMin.early} payments, confirmed from ${percent(thresholds.confirm)} and ${paymentsMin.confirm} payments, where its absence was seen for ${source.absenceDaysMin} days and one whole cycle.`,
    ),
    ...title('What it may be used for'),
    ...say(`Purposes: ${source.purposes.join(', ')}. Prohibited: ${source.prohibitedUses.join(', ')}.`),
    ...title('Limits'),
    ...source.limitations.flatMap((limit) => wrapped(limit, view.width, '  - ')),
    ...title('Known to go wrong'),
    ...source.knownFalsePositives.flatMap((fault) => wrapped(fault, view.width, '  - ')),
  ].join('\n');
}
