import type { Hit } from '../../customer/customer-state.ts';
import type { AmountPattern } from '../../model/definition.ts';

const NEAR_SHARE = 0.045;
const STEP_FACTOR_MAX = 1.7;
const VARYING_FACTOR_MAX = 2.6;

export interface Amounts {
  readonly pattern: AmountPattern;
  /** The newest amount of a steady or stepped series, the median otherwise; signed minor units. */
  readonly levelMinor: number;
}

/** What kind of amounts a series has; payments are in order, of one direction. */
export function readAmounts(payments: readonly Hit[]): Amounts {
  const last = payments.at(-1)!.amountMinor;
  if (payments.every((payment) => payment.amountMinor === last))
    return { pattern: 'steady', levelMinor: last };
  if (isStepped(payments)) return { pattern: 'stepped', levelMinor: last };
  const sorted = payments.map((payment) => Math.abs(payment.amountMinor)).sort((a, b) => a - b);
  const median = sorted[(sorted.length - 1) >> 1]!;
  const levelMinor = last < 0 ? -median : median;
  const smallest = sorted[0]!;
  const largest = sorted.at(-1)!;
  if (largest - median <= median * NEAR_SHARE && median - smallest <= median * NEAR_SHARE) {
    return { pattern: 'near', levelMinor };
  }
  const within = largest <= median * VARYING_FACTOR_MAX && median <= smallest * VARYING_FACTOR_MAX;
  return { pattern: within ? 'varying' : 'wild', levelMinor };
}

/** Equal amounts but for few steps, each within a price change's reach, and some level held twice. */
function isStepped(payments: readonly Hit[]): boolean {
  let steps = 0;
  for (let index = 1; index < payments.length; index++) {
    const before = Math.abs(payments[index - 1]!.amountMinor);
    const after = Math.abs(payments[index]!.amountMinor);
    if (before === after) continue;
    steps++;
    if (after > before * STEP_FACTOR_MAX || before > after * STEP_FACTOR_MAX) return false;
  }
  return payments.length >= 3 && steps <= Math.max(1, Math.floor(payments.length / 5));
}

/** Whether an amount may be a later one of a series: its level, or within a price change of it. */
export function isWithinStep(levelMinor: number, amountMinor: number): boolean {
  const level = Math.abs(levelMinor);
  const amount = Math.abs(amountMinor);
  return amount <= level * STEP_FACTOR_MAX && level <= amount * STEP_FACTOR_MAX;
}

/** Whether an amount fits a series whose amounts vary. */
export function isWithinVarying(levelMinor: number, amountMinor: number): boolean {
  const level = Math.abs(levelMinor);
  const amount = Math.abs(amountMinor);
  return amount <= level * VARYING_FACTOR_MAX && level <= amount * VARYING_FACTOR_MAX;
}
