import type { CustomerState } from '../../customer/customer-state.ts';
import type { OutputRecord, Signal } from '../../model/signal.ts';

/** How often an episode of each signal came into each state; further revisions in the same state do not count. */
export type SignalCounts = Record<string, Record<string, number>>;

/** What subscribers were told of each episode before this run. */
export function toldStates(state: CustomerState): Map<string, string> {
  const told = new Map<string, string>();
  for (const stream of state.streams.values()) {
    for (const series of stream.series) {
      if (series.told !== undefined) told.set(series.told.episode, series.told.state);
    }
  }
  return told;
}

/** Counts the states that a customer's outputs bring its episodes into. */
export function countSignals(
  counts: SignalCounts,
  outputs: readonly OutputRecord[],
  toldBefore: ReadonlyMap<string, string> | undefined,
): void {
  const told = new Map<string, string>();
  for (const output of outputs) {
    if (output.topic !== 'signals') continue;
    const { signal, episode, state } = output.body as Signal;
    if ((told.get(episode) ?? toldBefore?.get(episode)) === state) continue;
    told.set(episode, state);
    counts[signal] ??= {};
    counts[signal][state] = (counts[signal][state] ?? 0) + 1;
  }
}

/** Adds counts to others. */
export function addSignalCounts(sum: SignalCounts, counts: SignalCounts): void {
  for (const [signal, states] of Object.entries(counts)) {
    sum[signal] ??= {};
    for (const [state, count] of Object.entries(states))
      sum[signal][state] = (sum[signal][state] ?? 0) + count;
  }
}
