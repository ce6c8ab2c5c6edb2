import {
  SERIES_CLOSED_MAX,
  SERIES_LIVE_MAX,
  SERIES_PAYMENTS_MAX,
  STREAM_HITS_MAX,
} from '../../customer/bounds.ts';
import {
  type Hit,
  insertHit,
  isLive,
  type Series,
  type Stream,
  trackStream,
} from '../../customer/customer-state.ts';
import { logOddsMilli } from '../../evidence/confidence.ts';
import { assert } from '../../lib/assert.ts';
import type { RecurringDefinition } from '../../model/definition.ts';
import type { TransactionEvent } from '../../model/ledger-event.ts';
import { CADENCES } from './cadences.ts';
import { type DetectContext, definitionFor } from './context.ts';
import { bestCandidate, type Candidate, type PartyFacts } from './form-series.ts';
import { findJoin, findRespelled, type Join } from './join-series.ts';
import { originOf } from './origin.ts';
import { findRefined } from './refine-series.ts';
import { reread, review } from './review.ts';
import { setDueDay } from './tick-series.ts';

/** Takes a booked payment in: it joins a series, makes one with earlier payments, or waits in its stream. */
export function observePayment(
  context: DetectContext,
  stream: Stream,
  hit: Hit,
  event: TransactionEvent,
  corrects: boolean,
): void {
  const definition = definitionFor(context.definitions, stream.direction);
  const channel = event.channel === '' ? 'other' : event.channel;
  if (definition === undefined || hit.amountMinor === 0 || definition.excludedChannels.has(channel)) return;
  const facts = { category: event.merchant.category, channel, mandate: hasMandate(event) };
  const join =
    stream.series.length > 0
      ? (findJoin(definition, stream, hit) ?? findRefined(definition, stream, hit))
      : undefined;
  if (join !== undefined) {
    joinSeries(context, definition, stream, join, hit, event, corrects);
    return;
  }
  const respelled =
    context.state.tracked.length > 0 && stream.series.length === 0
      ? findRespelled(definition, context.state, stream, hit, event.merchant.name)
      : undefined;
  if (respelled !== undefined) {
    moveSeries(context, respelled.stream, stream, respelled.join.series);
    joinSeries(context, definition, stream, respelled.join, hit, event, corrects);
    return;
  }
  addLoose(stream, hit);
  const early = logOddsMilli(definition.thresholds.early);
  const candidate = bestCandidate(definition, stream, hit, facts, early);
  if (candidate === undefined || candidate.reading.totalMilli < early) return;
  startSeries(context, definition, stream, candidate, facts, event);
}

function hasMandate(event: TransactionEvent): boolean {
  const party = event.counterparty;
  return party !== undefined && (party.mandateId !== '' || party.creditorId !== '');
}

/** A payment without a series; when too many wait, the oldest whose amount nobody shares goes, else the oldest. */
function addLoose(stream: Stream, hit: Hit): void {
  insertHit(stream.hits, hit);
  if (stream.hits.length <= STREAM_HITS_MAX) return;
  const alone = stream.hits.findIndex(
    (candidate, index) =>
      candidate !== hit &&
      !stream.hits.some((other, at) => at !== index && other.amountMinor === candidate.amountMinor),
  );
  stream.hits.splice(Math.max(alone, 0), 1);
}

/** A series goes on in the stream of its new spelling. */
function moveSeries(context: DetectContext, from: Stream, to: Stream, series: Series): void {
  from.series = from.series.filter((other) => other !== series);
  if (from.series.length === 0) {
    context.state.tracked = context.state.tracked.filter((other) => other !== from);
  }
  to.series.push(series);
  trackStream(context.state, to);
}

