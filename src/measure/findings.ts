import type { Day } from '../model/day.ts';
import type { Claim, Episode } from './episodes.ts';
import { type FalseAlarmReason, judge, type Told } from './judge.ts';
import type { ThresholdPoint } from './report.ts';
import { ThresholdCurve } from './thresholds.ts';
import type { Fires, Ground, Period, Truth } from './truth.ts';
import { weightOf } from './weights.ts';

/** A truth, and whether it was found. */
export interface TruthFinding {
  readonly customer: string;
  readonly signal: string;
  readonly cadence: string;
  readonly kind: string;
  readonly result: 'hit' | 'late' | 'before' | 'never' | 'left-out';
  /** The day of the first fee that it led to, for stress. */
  readonly firstFee: Day | undefined;
  /** The day of the hit; undefined for what was not hit. */
  readonly hitOn: Day | undefined;
  /** Days from `from` to the hit; undefined for what was not hit. */
  readonly delayDays: number | undefined;
  /** The cadence of the signal that hit it; empty without one. */
  readonly cadenceFound: string;
}

/** A first confirmed emission, and what became of it. */
export interface ConfirmedFinding {
  readonly customer: string;
  readonly signal: string;
  /** How often such a customer is met in life, as a multiple of how often it is in this population. */
  readonly weight: number;
  readonly cadence: string;
  readonly confidence: number;
  readonly outcome: 'hit' | 'ignored' | 'false-alarm';
  readonly reason: FalseAlarmReason | undefined;
  readonly inWarmUp: boolean;
  readonly retracted: boolean;
}

/** A first early emission, and what became of it. */
export interface EarlyFinding {
  readonly customer: string;
  readonly signal: string;
  readonly day: Day;
  /** Of a hit: the first fee that its truth led to, for stress. */
  readonly firstFee: Day | undefined;
  readonly outcome: 'hit' | 'ignored' | 'false-alarm';
  /** Days until it was confirmed; undefined when it never was. */
  readonly soonerDays: number | undefined;
  readonly retracted: boolean;
}

export interface TrapFinding {
  readonly signal: string;
  readonly why: string;
  readonly sprung: boolean;
}

/** Everything that was judged, one small fact each; scores are counts over these. */
export interface Findings {
  readonly truths: TruthFinding[];
  readonly confirmed: ConfirmedFinding[];
  readonly earlies: EarlyFinding[];
  readonly traps: TrapFinding[];
}

/** By signal, what each threshold would have told. */
export type Curves = ReadonlyMap<string, ThresholdCurve>;

/** A customer's first days: what runs already cannot be told from what is new. */
export const WARM_UP_DAYS = 90;

const NOTHING_KNOWN: Ground = { fires: [], traps: [], ignores: [] };

/**
 * Judges every customer and signal that truth or signals name. `historyTo` is the last day of back-filled time, if any:
 * what begins in it may have been answered by a historical episode, and is left out with them.
 */
export function findAll(
  truth: Truth,
  episodes: Iterable<Episode>,
  historyTo: Day | undefined,
): { readonly findings: Findings; readonly curves: Curves } {
  const curves = new Map<string, ThresholdCurve>();
  const findings: Findings = { truths: [], confirmed: [], earlies: [], traps: [] };
  for (const subject of subjectsOf(truth, episodes, historyTo)) {
    const curve = curves.get(subject.signal) ?? new ThresholdCurve();
    curves.set(subject.signal, curve);
    curve.add({ ...subject, isLeftOut: leftOutOf(subject) });
    findOne(findings, subject);
  }
  return { findings, curves };
}

/** What each of some thresholds would have told of one signal. */
export function curveOf(
  truth: Truth,
  episodes: Iterable<Episode>,
  asked: { readonly signal: string; readonly thresholds: readonly number[]; readonly confirmedOnly: boolean },
): readonly ThresholdPoint[] {
  const curve = new ThresholdCurve(asked.thresholds, asked.confirmedOnly);
  for (const subject of subjectsOf(truth, episodes, undefined)) {
    if (subject.signal === asked.signal) curve.add({ ...subject, isLeftOut: leftOutOf(subject) });
  }
  return curve.points();
}

