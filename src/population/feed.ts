import type { Random } from '../lib/random.ts';
import type { Day } from '../model/day.ts';
import type { Entry } from './book.ts';
import { DIRT_KINDS, soil } from './dirt.ts';
import type { Life } from './life.ts';
import { type FeedStyle, type LineWriter, lineWriter, retractionLine, type Version } from './line.ts';
import { oddText } from './odd-text.ts';
import type { PopulationRates } from './options.ts';

const LATE_DAYS = { low: 2, high: 20 } as const;
const FOLLOW_UP_DAYS = { low: 1, high: 12 } as const;
const DUPLICATE_DAYS_MAX = 3;
/** A line that stands one day off lands at the edge of its own day, where nobody would notice. */
const DISORDER_DAYS = [-3, -2, 2, 3] as const;
/** More lines than one customer can have in the longest population. */
const PLACES_MAX = 1_048_576;

/** What a source delivers of a customer. */
export interface Delivery {
  readonly lines: readonly string[];
  /** How many of the lines nobody can read. */
  readonly dirty: number;
}

/** Lines and the days on which they stand in the file. */
interface Pile {
  readonly days: number[];
  readonly lines: string[];
}

interface Desk {
  readonly customer: string;
  readonly life: Life;
  readonly rates: PopulationRates;
  readonly style: FeedStyle;
  readonly write: LineWriter;
  readonly pile: Pile;
  /** What stands on each account by now, where the feed tells it. */
  readonly balances: (number | undefined)[];
}

/**
 * Turns what happened into what a source delivers: in the order of arrival, with ids, some of it pending first, twice,
 * corrected, withdrawn, late, out of order, or spoilt. Sets the id and the arrival of each entry, which truth needs.
 */
export function deliver(customer: string, life: Life, rates: PopulationRates): Delivery {
  const { random, book } = life;
  const style = drawStyle(random);
  const desk: Desk = {
    customer,
    life,
    rates,
    style,
    write: lineWriter(customer, life, style),
    pile: { days: [], lines: [] },
    balances: book.accounts.map(({ opening }) => opening),
  };
  book.entries.sort(byBooking);
  const prefix = `t${customer.slice(1)}.`;
  book.entries.forEach((entry, index) => {
    post(desk, entry, `${prefix}${index + 1}`);
  });
  const dirty = spoil(desk);
  return { lines: inOrder(desk.pile), dirty };
}

/** Banks book what comes in before what goes out. Equal sorts keep the order in which life was told, so that a seed repeats its ids. */
function byBooking(a: Entry, b: Entry): number {
  return a.posted - b.posted || a.account - b.account || Number(a.minor < 0) - Number(b.minor < 0);
}

/** What stands on the account after a movement; what is withdrawn later never counted. */
function balanceAfter({ balances }: Desk, { account, minor }: Entry, withdrawn: boolean): number | undefined {
  const before = balances[account];
  if (before === undefined || withdrawn) return undefined;
  balances[account] = before + minor;
  return before + minor;
}

function drawStyle(random: Random): FeedStyle {
  return {
    settles: random.pick(['by-link', 'by-link', 'by-id', 'untold']),
    tellsTransactionDate: random.chance(0.6),
    tellsMcc: random.chance(0.6),
    tellsChannel: random.chance(0.75),
  };
}

