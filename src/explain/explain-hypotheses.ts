import { isOpen } from '../customer/diary.ts';
import { afterOf, readyDay, weigh } from '../detect/hypotheses/review-hypothesis.ts';
import { CUSTOMER, type Subject, subjectsOf, toldSubject } from '../detect/hypotheses/subject-of.ts';
import { contributionsOf, hypothesisSignal } from '../detect/hypotheses/tell-hypothesis.ts';
import type { Weighed } from '../detect/hypotheses/weigh-hypothesis.ts';
import type { DetectContext } from '../detect/recurring/context.ts';
import { confidenceOf } from '../evidence/confidence.ts';
import { formatDay } from '../model/day.ts';
import type { HypothesisDefinition } from '../model/hypothesis.ts';
import type { Signal } from '../model/signal.ts';
import { type MissReason, missingWords, type NearMiss, natsMissing } from './near-miss.ts';

/** Less likely ones have hardly a cue, and there is nothing to explain. */
const CONFIDENCE_MIN = 0.01;

/** The hypotheses that were told, weighed as of today, and those that came near. */
export function explainHypotheses(context: DetectContext): {
  readonly signals: readonly Signal[];
  readonly nearMisses: readonly NearMiss[];
} {
  const { state, definitions } = context;
  const signals: Signal[] = [];
  const nearMisses: NearMiss[] = [];
  for (const definition of definitions.definitions) {
    if (definition.kind !== 'hypothesis') continue;
    const subjects = subjectsOf(state, definition);
    for (const episode of state.diary.episodes.filter((each) => each.definition === definition.id)) {
      const subject = subjects.find(({ key }) => key === episode.subject) ?? CUSTOMER;
      const open = isOpen(episode) ? episode : undefined;
      const weighed = weigh(context, definition, subject, open, episode.after, true);
      signals.push(hypothesisSignal(context, definition, subject, episode, weighed));
    }
    for (const subject of subjects) {
      const miss = missOf(context, definition, subject);
      if (miss !== undefined) nearMisses.push(miss);
    }
  }
  return { signals, nearMisses };
}

/** What speaks for a hypothesis that stands untold; undefined when hardly anything does, or an episode is open. */
function missOf(
  context: DetectContext,
  definition: HypothesisDefinition,
  subject: Subject,
): NearMiss | undefined {
  const { state, today } = context;
  const last = state.diary.episodes.findLast(
    (each) => each.definition === definition.id && each.subject === subject.key,
  );
  if (last !== undefined && isOpen(last)) return undefined;
  const weighed = weigh(context, definition, subject, undefined, afterOf(definition, last), true);
  const confidence = confidenceOf(weighed.totalMilli, definition.calibration);
  if (weighed.last < 0 || confidence < CONFIDENCE_MIN) return undefined;
  const contributions = contributionsOf(definition, weighed);
  const needed = definition.thresholds.early;
  const readyOn = readyDay(context, definition, last);
  const reason = reasonOf(weighed, { isSure: confidence >= needed, isReady: readyOn <= today });
  return {
    definition: definition.id,
    title: definition.title,
    reason,
    subject: nameOf(context, definition, subject),
    seen: signsOf(weighed),
    from: formatDay(weighed.first),
    prior: definition.priorMilli / 1000,
    contributions,
    confidence,
    needed,
    why: whyUntold(definition, weighed, { reason, confidence, readyOn: formatDay(readyOn) }),
    transactions: [...new Set(contributions.flatMap(({ transactions }) => transactions))],
  };
}

function nameOf(
  { state }: DetectContext,
  definition: HypothesisDefinition,
  subject: Subject,
): NearMiss['subject'] {
  const { kind, id, name } = toldSubject(state, subject, '');
  return {
    kind: kind === 'customer' ? 'customer' : 'party',
    id,
    name: definition.sensitivity === 'H' ? '' : name,
  };
}

function signsOf({ first, last }: Weighed): string {
  return first === last ? `signs on ${formatDay(first)}` : `signs ${formatDay(first)} to ${formatDay(last)}`;
}

function reasonOf(
  weighed: Weighed,
  now: { readonly isSure: boolean; readonly isReady: boolean },
): MissReason {
  if (weighed.excludedBy !== undefined) return 'ruled-out';
  if (!now.isReady) return 'waiting';
  return now.isSure ? 'due' : 'short';
}

function whyUntold(
  definition: HypothesisDefinition,
  weighed: Weighed,
  now: { readonly reason: MissReason; readonly confidence: number; readonly readyOn: string },
): string {
  const needed = definition.thresholds.early;
  switch (now.reason) {
    case 'ruled-out':
      return `It is ruled out: ${weighed.excludedBy}.`;
    case 'waiting':
      return `It may be told from ${now.readyOn} on. Until then too little time was seen, or the same was told not long ago.`;
    case 'due':
      return 'It is sure enough as of today, and is told with the next payment or day that concerns it.';
    default:
      return `${missingWords(natsMissing({ confidence: now.confidence, needed }), needed)}${unseen(definition, weighed)}`;
  }
}

/** The groups that could speak for it and do not. */
function unseen(definition: HypothesisDefinition, weighed: Weighed): string {
  const speaking = new Set(
    weighed.counted.filter(({ countedMilli }) => countedMilli > 0).map(({ rule }) => rule.group),
  );
  const able = definition.evidence.filter(({ levels }) => levels.some(({ weightMilli }) => weightMilli > 0));
  const silent = [...new Set(able.map(({ group }) => group))].filter((group) => !speaking.has(group));
  if (silent.length === 0) return '';
  return ` Nothing speaks for it under: ${silent.map((group) => group.replaceAll('-', ' ')).join(', ')}.`;
}
