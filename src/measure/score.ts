import { CADENCE_IDS } from '../model/definition.ts';
import { type Calibration, reliabilityOf } from './calibration.ts';
import { domainOf } from './domains.ts';
import type { ConfirmedFinding, Curves, EarlyFinding, Findings, TruthFinding } from './findings.ts';
import { FALSE_ALARM_REASONS, type FalseAlarmReason } from './judge.ts';
import { leadOf } from './lead.ts';
import type { CadenceScore, EarlyScore, FalseAlarms, KindScore, SignalScore, TrapScore } from './report.ts';
import { delayOf, groupBy, precisionOf, proportion, quantilesOf, spreadOf } from './shares.ts';

/** Observed months in which a false alarm of a signal would have been counted. */
export type MonthsOf = (signal: string) => number;

/** The name under which all signals are counted together. */
export const ALL_SIGNALS = 'all';

/** The score of each signal that truth or signals name, by id. */
export function scoreSignals(findings: Findings, curves: Curves, monthsOf: MonthsOf): readonly SignalScore[] {
  const truths = groupBy(findings.truths, (finding) => finding.signal);
  const confirmed = groupBy(findings.confirmed, (finding) => finding.signal);
  const earlies = groupBy(findings.earlies, (finding) => finding.signal);
  const traps = groupBy(findings.traps, (finding) => finding.signal);
  const signals = new Set([...truths.keys(), ...confirmed.keys(), ...earlies.keys(), ...traps.keys()]);
  return [...signals].sort().map((signal) => {
    const own: Findings = {
      truths: truths.get(signal) ?? [],
      confirmed: confirmed.get(signal) ?? [],
      earlies: earlies.get(signal) ?? [],
      traps: traps.get(signal) ?? [],
    };
    return { ...scoreOf(signal, own, monthsOf), thresholds: curves.get(signal)?.points() ?? [] };
  });
}

/** The score over some findings. */
export function scoreOf(signal: string, findings: Findings, monthsOf: MonthsOf): SignalScore {
  const counted = findings.truths.filter((truth) => truth.result !== 'left-out');
  const hits = findings.confirmed.filter((finding) => finding.outcome === 'hit');
  const alarms = findings.confirmed.filter((finding) => finding.outcome === 'false-alarm');
  const missedBy = (result: TruthFinding['result']) =>
    counted.filter((truth) => truth.result === result).length;
  const reliability = reliabilityOf(predictionsOf(findings.confirmed));
  const { count, brier, ece, ecePerfect } = reliability;
  return {
    signal,
    domain: domainOf(signal),
    truths: counted.length,
    truthsLeftOut: findings.truths.length - counted.length,
    hits: hits.length,
    recall: proportion(hits.length, counted.length),
    missed: { late: missedBy('late'), before: missedBy('before'), never: missedBy('never') },
    confirmed: findings.confirmed.length,
    ignored: findings.confirmed.length - hits.length - alarms.length,
    precision: precisionOf(findings.confirmed),
    delayDays: delayOf(counted),
    delayQuantiles: quantilesOf(counted),
    falseAlarms: falseAlarmsOf(alarms, monthsOf),
    traps: { sprung: findings.traps.filter((trap) => trap.sprung).length, of: findings.traps.length },
    retracted: {
      hits: hits.filter((finding) => finding.retracted).length,
      falseAlarms: alarms.filter((finding) => finding.retracted).length,
    },
    early: earlyOf(findings.earlies),
    lead: leadOf(findings.truths, findings.earlies) ?? null,
    calibration: { count, brier, ece, ecePerfect },
    reliability,
    thresholds: [],
  };
}

/** Scores by cadence, for signals of which truth names one; and for all together where there are several. */
export function scoreCadences(findings: Findings): readonly CadenceScore[] {
  const named = new Set(findings.truths.filter((truth) => truth.cadence !== '').map((truth) => truth.signal));
  return withAll(named, (signal) => {
    const isOurs = (finding: { readonly signal: string }) => belongs(finding.signal, signal, named);
    const truths = groupBy(
      findings.truths.filter((truth) => isOurs(truth) && truth.result !== 'left-out'),
      (truth) => truth.cadence,
    );
    const confirmed = groupBy(findings.confirmed.filter(isOurs), (finding) => finding.cadence);
    const cadences = [...new Set([...truths.keys(), ...confirmed.keys()])].sort(byCadence);
    return cadences.map((cadence) =>
      scoreCadence({ signal, cadence }, truths.get(cadence) ?? [], confirmed.get(cadence) ?? []),
    );
  });
}

