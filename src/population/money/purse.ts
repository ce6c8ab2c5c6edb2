import type { Day } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { Life } from '../life.ts';
import { drawShare } from '../shares.ts';
import type { Slide } from './slide.ts';
import type { SlideTraces } from './slide-causes.ts';

/** How somebody keeps the account that everything runs through. */
export const PURSE_STYLES = ['cushioned', 'ordinary', 'thin', 'emptied', 'overdrawn'] as const;
export type PurseStyle = (typeof PURSE_STYLES)[number];

/** A fee or interest that the bank took because money was short. */
export interface Charge {
  readonly entry: Entry;
  readonly why: 'returned' | 'overdraft' | 'interest';
}

/** A debit that the bank gave back. */
export interface Returned {
  readonly entry: Entry;
  readonly back: Entry;
  /** The day on which it was paid after all. */
  paid: Day | undefined;
}

/** What one customer's main account holds, day by day, and what went wrong there. */
export interface Purse {
  readonly style: PurseStyle;
  /** Whether the feed tells balances: without them nobody can be asked about them. */
  readonly tells: boolean;
  /** What goes out in an ordinary month, own transfers left aside. */
  readonly monthly: number;
  /** Below this at the day's end the holder brings money in from elsewhere; above the other takes it away. */
  readonly floor: number;
  readonly ceiling: number;
  /** How far below zero the bank lets it go. */
  readonly limit: number;
  /** Balance at the end of each day, from the first observed day on. */
  readonly evenings: number[];
  readonly charges: Charge[];
  readonly returned: Returned[];
  /** Days on which bills would have taken the account below zero, but for money from elsewhere. */
  readonly rescued: Day[];
  readonly slide: Slide | undefined;
  /** What the slide's cause left behind. */
  traces: SlideTraces;
  /** What was borrowed, advanced, split or collected, by kind, in the order of life. */
  readonly debts: Map<string, Entry[]>;
  /** Money that only went from one own account to another. */
  readonly own: Set<Entry>;
  /** Fees that were given back, and what gave them back. */
  readonly reversed: Entry[];
  /** Set where the lender's name says nothing to anybody. */
  nameless: boolean;
  /** What family or friends gave when it was over. */
  readonly help: Set<Entry>;
}

/** What costs so many months' pay is no part of an ordinary month. */
const LARGE_PAYS = 5;
/** About six feeds in ten tell the balance after each movement (estimate). */
const TELLS_SHARE = 0.6;

/** Draws how a life keeps its main account. */
export function drawPurse(life: Life, slide: Slide | undefined): Purse {
  const { random, archetype, country } = life;
  const monthly = monthlyOutflow(life);
  const thin = archetype === 'student' || archetype === 'benefits' ? 0.5 : 0.07;
  const overdrawn = country.code === 'US' ? 0 : archetype === 'student' ? 0.12 : 0.06;
  const style: PurseStyle =
    slide === undefined
      ? drawShare(
          [
            ['thin', thin],
            ['overdrawn', overdrawn],
            ['emptied', 0.03],
            ['cushioned', 0.3],
            ['ordinary', 0.6],
          ],
          random,
        )
      : drawShare(
          [
            ['cushioned', 0.3],
            ['ordinary', 0.7],
          ],
          random,
        );
  const limit = style === 'overdrawn' ? Math.round(monthly * 0.009) * 100 + 20_000 : overdraft(life);
  const floors: Readonly<Record<PurseStyle, readonly [number, number]>> = {
    cushioned: [0.7 + random.next() * 1.4, 2],
    ordinary: [0.15 + random.next() * 0.35, 1.3],
    thin: [0.005 + random.next() * 0.02, 0.5],
    emptied: [0.02 + random.next() * 0.03, 0.45],
    overdrawn: [(-0.85 * limit) / Math.max(1, monthly), 0.7],
  };
  const [floor, room] = floors[style];
  return {
    style,
    tells: random.chance(TELLS_SHARE),
    monthly,
    floor: Math.round(floor * monthly),
    ceiling: Math.round((floor + room) * monthly),
    limit,
    evenings: [],
    charges: [],
    returned: [],
    rescued: [],
    slide,
    traces: { wages: [], bets: [] },
    debts: new Map(),
    own: new Set(),
    reversed: [],
    nameless: false,
    help: new Set(),
  };
}

/** What a bank lets a customer overdraw: a line in Germany and the United Kingdom, courtesy in the United States. */
function overdraft({ random, country }: Life): number {
  if (country.code === 'US') return random.chance(0.5) ? random.pick([10_000, 30_000, 50_000]) : 0;
  if (country.code === 'GB') return random.chance(0.5) ? random.pick([25_000, 50_000, 100_000]) : 0;
  return random.chance(0.6) ? random.pick([50_000, 100_000, 200_000]) : 0;
}

function monthlyOutflow({ book, main, country }: Life): number {
  let out = 0;
  const large = LARGE_PAYS * country.pay;
  for (const { account, minor } of book.entries) {
    if (account === main && minor < 0 && minor > -large) out -= minor;
  }
  return Math.max(country.pay * 0.2, (out * 30.4) / (book.to - book.from + 1));
}
