import { hash53 } from '../lib/hash.ts';
import { seededRandom } from '../lib/random.ts';
import { formatDay } from '../model/day.ts';
import { bank, shiftMoney } from './banking.ts';
import { payBills } from './bills.ts';
import { drawFate, type Fate } from './events/fate.ts';
import { liveEvents, prepareEvents } from './events/live-events.ts';
import { deliver } from './feed.ts';
import { spend } from './habits.ts';
import { drawHousehold } from './household.ts';
import { earn } from './incomes.ts';
import type { Life } from './life.ts';
import { judgeMoney } from './money/judge-money.ts';
import { liveMoney } from './money/live-money.ts';
import { drawMoneyFate } from './money/money-events.ts';
import { type PopulationOptions, populationCustomer, populationRates, populationWindow } from './options.ts';
import { strandsOfSignals } from './strands-of-signals.ts';
import { subscribe } from './subscriptions.ts';
import { setTraps } from './traps.ts';
import { tellObserved, tellTruth } from './truth.ts';

/** One customer as a source delivers it, and what is true of it. */
export interface GeneratedCustomer {
  readonly customer: string;
  /** Plain events as lines without their ends, in the order of delivery. */
  readonly events: readonly string[];
  /** Lines of truth, one for each series and each trap. */
  readonly truth: readonly string[];
  /** How many of the events nobody can read. */
  readonly dirty: number;
}

/** The first line of a population's truth. */
export function populationHeader(options: PopulationOptions): string {
  const { from, to } = populationWindow(options);
  const days = { from: formatDay(from), to: formatDay(to) };
  const { enrich } = options;
  // Where everything is enriched the product of all weights swings too widely: whoever weighs needs the signal's own.
  const strands = enrich === 'all' ? { strands: strandsOfSignals() } : {};
  const enriched = enrich === undefined ? {} : { enriched: enrich, ...strands };
  return JSON.stringify({ kind: 'population', ...days, customers: options.customers, ...enriched });
}

/** The line of truth that says on which days the customer at an index is observed; much cheaper than the customer. */
export function populationObserved(options: PopulationOptions, index: number): string {
  const { life, fate } = meet(options, index);
  const { weights } = drawMoneyFate(life, options, index);
  return tellObserved(populationCustomer(index), life, { ...fate.weights, ...weights });
}

/** Makes the customer at an index, from seed and index alone: any order and any part of a population gives the same. */
export function generateCustomer(options: PopulationOptions, index: number): GeneratedCustomer {
  const customer = populationCustomer(index);
  const rates = populationRates(options);
  const { life, fate } = meet(options, index);
  prepareEvents(fate);
  live(life);
  setTraps(life, rates.traps);
  liveEvents(life, fate);
  // Habits come last: they fill what contracts leave of an ordinary month.
  spend(life);
  const money = liveMoney(life, options, index);
  const { lines, dirty } = deliver(customer, life, rates);
  judgeMoney(money);
  return { customer, events: lines, truth: tellTruth(customer, life), dirty };
}

/** Who the customer is, and what is going to happen. */
function meet(options: PopulationOptions, index: number): { readonly life: Life; readonly fate: Fate } {
  const random = seededRandom(hash53(`${options.seed}/${index}`));
  const life = drawHousehold(populationCustomer(index), options, random);
  return { life, fate: drawFate(life, options, index) };
}

/** Tells a life by what is agreed in it: income, home, contracts, accounts. */
function live(life: Life): void {
  earn(life);
  payBills(life);
  subscribe(life);
  bank(life);
  shiftMoney(life);
}