function scoreCadence(
  named: { readonly signal: string; readonly cadence: string },
  truths: readonly TruthFinding[],
  confirmed: readonly ConfirmedFinding[],
): CadenceScore {
  const found = truths.filter((truth) => truth.result === 'hit');
  const agreed = found.filter((truth) => truth.cadenceFound === named.cadence);
  return {
    ...named,
    truths: truths.length,
    hits: found.length,
    recall: proportion(found.length, truths.length),
    delayDays: delayOf(truths),
    cadenceRight: proportion(agreed.length, found.length),
    precision: precisionOf(confirmed),
    calibration: calibrationOf(confirmed),
  };
}

/** Recall by kind, for signals of which truth names one. */
export function scoreKinds(findings: Findings): readonly KindScore[] {
  const named = new Set(findings.truths.filter((truth) => truth.kind !== '').map((truth) => truth.signal));
  return withAll(named, (signal) => {
    const truths = findings.truths.filter(
      (truth) => belongs(truth.signal, signal, named) && truth.result !== 'left-out',
    );
    const kinds = [...groupBy(truths, (truth) => truth.kind)].sort(([a], [b]) => (a < b ? -1 : 1));
    return kinds.map(([kind, group]) => {
      const hits = group.filter((truth) => truth.result === 'hit').length;
      const recall = proportion(hits, group.length);
      return { signal, kind, truths: group.length, hits, recall, delayDays: delayOf(group) };
    });
  });
}

/** Traps by signal and reason. */
export function scoreTraps(findings: Findings): readonly TrapScore[] {
  const groups = groupBy(findings.traps, (trap) => JSON.stringify([trap.signal, trap.why]));
  const scores = [...groups.values()].map((group) => {
    const { signal, why } = group[0]!;
    return { signal, why, of: group.length, sprung: group.filter((trap) => trap.sprung).length };
  });
  return scores.sort((a, b) =>
    a.signal === b.signal ? (a.why < b.why ? -1 : 1) : a.signal < b.signal ? -1 : 1,
  );
}

function withAll<Score>(
  signals: ReadonlySet<string>,
  score: (signal: string) => readonly Score[],
): readonly Score[] {
  const names = [...signals].sort();
  return (names.length > 1 ? [ALL_SIGNALS, ...names] : names).flatMap(score);
}

function belongs(signal: string, wanted: string, named: ReadonlySet<string>): boolean {
  return wanted === ALL_SIGNALS ? named.has(signal) : signal === wanted;
}

function byCadence(a: string, b: string): number {
  const rank = (cadence: string) => {
    const index = (CADENCE_IDS as readonly string[]).indexOf(cadence);
    if (cadence === '') return CADENCE_IDS.length + 1;
    return index < 0 ? CADENCE_IDS.length : index;
  };
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

/** False alarms by when and why; the rate is the sum of the signals' rates, each over its own weighted months. */
export function falseAlarmsOf(alarms: readonly ConfirmedFinding[], monthsOf: MonthsOf): FalseAlarms {
  const inWarmUp = alarms.filter((alarm) => alarm.inWarmUp).length;
  const counted = groupBy(
    alarms.filter((alarm) => !alarm.inWarmUp),
    (alarm) => alarm.signal,
  );
  let rate = 0;
  for (const [signal, group] of counted) {
    rate += group.reduce((sum, { weight }) => sum + weight, 0) / monthsOf(signal);
  }
  const countOf = (reason: FalseAlarmReason) => alarms.filter((alarm) => alarm.reason === reason).length;
  const reasons = Object.fromEntries(FALSE_ALARM_REASONS.map((reason) => [reason, countOf(reason)]));
  return {
    total: alarms.length,
    afterWarmUp: alarms.length - inWarmUp,
    inWarmUp,
    perThousandCustomerMonths: monthsOf(ALL_SIGNALS) === 0 ? null : rate * 1000,
    reasons: reasons as Record<FalseAlarmReason, number>,
  };
}

function earlyOf(earlies: readonly EarlyFinding[]): EarlyScore {
  const sooner = earlies.flatMap((early) => early.soonerDays ?? []);
  const scored = earlies.filter((early) => early.outcome !== 'ignored');
  const right = scored.filter((early) => early.outcome === 'hit');
  return {
    episodes: earlies.length,
    laterConfirmed: sooner.length,
    retracted: earlies.filter((early) => early.retracted && early.soonerDays === undefined).length,
    soonerDays: spreadOf(sooner),
    right: proportion(right.length, scored.length),
    ignored: earlies.length - scored.length,
  };
}

/** Reliability over confirmed findings, without those that are neither right nor wrong. */
export function predictionsOf(confirmed: readonly ConfirmedFinding[]) {
  const scored = confirmed.filter((finding) => finding.outcome !== 'ignored');
  return scored.map(({ confidence, outcome, weight }) => ({ confidence, right: outcome === 'hit', weight }));
}

function calibrationOf(confirmed: readonly ConfirmedFinding[]): Calibration {
  const { count, brier, ece, ecePerfect } = reliabilityOf(predictionsOf(confirmed));
  return { count, brier, ece, ecePerfect };
}
