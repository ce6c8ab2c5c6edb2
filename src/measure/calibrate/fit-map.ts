import { fitIsotonic } from './isotonic-fit.ts';
import { fitBeta, fitPlatt, pointsOfCurve } from './logistic-fit.ts';
import { type Label, type Points, rarerCustomers } from './sample.ts';

export const METHODS = ['platt', 'beta', 'isotonic'] as const;
export type Method = (typeof METHODS)[number];

/** A fitted map, with what it rests on. */
export interface FittedMap {
  readonly method: Method;
  readonly points: Points;
  readonly labels: number;
}

/** Customers with the rarer outcome below which nothing is fitted, and from which on a map may bend more. */
export const CUSTOMERS_MIN = 20;
const BETA_FROM = 100;
const ISOTONIC_FROM = 500;

const RAW_DECIMALS = 1e6;
const TOLD_DECIMALS = 1e4;

/** The method that so many customers with the rarer outcome bear; undefined when they are too few for any. */
export function methodFor(customers: number): Method | undefined {
  if (customers < CUSTOMERS_MIN) return undefined;
  if (customers < BETA_FROM) return 'platt';
  return customers < ISOTONIC_FROM ? 'beta' : 'isotonic';
}

/** Fits a map by the method that the labels bear; undefined when they are too few, or speak against the definition. */
export function fitMap(labels: readonly Label[]): FittedMap | undefined {
  const method = methodFor(rarerCustomers(labels));
  return method === undefined ? undefined : fitBy(method, labels);
}

/** Fits a map by one method. */
export function fitBy(method: Method, labels: readonly Label[]): FittedMap | undefined {
  const points = pointsBy(method, labels);
  return points === undefined ? undefined : { method, points: rounded(points), labels: labels.length };
}

function pointsBy(method: Method, labels: readonly Label[]): Points | undefined {
  if (method === 'isotonic') return fitIsotonic(labels);
  const curve = method === 'beta' ? fitBeta(labels) : fitPlatt(labels);
  return curve === undefined ? undefined : pointsOfCurve(curve);
}

/** Points as a definition holds them: raw ones rise, and what is told has four decimals. */
export function rounded(points: Points): Points {
  const kept: (readonly [number, number])[] = [];
  for (const [raw, told] of points) {
    const point = [
      Math.round(raw * RAW_DECIMALS) / RAW_DECIMALS,
      Math.round(told * TOLD_DECIMALS) / TOLD_DECIMALS,
    ] as const;
    const last = kept.at(-1);
    if (last === undefined || point[0] > last[0]) kept.push([point[0], Math.max(point[1], last?.[1] ?? 0)]);
  }
  return kept;
}
