import { type Day, dayInMonth, monthIndexOf } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { HabitKind } from '../country.ts';
import type { Life } from '../life.ts';
import { anyShop, book as bookAt } from '../trap-place.ts';
import { endSeries, payByCard, strike, unlist } from './edits.ts';
import { MONEY_WORDS } from './money-words.ts';
import type { Slide } from './slide.ts';

const DAYS_A_MONTH = 30.4;
/** Wages never fall below this share of what they were: with less they would be another job. */
const HOURS_MIN = 0.45;
const HOURS_MAX = 0.85;

/** What is left out first, from when on, and how much of it. */
const SPARED: readonly HabitKind[] = ['restaurant', 'leisure', 'retail', 'online'];
const HOPE_DAYS = 12;
const SPARED_SHARE = 0.6;

/** What the cause of a slide left behind, for truth. */
export interface SlideTraces {
  /** Wages with fewer hours. */
  readonly wages: readonly Entry[];
  readonly bets: readonly Entry[];
}

/** Lets the cause of a slide happen: what is missing each month comes to the slide's gap. */
export function causeSlide(life: Life, slide: Slide, monthly: number): SlideTraces {
  stopSaving(life, slide.from);
  if (slide.careful) cutBack(life, slide);
  const missing = slide.gap * monthly;
  switch (slide.cause) {
    case 'hours':
      return { wages: cutHours(life, slide, missing), bets: [] };
    case 'costs':
      dearerLife(life, slide, missing);
      return { wages: [], bets: [] };
    case 'gambling':
      return { wages: [], bets: playMore(life, slide, missing) };
  }
}

function stopSaving(life: Life, from: Day): void {
  for (const series of [...life.series]) {
    if (series.plan.kind === 'own-saving' && series.plan.end > from) endSeries(life, series, from);
  }
}

/** Who sees it coming leaves out what can be left out, long before the bank says anything. */
function cutBack(life: Life, { from, to }: Slide): void {
  const { random, country, book } = life;
  const codes = new Set(SPARED.map((kind) => country.habits[kind].mcc));
  const left = book.entries.filter(
    ({ channel, listed, mcc, day }) =>
      channel === 'card' && !listed && codes.has(mcc) && day >= from + HOPE_DAYS && day < to,
  );
  strike(life, new Set(left.filter(() => random.chance(SPARED_SHARE))));
}

/** The wage of the largest job shrinks to what the hours give, another sum each time. */
function cutHours(life: Life, slide: Slide, missing: number): Entry[] {
  const { random } = life;
  const jobs = life.series.filter(({ plan }) => plan.kind === 'salary' && plan.end > slide.from);
  const paid = (from: Day, to: Day) => (entry: Entry) => entry.day >= from && entry.day < to;
  const before = (index: number) =>
    jobs[index]!.segments.flatMap(({ entries }) => entries.filter(paid(slide.from - 120, slide.from)));
  const sums = jobs.map((_, index) => before(index).reduce((sum, { minor }) => sum + minor, 0));
  const largest = sums.indexOf(Math.max(...sums));
  if (largest < 0) return [];
  const monthly = Math.max(1, sums[largest]! / (120 / DAYS_A_MONTH));
  const share = Math.min(HOURS_MAX, Math.max(HOURS_MIN, 1 - missing / monthly));
  const wages = jobs[largest]!.segments.flatMap(({ entries }) => entries.filter(paid(slide.from, slide.to)));
  for (const wage of wages) wage.minor = Math.round(wage.minor * share * Math.exp(0.17 * random.normal()));
  return wages;
}

/** What is needed costs more, and something breaks each month. */
function dearerLife(life: Life, slide: Slide, missing: number): void {
  const { random, country, book } = life;
  const names = MONEY_WORDS[country.code].mishaps;
  const last = Math.min(slide.to - 1, book.to);
  for (let day: Day = slide.from; day <= last; day += random.between(22, 38)) {
    payByCard(life, {
      name: random.pick(names),
      day,
      minor: -Math.round(missing * (0.3 + 0.6 * random.next())),
    });
  }
  const groceries: Day[] = [];
  for (let day: Day = slide.from; day <= last; day += random.between(3, 8)) groceries.push(day);
  const each = (missing * 0.45 * 5.5) / DAYS_A_MONTH;
  const prices = () => -Math.round(each * Math.exp(0.4 * random.normal()));
  unlist(bookAt(life, anyShop(life, 'grocery'), groceries, prices));
}

/** Bets that grow from month to month; a part of the stakes comes back. */
function playMore(life: Life, slide: Slide, missing: number): Entry[] {
  const { random, country, book } = life;
  const houses = MONEY_WORDS[country.code].bookmakers;
  const haunts = [random.pick(houses), random.pick(houses)];
  const bets: Entry[] = [];
  const last = Math.min(slide.to - 1, book.to);
  const begin = monthIndexOf(slide.from);
  for (let month = begin; month <= monthIndexOf(last); month++) {
    const stake = missing * Math.min(1.5, 0.45 + 0.3 * (month - begin));
    const count = random.between(7, 20);
    for (let index = 0; index < count; index++) {
      const day = dayInMonth(month, random.between(1, 31));
      if (day < slide.from || day > last) continue;
      const minor = -Math.max(500, Math.round((stake * (0.4 + 1.2 * random.next())) / count / 500) * 500);
      const bet = payByCard(life, { name: random.pick(haunts), day, minor, mcc: '7995' });
      if (bet !== undefined) bets.push(bet);
      if (random.chance(0.06))
        payByCard(life, { name: haunts[0]!, day: day + 2, minor: -2 * minor, mcc: '7995' });
    }
  }
  return bets;
}
