import { EPISODES_MAX, REMINDERS_MAX } from '../../customer/bounds.ts';
import { DAY_NEVER } from '../../customer/customer-state.ts';
import { type Episode, type EpisodeState, isOpen } from '../../customer/diary.ts';
import { confidenceOf } from '../../evidence/confidence.ts';
import { hash48, hashId } from '../../lib/hash.ts';
import { type Day, formatDay } from '../../model/day.ts';
import type { HypothesisDefinition } from '../../model/hypothesis.ts';
import { type DetectContext, putOut } from '../recurring/context.ts';
import type { Scope } from './scope.ts';
import { type Subject, toldSubject } from './subject-of.ts';
import { hypothesisSignal } from './tell-hypothesis.ts';
import { heldNow, type Weighed, weighHypothesis } from './weigh-hypothesis.ts';

/** What was told of an event is withdrawn when it has become less likely than this. */
const RETRACT_BELOW = 0.25;

/**
 * Weighs a hypothesis anew and lets its episode become what the evidence says; true when it was first confirmed now.
 * `corrected`: a line behind it was withdrawn or changed.
 */
export function reviewHypothesis(
  context: DetectContext,
  definition: HypothesisDefinition,
  subject: Subject,
  corrected: boolean,
): boolean {
  const { state, today } = context;
  const { diary } = state;
  const last = diary.episodes.findLast(
    (each) => each.definition === definition.id && each.subject === subject.key,
  );
  const open = last !== undefined && isOpen(last) ? last : undefined;
  const readyOn = readyDay(context, definition, last);
  if (readyOn > today) {
    remind(context, definition, subject, readyOn);
    return false;
  }
  const after = open?.after ?? afterOf(definition, last);
  const weighed = weigh(context, definition, subject, open, after);
  // A series whose payments were withdrawn bears nothing any more.
  const isGone = weighed.excludedBy !== undefined || subject.series?.state === 'retracted';
  const confidence = isGone ? 0 : confidenceOf(weighed.totalMilli, definition.calibration);
  const wasConfirmed = open !== undefined && open.confirmedOn >= 0;
  const episode = open ?? openEpisode(context, definition, subject, weighed, { confidence, after });
  if (episode !== undefined) {
    const before =
      open === undefined ? undefined : { state: open.state, facts: open.facts, confidence: open.confidence };
    follow(context, definition, episode, weighed, { confidence, corrected, isFirst: open === undefined });
    tell(context, definition, subject, episode, weighed, { before, confidence, corrected });
  }
  remind(context, definition, subject, nextDay(definition, episode, weighed, today));
  return !wasConfirmed && episode !== undefined && episode.confirmedOn >= 0;
}

/** The first day on which the hypothesis may be held: enough was observed, and the last episode has cooled down. */
export function readyDay(
  { state }: DetectContext,
  definition: HypothesisDefinition,
  last: Episode | undefined,
): Day {
  const observed = state.diary.firstDay + definition.observedDaysMin;
  if (last === undefined || isOpen(last)) return observed;
  return Math.max(observed, last.endedOn + definition.life.coolDownDays);
}

/** What an earlier episode was told of does not count again. */
export function afterOf(definition: HypothesisDefinition, last: Episode | undefined): Day {
  if (last === undefined || last.state === 'retracted') return 0;
  return definition.life.kind === 'event' ? last.supportedOn + 1 : 0;
}

/** Weighs a hypothesis of a subject as the evidence stands. */
export function weigh(
  { state, today, definitions }: DetectContext,
  definition: HypothesisDefinition,
  { stream, series }: Subject,
  open: Episode | undefined,
  after: Day,
  isWhole = false,
): Weighed {
  const anchor = open !== undefined && definition.life.kind === 'event' ? open.happenedFrom : undefined;
  const scope: Scope = { state, today, definition, notes: definitions.notes, stream, series, after, anchor };
  return weighHypothesis(definition, scope, open, isWhole);
}

function openEpisode(
  context: DetectContext,
  definition: HypothesisDefinition,
  subject: Subject,
  weighed: Weighed,
  { confidence, after }: { readonly confidence: number; readonly after: Day },
): Episode | undefined {
  if (confidence < definition.thresholds.early || weighed.last < 0) return undefined;
  const { state } = context;
  const { diary } = state;
  const told = toldSubject(state, subject, '');
  const ids = new Set(diary.episodes.map(({ id }) => id));
  let id = '';
  for (let index = 0; id === '' || ids.has(id); index++) {
    id = hashId(definition.id, state.customer, told.id, `${weighed.first}`, `${subject.key}`, `${index}`);
  }
  const episode: Episode = {
    definition: definition.id,
    subject: subject.key,
    id,
    revision: 0,
    state: 'early',
    confidence: 0,
    facts: 0,
    happenedFrom: weighed.first,
    happenedTo: weighed.last,
    after,
    supportedOn: weighed.last,
    confirmedOn: -1,
    endedOn: DAY_NEVER,
    historical: context.today < context.historyUntil,
    held: [],
  };
  diary.episodes.push(episode);
  boundEpisodes(context);
  return episode;
}

