/** One label: what was thought, and whether it was so. */
export interface Label {
  /** The raw probability: prior and weights, before any map. */
  readonly raw: number;
  readonly right: boolean;
  /** How often such a customer is met in life, as a multiple of how often it is in the data. */
  readonly weight: number;
  /** Whose it is: labels of one customer hang together. */
  readonly customer: string;
}

/** A map from raw probability to what was observed, rising, straight between its points. */
export type Points = readonly (readonly [number, number])[];

/** The rarer outcome's customers: how many independent labels a fit rests on, at the least. */
export function rarerCustomers(labels: readonly Label[]): number {
  const customersOf = (right: boolean) =>
    new Set(labels.filter((label) => label.right === right).map(({ customer }) => customer)).size;
  return Math.min(customersOf(true), customersOf(false));
}