function joinSeries(
  context: DetectContext,
  definition: RecurringDefinition,
  stream: Stream,
  join: Join,
  hit: Hit,
  event: TransactionEvent,
  corrects: boolean,
): void {
  const { series } = join;
  const punctual =
    !corrects &&
    !join.swaps &&
    join.cost === 0 &&
    join.due > series.nominal &&
    series.state === 'confirmed' &&
    series.missed === 0 &&
    series.pattern === 'steady' &&
    series.name === event.merchant.name;
  if (join.swaps) addLoose(stream, series.payments.pop()!);
  const index = insertHit(series.payments, hit);
  if (series.payments.length > SERIES_PAYMENTS_MAX) series.payments.shift();
  if (!join.swaps) series.count++;
  if (index === 0 && hit.day < series.start) series.start = hit.day;
  if (punctual) {
    // An expected payment on its day changes nothing that was said.
    series.nominal = join.due;
    setDueDay(context.state, definition, series);
    context.changed.push({ stream, series });
    return;
  }
  takeParty(series, event);
  reread(definition, stream, series, 0);
  if (join.due > series.nominal || series.missed > 0) series.missed = 0;
  if (series.origin === 'new') series.origin = originOf(definition, context.state, stream, series);
  setDueDay(context.state, definition, series);
  review(context, definition, stream, series, corrects);
}

function takeParty(series: Series, event: TransactionEvent): void {
  series.name = event.merchant.name;
  series.merchantId = event.merchant.merchantId;
  if (event.merchant.category !== '') series.category = event.merchant.category;
}

function startSeries(
  context: DetectContext,
  definition: RecurringDefinition,
  stream: Stream,
  candidate: Candidate,
  facts: PartyFacts,
  event: TransactionEvent,
): void {
  if (countLive(context) >= SERIES_LIVE_MAX) return;
  const { payments, reading, cadence } = candidate;
  const taken = new Set(payments);
  stream.hits = stream.hits.filter((hit) => !taken.has(hit));
  const series: Series = {
    definition: definition.id,
    cadence: cadence.id,
    anchor: reading.fit.anchor,
    account: payments[0]!.account,
    nominal: reading.fit.nominal,
    missed: 0,
    gaps: reading.fit.gaps,
    count: payments.length,
    start: payments[0]!.day,
    payments: [...payments],
    pattern: reading.amounts.pattern,
    levelMinor: reading.amounts.levelMinor,
    channel: facts.channel,
    mandate: facts.mandate,
    merchantId: event.merchant.merchantId,
    name: event.merchant.name,
    category: event.merchant.category,
    origin: 'new',
    state: 'candidate',
    totalMilli: reading.totalMilli,
    dueDay: 0,
    historical: false,
    told: undefined,
  };
  assert(series.payments.length >= 2, 'a series starts with two payments');
  series.origin = originOf(definition, context.state, stream, series);
  adoptRetracted(stream, series);
  stream.series.push(series);
  trackStream(context.state, stream);
  boundClosed(context);
  setDueDay(context.state, definition, series);
  review(context, definition, stream, series, false);
}

/** A series that was retracted and stands again is the same episode: its revisions go on. */
function adoptRetracted(stream: Stream, series: Series): void {
  const index = stream.series.findIndex(
    (other) => other.state === 'retracted' && other.start === series.start && other.told !== undefined,
  );
  if (index < 0) return;
  series.told = stream.series[index]!.told;
  series.historical = stream.series[index]!.historical;
  stream.series.splice(index, 1);
}

function countLive(context: DetectContext): number {
  let count = 0;
  for (const stream of context.state.tracked) for (const series of stream.series) if (isLive(series)) count++;
  return count;
}

/** Forgets the closed series that ended longest ago when there are too many. */
function boundClosed(context: DetectContext): void {
  const closed = context.state.tracked.flatMap((stream) =>
    stream.series.filter((series) => !isLive(series)).map((series) => ({ stream, series })),
  );
  if (closed.length <= SERIES_CLOSED_MAX) return;
  closed.sort((a, b) => a.series.nominal - b.series.nominal || a.stream.key - b.stream.key);
  const oldest = closed[0]!;
  oldest.stream.series = oldest.stream.series.filter((series) => series !== oldest.series);
  if (oldest.stream.series.length === 0) {
    context.state.tracked = context.state.tracked.filter((stream) => stream !== oldest.stream);
  }
}

/** Days that one cycle takes at the most, with its tolerance. */
export function cycleDaysMax(series: Pick<Series, 'cadence'>): number {
  return CADENCES[series.cadence].gapMax;
}
