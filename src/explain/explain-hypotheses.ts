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
import { bySurest, type NearMiss } from './near-miss.ts';

const SHOWN_MAX = 8;
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
  return { signals, nearMisses: nearMisses.sort(bySurest).slice(0, SHOWN_MAX) };
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
  const readyOn = readyDay(context, definition, last);
  return {
    definition: definition.id,
    subject: nameOf(context, definition, subject),
    seen: `cues ${formatDay(weighed.first)} to ${formatDay(weighed.last)}`,
    from: formatDay(weighed.first),
    prior: definition.priorMilli / 1000,
    contributions,
    confidence,
    needed: definition.thresholds.early,
    why: whyUntold(definition, weighed, {
      confidence,
      isReady: readyOn <= today,
      readyOn: formatDay(readyOn),
    }),
    transactions: contributions.flatMap(({ transactions }) => transactions),
  };
}

function nameOf({ state }: DetectContext, definition: HypothesisDefinition, subject: Subject) {
  const { id, name } = toldSubject(state, subject, '');
  return { id, name: definition.sensitivity === 'H' ? '' : name };
}

function whyUntold(
  definition: HypothesisDefinition,
  weighed: Weighed,
  now: { readonly confidence: number; readonly isReady: boolean; readonly readyOn: string },
): string {
  if (weighed.excludedBy !== undefined) return `It is ruled out: ${weighed.excludedBy}.`;
  if (!now.isReady) {
    return `It may be told from ${now.readyOn} on: until then too little was seen, or an earlier episode cools down.`;
  }
  if (now.confidence >= definition.thresholds.early)
    return 'It is weighed again with the next event or day that concerns it.';
  const missing =
    Math.log(definition.thresholds.early / (1 - definition.thresholds.early)) - weighed.totalMilli / 1000;
  const groups = new Set(
    weighed.counted.filter(({ countedMilli }) => countedMilli > 0).map(({ rule }) => rule.group),
  );
  const silent = [...definition.groupCapsMilli.keys()].filter((group) => !groups.has(group));
  const more = silent.length === 0 ? '' : ` Nothing speaks from: ${silent.join(', ')}.`;
  return `The evidence is ${missing.toFixed(1)} nats short of being told: ${times(missing)} more would have to speak for it.${more}`;
}

function times(nats: number): string {
  const odds = Math.exp(nats);
  return `odds of ${odds >= 10 ? Math.round(odds) : Math.round(odds * 10) / 10} to 1`;
}
