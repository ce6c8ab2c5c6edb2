import type { Episode } from '../../customer/diary.ts';
import { confidenceOf } from '../../evidence/confidence.ts';
import { fillFacts } from '../../lib/fill-facts.ts';
import { formatDay } from '../../model/day.ts';
import type { HypothesisDefinition } from '../../model/hypothesis.ts';
import type { Contribution, Signal, SignalState } from '../../model/signal.ts';
import type { DetectContext } from '../recurring/context.ts';
import { likelier } from '../recurring/contributions.ts';
import type { Seen } from './scope.ts';
import { type Subject, toldSubject } from './subject-of.ts';
import type { CountedEvidence, Weighed } from './weigh-hypothesis.ts';

const LISTED_MAX = 24;
const LISTED_PER_CUE_MAX = 12;
/** The signal that tells a hypothesis as it stands. */
export function hypothesisSignal(
  context: DetectContext,
  definition: HypothesisDefinition,
  subject: Subject,
  episode: Episode,
  weighed: Weighed,
): Signal {
  const contributions = contributionsOf(definition, weighed);
  return {
    id: `${episode.id}:${episode.revision}`,
    episode: episode.id,
    revision: episode.revision,
    customer: context.state.customer,
    signal: definition.id,
    definition: { version: definition.version, hash: definition.hash },
    state: episode.state as SignalState,
    confidence: confidenceOf(weighed.totalMilli, definition.calibration),
    subject: subjectFor(context, definition, subject, weighed),
    detectedAt: formatDay(context.today),
    happened: { from: formatDay(episode.happenedFrom), to: formatDay(episode.happenedTo) },
    rationale: {
      summary: summaryOf(definition, subject, episode, weighed),
      prior: definition.priorMilli / 1000,
      calibration: definition.calibration,
      for: contributions.filter(({ weight }) => weight > 0),
      against: contributions.filter(({ weight }) => weight < 0),
    },
    transactions: listedIds(weighed),
    sensitivity: definition.sensitivity,
    purposes: definition.purposes,
    ...(episode.historical ? { historical: true as const } : {}),
  };
}

function subjectFor(
  { state }: DetectContext,
  definition: HypothesisDefinition,
  subject: Subject,
  weighed: Weighed,
): Signal['subject'] {
  const name = weighed.counted.find(({ seen }) => seen.names.length > 0)?.seen.names[0] ?? '';
  const told = toldSubject(state, subject, name);
  // A sensitive signal names nobody: whom it is with would tell what it is about.
  return definition.sensitivity === 'H' && subject.key !== 0 ? { ...told, name: '' } : told;
}

/** What counted, largest first then by code, each with its facts and one plain sentence. */
export function contributionsOf(definition: HypothesisDefinition, weighed: Weighed): Contribution[] {
  return [...weighed.counted]
    .sort(
      (a, b) => Math.abs(b.countedMilli) - Math.abs(a.countedMilli) || (a.rule.code < b.rule.code ? -1 : 1),
    )
    .map((each) => contributionOf(definition, each));
}

function contributionOf(
  definition: HypothesisDefinition,
  { rule, seen, countedMilli }: CountedEvidence,
): Contribution {
  const meaning =
    countedMilli > 0
      ? `${likelier(countedMilli)} likelier if it is so than if not`
      : `${likelier(countedMilli)} likelier if it is not so`;
  const text = fillFacts(rule.text, factsOf(seen));
  return {
    code: rule.code,
    group: rule.group,
    text: `${text.charAt(0).toUpperCase()}${text.slice(1)}: ${meaning}`,
    weight: countedMilli / 1000,
    facts: plainFacts(definition, seen),
    transactions: seen.lines.slice(-LISTED_PER_CUE_MAX).map(({ id }) => id),
  };
}

