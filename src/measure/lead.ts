import { quantile, wilsonInterval } from '../lib/statistics.ts';
import type { Day } from '../model/day.ts';
import type { EarlyFinding, TruthFinding } from './findings.ts';
import type { LeadScore, Spread } from './report.ts';

interface Spell {
  readonly firstFee: Day;
  confirmedOn: Day | undefined;
  earlyOn: Day | undefined;
}

/**
 * How long before the first fee or refused bill stress was told: of each customer and first fee, the earliest signal
 * that was right counts. Undefined where truth names no first fee.
 */
export function leadOf(
  truths: readonly TruthFinding[],
  earlies: readonly EarlyFinding[],
): LeadScore | undefined {
  const spells = new Map<string, Spell>();
  for (const { customer, firstFee, result, hitOn } of truths) {
    if (firstFee === undefined || result === 'left-out') continue;
    const key = JSON.stringify([customer, firstFee]);
    const spell = spells.get(key) ?? { firstFee, confirmedOn: undefined, earlyOn: undefined };
    spells.set(key, spell);
    if (hitOn !== undefined) spell.confirmedOn = Math.min(hitOn, spell.confirmedOn ?? hitOn);
  }
  if (spells.size === 0) return undefined;
  for (const { customer, firstFee, day } of earlies) {
    const spell = spells.get(JSON.stringify([customer, firstFee]));
    if (spell !== undefined) spell.earlyOn = Math.min(day, spell.earlyOn ?? day);
  }
  const all = [...spells.values()];
  const confirmed = all.flatMap(({ firstFee, confirmedOn }) =>
    confirmedOn === undefined ? [] : [firstFee - confirmedOn],
  );
  // What was confirmed at once was never early: then the confirmation is what was told first.
  const first = all.flatMap(({ firstFee, confirmedOn, earlyOn }) => {
    const day = Math.min(confirmedOn ?? Number.POSITIVE_INFINITY, earlyOn ?? Number.POSITIVE_INFINITY);
    return Number.isFinite(day) ? [firstFee - day] : [];
  });
  const before = confirmed.filter((days) => days > 0).length;
  return {
    spells: all.length,
    confirmedBefore: {
      count: before,
      of: all.length,
      share: before / all.length,
      ...wilsonInterval(before, all.length),
    },
    confirmedDays: spreadOfLead(confirmed),
    firstToldDays: spreadOfLead(first),
  };
}

/** Of leads the tenth that is shortest matters, not the one that is longest: `p90` is what nine tenths reach. */
function spreadOfLead(days: readonly number[]): Spread {
  const ascending = days.toSorted((a, b) => a - b);
  const count = ascending.length;
  if (count === 0) return { count, median: null, p90: null };
  return { count, median: quantile(ascending, 0.5), p90: quantile(ascending, 0.1) };
}
