import type { Signal } from '../model/signal.ts';
import { readCustomerLines } from './read-customer-lines.ts';

/** Every revision of a customer's signals as a run put them out, oldest first; none where there is no such output. */
export async function readEmitted(folder: string, customer: string): Promise<readonly Signal[]> {
  return (await readCustomerLines<Signal>(folder, 'signals', customer)) ?? [];
}

/** The newest revision of each episode. */
export function newestRevisions(signals: readonly Signal[]): ReadonlyMap<string, Signal> {
  const newest = new Map<string, Signal>();
  for (const signal of signals) {
    const known = newest.get(signal.episode);
    if (known === undefined || known.revision < signal.revision) newest.set(signal.episode, signal);
  }
  return newest;
}
