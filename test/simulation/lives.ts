import { generateCustomer } from '../../src/population/population.ts';

/** Lives of the open population as lines of plain events, with what goes wrong in feeds but broken lines. */
export function livesOf(seed: number, customers: number, months: number): string[] {
  const options = { seed, customers, months, rates: { dirty: 0 } };
  return Array.from({ length: customers }, (_, index) => generateCustomer(options, index).events).flat();
}