/** Lets the episode follow its evidence: support, happening, state. */
function follow(
  { today }: DetectContext,
  definition: HypothesisDefinition,
  episode: Episode,
  weighed: Weighed,
  { confidence, corrected, isFirst }: { confidence: number; corrected: boolean; isFirst: boolean },
): void {
  const { life, thresholds } = definition;
  episode.supportedOn = corrected ? weighed.last : Math.max(episode.supportedOn, weighed.last);
  episode.held = heldNow(definition, weighed, episode.held);
  const state = stateOf(episode, { confidence, corrected, isFirst, today, life, thresholds });
  const isConfirmedNow = state === 'confirmed' && episode.confirmedOn < 0;
  // A further cue is no news of when it happened: the interval is told with the state, and stands.
  if (weighed.last >= 0 && (isConfirmedNow || corrected)) {
    episode.happenedFrom = corrected ? weighed.first : Math.min(episode.happenedFrom, weighed.first);
    episode.happenedTo = weighed.last;
  }
  if (isConfirmedNow) episode.confirmedOn = today;
  if (state === 'ended' || state === 'retracted') episode.endedOn = today;
  episode.state = state;
}

function stateOf(
  episode: Episode,
  now: {
    readonly confidence: number;
    readonly corrected: boolean;
    readonly isFirst: boolean;
    readonly today: Day;
    readonly life: HypothesisDefinition['life'];
    readonly thresholds: HypothesisDefinition['thresholds'];
  },
): EpisodeState {
  const { confidence, corrected, life, thresholds, today } = now;
  const isOver = today - episode.supportedOn >= life.endAfterDays;
  if (confidence >= thresholds.confirm && !isOver) return 'confirmed';
  if (corrected && confidence < thresholds.early) return 'retracted';
  if (life.kind === 'event') {
    if (confidence < RETRACT_BELOW) return 'retracted';
    return isOver ? 'ended' : episode.state;
  }
  if (isOver) return 'ended';
  if (confidence < thresholds.early) return now.isFirst ? episode.state : 'fading';
  return episode.state === 'fading' && episode.confirmedOn < 0
    ? 'early'
    : episode.confirmedOn >= 0
      ? 'confirmed'
      : 'early';
}

/** Puts out a revision when something changed that subscribers were promised to hear of. */
function tell(
  context: DetectContext,
  definition: HypothesisDefinition,
  subject: Subject,
  episode: Episode,
  weighed: Weighed,
  now: {
    readonly before: Pick<Episode, 'state' | 'facts' | 'confidence'> | undefined;
    readonly confidence: number;
    readonly corrected: boolean;
  },
): void {
  const { before } = now;
  const confidence = Math.round(now.confidence * 10_000);
  const facts = hash48(`${episode.happenedFrom}/${episode.happenedTo}`);
  if (before !== undefined) {
    const moved = Math.abs(before.confidence - confidence) > definition.revisionStep * 10_000;
    const changed = before.state !== episode.state || before.facts !== facts || moved || now.corrected;
    if (!changed) return;
  }
  episode.revision++;
  episode.confidence = confidence;
  episode.facts = facts;
  if (before?.state !== episode.state) {
    putOut(context, 'audit', {
      at: formatDay(context.today),
      customer: context.state.customer,
      what: 'crossed',
      definition: definition.id,
      hash: definition.hash,
      from: before?.state ?? 'candidate',
      to: episode.state,
      sum: weighed.totalMilli / 1000,
      ...(weighed.excludedBy === undefined ? {} : { excludedBy: weighed.excludedBy }),
    });
  }
  const signal = hypothesisSignal(context, definition, subject, episode, weighed);
  putOut(context, 'signals', signal);
  putOut(context, 'audit', {
    at: signal.detectedAt,
    customer: signal.customer,
    what: episode.state === 'retracted' ? 'retracted' : 'emitted',
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

/** The next day on which time alone may change something. */
function nextDay(
  definition: HypothesisDefinition,
  episode: Episode | undefined,
  weighed: Weighed,
  today: Day,
): Day {
  if (episode === undefined) return weighed.next;
  if (!isOpen(episode)) return episode.endedOn + Math.max(1, definition.life.coolDownDays);
  const ends = episode.supportedOn + definition.life.endAfterDays;
  return Math.min(weighed.next, Math.max(ends, today + 1));
}

/** Remembers when to look again: one reminder for each hypothesis and subject. */
export function remind(
  context: DetectContext,
  definition: HypothesisDefinition,
  subject: Subject,
  day: Day,
): void {
  const { state } = context;
  const { reminders } = state.diary;
  const at = reminders.findIndex((each) => each.definition === definition.id && each.subject === subject.key);
  const wanted = Math.max(day, context.today + 1);
  if (day === DAY_NEVER) {
    if (at >= 0) reminders.splice(at, 1);
    return;
  }
  if (at >= 0) reminders[at]!.day = wanted;
  else if (reminders.length < REMINDERS_MAX) {
    reminders.push({ definition: definition.id, subject: subject.key, day: wanted });
  }
  if (wanted < state.dueDay) state.dueDay = wanted;
}

/** Forgets the episodes that ended longest ago when there are too many. */
function boundEpisodes({ state }: DetectContext): void {
  const { diary } = state;
  while (diary.episodes.length > EPISODES_MAX) {
    let oldest = 0;
    diary.episodes.forEach((episode, index) => {
      if (episode.endedOn < diary.episodes[oldest]!.endedOn) oldest = index;
    });
    diary.episodes.splice(oldest, 1);
  }
}
