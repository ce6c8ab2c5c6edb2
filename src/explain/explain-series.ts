import { type CustomerState, isLive, type Series, type Stream } from '../customer/customer-state.ts';
import { type DetectContext, definitionFor } from '../detect/recurring/context.ts';
import { contributionsOf } from '../detect/recurring/contributions.ts';
import { bestCandidate } from '../detect/recurring/form-series.ts';
import { cadenceWords, rationaleOf, signalOf, subjectIdOf } from '../detect/recurring/tell.ts';
import { confidenceOf } from '../evidence/confidence.ts';
import { formatDay } from '../model/day.ts';
import type { RecurringDefinition } from '../model/definition.ts';
import { unknownSubjectId } from '../model/ids.ts';
import type { Signal } from '../model/signal.ts';
import { type MissReason, missingWords, type NearMiss, natsMissing } from './near-miss.ts';

/** Less likely ones are habits, and there is nothing to explain. */
const LOOSE_CONFIDENCE_MIN = 0.02;

/** The series that were told, weighed as of today, and those that were not. */
export function explainSeries(context: DetectContext): {
  readonly signals: readonly Signal[];
  readonly nearMisses: readonly NearMiss[];
} {
  const { state, definitions } = context;
  const signals: Signal[] = [];
  const nearMisses: NearMiss[] = [];
  for (const stream of [...state.streams.values()].sort((a, b) => a.key - b.key)) {
    const definition = definitionFor(definitions, stream.direction);
    if (definition === undefined) continue;
    for (const series of stream.series) {
      if (series.told !== undefined) signals.push(signalOf(context, definition, stream, series));
      else if (isLive(series)) nearMisses.push(untold(state, definition, stream, series));
    }
    // What else a party is paid tells little beside its own rhythm.
    if (stream.series.some(isLive)) continue;
    const candidate = looseCandidate(definition, stream);
    if (candidate !== undefined) nearMisses.push(candidate);
  }
  return { signals, nearMisses };
}

/** A series that is known and was never announced. */
function untold(
  state: CustomerState,
  definition: RecurringDefinition,
  stream: Stream,
  series: Series,
): NearMiss {
  const { prior, total, contributions } = rationaleOf(definition, stream, series);
  const confidence = confidenceOf(total, definition.calibration);
  return {
    definition: definition.id,
    title: definition.title,
    reason: reasonOf(series, confidence >= definition.thresholds.early),
    subject: { kind: 'party', id: subjectIdOf(stream, series), name: series.name },
    seen: paymentsSeen(series.count, series.cadence),
    from: formatDay(series.start),
    prior: prior / 1000,
    contributions,
    confidence,
    needed: definition.thresholds.early,
    why: whyUntold(state, definition, series, confidence),
    transactions: series.payments.map(({ id }) => id),
  };
}

function paymentsSeen(count: number, cadence: Series['cadence']): string {
  return `${count} ${count === 1 ? 'payment' : 'payments'}, ${cadenceWords(cadence)}`;
}

function reasonOf({ origin }: Series, isSure: boolean): MissReason {
  if (origin !== 'new') return 'not-new';
  return isSure ? 'waiting' : 'short';
}

function whyUntold(
  state: CustomerState,
  definition: RecurringDefinition,
  series: Series,
  confidence: number,
): string {
  const account = state.accounts[series.account]!;
  if (series.origin === 'running') {
    const days = series.start - account.firstDay;
    const when =
      days === 0 ? 'on the first day' : `${days} ${days === 1 ? 'day' : 'days'} after the first day`;
    return `It is not new: it may have run before the data begins. Its first payment came ${when} of the account's data, and new means that its absence was seen for ${definition.absenceDaysMin} days and one whole cycle.`;
  }
  if (series.origin === 'moved') return 'It is not new: it ran on another account before.';
  const needed = definition.thresholds.early;
  if (confidence >= needed) {
    return series.count < definition.paymentsMin.early
      ? `Its payments are too few so far: it is told from ${definition.paymentsMin.early} on.`
      : 'It is sure enough as of today, and is told with its next payment.';
  }
  return missingWords(natsMissing({ confidence, needed }), needed);
}

/** The best series among payments without one; their categories are not kept, so the prior is the general one. */
function looseCandidate(definition: RecurringDefinition, stream: Stream): NearMiss | undefined {
  const newest = stream.hits.at(-1);
  if (newest === undefined) return undefined;
  const facts = { category: '', channel: 'other', mandate: false } as const;
  const candidate = bestCandidate(definition, stream, newest, facts);
  if (candidate === undefined) return undefined;
  const { payments, reading, cadence } = candidate;
  const confidence = confidenceOf(reading.totalMilli, definition.calibration);
  if (confidence < LOOSE_CONFIDENCE_MIN) return undefined;
  const shown = { payments: [...payments], cadence: cadence.id, channel: facts.channel, missed: 0 };
  const needed = definition.thresholds.early;
  return {
    definition: definition.id,
    title: definition.title,
    reason: 'short',
    subject: { kind: 'party', id: unknownSubjectId(stream.subject), name: '' },
    seen: paymentsSeen(payments.length, cadence.id),
    from: formatDay(payments[0]!.day),
    prior: reading.priorMilli / 1000,
    contributions: contributionsOf(stream, shown, reading),
    confidence,
    needed,
    why:
      confidence >= needed
        ? 'Its days alone would do. What is bought there, or how it is paid, made a habit likelier when it came.'
        : `Its payments may be chance. ${missingWords(natsMissing({ confidence, needed }), needed)}`,
    transactions: payments.map(({ id }) => id),
  };
}
