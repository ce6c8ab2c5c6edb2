import type { Risk } from '../model/governance.ts';
import type { SignalState } from '../model/signal.ts';

/** Through what, at what risk, and for what. */
export interface UseName {
  readonly channel: string;
  readonly risk: Risk;
  readonly purpose: string;
}

/** What was decided last of one use of an episode. */
export interface StandingUse extends UseName {
  /** The rules that failed, as a sum of two to the power of their bits; zero when it was sent and still stands. */
  failed: number;
}

export const SUPPRESSIONS = ['none', 'dismissed', 'complained', 'wrong'] as const;
/** What somebody answered to an episode that forbids to go on with it. */
export type Suppression = (typeof SUPPRESSIONS)[number];

/** An episode as it was last decided on: enough to decide anew when a consent goes or an answer comes. */
export interface Standing {
  readonly episode: string;
  readonly signal: string;
  revision: number;
  state: SignalState;
  /** In 1/10000. */
  confidence: number;
  historical: boolean;
  suppression: Suppression;
  /** In the order in which they were first decided on. */
  uses: StandingUse[];
}

/** Whether somebody was told through a use, and not told otherwise since. */
export function isTold(use: StandingUse): boolean {
  return use.failed === 0;
}

/** Whether two speak of one channel, risk and purpose. */
export function isSameUse(a: UseName, b: UseName): boolean {
  return a.channel === b.channel && a.risk === b.risk && a.purpose === b.purpose;
}
