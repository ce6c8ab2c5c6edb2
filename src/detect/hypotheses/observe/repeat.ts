import { DAY_NEVER, type Hit } from '../../../customer/customer-state.ts';
import type { Observation } from '../../../model/hypothesis.ts';
import { roughEuros } from '../../../model/rough-euro.ts';
import { formatMinor } from '../format-minor.ts';
import { type Scope, type Seen, windowStart } from '../scope.ts';

/** Pairs older than this are no news. */
const PAIR_DAYS = 30;
const MINOR_OF_WHOLE = 100;

/** How often the same amount came to the same party twice within days, though such pairs are not usual there. */
export function seeRepeat(
  observation: Extract<Observation, { kind: 'repeat' }>,
  scope: Scope,
): Seen | undefined {
  const { stream } = scope;
  if (stream === undefined) return undefined;
  const payments = [...stream.hits, ...stream.series.flatMap((series) => series.payments)].sort(
    (a, b) => a.day - b.day || a.key - b.key,
  );
  const pairs: [Hit, Hit][] = [];
  payments.forEach((payment, index) => {
    if (roughEuros(payment.amountMinor, stream.currency) < observation.amountFrom) return;
    if (observation.exceptWhole && payment.amountMinor % MINOR_OF_WHOLE === 0) return;
    for (let before = index - 1; before >= 0; before--) {
      const other = payments[before]!;
      if (payment.day - other.day > observation.withinDays) break;
      if (other.amountMinor === payment.amountMinor && other.account === payment.account) {
        pairs.push([other, payment]);
        break;
      }
    }
  });
  const start = windowStart(scope, PAIR_DAYS);
  const news = pairs.filter(([, second]) => second.day >= start);
  const usual = pairs.some(
    ([, second]) => second.day < start && second.day >= start - observation.historyDays,
  );
  const shown = usual ? [] : news;
  return {
    value: shown.length,
    count: shown.length,
    first: shown[0]?.[0].day ?? DAY_NEVER,
    last: shown.at(-1)?.[1].day ?? -1,
    lines: shown.flat(),
    names: [],
    ...(shown.length === 0
      ? {}
      : { amount: formatMinor(Math.abs(shown.at(-1)![1].amountMinor), stream.currency) }),
    next: DAY_NEVER,
  };
}