/** The facts behind a piece of evidence, as a program reads them; amounts and names stay in the text. */
function plainFacts(
  definition: HypothesisDefinition,
  seen: Seen,
): Record<string, string | number | string[]> {
  const known = seen.last >= 0 && seen.count > 0;
  return {
    value: seen.value,
    count: seen.count,
    ...(known ? { from: formatDay(seen.first), to: formatDay(seen.last) } : {}),
    ...(seen.amount === undefined ? {} : { amount: seen.amount }),
    ...(seen.before === undefined ? {} : { before: seen.before }),
    ...(seen.now === undefined ? {} : { now: seen.now }),
    ...(seen.names.length === 0 || definition.sensitivity === 'H' ? {} : { names: [...seen.names] }),
  };
}

function factsOf(seen: Seen): Readonly<Record<string, string>> {
  const known = seen.last >= 0 && seen.count > 0;
  return {
    value: `${seen.value}`,
    count: `${seen.count}`,
    days: known ? `${seen.last - seen.first + 1}` : '0',
    since: known ? formatDay(seen.first) : 'the beginning',
    last: known ? formatDay(seen.last) : 'never',
    amount: seen.amount ?? 'nothing',
    before: seen.before ?? 'nothing',
    now: seen.now ?? seen.amount ?? 'nothing',
    names: seen.names.length === 0 ? 'somebody whose name is not known' : seen.names.join(', '),
    name: seen.names[0] ?? 'a party without a name',
    moved: seen.moved ?? 'nothing',
  };
}

/** The definition's sentence with the facts of the strongest evidence, and what its state adds. */
function summaryOf(
  definition: HypothesisDefinition,
  subject: Subject,
  episode: Episode,
  weighed: Weighed,
): string {
  const ordered = [...weighed.counted].sort((a, b) => b.countedMilli - a.countedMilli);
  const supporting = ordered.filter(({ countedMilli }) => countedMilli > 0);
  // Where nothing speaks for it any more, what speaks against it still knows the facts.
  const strongest = supporting.length > 0 ? supporting : ordered;
  const merged: Record<string, string> = {};
  for (const { seen } of [...strongest].reverse()) Object.assign(merged, factsOf(seen));
  for (const fact of ['moved', 'before', 'now', 'amount', 'names', 'name'] as const) {
    const telling = strongest.find(({ seen }) => tells(seen, fact));
    if (telling !== undefined) merged[fact] = factsOf(telling.seen)[fact]!;
  }
  merged.since = formatDay(episode.happenedFrom);
  if (subject.series !== undefined && subject.series.name !== '') merged.name = subject.series.name;
  const sentence = canTell(definition.texts.summary, merged)
    ? fillFacts(definition.texts.summary, merged)
    : `${definition.title}.`;
  switch (episode.state) {
    case 'early':
      return `${sentence} Early: more will tell.`;
    case 'fading':
      return `${sentence} It is fading: the cues no longer hold.`;
    case 'ended':
      return `${sentence} It has ended: no further cue since ${formatDay(episode.supportedOn)}.`;
    case 'retracted':
      return `${sentence} Withdrawn: what is left does not bear it.`;
    default:
      return sentence;
  }
}

/** Whether every fact of a sentence is known: an episode of which no evidence is left is told by its title. */
function canTell(text: string, facts: Readonly<Record<string, string>>): boolean {
  return [...text.matchAll(/\{(\w+)\}/g)].every(([, name]) => {
    const fact = facts[name!];
    return fact !== undefined && fact !== 'nothing';
  });
}

function tells(seen: Seen, fact: 'moved' | 'before' | 'now' | 'amount' | 'names' | 'name'): boolean {
  return fact === 'names' || fact === 'name' ? seen.names.length > 0 : seen[fact] !== undefined;
}

/** The newest transactions behind all that speaks for it, by day then id. */
function listedIds(weighed: Weighed): string[] {
  const lines = new Map<string, number>();
  for (const { seen, countedMilli } of weighed.counted) {
    if (countedMilli > 0) for (const { id, day } of seen.lines) lines.set(id, day);
  }
  return [...lines]
    .sort(([a, dayA], [b, dayB]) => dayA - dayB || (a < b ? -1 : 1))
    .slice(-LISTED_MAX)
    .map(([id]) => id);
}
