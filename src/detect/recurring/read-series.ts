import type { Hit } from '../../customer/customer-state.ts';
import { type Cue, countedWeights } from '../../evidence/weigh.ts';
import type { RecurringDefinition } from '../../model/definition.ts';
import type { Channel } from '../../model/transaction.ts';
import { type Amounts, readAmounts } from './amounts.ts';
import type { Cadence } from './cadences.ts';
import { type Fit, fitAnchor } from './fit-anchor.ts';
import { rhythmCeilingMilli, rhythmMilli } from './rhythm.ts';
import type { Visits } from './visits.ts';

/** Newest payments that evidence is read from: more would not change a decision. */
const PAYMENTS_READ_MAX = 12;
const VISITS_SHARE_MAX = 1.5;
const VISITS_BEFORE_MAX = 6;
const ROUND_MINOR = 500;
const WHOLE_MINOR = 100;
/** Payments and what is known about them. */
export interface SeriesFacts {
  readonly payments: readonly Hit[];
  readonly cadence: Cadence;
  readonly category: string;
  readonly channel: Channel;
  readonly mandate: boolean;
  readonly visits: Visits;
  /** Due days missed since the newest payment. */
  readonly missedSince: number;
}

/** Evidence for and against payments being a series, with what each counts. */
export interface Reading {
  readonly visits: Visits;
  readonly fit: Fit;
  readonly amounts: Amounts;
  readonly priorMilli: number;
  readonly cues: readonly Cue[];
  readonly counted: readonly number[];
  readonly totalMilli: number;
}

/** Weighs payments as a series of one rhythm against a habit. */
export function readSeries(definition: RecurringDefinition, facts: SeriesFacts): Reading {
  const read = facts.payments.slice(-PAYMENTS_READ_MAX);
  const fit = fitAnchor(facts.cadence, read);
  const amounts = readAmounts(read);
  const weighed = weigh(definition, facts, read, amounts, {
    rhythmMilli: rhythmMilli(definition, fit, read, facts.visits.between),
    missed: fit.gaps + fit.collisions * 2 + facts.missedSince,
  });
  return { visits: facts.visits, fit, amounts, ...weighed };
}

/** The most that payments can weigh as a series, told without fitting due days to them, which is dear. */
export function ceilingMilli(definition: RecurringDefinition, facts: SeriesFacts): number {
  const read = facts.payments.slice(-PAYMENTS_READ_MAX);
  return weigh(definition, facts, read, readAmounts(read), {
    rhythmMilli: rhythmCeilingMilli(definition, read, facts.visits.between),
    missed: facts.missedSince,
  }).totalMilli;
}

function weigh(
  definition: RecurringDefinition,
  facts: SeriesFacts,
  read: readonly Hit[],
  { pattern, levelMinor }: Amounts,
  days: { readonly rhythmMilli: number; readonly missed: number },
) {
  const { rhythm, amounts, rail } = definition;
  const share = (read.length === 2 ? amounts.pairShare : 1) * roundness(levelMinor, amounts.roundShare);
  const amountsMilli = amounts.weightsMilli[pattern];
  const cues: Cue[] = [
    { code: 'rhythm', group: rhythm.group, weight: days.rhythmMilli },
    {
      code: 'visits-between',
      group: 'visits-between',
      weight: betweenMilli(definition, read.length, facts.visits.between),
    },
    {
      code: 'visits-before',
      group: 'visits-before',
      weight: Math.min(facts.visits.before, VISITS_BEFORE_MAX) * rhythm.visitsBeforeMilli,
    },
    { code: 'missed', group: 'absence', weight: days.missed * rhythm.missedMilli },
    {
      code: `amounts-${pattern}`,
      group: amounts.group,
      weight: amountsMilli > 0 ? Math.round(amountsMilli * share) : amountsMilli,
    },
    { code: `by-${facts.channel}`, group: rail.group, weight: rail.channelsMilli[facts.channel] ?? 0 },
    { code: 'mandate', group: rail.group, weight: facts.mandate ? rail.mandateMilli : 0 },
  ];
  const counted = countedWeights(cues, (group) =>
    group === rhythm.group ? rhythm.capMilli : Number.MAX_SAFE_INTEGER,
  );
  const rule = definition.cadences.get(facts.cadence.id)!;
  const priorMilli = priorOf(definition, facts.category) + rule.priorMilli;
  const totalMilli = counted.reduce((sum, weight) => sum + weight, priorMilli);
  return { priorMilli, cues, counted, totalMilli };
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

/** Like payments in between, which a series does not explain: so many for each of its own. */
function betweenMilli(definition: RecurringDefinition, payments: number, visits: number): number {
  const share = visits / (payments - 1);
  return Math.round(definition.rhythm.visitsBetweenMilli * Math.min(share, VISITS_SHARE_MAX));
}

/** Fives and tens are what people choose when they choose a sum; whole units are prices at a till more than of contracts. */
function roundness(amountMinor: number, roundShare: number): number {
  if (amountMinor % ROUND_MINOR === 0) return roundShare;
  return amountMinor % WHOLE_MINOR === 0 ? (1 + roundShare) / 2 : 1;
}