/** Each customer and signal that truth or signals name, with its episodes. */
function* subjectsOf(
  truth: Truth,
  episodes: Iterable<Episode>,
  historyTo: Day | undefined,
): Generator<Subject> {
  const bySubject = new Map<string, Map<string, Episode[]>>();
  for (const [customer, grounds] of truth.grounds) {
    bySubject.set(customer, new Map([...grounds.keys()].map((signal) => [signal, []])));
  }
  for (const episode of episodes) {
    if (episode.historical) continue;
    const signals = bySubject.get(episode.customer) ?? new Map<string, Episode[]>();
    bySubject.set(episode.customer, signals);
    const list = signals.get(episode.signal);
    if (list === undefined) signals.set(episode.signal, [episode]);
    else list.push(episode);
  }
  for (const [customer, signals] of bySubject) {
    const period = periodOf(truth, customer);
    for (const [signal, list] of signals) {
      const ground = truth.grounds.get(customer)?.get(signal) ?? NOTHING_KNOWN;
      const weight = weightOf(truth, customer, signal);
      yield { customer, signal, weight, ground, episodes: list, period, historyTo };
    }
  }
}

/** The days on which a customer was seen: its own where truth says them, else the population's. */
export function periodOf(truth: Truth, customer: string): Period {
  const { from, to } = truth.observed.get(customer) ?? truth.population;
  return { from, to: Math.min(to, truth.population.to) };
}

interface Subject {
  readonly customer: string;
  readonly signal: string;
  readonly weight: number;
  readonly ground: Ground;
  readonly episodes: readonly Episode[];
  readonly period: Period;
  readonly historyTo: Day | undefined;
}

/** Which truths cannot be measured: their last day lies beyond the data, or they are history. */
function leftOutOf({ period, historyTo }: Subject): (truth: Fires) => boolean {
  return (truth) => truth.by > period.to || (historyTo !== undefined && truth.from <= historyTo);
}

function findOne(findings: Findings, subject: Subject): void {
  const { customer, signal, weight, ground, episodes, period } = subject;
  const isLeftOut = leftOutOf(subject);
  const confirmed = episodes.filter((episode) => episode.confirmed !== undefined);
  const told = confirmed.map((episode) => toldBy(episode, episode.confirmed!));
  const { verdicts, missed, sprung } = judge(ground, told, isLeftOut);
  for (const truth of ground.fires) {
    if (isLeftOut(truth)) findings.truths.push(missedTruth(subject, truth, 'left-out'));
    const result = missed.get(truth);
    if (result !== undefined) findings.truths.push(missedTruth(subject, truth, result));
  }
  confirmed.forEach((episode, index) => {
    const verdict = verdicts[index]!;
    const { day, confidence } = episode.confirmed!;
    const { cadence, retracted } = episode;
    const inWarmUp = day < period.from + WARM_UP_DAYS;
    const reason = verdict.outcome === 'false-alarm' ? verdict.reason : undefined;
    findings.confirmed.push({
      customer,
      signal,
      weight,
      cadence,
      confidence,
      outcome: verdict.outcome,
      reason,
      inWarmUp,
      retracted,
    });
    if (verdict.outcome !== 'hit') return;
    const { truth } = verdict;
    findings.truths.push({
      ...missedTruth(subject, truth, 'hit'),
      hitOn: day,
      delayDays: day - truth.from,
      cadenceFound: cadence,
    });
  });
  ground.traps.forEach((trap, index) => {
    findings.traps.push({ signal, why: trap.why, sprung: sprung[index]! });
  });
  findEarlies(findings.earlies, subject, isLeftOut);
}

/** Early states face the same judge, among themselves: one that comes before its truth's `from` is wrong too. */
function findEarlies(
  found: EarlyFinding[],
  { customer, signal, ground, episodes }: Subject,
  isLeftOut: (truth: Fires) => boolean,
): void {
  const earlies = episodes.filter((episode) => episode.early !== undefined);
  const told = earlies.map((episode) => toldBy(episode, episode.early!));
  const { verdicts } = judge(ground, told, isLeftOut);
  earlies.forEach((episode, index) => {
    const { early, confirmed, retracted } = episode;
    const soonerDays = confirmed === undefined ? undefined : confirmed.day - early!.day;
    const verdict = verdicts[index]!;
    const firstFee = verdict.outcome === 'hit' ? verdict.truth.firstFee : undefined;
    const { outcome } = verdict;
    found.push({ customer, signal, day: early!.day, firstFee, outcome, soonerDays, retracted });
  });
}

function toldBy(episode: Episode, claim: Claim): Told {
  return { episode: episode.id, day: claim.day, transactions: episode.shared.slice(0, claim.sharedCount) };
}

function missedTruth(
  { customer, signal }: Subject,
  { cadence, kind, firstFee }: Fires,
  result: TruthFinding['result'],
): TruthFinding {
  const nothing = { hitOn: undefined, delayDays: undefined, cadenceFound: '' };
  return { customer, signal, cadence, kind, result, firstFee, ...nothing };
}
