import { LIFE_STORIES } from './events/life-events.ts';
import { MONEY_EVENTS } from './money/money-events.ts';
import { TRUTH_SIGNALS, type TruthSignal } from './truth-signals.ts';

const TOLD: ReadonlySet<TruthSignal> = new Set(
  [...LIFE_STORIES, ...MONEY_EVENTS].filter(({ trap }) => trap !== true).flatMap(({ signals }) => signals),
);

/** The signals whose events can be made to happen to more customers. */
export const ENRICHABLE_SIGNALS: readonly TruthSignal[] = TRUTH_SIGNALS.filter((signal) => TOLD.has(signal));
