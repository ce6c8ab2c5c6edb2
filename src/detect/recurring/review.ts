import { isLive, type Series, type SeriesState, type Stream } from '../../customer/customer-state.ts';
import { confidenceOf, logOddsMilli } from '../../evidence/confidence.ts';
import { hash48, hashId } from '../../lib/hash.ts';
import { formatDay } from '../../model/day.ts';
import { CADENCE_IDS, type RecurringDefinition } from '../../model/definition.ts';
import { CADENCES, cadenceMask } from './cadences.ts';
import { type DetectContext, putOut } from './context.ts';
import { readAgain } from './read-again.ts';
import type { Reading } from './read-series.ts';
import { signalOf, subjectIdOf } from './tell.ts';

const RHYTHM_CHANGE_PAYMENTS_MIN = 3;
const RHYTHM_CHANGE_MILLI = 500;
/** One in ten: what was confirmed is not withdrawn for less, as a bad month or two would do. */
const REFUTED_MILLI = -2197;

/** Reads the evidence of a series anew and keeps what follows from it: anchor, amounts, sum. */
export function reread(
  definition: RecurringDefinition,
  stream: Stream,
  series: Series,
  missedSince: number,
): Reading {
  const reading = readBest(definition, stream, series, missedSince);
  series.anchor = reading.fit.anchor;
  series.nominal = reading.fit.nominal;
  series.gaps = reading.fit.gaps;
  series.pattern = reading.amounts.pattern;
  series.levelMinor = reading.amounts.levelMinor;
  series.totalMilli = reading.totalMilli;
  return reading;
}

/**
 * The rhythm that payments keep best. Every four weeks and every month look alike at first, and so do two weeks and
 * half a month: a series changes its rhythm when another explains its days clearly better.
 */
function readBest(
  definition: RecurringDefinition,
  stream: Stream,
  series: Series,
  missedSince: number,
): Reading {
  const reading = readAgain(definition, stream, series, missedSince);
  const { payments, cadence } = series;
  if (payments.length < RHYTHM_CHANGE_PAYMENTS_MIN || missedSince > 0) return reading;
  let best = reading;
  let rhythm = cadence;
  const mask = cadenceMask(payments.at(-1)!.day - payments.at(-2)!.day);
  CADENCE_IDS.forEach((other, bit) => {
    if (other === cadence || ((mask >> bit) & 1) === 0 || payments.length < CADENCES[other].paymentsMin)
      return;
    const reread = readAgain(definition, stream, { ...series, cadence: other }, missedSince);
    const margin = best === reading ? RHYTHM_CHANGE_MILLI : 0;
    if (reread.totalMilli <= best.totalMilli + margin) return;
    best = reread;
    rhythm = other;
  });
  series.cadence = rhythm;
  return best;
}

/** Lets a series become what its evidence says, and tells those who should know. */
export function review(
  context: DetectContext,
  definition: RecurringDefinition,
  stream: Stream,
  series: Series,
  corrected: boolean,
): void {
  context.changed.push({ stream, series });
  const stateBefore = series.state;
  const early = logOddsMilli(definition.thresholds.early);
  if (series.origin !== 'new' && series.told !== undefined && series.told.state !== 'retracted') {
    retract(context, definition, stream, series);
    return;
  }
  // What was missed makes a series fade; only days and amounts that speak for a habit unmake it.
  const isRefuted = stateBefore === 'confirmed' && series.missed === 0 && series.totalMilli < REFUTED_MILLI;
  if (isRefuted || (stateBefore === 'early' && series.totalMilli < early)) {
    retract(context, definition, stream, series);
    return;
  }
  series.state = nextState(definition, series);
  if (series.state !== stateBefore && series.origin === 'new') {
    putOut(context, 'audit', {
      at: formatDay(context.today),
      customer: context.state.customer,
      what: 'crossed',
      definition: definition.id,
      hash: definition.hash,
      from: stateBefore,
      to: series.state,
      sum: series.totalMilli / 1000,
    });
  }
  if (series.origin === 'new' && series.state !== 'candidate')
    tell(context, definition, stream, series, corrected);
}

