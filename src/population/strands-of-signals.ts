import { LIFE_STORIES } from './events/life-events.ts';
import { MONEY_EVENTS } from './money/money-events.ts';

/** By signal, the strands of life and the events of money that have to do with it, traps among them: its weights. */
export function strandsOfSignals(): Readonly<Record<string, readonly string[]>> {
  const strands = new Map<string, Set<string>>();
  const add = (signals: readonly string[], strand: string): void => {
    for (const signal of signals) strands.set(signal, (strands.get(signal) ?? new Set()).add(strand));
  };
  for (const { signals, strand } of LIFE_STORIES) add(signals, strand);
  for (const { signals, id } of MONEY_EVENTS) add(signals, id);
  return Object.fromEntries([...strands].map(([signal, names]) => [signal, [...names]]));
}
