import type { Hit } from '../../customer/customer-state.ts';
import { isWithinVarying } from './amounts.ts';

/** Payments to the same party that a series does not explain: they speak for a habit. */
export interface Visits {
  /** From its first payment to its newest. */
  readonly between: number;
  /** Before its first payment, as far as loose payments are remembered. */
  readonly before: number;
}

/**
 * Counts the visits beside a series among payments of its account. A series of one amount stands out from visits of
 * other amounts, so only equal ones count; where amounts vary every visit counts between, and a like one before.
 * `loose` may hold the series' own payments: these are told by their keys.
 */
export function visitsBeside(loose: readonly Hit[], account: number, payments: readonly Hit[]): Visits {
  const first = payments[0]!;
  const last = payments.at(-1)!;
  const steady = payments.every((payment) => payment.amountMinor === first.amountMinor);
  let between = 0;
  let before = 0;
  for (const hit of loose) {
    if (hit.account !== account || hit.day > last.day || payments.includes(hit)) continue;
    if (steady && hit.amountMinor !== first.amountMinor) continue;
    if (hit.day >= first.day) between++;
    else if (isWithinVarying(first.amountMinor, hit.amountMinor)) before++;
  }
  return { between, before };
}
