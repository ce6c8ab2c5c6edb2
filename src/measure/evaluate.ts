import { type Day, formatDay } from '../model/day.ts';
import { reliabilityOf } from './calibration.ts';
import { scoreDomains, scoreQuiet } from './domain-scores.ts';
import { type Collected, collectEpisodes, type Episode } from './episodes.ts';
import { findAll } from './findings.ts';
import type { LineSource } from './lines.ts';
import { monthsBySignal } from './months.ts';
import type { EvaluationReport, SignalScore } from './report.ts';
import {
  ALL_SIGNALS,
  predictionsOf,
  scoreCadences,
  scoreKinds,
  scoreOf,
  scoreSignals,
  scoreTraps,
} from './score.ts';
import { readTruth, type Truth } from './truth.ts';
import { isWeighted } from './weights.ts';

/** Measures a file of signals against a file of truth, and another one beside it where there is a baseline. */
export async function evaluateFiles({
  baseline,
  ...files
}: {
  readonly signals: string;
  readonly truth: string;
  readonly baseline?: string;
}): Promise<EvaluationReport> {
  const report = await evaluate(files);
  if (baseline === undefined) return report;
  const { signals, domains, quiet } = await evaluate({ signals: baseline, truth: files.truth });
  return { ...report, baseline: { signals, domains, quiet } };
}

/** Measures signals against truth; each is a file's path or parsed lines. */
export async function evaluate({
  signals,
  truth: truthSource,
}: {
  readonly signals: LineSource;
  readonly truth: LineSource;
}): Promise<EvaluationReport> {
  const truth = await readTruth(truthSource);
  const collected = await collectEpisodes(signals, truth);
  const historyTo = lastHistoricalDay(collected.episodes.values());
  const known = new Set([...truth.observed.keys(), ...truth.grounds.keys()]);
  const monthsOf = monthsBySignal(truth, known, historyTo);
  const customerMonths = monthsOf(ALL_SIGNALS);
  const { findings, curves } = findAll(truth, collected.episodes.values(), historyTo);
  const all = scoreOf(ALL_SIGNALS, findings, monthsOf);
  const episodes = [...collected.episodes.values()];
  const historicalEpisodes = episodes.filter((episode) => episode.historical).length;
  return {
    population: {
      from: formatDay(truth.population.from),
      to: formatDay(truth.population.to),
      customers: truth.population.customers,
      customersKnown: known.size,
      customerMonths,
      weighted: isWeighted(truth),
    },
    input: {
      lines: collected.lines,
      episodes: episodes.length,
      historicalLines: collected.historicalLines,
      historicalEpisodes,
      unknownLines: collected.unknownLines,
      unknownCustomers: collected.unknownCustomers,
    },
    notes: notesOf({ truth, collected, known, historyTo, historicalEpisodes, all }),
    all,
    signals: scoreSignals(findings, curves, monthsOf),
    domains: scoreDomains(findings, monthsOf),
    quiet: scoreQuiet(findings, truth, known, historyTo),
    cadences: scoreCadences(findings),
    kinds: scoreKinds(findings),
    traps: scoreTraps(findings),
    reliability: reliabilityOf(predictionsOf(findings.confirmed)),
  };
}

/** Back-filled time reaches at least to the last day on which a historical episode was first told. */
function lastHistoricalDay(episodes: Iterable<Episode>): Day | undefined {
  let last: Day | undefined;
  for (const episode of episodes) {
    if (episode.historical && (last === undefined || episode.firstDay > last)) last = episode.firstDay;
  }
  return last;
}

function notesOf({
  truth,
  collected,
  known,
  historyTo,
  historicalEpisodes,
  all,
}: {
  readonly truth: Truth;
  readonly collected: Collected;
  readonly known: ReadonlySet<string>;
  readonly historyTo: Day | undefined;
  readonly historicalEpisodes: number;
  readonly all: SignalScore;
}): readonly string[] {
  const notes: string[] = [];
  if (collected.lines === 0) notes.push('There are no signals: every truth counts as missed.');
  if (historyTo !== undefined) {
    notes.push(
      `${count(historicalEpisodes, 'historical episode')} left out, ` +
        `and with them the truths that begin on or before ${formatDay(historyTo)}.`,
    );
  }
  if (collected.unknownLines > 0) {
    const customers = count(collected.unknownCustomers, 'customer');
    notes.push(
      `${count(collected.unknownLines, 'line')} left out: the truth says nothing of their ${customers}.`,
    );
  }
  if (all.truthsLeftOut > 0) {
    notes.push(
      `${count(all.truthsLeftOut, 'truth')} left out: the data ends before their last day, or they are history.`,
    );
  }
  if (isWeighted(truth)) {
    notes.push(
      'Events were made likelier than in life: precision, false alarms and calibration are weighted back, recall and counts are not.',
    );
  }
  const unobserved = [...known].filter((customer) => !truth.observed.has(customer)).length;
  if (unobserved > 0) {
    notes.push(
      `${count(unobserved, 'customer')} without an observed line: the population's days count as theirs.`,
    );
  }
  if (known.size !== truth.population.customers) {
    const said = count(truth.population.customers, 'customer');
    notes.push(
      `The population line says ${said}, the truth has lines of ${known.size.toLocaleString('en')}.`,
    );
  }
  return notes;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
