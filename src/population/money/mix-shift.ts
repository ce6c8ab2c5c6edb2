import { type Day, dayInMonth, monthIndexOf } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { HabitKind } from '../country.ts';
import type { Life } from '../life.ts';
import { anyShop, book as bookAt } from '../trap-place.ts';
import { strike, unlist } from './edits.ts';
import type { MoneyEvent, Scene } from './money-event.ts';
import { left } from './money-life.ts';

/** What a household does otherwise from now on: which habits it leaves, which take their place. */
interface Turn {
  readonly id: string;
  readonly leaves: readonly HabitKind[];
  readonly takes: readonly HabitKind[];
  /** Of what is left, the share that goes into the new habits. */
  readonly carried: number;
  readonly fits: (life: Life) => boolean;
}

const WORKERS: ReadonlySet<string> = new Set(['single', 'couple', 'family']);
const TURNS: readonly Turn[] = [
  {
    id: 'remote-work',
    leaves: ['lunch', 'transit', 'cafe', 'fuel', 'parking'],
    takes: ['grocery', 'online'],
    carried: 0.7,
    fits: ({ archetype }) => WORKERS.has(archetype),
  },
  {
    id: 'back-to-office',
    leaves: ['grocery', 'online'],
    takes: ['lunch', 'transit', 'cafe'],
    carried: 0.9,
    fits: ({ archetype }) => WORKERS.has(archetype),
  },
  {
    id: 'cooks-at-home',
    leaves: ['restaurant', 'lunch', 'kiosk', 'cafe'],
    takes: ['grocery'],
    carried: 0.75,
    fits: () => true,
  },
  {
    id: 'car-given-up',
    leaves: ['fuel', 'parking'],
    takes: ['transit'],
    carried: 0.8,
    fits: ({ traits }) => traits.has('car'),
  },
  {
    id: 'eats-out',
    leaves: ['grocery'],
    takes: ['restaurant', 'lunch'],
    carried: 1.1,
    fits: ({ archetype }) => archetype !== 'benefits',
  },
  {
    id: 'new-hobby',
    leaves: ['restaurant', 'retail', 'online'],
    takes: ['leisure'],
    carried: 1,
    fits: () => true,
  },
];
/** Less of a month's purchases than this moved, and nobody could be asked to see it. */
const MOVED_SHARE_MIN = 0.12;
/** The same, as a share of all that goes out in an ordinary month. */
const MOVED_MONTH_MIN = 0.05;
const READING_DAYS = 10;
const BEFORE_MONTHS = 4;

/** The composition of spending moves, and stays so. */
export const MIX_SHIFT: MoneyEvent = {
  id: 'spend-mix-shift',
  signals: ['spend-mix-shift'],
  incidencePerYear: 0.07,
  source:
    'estimate, after moves into and out of remote work (ONS 2023, Destatis 2023) and of car ownership (DfT NTS 2023)',
  among: ({ book }) => book.to - book.from > 330,
  weak: 0.2,
  happen: shiftMix,
};

function shiftMix({ life, random, strong, purse }: Scene): void {
  const { book } = life;
  const turn = random.pick(TURNS.filter(({ fits }) => fits(life)));
  const first = monthIndexOf(book.from) + 1 + BEFORE_MONTHS;
  const last = monthIndexOf(book.to) - 2;
  if (last < first) return;
  const from = dayInMonth(random.between(first, last), random.between(1, 28));
  const share = strong ? 0.75 + 0.2 * random.next() : 0.25;
  const leaving = habitEntries(life, turn.leaves, from);
  const gone = new Set(leaving.filter(() => random.chance(share)));
  let freed = 0;
  for (const { minor } of gone) freed -= minor;
  const bought = habitEntries(life, Object.keys(life.country.habits) as HabitKind[], from);
  const all = bought.reduce((sum, { minor }) => sum - minor, 0);
  strike(life, gone);
  const taken = takeUp(life, turn, from, freed * turn.carried);
  const complete = civilMonthFrom(from);
  const month = dayInMonth(complete, 1);
  const by = dayInMonth(complete + 1, 31) + READING_DAYS;
  const told = { signal: 'spend-mix-shift', kind: turn.id, entries: [] } as const;
  const traces = shown(taken, month, by);
  const monthly = (freed * 30.4) / (book.to - from + 1);
  const clear = freed >= MOVED_SHARE_MIN * all && monthly >= MOVED_MONTH_MIN * purse.monthly;
  if (strong && clear && traces.length > 0) {
    life.truths.push({ ...told, expect: 'fires', from: month, by, traces });
  } else life.truths.push({ ...told, expect: 'ignore', why: 'slight' });
  if (turn.id === 'cooks-at-home' || turn.id === 'remote-work') {
    life.truths.push(left('essential-share-rising', turn.id));
  }
}

/** Some of the new purchases, for those who look. */
function shown(taken: readonly Entry[], from: Day, to: Day): Entry[] {
  return taken.filter(({ posted }) => posted >= from && posted <= to).slice(0, 8);
}

/** The first complete month of the new mix. */
function civilMonthFrom(day: Day): number {
  const month = monthIndexOf(day);
  return dayInMonth(month, 1) === day ? month : month + 1;
}

function habitEntries({ book, country }: Life, kinds: readonly HabitKind[], from: Day): Entry[] {
  const codes = new Set(kinds.map((kind) => country.habits[kind].mcc));
  return book.entries.filter(
    ({ mcc, channel, listed, day, minor }) =>
      channel === 'card' && !listed && minor < 0 && day >= from && codes.has(mcc),
  );
}

/** Spends a sum on other habits, spread over all days to come. */
function takeUp(life: Life, turn: Turn, from: Day, sum: number): Entry[] {
  const { random, country, book } = life;
  const taken: Entry[] = [];
  for (const kind of turn.takes) {
    const { median, spread } = country.habits[kind];
    let rest = sum / turn.takes.length;
    const typical = median * (0.8 + 0.6 * random.next());
    const days: Day[] = [];
    const prices: number[] = [];
    while (rest > 0 && days.length < 2_000) {
      const price = Math.max(100, Math.round(typical * Math.exp(spread * random.normal())));
      days.push(random.between(from, book.to));
      prices.push(price);
      rest -= price;
    }
    const shops = [anyShop(life, kind), anyShop(life, kind)];
    shops.forEach((shop, index) => {
      const own = days.flatMap((day, at) =>
        at % shops.length === index ? [{ day, price: prices[at]! }] : [],
      );
      const paid = own.map(({ day }) => day);
      taken.push(...unlist(bookAt(life, shop, paid, (at) => -own[at]!.price)));
    });
  }
  return taken;
}
