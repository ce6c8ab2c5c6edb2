import { type CustomerState, isLive, type Series, type Stream } from '../customer/customer-state.ts';
import { definitionFor } from '../detect/recurring/context.ts';
import { contributionsOf } from '../detect/recurring/contributions.ts';
import { bestCandidate } from '../detect/recurring/form-series.ts';
import { rationaleOf, signalOf, subjectIdOf } from '../detect/recurring/tell.ts';
import { confidenceOf } from '../evidence/confidence.ts';
import { formatDay } from '../model/day.ts';
import type { DefinitionSet, RecurringDefinition } from '../model/definition.ts';
import { unknownSubjectId } from '../model/ids.ts';
import type { Contribution, Signal } from '../model/signal.ts';

/** Something that looked like a series and was never told as one. */
export interface NearMiss {
  readonly definition: string;
  readonly subject: { readonly id: string; readonly name: string };
  readonly cadence: string;
  readonly from: string;
  readonly payments: number;
  readonly prior: number;
  readonly contributions: readonly Contribution[];
  readonly confidence: number;
  /** The confidence at which it would have been told first. */
  readonly needed: number;
  /** Why nothing was said. */
  readonly why: string;
  readonly transactions: readonly string[];
}

/** All that is said of a customer, and what is not. */
export interface Explanation {
  readonly customer: string;
  /** How far the customer's own time has come. */
  readonly clock: string;
  readonly accounts: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  /** Each episode as it stands today. */
  readonly signals: readonly Signal[];
  readonly nearMisses: readonly NearMiss[];
}

/** Loose payments that are shown as near misses, at the most. */
const LOOSE_SHOWN_MAX = 5;
/** Less likely ones are habits, and there is nothing to explain. */
const LOOSE_CONFIDENCE_MIN = 0.02;

/** Explains a customer by its state and the definitions. */
export function explainCustomer(state: CustomerState, definitions: DefinitionSet): Explanation {
  const context = { state, definitions, historyUntil: 0, today: state.clock, outputs: [], changed: [] };
  const signals: Signal[] = [];
  const untoldSeries: NearMiss[] = [];
  const loose: NearMiss[] = [];
  for (const stream of [...state.streams.values()].sort((a, b) => a.key - b.key)) {
    const definition = definitionFor(definitions, stream.direction);
    if (definition === undefined) continue;
    for (const series of stream.series) {
      if (series.told !== undefined) signals.push(signalOf(context, definition, stream, series));
      else if (isLive(series)) untoldSeries.push(untold(state, definition, stream, series));
    }
    const candidate = looseCandidate(definition, stream);
    if (candidate !== undefined) loose.push(candidate);
  }
  const bySurest = (a: NearMiss, b: NearMiss) =>
    b.confidence - a.confidence || (a.subject.id < b.subject.id ? -1 : 1);
  return {
    customer: state.customer,
    clock: formatDay(state.clock),
    accounts: state.accounts
      .filter(({ lastDay }) => lastDay >= 0)
      .map(({ name, firstDay, lastDay }) => ({
        id: name,
        from: formatDay(firstDay),
        to: formatDay(lastDay),
      })),
    signals: signals.sort((a, b) => (a.happened.from + a.id < b.happened.from + b.id ? -1 : 1)),
    nearMisses: [...untoldSeries.sort(bySurest), ...loose.sort(bySurest).slice(0, LOOSE_SHOWN_MAX)],
  };
}

/** A series that is known and was never announced. */
function untold(
  state: CustomerState,
  definition: RecurringDefinition,
  stream: Stream,
  series: Series,
): NearMiss {
  const { prior, total, contributions } = rationaleOf(definition, stream, series);
  return {
    definition: definition.id,
    subject: { id: subjectIdOf(stream, series), name: series.name },
    cadence: series.cadence,
    from: formatDay(series.start),
    payments: series.count,
    prior: prior / 1000,
    contributions,
    confidence: confidenceOf(total, definition.calibration),
    needed: definition.thresholds.early,
    why: whyUntold(state, definition, series),
    transactions: series.payments.map(({ id }) => id),
  };
}

function whyUntold(state: CustomerState, definition: RecurringDefinition, series: Series): string {
  const account = state.accounts[series.account]!;
  if (series.origin === 'running') {
    const days = series.start - account.firstDay;
    const when =
      days === 0 ? 'on the first day' : `${days} ${days === 1 ? 'day' : 'days'} after the first day`;
    return `It is not new: it may have run before the data begins. Its first payment came ${when} of the account's data, and new means that its absence was seen for ${definition.absenceDaysMin} days and one whole cycle.`;
  }
  if (series.origin === 'moved') return 'It is not new: it ran on another account before.';
  return 'The evidence does not reach the threshold yet.';
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
  return {
    definition: definition.id,
    subject: { id: unknownSubjectId(stream.subject), name: '' },
    cadence: cadence.id,
    from: formatDay(payments[0]!.day),
    payments: payments.length,
    prior: reading.priorMilli / 1000,
    contributions: contributionsOf(stream, shown, reading),
    confidence,
    needed: definition.thresholds.early,
    why:
      confidence >= definition.thresholds.early
        ? 'Its days alone would do; what is bought there, or how it is paid, made a habit likelier when it came.'
        : 'The evidence does not reach the threshold.',
    transactions: payments.map(({ id }) => id),
  };
}
