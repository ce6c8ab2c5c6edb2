import { DAY_NEVER } from '../../customer/customer-state.ts';
import type { Episode, Held } from '../../customer/diary.ts';
import { leastTotal, type Milli } from '../../evidence/confidence.ts';
import { countedWeights } from '../../evidence/weigh.ts';
import type { Day } from '../../model/day.ts';
import type { EvidenceRule, HypothesisDefinition, Observation } from '../../model/hypothesis.ts';
import { nextMonthlyLook } from './observe/monthly.ts';
import { observe } from './observe.ts';
import type { Scope, Seen } from './scope.ts';

/** A piece of evidence that counted. */
export interface CountedEvidence {
  readonly rule: EvidenceRule;
  readonly seen: Seen;
  readonly level: number;
  readonly countedMilli: Milli;
}

/** What all evidence says of a hypothesis today. */
export interface Weighed {
  readonly totalMilli: Milli;
  readonly counted: readonly CountedEvidence[];
  /** Something rules it out. */
  readonly excludedBy: string | undefined;
  /** The first and the newest day of the evidence that speaks for it; `DAY_NEVER` and -1 for none. */
  readonly first: Day;
  readonly last: Day;
  /** The next day on which time alone may change it. */
  readonly next: Day;
}

/** Kinds whose number passes with time: of an event, what they once showed stays. */
const PASSING: ReadonlySet<Observation['kind']> = new Set([
  'quiet',
  'rate',
  'share',
  'balance',
  'income',
  'shortfall',
  'composition',
]);

/** One piece of evidence as it was found, before its group is looked at. */
interface Found {
  readonly rule: EvidenceRule;
  readonly seen: Seen;
  readonly level: number;
}

/**
 * Weighs all evidence; for an open episode of an event, what was held before stays. `isWhole` looks at all of it,
 * though it cannot make the hypothesis likely: whoever asks why nothing was said wants to see it.
 */
export function weighHypothesis(
  definition: HypothesisDefinition,
  scope: Scope,
  episode: Episode | undefined,
  isWhole = false,
): Weighed {
  const firsts = new Map<string, Day>();
  const found: Found[] = [];
  let next = DAY_NEVER;
  const look = (rule: EvidenceRule): void => {
    const seen = observe(rule.observation, scope, rule.levels);
    if (seen !== undefined) firsts.set(rule.code, seen.first);
    // What has too little to say anything yet is asked again when the next month is in.
    const again = PASSING.has(rule.observation.kind) ? nextMonthlyLook(scope.today) : DAY_NEVER;
    next = Math.min(next, seen?.next ?? again);
    const reached = seen === undefined ? -1 : levelOf(rule, seen.value);
    const held = heldOf(definition, rule, episode);
    if (held !== undefined && held.level > reached)
      found.push({ rule, seen: seenBefore(held), level: held.level });
    else if (seen !== undefined && reached >= 0) found.push({ rule, seen, level: reached });
  };
  const { stages, earlyMilli } = planOf(definition);
  const isOpen = episode !== undefined || isWhole;
  let isHopeless = false;
  for (const { rules, mostLater } of stages) {
    for (const rule of rules) look(rule);
    // What later stages could add at the most does not make it likely: they need not be looked at.
    isHopeless = !isOpen && mostOf(definition, found, mostLater) < earlyMilli;
    if (isHopeless) break;
  }
  const order = new Map(definition.evidence.map((rule, index) => [rule, index]));
  found.sort((a, b) => order.get(a.rule)! - order.get(b.rule)!);
  return sumUp(definition, scope, found, { firsts, next, asksExclusions: !isHopeless });
}

function sumUp(
  definition: HypothesisDefinition,
  scope: Scope,
  found: readonly Found[],
  more: { readonly firsts: ReadonlyMap<string, Day>; readonly next: Day; readonly asksExclusions: boolean },
): Weighed {
  const inOrder = found.filter(({ rule, seen }) => keepsOrder(rule, seen, more.firsts));
  const cues = inOrder.map(({ rule, level }) => ({
    code: rule.code,
    group: rule.group,
    weight: rule.levels[level]!.weightMilli,
  }));
  const weights = countedWeights(cues, (group) => definition.groupCapsMilli.get(group) ?? 0);
  const counted = inOrder
    .map((each, index) => ({ ...each, countedMilli: weights[index]! }))
    .filter(({ countedMilli }) => countedMilli !== 0);
  const support = counted.filter(({ countedMilli }) => countedMilli > 0);
  // What happened to a series is told by the payment that is missing or other, not by how long it had run.
  const dated = support.filter(({ rule }) => isOfMoment(rule.observation));
  const excluded = more.asksExclusions
    ? definition.exclusions.find(
        ({ observation, at }) => (observe(observation, scope, [{ at, weightMilli: 0 }])?.value ?? 0) >= at,
      )
    : undefined;
  return {
    totalMilli: weights.reduce((sum, each) => sum + each, definition.priorMilli),
    counted,
    excludedBy: excluded?.code,
    first: Math.min(DAY_NEVER, ...(dated.length > 0 ? dated : support).map(({ seen }) => seen.first)),
    last: Math.min(scope.today, Math.max(-1, ...support.map(({ seen }) => seen.last))),
    next: more.next,
  };
}