function nextState(definition: RecurringDefinition, series: Series): SeriesState {
  const { thresholds, paymentsMin } = definition;
  if (series.missed > 0) return series.state;
  const sure = series.totalMilli >= logOddsMilli(thresholds.confirm) && series.count >= paymentsMin.confirm;
  const wasConfirmed = series.state === 'confirmed' || series.state === 'fading' || series.state === 'ended';
  if (sure || wasConfirmed) return 'confirmed';
  const likely = series.totalMilli >= logOddsMilli(thresholds.early) && series.count >= paymentsMin.early;
  return likely ? 'early' : series.state;
}

/** Puts out a revision when something changed that subscribers were promised to hear of. */
function tell(
  context: DetectContext,
  definition: RecurringDefinition,
  stream: Stream,
  series: Series,
  corrected: boolean,
): void {
  const confidence = Math.round(confidenceOf(series.totalMilli, definition.calibration) * 10_000);
  const facts = factsHash(stream, series);
  const before = series.told;
  // What was never told as early or confirmed cannot fade, end or be withdrawn.
  if (before === undefined && series.state !== 'early' && series.state !== 'confirmed') return;
  const moved =
    before !== undefined && Math.abs(before.confidence - confidence) > definition.revisionStep * 10_000;
  if (
    before !== undefined &&
    before.state === series.state &&
    before.facts === facts &&
    !moved &&
    !corrected
  ) {
    return;
  }
  if (before === undefined) series.historical = context.today < context.historyUntil;
  series.told = {
    episode: before?.episode ?? episodeOf(context, definition, stream, series),
    revision: (before?.revision ?? 0) + 1,
    state: series.state,
    confidence,
    facts,
  };
  emit(context, definition, stream, series);
}

function episodeOf(
  context: DetectContext,
  definition: RecurringDefinition,
  stream: Stream,
  series: Series,
): string {
  const parts = [definition.id, context.state.customer, subjectIdOf(stream, series), `${series.start}`];
  const taken = new Set(stream.series.map((other) => other.told?.episode));
  for (let index = 0; ; index++) {
    const account = context.state.accounts[series.account]!.name;
    const episode = hashId(...parts, account, `${Math.abs(series.levelMinor)}`, `${index}`);
    if (!taken.has(episode)) return episode;
  }
}

/** What is worth a revision when it changes; amounts count while they are a level, not while they vary. */
function factsHash(stream: Stream, series: Series): number {
  const leveled = series.pattern === 'steady' || series.pattern === 'stepped';
  return hash48(
    [
      subjectIdOf(stream, series),
      series.start,
      series.cadence,
      leveled ? series.levelMinor : 'varying',
      stream.currency,
    ].join('|'),
  );
}

/** Takes back what was said of a series, and forgets it where nothing was said. */
export function retract(
  context: DetectContext,
  definition: RecurringDefinition,
  stream: Stream,
  series: Series,
): void {
  const wasOpen = isLive(series);
  context.changed.push({ stream, series });
  series.state = 'retracted';
  series.dueDay = 0x7fffffff;
  if (series.told === undefined) {
    stream.series = stream.series.filter((other) => other !== series);
    if (stream.series.length === 0) {
      context.state.tracked = context.state.tracked.filter((other) => other !== stream);
    }
    return;
  }
  if (!wasOpen && series.told.state === 'retracted') return;
  series.told = { ...series.told, revision: series.told.revision + 1, state: 'retracted' };
  emit(context, definition, stream, series);
}

function emit(context: DetectContext, definition: RecurringDefinition, stream: Stream, series: Series): void {
  const signal = signalOf(context, definition, stream, series);
  putOut(context, 'signals', signal);
  putOut(context, 'audit', {
    at: signal.detectedAt,
    customer: signal.customer,
    what: series.state === 'retracted' ? 'retracted' : 'emitted',
    signal: signal.id,
    definition: definition.id,
    hash: definition.hash,
    state: signal.state,
    confidence: signal.confidence,
    contributions: [...signal.rationale.for, ...signal.rationale.against].map(({ code, weight }) => [
      code,
      weight,
    ]),
    transactions: signal.transactions,
  });
}
