import { checkMap, type MapCheck } from './check-map.ts';
import { wholeMap } from './confirmation-map.ts';
import { CUSTOMERS_MIN, type FittedMap, fitMap } from './fit-map.ts';
import { type Label, rarerCustomers } from './sample.ts';

export const BASES = ['snapshots', 'confirmations'] as const;
/** What a map is fitted on: month-end snapshots of all hypotheses, or first confirmations. */
export type Basis = (typeof BASES)[number];

/** The fit on one basis, and whether it may be written. */
export interface BasisFit {
  readonly labels: number;
  readonly right: number;
  /** Customers with the rarer outcome. */
  readonly customers: number;
  readonly map: FittedMap | undefined;
  readonly check: MapCheck | undefined;
  /** Why there is no map to write; undefined when there is one. */
  readonly why: string | undefined;
}

export interface SignalCalibration {
  readonly signal: string;
  readonly snapshots: BasisFit;
  readonly confirmations: BasisFit;
}

/** Fits a definition's map on both bases, each apart from the other. */
export function calibrateSignal(
  signal: string,
  labels: Readonly<Record<Basis, readonly Label[]>>,
  confirm: number,
): SignalCalibration {
  const snapshots = fitOn(labels.snapshots);
  const confirmations = fitOn(labels.confirmations);
  const { map } = confirmations;
  if (map === undefined) return { signal, snapshots, confirmations };
  return {
    signal,
    snapshots,
    confirmations: { ...confirmations, map: wholeMap(map, snapshots.map, confirm) },
  };
}

function fitOn(labels: readonly Label[]): BasisFit {
  const map = fitMap(labels);
  const check = map === undefined ? undefined : checkMap(map.method, labels);
  const customers = rarerCustomers(labels);
  const right = labels.filter((label) => label.right).length;
  return { labels: labels.length, right, customers, map, check, why: whyNot(map, check, customers) };
}

function whyNot(
  map: FittedMap | undefined,
  check: MapCheck | undefined,
  customers: number,
): string | undefined {
  if (map === undefined) {
    return customers < CUSTOMERS_MIN ? 'too few labels' : 'what is surer is not right more often';
  }
  if (check?.after === undefined) return 'half of the customers bear no map';
  // On customers that it has not seen a map must not be worse than none.
  return check.after.brier! > check.before.brier! ? 'the map is no better than none' : undefined;
}