function isOfMoment(observation: Observation): boolean {
  return observation.kind === 'subject' && MOMENTS.has(observation.measure);
}

/** In which order the evidence of a definition is looked at: what costs little first, whole months last. */
interface Plan {
  readonly stages: readonly {
    readonly rules: readonly EvidenceRule[];
    /** By group: the most that evidence of later stages could weigh. */
    readonly mostLater: ReadonlyMap<string, Milli>;
  }[];
  /** The sum from which on something would be said. */
  readonly earlyMilli: Milli;
}

const MOMENTS: ReadonlySet<string> = new Set([
  'days-overdue',
  'missed',
  'rise-percent',
  'fall-percent',
  'payments-since-change',
  'trial-percent',
]);
const CHEAP: ReadonlySet<Observation['kind']> = new Set(['subject', 'signal', 'event', 'loan']);
const plans = new WeakMap<HypothesisDefinition, Plan>();

function planOf(definition: HypothesisDefinition): Plan {
  const known = plans.get(definition);
  if (known !== undefined) return known;
  const stageOf = ({ observation: { kind } }: EvidenceRule) =>
    CHEAP.has(kind) ? 0 : PASSING.has(kind) ? 2 : 1;
  const plan: Plan = {
    stages: [0, 1, 2].map((stage) => ({
      rules: definition.evidence.filter((rule) => stageOf(rule) === stage),
      mostLater: mostByGroup(definition.evidence.filter((rule) => stageOf(rule) > stage)),
    })),
    earlyMilli: leastTotal(definition.thresholds.early, definition.calibration),
  };
  plans.set(definition, plan);
  return plan;
}

function mostByGroup(rules: readonly EvidenceRule[]): ReadonlyMap<string, Milli> {
  const most = new Map<string, Milli>();
  for (const { group, levels } of rules) {
    const weight = Math.max(0, ...levels.map(({ weightMilli }) => weightMilli));
    most.set(group, Math.max(weight, most.get(group) ?? 0));
  }
  return most;
}

/** The most that the sum could become: group by group the strongest that was found or could be. */
function mostOf(
  definition: HypothesisDefinition,
  found: readonly Found[],
  mostLater: ReadonlyMap<string, Milli>,
): Milli {
  let sum = definition.priorMilli;
  for (const [group, cap] of definition.groupCapsMilli) {
    let most = mostLater.get(group) ?? 0;
    for (const { rule, level } of found) {
      if (rule.group === group) most = Math.max(most, rule.levels[level]!.weightMilli);
    }
    sum += Math.min(cap, most);
  }
  return sum;
}

/** The highest level that a value reaches; -1 for none. */
function levelOf(rule: EvidenceRule, value: number): number {
  let level = -1;
  rule.levels.forEach(({ at }, index) => {
    if (value >= at) level = index;
  });
  return level;
}

function heldOf(
  definition: HypothesisDefinition,
  rule: EvidenceRule,
  episode: Episode | undefined,
): Held | undefined {
  if (definition.life.kind !== 'event' || !PASSING.has(rule.observation.kind)) return undefined;
  const held = episode?.held.find(({ code }) => code === rule.code);
  return held !== undefined && held.level < rule.levels.length ? held : undefined;
}

function seenBefore({ value, day }: Held): Seen {
  return { value, count: 1, first: day, last: day, lines: [], names: [], next: DAY_NEVER };
}

function keepsOrder({ after }: EvidenceRule, seen: Seen, firsts: ReadonlyMap<string, Day>): boolean {
  if (after === undefined) return true;
  const first = firsts.get(after.code);
  return first !== undefined && seen.first >= first && seen.first - first <= after.withinDays;
}

/** What an open episode keeps of the evidence that counts now, so that it stays when time has passed. */
export function heldNow(definition: HypothesisDefinition, weighed: Weighed, before: readonly Held[]): Held[] {
  if (definition.life.kind !== 'event') return [];
  const held = before.map((each) => ({ ...each }));
  for (const { rule, seen, level, countedMilli } of weighed.counted) {
    if (countedMilli <= 0 || !PASSING.has(rule.observation.kind)) continue;
    const known = held.find(({ code }) => code === rule.code);
    if (known === undefined) held.push({ code: rule.code, level, value: seen.value, day: seen.last });
    else if (level > known.level) Object.assign(known, { level, value: seen.value, day: seen.last });
  }
  return held.sort((a, b) => (a.code < b.code ? -1 : 1));
}
