import { type Mutation, mutantsOf, withMutant } from '../definitions/mutants.ts';
import { neededSet } from '../definitions/needed-set.ts';
import type { Timeline } from '../definitions/timeline.ts';
import type { DefinitionSet } from '../model/definition.ts';
import type { Enrichment, EnrichmentQuery } from '../model/transaction.ts';
import { type ReadyTimeline, readyTimeline, runReadyTimeline } from './definition-tests.ts';

/** What became of one mutant. */
export interface MutantResult {
  readonly evidence: string;
  readonly mutation: Mutation;
  /** The first timeline that broke; without one the mutant survived. */
  readonly noticedBy?: string;
}

/** How well the timelines of one definition hold its evidence. */
export interface MutationReport {
  readonly definition: string;
  /** Timelines that fail as it is: they can notice nothing. */
  readonly failing: readonly string[];
  readonly mutants: readonly MutantResult[];
}

/** Spoils each piece of evidence of a definition and looks whether one of its timelines notices. */
export function tryMutants(
  set: DefinitionSet,
  id: string,
  timelines: readonly Timeline[],
  enrich: (query: EnrichmentQuery) => Enrichment,
): MutationReport {
  const needed = neededSet(set, id);
  const ready = timelines.map((timeline) => readyTimeline(timeline, enrich));
  const holds = (one: ReadyTimeline, tried: DefinitionSet) => runReadyTimeline(one, id, tried).isPassed;
  const failing = ready.filter((one) => !holds(one, needed)).map(({ timeline }) => timeline.title);
  const holding = ready.filter(({ timeline }) => !failing.includes(timeline.title));
  const definition = needed.definitions.find((each) => each.id === id)!;
  const silentLast = [...holding].sort((a, b) => Number(isSilent(a)) - Number(isSilent(b)));
  const silentFirst = [...holding].sort((a, b) => Number(isSilent(b)) - Number(isSilent(a)));
  const mutants = mutantsOf(definition).map((mutant): MutantResult => {
    const tried = withMutant(needed, mutant);
    const noticedBy = (mutant.weakens ? silentLast : silentFirst).find((one) => !holds(one, tried));
    const { evidence, mutation } = mutant;
    return {
      evidence,
      mutation,
      ...(noticedBy === undefined ? {} : { noticedBy: noticedBy.timeline.title }),
    };
  });
  return { definition: id, failing, mutants };
}

function isSilent({ timeline }: ReadyTimeline): boolean {
  return timeline.expect === 'silent';
}
