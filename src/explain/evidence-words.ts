import type { EvidenceSource, HypothesisSource } from '../definitions/hypothesis-source.ts';
import { logistic } from '../lib/statistics.ts';
import { seriesWords } from './filter-words.ts';
import { spanWords } from './number-words.ts';
import { observationWords } from './observation-words.ts';
import { furtherWords } from './step-words.ts';
import { finePercent } from './weight-line.ts';

const DAYS_A_YEAR = 365.25;

/** A level in words, with what it weighs. */
export interface SaidLevel {
  readonly words: string;
  readonly weight: number;
}

/** The levels of a piece of evidence in words: the first in full, those above it by their number. */
export function saidLevels({ observe, levels, after }: EvidenceSource): SaidLevel[] {
  const [kind, given] = Object.entries(observe)[0]!;
  const rising = [...levels].sort((a, b) => a.at - b.at);
  const order =
    after === undefined ? '' : `; only if it follows “${after.code}” within ${spanWords(after.withinDays)}`;
  return rising.map(({ at, weight }, index) => {
    const before = rising[index - 1];
    const isMore = before !== undefined && before.at > 0;
    const words = isMore
      ? furtherWords(kind, given, at)
      : `${observationWords(observe, { at, next: rising[index + 1]?.at })}${order}`;
    return { words, weight };
  });
}

/** What rules a hypothesis out, in words. */
export function saidExclusions({
  exclusions = [],
}: HypothesisSource): { readonly words: string; readonly why: string }[] {
  return exclusions.map(({ observe, at, why }) => ({
    words: observationWords(observe, { at, next: undefined }),
    why,
  }));
}

/** What a hypothesis is about. */
export function subjectOf({ subject }: HypothesisSource): string {
  if (subject === 'customer') return 'the customer';
  if ('party' in subject) return `each party on its own, where there are ${seriesWords(subject.party)}`;
  const fresh = subject.series.onlyNew === true ? ' whose beginning was seen' : '';
  return `each recurring series on its own${fresh}: ${seriesWords(subject.series)}`;
}

/** How likely it is before anything is seen, in nats and in words. */
export function priorOf({ prior, subject }: HypothesisSource): {
  readonly nats: number;
  readonly words: string;
} {
  const chance = 1 - Math.exp((-prior.perYear * prior.withinDays) / DAYS_A_YEAR);
  const whom = subject === 'customer' ? 'customers' : 'party' in subject ? 'parties' : 'series';
  const often =
    prior.perYear < 1
      ? `${Number((prior.perYear * 100).toPrecision(3))} in 100 ${whom} a year`
      : `${prior.perYear} a year for each of the ${whom}`;
  return {
    nats: Math.log(chance / (1 - chance)),
    words: `${finePercent(chance)} within ${prior.withinDays} days (${often})`,
  };
}

/** How far each group can take the confidence, alone and with those before it. */
export interface GroupReach {
  readonly group: string;
  /** The most that it can count for, in nats, and the most against. */
  readonly most: number;
  readonly least: number;
  readonly alone: number;
  readonly together: number;
}

/** Group after group at its strongest. */
export function reachOfGroups(source: HypothesisSource): GroupReach[] {
  const { nats } = priorOf(source);
  let sum = nats;
  return Object.entries(source.groups).map(([group, { cap }]) => {
    const weights = source.evidence
      .filter((each) => each.group === group)
      .flatMap(({ levels }) => levels.map(({ weight }) => weight));
    const most = Math.min(cap, Math.max(0, ...weights));
    const least = Math.max(-cap, Math.min(0, ...weights));
    sum += most;
    return { group, most, least, alone: logistic(nats + most), together: logistic(sum) };
  });
}
