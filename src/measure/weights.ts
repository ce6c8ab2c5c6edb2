import type { Truth } from './truth.ts';

/**
 * How often a customer like this one is met in life, as a multiple of how often it stands in this population, for what
 * is measured of a signal. Where everything was enriched the product of all strands swings too widely: then only the
 * strands count that have to do with the signal.
 */
export function weightOf({ observed, population }: Truth, customer: string, signal: string): number {
  const weights = observed.get(customer)?.weights;
  if (weights === undefined) return 1;
  const strands = population.strands === undefined ? weights.keys() : (population.strands.get(signal) ?? []);
  let weight = 1;
  for (const strand of strands) weight *= weights.get(strand) ?? 1;
  return weight;
}

/** Whether any customer stands for more or fewer than itself. */
export function isWeighted({ observed }: Truth): boolean {
  for (const { weights } of observed.values()) if (weights !== undefined) return true;
  return false;
}

/** Weights of some customers or signals, as sums: what a share and its interval are made of. */
export interface WeightSum {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

/** Adds weights up. */
export function sumWeights(weights: readonly number[]): WeightSum {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return { count: weights.length, sum, squares };
}

/** How many equally weighted ones would say as much (Kish 1965). */
export function effectiveCount({ sum, squares }: WeightSum): number {
  return squares === 0 ? 0 : (sum * sum) / squares;
}
