import { HIT_MEMORY_DAYS } from '../../customer/bounds.ts';
import type { Hit, Stream } from '../../customer/customer-state.ts';
import { type Day, dayInMonth, monthIndexOf } from '../../model/day.ts';
import { CADENCE_IDS, type RecurringDefinition } from '../../model/definition.ts';
import type { Channel } from '../../model/transaction.ts';
import { isWithinVarying } from './amounts.ts';
import { CADENCES, type Cadence, cadenceMask } from './cadences.ts';
import { dayOfMonthOf } from './due-days.ts';
import { ceilingMilli, type Reading, readSeries } from './read-series.ts';
import { visitsBeside } from './visits.ts';

const CHAIN_MAX = 12;
/** A party visited more often than this beside the chain shows a habit when amounts differ. */
const OTHER_VISITS_SHARE_MAX = 0.5;

/** What a payment says about its series beside day and amount. */
export interface PartyFacts {
  readonly category: string;
  readonly channel: Channel;
  readonly mandate: boolean;
}

/** Payments that look like a series, with the evidence. */
export interface Candidate {
  readonly cadence: Cadence;
  readonly payments: readonly Hit[];
  readonly reading: Reading;
}

/**
 * The best series that the loose payments of a stream make, ending at the newest payment like `hit`; undefined when
 * there are not two that keep any rhythm. Equal amounts are looked at by themselves first, so that a subscription
 * at a shop that is visited anyway, or two contracts at one company, come apart. What cannot reach `floorMilli` may
 * be left out, which saves most of the work.
 */
export function bestCandidate(
  definition: RecurringDefinition,
  stream: Stream,
  hit: Hit,
  facts: PartyFacts,
  floorMilli: number = Number.NEGATIVE_INFINITY,
): Candidate | undefined {
  const near = stream.hits.filter(
    (other) => other.account === hit.account && Math.abs(other.day - hit.day) <= HIT_MEMORY_DAYS,
  );
  if (near.length < 2) return undefined;
  const equal = near.filter((other) => other.amountMinor === hit.amountMinor);
  const steady = candidateAmong(definition, equal, near, facts, floorMilli);
  if (equal.length === near.length) return steady;
  const alike = near.filter((other) => isWithinVarying(hit.amountMinor, other.amountMinor));
  return better(steady, candidateAmong(definition, alike, near, facts, floorMilli));
}

function better(a: Candidate | undefined, b: Candidate | undefined): Candidate | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.reading.totalMilli > a.reading.totalMilli ? b : a;
}

/** The best chain through payments of like amounts; `loose` are all payments without a series. */
function candidateAmong(
  definition: RecurringDefinition,
  payments: readonly Hit[],
  loose: readonly Hit[],
  facts: PartyFacts,
  floorMilli: number,
): Candidate | undefined {
  if (payments.length < 2) return undefined;
  const end = payments.at(-1)!;
  let mask = 0;
  for (let index = 0; index < payments.length - 1; index++)
    mask |= cadenceMask(end.day - payments[index]!.day);
  let best: Candidate | undefined;
  for (let bit = 0; mask >> bit !== 0; bit++) {
    if (((mask >> bit) & 1) === 0) continue;
    const cadence = CADENCES[CADENCE_IDS[bit]!];
    const chain = chainBack(payments, cadence);
    best = better(best, readChain(definition, cadence, chain, loose, facts, floorMilli));
    // The oldest link may be a purchase before the series began.
    if (chain.length > 2)
      best = better(best, readChain(definition, cadence, chain.slice(1), loose, facts, floorMilli));
  }
  return best;
}

function readChain(
  definition: RecurringDefinition,
  cadence: Cadence,
  chain: readonly Hit[],
  loose: readonly Hit[],
  facts: PartyFacts,
  floorMilli: number,
): Candidate | undefined {
  if (chain.length < cadence.paymentsMin) return undefined;
  const visits = visitsBeside(loose, chain[0]!.account, chain);
  const equal = chain.every((hit) => hit.amountMinor === chain[0]!.amountMinor);
  if (!equal && visits.between > chain.length * OTHER_VISITS_SHARE_MAX) return undefined;
  const seriesFacts = { payments: chain, cadence, ...facts, visits, missedSince: 0 };
  if (ceilingMilli(definition, seriesFacts) < floorMilli) return undefined;
  const reading = readSeries(definition, seriesFacts);
  return { cadence, payments: chain, reading };
}

/** Goes from the newest payment back, one rhythm at a time; one missing payment may be stepped over. */
function chainBack(payments: readonly Hit[], cadence: Cadence): Hit[] {
  const chain = [payments.at(-1)!];
  let index = payments.length - 1;
  let skips = 0;
  while (chain.length < CHAIN_MAX) {
    const from = chain.at(-1)!;
    let previous = nearestBefore(payments, index, cadence, from.day, 1);
    if (previous < 0 && chain.length >= 2 && skips === 0) {
      previous = nearestBefore(payments, index, cadence, from.day, 2);
      skips++;
    }
    if (previous < 0) break;
    chain.push(payments[previous]!);
    index = previous;
  }
  return chain.reverse();
}

/** The payment before `index` nearest to so many rhythms before a day, or −1. */
function nearestBefore(
  payments: readonly Hit[],
  index: number,
  cadence: Cadence,
  day: Day,
  cycles: 1 | 2,
): number {
  const expected = dueBefore(cadence, day, cycles);
  const extra = (cycles - 1) * cadence.cycleDays;
  let best = -1;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (let candidate = index - 1; candidate >= 0; candidate--) {
    const gap = day - payments[candidate]!.day;
    if (gap < cadence.gapMin + extra) continue;
    if (gap > cadence.gapMax + extra) break;
    const distance = Math.abs(payments[candidate]!.day - expected);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function dueBefore(cadence: Cadence, day: Day, cycles: number): Day {
  if (cadence.everyDays > 0) return day - cadence.everyDays * cycles;
  if (cadence.everyMonths === 0) return day - cadence.cycleDays * cycles;
  return dayInMonth(monthIndexOf(day) - cadence.everyMonths * cycles, dayOfMonthOf(day));
}
