import { hash53 } from '../../lib/hash.ts';
import { seededRandom } from '../../lib/random.ts';
import type { Life } from '../life.ts';
import { POPULATION_RATES, type PopulationOptions, populationRates } from '../options.ts';
import { DUPLICATE_CHARGE, TWO_AT_ONCE } from './duplicate-charge.ts';
import { INSURANCE_SWITCHED } from './insurance-switched.ts';
import { LOAN_NEARLY_PAID, LOAN_RUNNING } from './loan-nearly-paid.ts';
import { MIX_SHIFT } from './mix-shift.ts';
import { DECEMBER, HOLIDAY, INFLATION, LARGE_PURCHASE } from './mix-traps.ts';
import type { MoneyEvent, Scene } from './money-event.ts';
import type { Purse } from './purse.ts';
import { SALARY_DIVERTED } from './salary-diverted.ts';
import { BROKER_ONCE, SAVE_ELSEWHERE } from './save-elsewhere.ts';
import { SLIDE } from './slide-event.ts';
import {
  LATE_WAGE,
  LOTTERY_TICKET,
  ONE_ADVANCE,
  ONE_FEE,
  ONE_RETURN,
  PARKING_FINE,
} from './trouble-traps.ts';

/** Everything that befalls money beside what lives are made of anyway; in the order in which it happens. */
export const MONEY_EVENTS: readonly MoneyEvent[] = [
  SALARY_DIVERTED,
  INSURANCE_SWITCHED,
  LOAN_NEARLY_PAID,
  LOAN_RUNNING,
  SAVE_ELSEWHERE,
  BROKER_ONCE,
  MIX_SHIFT,
  LARGE_PURCHASE,
  DECEMBER,
  INFLATION,
  HOLIDAY,
  DUPLICATE_CHARGE,
  TWO_AT_ONCE,
  ONE_FEE,
  ONE_RETURN,
  LOTTERY_TICKET,
  LATE_WAGE,
  ONE_ADVANCE,
  PARKING_FINE,
  SLIDE,
];

/** What would contradict a slide in the same life. */
const APART: ReadonlySet<MoneyEvent> = new Set([
  SALARY_DIVERTED,
  MIX_SHIFT,
  LARGE_PURCHASE,
  DECEMBER,
  INFLATION,
  HOLIDAY,
  ONE_FEE,
  ONE_RETURN,
  LOTTERY_TICKET,
  LATE_WAGE,
  ONE_ADVANCE,
  PARKING_FINE,
]);
/** Who is observed for less has no event that anybody could tell. */
const OBSERVED_DAYS_MIN = 90;
const BEGIN_DAYS_MIN = 60;
const END_DAYS_MIN = 20;
const REPEATS_MAX = 50;
/** What enriching makes of an event: so many lives, or so many times as often. */
const ENRICHED_SHARE = 0.3;
const ENRICHED_REPEATS = 3;

/** What befalls one life, and how much likelier it was made. */
export interface MoneyFate {
  /** How often each event happens. */
  readonly counts: ReadonlyMap<MoneyEvent, number>;
  /** By event that was enriched: how often this outcome is met in life, as a multiple of how often it was drawn. */
  readonly weights: Readonly<Record<string, number>>;
}

/** Draws what befalls a life; each event by its own chance, so that enriching one leaves the others as they were. */
export function drawMoneyFate(life: Life, options: PopulationOptions, index: number): MoneyFate {
  const counts = new Map<MoneyEvent, number>();
  const weights: Record<string, number> = {};
  const days = life.book.to - life.book.from;
  if (days < OBSERVED_DAYS_MIN) return { counts, weights };
  const sprung = populationRates(options).traps / POPULATION_RATES.traps;
  for (const event of MONEY_EVENTS) {
    if (event.among?.(life) === false) continue;
    const random = seededRandom(hash53(`${options.seed}/${index}/money/${event.id}`));
    const mean = (event.incidencePerYear * days * (event.trap === true ? sprung : 1)) / 365;
    if (mean === 0) continue;
    const raised = isRaised(event, options);
    if (event.repeats === true) {
      const drawn = raised ? mean * ENRICHED_REPEATS : mean;
      const count = Math.min(REPEATS_MAX, random.poisson(drawn));
      counts.set(event, count);
      if (raised) weights[event.id] = (mean / drawn) ** count * Math.exp(drawn - mean);
      continue;
    }
    const natural = 1 - Math.exp(-mean);
    const drawn = raised ? Math.max(natural, ENRICHED_SHARE) : natural;
    const happens = random.chance(drawn);
    counts.set(event, happens ? 1 : 0);
    if (raised) weights[event.id] = happens ? natural / drawn : (1 - natural) / (1 - drawn);
  }
  return { counts, weights };
}

/** All means traps too; a signal means what makes it true. */
function isRaised({ signals, trap }: MoneyEvent, { enrich }: PopulationOptions): boolean {
  if (enrich === undefined) return false;
  return enrich === 'all' || (trap !== true && signals.some((signal) => enrich.includes(signal)));
}

/** Lets everything happen that a life's fate holds. */
export function befall(
  life: Life,
  purse: Purse,
  { counts }: MoneyFate,
  seedOf: (event: MoneyEvent) => number,
): void {
  for (const [event, count] of counts) {
    // Who slides has no fee that is only a slip, and a wage that stays where it is.
    if (purse.slide !== undefined && APART.has(event)) continue;
    const random = seededRandom(seedOf(event));
    for (let time = 0; time < count; time++) {
      const day = random.between(life.book.from + BEGIN_DAYS_MIN, life.book.to - END_DAYS_MIN);
      const strong = !random.chance(event.weak ?? 0);
      const scene: Scene = { life: { ...life, random }, random, purse, day, strong };
      event.happen(scene);
    }
  }
}
