import type { Hit } from '../../customer/customer-state.ts';
import { milliOf } from '../../evidence/confidence.ts';
import { type Cue, countedWeights } from '../../evidence/weigh.ts';
import type { CadenceRule, RecurringDefinition } from '../../model/definition.ts';
import type { Channel } from '../../model/transaction.ts';
import { type Amounts, readAmounts } from './amounts.ts';
import type { Cadence } from './cadences.ts';
import { type Fit, fitAnchor } from './fit-anchor.ts';

/** Newest payments that evidence is read from: more would not change a decision. */
const PAYMENTS_READ_MAX = 12;
/** Calendar days that stand for one working day of distance, weekends included: to both sides but for 0. */
const DAYS_ON_TIME = 1.4;
const DAYS_OFF_TIME = 2.8;
const CHANCE_FAR_OFF = 0.002;

/** Payments and what is known about them. */
export interface SeriesFacts {
  readonly payments: readonly Hit[];
  readonly cadence: Cadence;
  readonly category: string;
  readonly channel: Channel;
  readonly mandate: boolean;
  /** Other payments of such amounts to the same party in the same time: they speak for a habit. */
  readonly otherVisits: number;
  /** Due days missed since the newest payment. */
  readonly missedSince: number;
}

/** Evidence for and against payments being a series, with what each counts. */
export interface Reading {
  readonly fit: Fit;
  readonly amounts: Amounts;
  readonly priorMilli: number;
  readonly cues: readonly Cue[];
  readonly counted: readonly number[];
  readonly totalMilli: number;
}

/** Weighs payments as a series of one rhythm against a habit that visits at random. */
export function readSeries(definition: RecurringDefinition, facts: SeriesFacts): Reading {
  const read = facts.payments.slice(-PAYMENTS_READ_MAX);
  const rule = definition.cadences.get(facts.cadence.id)!;
  const fit = fitAnchor(facts.cadence, read);
  const amounts = readAmounts(read);
  const { rhythm, amounts: amountRule, rail } = definition;
  const pairShare = read.length === 2 ? amountRule.pairShare : 1;
  const amountWeight = amountRule.weightsMilli[amounts.pattern];
  const cues: Cue[] = [
    { code: 'rhythm', group: rhythm.group, weight: rhythmMilli(definition, rule, fit, facts) },
    {
      code: 'missed',
      group: 'absence',
      weight: (fit.gaps + fit.collisions * 2 + facts.missedSince) * rhythm.missedMilli,
    },
    {
      code: `amounts-${amounts.pattern}`,
      group: amountRule.group,
      weight: amountWeight > 0 ? Math.round(amountWeight * pairShare) : amountWeight,
    },
    { code: `by-${facts.channel}`, group: rail.group, weight: rail.channelsMilli[facts.channel] ?? 0 },
    { code: 'mandate', group: rail.group, weight: facts.mandate ? rail.mandateMilli : 0 },
  ];
  const counted = countedWeights(cues, (group) =>
    group === rhythm.group ? rhythm.capMilli : Number.MAX_SAFE_INTEGER,
  );
  const priorMilli = priorOf(definition, facts.category) + rule.priorMilli;
  const totalMilli = counted.reduce((sum, weight) => sum + weight, priorMilli);
  return { fit, amounts, priorMilli, cues, counted, totalMilli };
}

/** The prior of the longest dotted prefix of a category that the definition knows. */
export function priorOf(definition: RecurringDefinition, category: string): number {
  for (let prefix = category; prefix !== ''; ) {
    const prior = definition.categoryPriorsMilli.get(prefix);
    if (prior !== undefined) return prior;
    const dot = prefix.lastIndexOf('.');
    prefix = dot < 0 ? '' : prefix.slice(0, dot);
  }
  return definition.priorMilli;
}

/**
 * The logarithm of how much likelier the distances from the due days are for a series than for a habit.
 * The payment that lies best pays for the anchor, which was fitted: it is left out.
 * How punctual a series is differs from series to series: the profiles are averaged over the series, not over payments.
 */
function rhythmMilli(
  definition: RecurringDefinition,
  rule: CadenceRule,
  fit: Fit,
  facts: SeriesFacts,
): number {
  const first = facts.payments[0]!.day;
  const last = facts.payments.at(-1)!.day;
  const span = last - first + facts.cadence.cycleDays;
  const perDay = rule.habitPerDay + (facts.otherVisits + (facts.otherVisits > 0 ? 0.5 : 0)) / span;
  const chanceOnTime = 1 - Math.exp(-perDay * DAYS_ON_TIME);
  const chanceOffTime = 1 - Math.exp(-perDay * DAYS_OFF_TIME);
  const anchorIndex = bestIndex(fit.distances);
  let likelihood = 0;
  for (const profile of definition.rhythm.jitter) {
    let product = profile.share;
    fit.distances.forEach((distance, index) => {
      if (index === anchorIndex) return;
      const off = Math.abs(distance);
      product *= (profile.byDistance[off] ?? CHANCE_FAR_OFF) / (off === 0 ? chanceOnTime : chanceOffTime);
    });
    likelihood += product;
  }
  return milliOf(Math.log(Math.max(likelihood, 1e-9)));
}

function bestIndex(distances: readonly number[]): number {
  let best = 0;
  for (let index = 1; index < distances.length; index++) {
    if (Math.abs(distances[index]!) < Math.abs(distances[best]!)) best = index;
  }
  return best;
}