/** Delivers one entry, in one version or more. */
function post(desk: Desk, entry: Entry, id: string): void {
  const { life, rates, write, customer } = desk;
  const { random, book } = life;
  const follow = random.next();
  const fault =
    follow < rates.correction
      ? 'correction'
      : follow < rates.correction + rates.retraction && !entry.listed
        ? 'retraction'
        : 'none';
  const bare = fault === 'none' && !entry.listed && random.chance(rates.withoutId);
  const text = !entry.listed && random.chance(rates.odd) ? oddText(entry.text, random) : entry.text;
  const late = fault === 'none' && random.chance(rates.late);
  const arrival = entry.posted + (late ? random.between(LATE_DAYS.low, LATE_DAYS.high) : 0);
  entry.id = bare ? '' : id;
  if (arrival <= book.to) entry.arrival = arrival;
  const replaces = bare ? '' : announce(desk, entry, id, text);
  // Where versions must be told apart or the day of arrival is another, the source says when it told us.
  const told = fault !== 'none' || entry.arrival !== entry.posted ? entry.arrival : undefined;
  const again = entry.arrival + random.between(FOLLOW_UP_DAYS.low, FOLLOW_UP_DAYS.high);
  const withdrawn = fault === 'retraction' && again <= book.to;
  const balance = balanceAfter(desk, entry, withdrawn);
  const { minor } = entry;
  const version: Version = { id: entry.id, minor, text, pending: false, replaces, seen: told, balance };
  if (fault === 'correction' && again <= book.to) {
    put(desk, entry.arrival, write(entry, firstVersion(version, entry, random)));
    put(desk, again, write(entry, { ...version, seen: again }));
    entry.arrival = again;
    return;
  }
  const line = write(entry, version);
  put(desk, entry.arrival, line);
  if (withdrawn) {
    put(desk, again, retractionLine(customer, book.accounts[entry.account]!.key, id, entry, again));
    // Truth can name only what stands.
    entry.id = '';
  } else if (!bare && random.chance(rates.duplicate)) {
    put(desk, entry.arrival + random.between(0, DUPLICATE_DAYS_MAX), line);
  }
}

/** Shows a card payment as pending on the day it happens; gives the id that the booked one must name, if any. */
function announce({ life, rates, style, write, pile }: Desk, entry: Entry, id: string, text: string): string {
  const { random } = life;
  const waits = entry.channel === 'card' && entry.posted > entry.day;
  if (!waits || !random.chance(rates.pending)) return '';
  const pendingId = style.settles === 'by-id' ? id : `${id}p`;
  // A tip comes on top of what was held; what truth speaks of is held as it is paid.
  const minor = !entry.listed && random.chance(0.1) ? Math.round(entry.minor * 0.9) : entry.minor;
  pile.days.push(entry.day);
  const version = { id: pendingId, minor, text, replaces: '', seen: undefined, balance: undefined };
  pile.lines.push(write(entry, { ...version, pending: true }));
  return style.settles === 'by-link' ? pendingId : '';
}

/** What a source said before it corrected itself: a cut text, or, where truth does not look, another amount. */
function firstVersion(version: Version, entry: Entry, random: Random): Version {
  if (!entry.listed && random.chance(0.5)) {
    // A wrong amount gives a wrong balance: the source tells it with the right one only.
    const minor = Math.round(entry.minor * (0.8 + 0.4 * random.next()));
    return { ...version, minor, balance: undefined };
  }
  const letters = [...version.text];
  return { ...version, text: letters.slice(0, Math.ceil(letters.length * 0.8)).join('') };
}

function put({ life, rates, pile }: Desk, day: Day, line: string): void {
  const { random } = life;
  pile.days.push(random.chance(rates.disorder) ? day + random.pick(DISORDER_DAYS) : day);
  pile.lines.push(line);
}

/** Adds lines that nobody can read: what a good line becomes when a feed breaks. */
function spoil({ life, rates, pile }: Desk): number {
  const { random } = life;
  const count = pile.lines.length === 0 ? 0 : random.poisson(rates.dirty);
  for (let spoilt = 0; spoilt < count; spoilt++) {
    const index = Math.floor(random.next() * pile.lines.length);
    const day = pile.days[index]!;
    pile.days.push(day);
    pile.lines.push(soil(pile.lines[index]!, random.pick(DIRT_KINDS)));
  }
  return count;
}

/** The lines by the day on which they stand; those of one day as they were put there. */
function inOrder({ days, lines }: Pile): string[] {
  const keys = new Float64Array(days.length);
  // Day and place in one number: typed numbers sort natively.
  days.forEach((day, index) => {
    keys[index] = day * PLACES_MAX + index;
  });
  keys.sort();
  return Array.from(keys, (key) => lines[key % PLACES_MAX]!);
}
