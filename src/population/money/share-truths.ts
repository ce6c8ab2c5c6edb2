import { dayInMonth, monthIndexOf } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { EventTruth } from '../event-truth.ts';
import { delivered, left, type MoneyLife, troubled } from './money-life.ts';
import { ESSENTIAL_KINDS } from './series-reading.ts';

/** Of all that goes out, so much at bookmakers in two months running is a matter for help. */
const GAMBLING_SHARE = 0.08;
const BETS_MIN = 6;
/** Essentials that take so much more of what goes out than in the half year before, two months running. */
const ESSENTIAL_RISE = 0.12;
const BEFORE_MONTHS = 6;
const READING_DAYS = 10;
const NEEDED_KINDS: ReadonlySet<string> = new Set([...ESSENTIAL_KINDS, 'telecom', 'internet', 'childcare']);
/** Food and medicine. */
const NEEDED_CODES: ReadonlySet<string> = new Set(['5411', '5912']);

/** What went out in one month, in all and for some purpose. */
interface Month {
  out: number;
  part: number;
  count: number;
}

/** What the shares of spending say: play, and the rise of what nobody can do without. */
export function judgeShares(money: MoneyLife): EventTruth[] {
  return [...judgeGambling(money), ...judgeEssentials(money)];
}

function judgeGambling(money: MoneyLife): EventTruth[] {
  const bets = delivered(money.purse.traces.bets).sort((a, b) => a.day - b.day);
  if (bets.length === 0) return [];
  const signal = 'gambling-intensity';
  const chosen = new Set(bets);
  const months = monthsOf(money, (entry) => chosen.has(entry));
  const heavy = (month: number) => {
    const { out, part, count } = months.get(month) ?? { out: 1, part: 0, count: 0 };
    return part >= GAMBLING_SHARE * out && count >= BETS_MIN;
  };
  for (const month of months.keys()) {
    if (!heavy(month) || !heavy(month + 1)) continue;
    const from = bets.find(({ posted }) => monthIndexOf(posted) >= month)!.day;
    const by = dayInMonth(month + 1, 31) + READING_DAYS;
    return [troubled(money, { signal, from, by, entries: bets })];
  }
  return [left(signal, 'light', bets)];
}

function judgeEssentials(money: MoneyLife): EventTruth[] {
  const { life, purse } = money;
  const signal = 'essential-share-rising';
  const needed = new Set(
    life.series
      .filter(({ plan }) => NEEDED_KINDS.has(plan.kind))
      .flatMap(({ segments }) => segments.flatMap(({ entries }) => entries)),
  );
  const months = monthsOf(money, (entry) => needed.has(entry) || NEEDED_CODES.has(entry.mcc));
  const numbers = [...months.keys()].sort((a, b) => a - b);
  const share = (month: number): number => {
    const found = months.get(month);
    return found === undefined || found.out === 0 ? 0 : found.part / found.out;
  };
  for (let index = BEFORE_MONTHS; index + 1 < numbers.length; index++) {
    const before = numbers.slice(index - BEFORE_MONTHS, index);
    const usual = before.reduce((sum, month) => sum + share(month), 0) / BEFORE_MONTHS;
    const [month, next] = [numbers[index]!, numbers[index + 1]!];
    if (share(month) < usual + ESSENTIAL_RISE || share(next) < usual + ESSENTIAL_RISE) continue;
    const { slide } = purse;
    const first = dayInMonth(month, 1);
    if (slide === undefined || first < slide.from - 31 || first >= slide.to)
      return [left(signal, 'otherwise')];
    const by = dayInMonth(next, 31) + READING_DAYS;
    return [troubled(money, { signal, from: first, by }), left(signal, 'goes-on')];
  }
  return purse.slide === undefined ? [] : [left(signal, 'hardly')];
}

/** What goes out by complete month, own transfers, card bills and refused debits left aside. */
function monthsOf({ life, purse }: MoneyLife, isPart: (entry: Entry) => boolean): Map<number, Month> {
  const { book, savings } = life;
  const aside = new Set<Entry>(purse.own);
  for (const { plan, segments } of life.series) {
    if (!plan.kind.startsWith('card-bill') && !plan.kind.startsWith('own-')) continue;
    for (const { entries } of segments) for (const entry of entries) aside.add(entry);
  }
  for (const { entry } of purse.returned) aside.add(entry);
  const months = new Map<number, Month>();
  const first =
    dayInMonth(monthIndexOf(book.from), 1) === book.from
      ? book.from
      : dayInMonth(monthIndexOf(book.from) + 1, 1);
  for (const entry of book.entries) {
    const { posted, minor, account } = entry;
    const month = monthIndexOf(posted);
    if (minor >= 0 || account === savings || posted < first || aside.has(entry)) continue;
    if (dayInMonth(month, 31) > book.to) continue;
    const found = months.get(month) ?? { out: 0, part: 0, count: 0 };
    found.out -= minor;
    if (isPart(entry)) {
      found.part -= minor;
      found.count++;
    }
    months.set(month, found);
  }
  return months;
}
