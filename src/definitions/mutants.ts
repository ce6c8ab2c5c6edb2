import type { Definition, DefinitionSet, RecurringDefinition } from '../model/definition.ts';
import type { HypothesisDefinition } from '../model/hypothesis.ts';

/** What was done to a piece of evidence. */
export type Mutation = 'flipped' | 'removed';

/** A definition in which one piece of evidence is wrong. */
export interface Mutant {
  /** Code of the evidence, or the block of weights. */
  readonly evidence: string;
  readonly mutation: Mutation;
  readonly definition: Definition;
  /** Whether what was taken or turned spoke for the hypothesis: then the timelines that fire suffer first. */
  readonly weakens: boolean;
}

/** Every piece of evidence once with the sign of its weights turned, and once taken away. */
export function mutantsOf(definition: Definition): Mutant[] {
  return definition.kind === 'hypothesis' ? ofHypothesis(definition) : ofRecurring(definition);
}

/** The set with one of its definitions exchanged. */
export function withMutant(set: DefinitionSet, { definition }: Mutant): DefinitionSet {
  const definitions = set.definitions.map((each) => (each.id === definition.id ? definition : each));
  return { ...set, definitions };
}

function ofHypothesis(definition: HypothesisDefinition): Mutant[] {
  const { evidence, exclusions } = definition;
  const ofEvidence = evidence.flatMap((rule, index): Mutant[] => {
    const levels = rule.levels.map(({ at, weightMilli }) => ({ at, weightMilli: -weightMilli }));
    const weakens = rule.levels.some(({ weightMilli }) => weightMilli > 0);
    return [
      {
        evidence: rule.code,
        mutation: 'flipped',
        definition: { ...definition, evidence: evidence.with(index, { ...rule, levels }) },
        weakens,
      },
      {
        evidence: rule.code,
        mutation: 'removed',
        definition: { ...definition, evidence: evidence.toSpliced(index, 1) },
        weakens,
      },
    ];
  });
  // What rules out has no weight that could be turned.
  const ofExclusions = exclusions.map(
    ({ code }, index): Mutant => ({
      evidence: code,
      mutation: 'removed',
      definition: { ...definition, exclusions: exclusions.toSpliced(index, 1) },
      weakens: false,
    }),
  );
  return [...ofEvidence, ...ofExclusions];
}

type Weights = Readonly<Record<string, number>>;

/** One block of weights: how it is read, and the definition with others in its place. */
interface Block {
  readonly name: string;
  readonly weights: Weights;
  readonly exchange: (weights: Weights) => RecurringDefinition;
}

function ofRecurring(definition: RecurringDefinition): Mutant[] {
  const blocks = blocksOf(definition).filter(({ weights }) =>
    Object.values(weights).some((each) => each !== 0),
  );
  return blocks.flatMap(({ name, weights, exchange }): Mutant[] => {
    const weakens = Object.values(weights).some((each) => each > 0);
    const each = (change: (weight: number) => number) =>
      exchange(Object.fromEntries(Object.entries(weights).map(([key, weight]) => [key, change(weight)])));
    const removed: Mutant = { evidence: name, mutation: 'removed', definition: each(() => 0), weakens };
    // A cap has no sign: the rhythm can only be taken away.
    if (name === 'rhythm') return [removed];
    return [{ evidence: name, mutation: 'flipped', definition: each((weight) => -weight), weakens }, removed];
  });
}

function blocksOf(definition: RecurringDefinition): Block[] {
  const { rhythm, amounts, rail } = definition;
  const one = (name: string, weight: number, exchange: (weight: number) => RecurringDefinition): Block => ({
    name,
    weights: { it: weight },
    exchange: ({ it }) => exchange(it!),
  });
  const inRhythm = (change: Partial<RecurringDefinition['rhythm']>): RecurringDefinition => ({
    ...definition,
    rhythm: { ...rhythm, ...change },
  });
  return [
    {
      name: 'prior by category',
      weights: Object.fromEntries(
        [...definition.categoryPriorsMilli].map(([category, prior]) => [
          category,
          prior - definition.priorMilli,
        ]),
      ),
      exchange: (weights) => ({
        ...definition,
        categoryPriorsMilli: new Map(
          Object.entries(weights).map(([category, weight]) => [category, definition.priorMilli + weight]),
        ),
      }),
    },
    one('rhythm', rhythm.capMilli, (capMilli) => inRhythm({ capMilli })),
    one('missed', rhythm.missedMilli, (missedMilli) => inRhythm({ missedMilli })),
    one('visits between', rhythm.visitsBetweenMilli, (visitsBetweenMilli) =>
      inRhythm({ visitsBetweenMilli }),
    ),
    one('visits before', rhythm.visitsBeforeMilli, (visitsBeforeMilli) => inRhythm({ visitsBeforeMilli })),
    {
      name: 'anchors',
      weights: rhythm.anchorsMilli,
      exchange: (weights) => inRhythm({ anchorsMilli: weights as typeof rhythm.anchorsMilli }),
    },
    {
      name: 'amounts',
      weights: amounts.weightsMilli,
      exchange: (weights) => ({
        ...definition,
        amounts: { ...amounts, weightsMilli: weights as typeof amounts.weightsMilli },
      }),
    },
    {
      name: 'rail',
      weights: rail.channelsMilli as Weights,
      exchange: (channelsMilli) => ({ ...definition, rail: { ...rail, channelsMilli } }),
    },
    one('mandate', rail.mandateMilli, (mandateMilli) => ({ ...definition, rail: { ...rail, mandateMilli } })),
  ];
}
