import type { Random } from '../lib/random.ts';
import type { Day } from '../model/day.ts';
import { monthIndexOf, weekdayOf } from '../model/day.ts';
import type { Party } from './country.ts';
import type { Career, PayStep } from './course.ts';
import { type Life, makeParty, newName, partyFragment, wordPayments } from './life.ts';
import type { Plan } from './plan.ts';
import type { Price } from './pricing.ts';
import { CADENCES, cadenceOf, type Rhythm } from './rhythm.ts';
import { carryOut } from './series.ts';
import { drawShare } from './shares.ts';
import { withTwists } from './twists.ts';

/** The days before which hardly anything that begins can be told as new. */
const BEGIN_DAYS_MIN = 20;
/** Yearly raises that a job can have in the longest population. */
const RAISES_MAX = 60;

/** The main job of a life, as its course wills. */
export function workMain(life: Life): void {
  const { book, country, course, random } = life;
  const pay = country.pay * Math.exp(0.32 * random.normal());
  const { career } = course;
  if (career.begins !== undefined) {
    job(life, pay, { isMain: true, origin: 'new', start: career.begins, end: book.to + 1 });
    return;
  }
  const end = career.ends ?? book.to + 1;
  job(life, pay, { isMain: true, origin: 'running', start: book.from, end, career });
  if (career.next === undefined) return;
  const { from, factor } = career.next;
  job(life, pay * factor, { isMain: true, origin: 'new', start: from, end: book.to + 1 });
}

/** Another job beside the main one, or a small one, and perhaps the next one. */
export function work(life: Life, share: number): void {
  const { random, book } = life;
  const length = book.to - book.from;
  const changes = random.chance((0.22 * length) / 730);
  const begins = !changes && random.chance((0.12 * length) / 730);
  const change = random.between(book.from + BEGIN_DAYS_MIN, book.to - 10);
  const pay = life.country.pay * share * Math.exp(0.32 * random.normal());
  if (begins) {
    job(life, pay, { isMain: false, origin: 'new', start: change, end: book.to + 1 });
    return;
  }
  const end = changes ? change : book.to + 1;
  job(life, pay, { isMain: false, origin: 'running', start: book.from, end });
  const gap = random.chance(0.4) ? random.between(1, 12) : random.between(15, 100);
  if (changes && random.chance(0.85)) {
    const next = { isMain: false, origin: 'new', start: change + gap, end: book.to + 1 } as const;
    job(life, pay * (0.9 + random.next() * 0.4), next);
  }
}

/** How one job stands in a life. */
interface Terms {
  readonly isMain: boolean;
  readonly origin: Plan['origin'];
  readonly start: Day;
  readonly end: Day;
  readonly career?: Career;
}

/** Pay from one employer, from its first day to its last. */
export function job(life: Life, monthly: number, terms: Terms): void {
  const { country, random, main, course } = life;
  const { start, end, origin, isMain, career = {} } = terms;
  const name = newName(life, country.employers);
  if (name === undefined) return;
  const employer = makeParty(country, random, name);
  const rhythm = career.moved === undefined ? payRhythm(life, start) : dayOfMonth(25);
  const base = Math.round((monthly * Math.min(31, CADENCES[cadenceOf(rhythm)].cycleDays)) / 31);
  // Those whose pay is about to change have a fixed one: in hours worked nobody could see it.
  const hourly = career.step === undefined && random.chance(life.archetype === 'student' ? 0.8 : 0.2);
  const note = {
    US: random.chance(0.5) ? 'PAYROLL' : 'DIR DEP',
    GB: random.pick(['SALARY', 'WAGES', `${employer.reference}`]),
    DE: random.pick(['LOHN / GEHALT {m}/{y}', 'Gehalt {m}.{y} PersNr {k}', 'Verdienstabrechnung {m}.{y}/1']),
  }[country.code];
  const pay = payOf(life, base, hourly, terms);
  const plan: Plan = {
    signal: 'new-recurring-income',
    kind: 'salary',
    account: main,
    rhythm,
    roll: 'backward',
    start,
    end,
    origin,
    amount: pay.amount,
    text: wordPayments(life, 'salary', employer, note),
    channel: 'transfer',
    party: partyFragment(life, employer, 'account'),
    ...(career.leave === undefined ? {} : { pause: career.leave }),
    ...(career.moved === undefined
      ? {}
      : { shift: { from: career.moved, rhythm: dayOfMonth(random.between(3, 12)) } }),
    ...(career.renamed === undefined
      ? {}
      : { respell: { from: career.renamed, text: wordPayments(life, 'salary', renamed(employer), note) } }),
  };
  const eventful = Object.keys(career).length > 0 || random.chance(0.9);
  const series = carryOut(life, eventful ? plan : withTwists(life, plan));
  course.jobs.push({ series, employer, isMain, hourly, steps: pay.steps, bonusDays: pay.bonusDays });
}

/** What an employer calls itself after a merger or a new payroll office. */
function renamed(employer: Party): Party {
  const short = employer.name.split(' ').slice(0, 2).join(' ');
  return { ...employer, name: `${short} PAYROLL SVC` };
}

function dayOfMonth(day: number): Rhythm {
  return { kind: 'day-of-month', step: 1, day, phase: 0 };
}

interface Pay {
  readonly amount: Price;
  readonly steps: readonly PayStep[];
  readonly bonusDays: readonly Day[];
}

/** Net pay moves by cents with tax; by much with hours; once a year comes a raise, for some a bonus month. */
function payOf(life: Life, base: number, hourly: boolean, { start, career }: Terms): Pay {
  const { random, country } = life;
  const steps = [...raises(random, start), ...(career?.step === undefined ? [] : [career.step])];
  const bonusMonth = random.chance(0.35) ? (country.code === 'DE' ? 10 : random.pick([2, 11])) : -1;
  const bonus = 1.3 + random.next() * 0.9;
  const exact = random.chance(0.6);
  const bonusDays: Day[] = [];
  let bonusIn = -1;
  const amount = (day: Day) => {
    const month = monthIndexOf(day);
    let level = base;
    for (const step of steps) if (step.from <= day) level = Math.round(level * step.factor);
    const paid =
      level * (hourly ? Math.exp(0.13 * random.normal()) : exact ? 1 : 1 + 0.004 * random.normal());
    if (month % 12 !== bonusMonth || month === bonusIn) return Math.round(paid);
    bonusIn = month;
    bonusDays.push(day);
    return Math.round(paid * bonus);
  };
  return { amount, steps, bonusDays };
}

/** What most get once a year, to keep up with prices; some years more. */
function raises(random: Random, from: Day): PayStep[] {
  const steps: PayStep[] = [];
  for (let day = from + random.between(30, 400); steps.length < RAISES_MAX; day += 365) {
    const factor = random.chance(0.1) ? 1.05 + random.next() * 0.05 : 1.01 + random.next() * 0.03;
    steps.push({ from: day, factor: random.chance(0.75) ? factor : 1 });
  }
  return steps;
}

function payRhythm(life: Life, near: Day): Rhythm {
  const { random, country } = life;
  // Wages by the week come on Fridays more often than not.
  const weekday = random.pick([4, 4, 4, 3, 2]);
  const days = (step: 7 | 14 | 28): Rhythm => ({
    kind: 'days',
    step,
    anchor: near - weekdayOf(near) + weekday + 7 * random.between(0, step / 7 - 1),
  });
  const shares: Record<typeof country.code, readonly (readonly [Rhythm, number])[]> = {
    US: [
      [days(14), 48],
      [{ kind: 'twice-a-month', first: 15, second: 31 }, 20],
      [{ kind: 'twice-a-month', first: 1, second: 15 }, 6],
      [days(7), 14],
      [{ kind: 'last-business-day' }, 7],
      [dayOfMonth(random.between(1, 28)), 5],
    ],
    GB: [
      [{ kind: 'last-business-day' }, 28],
      [dayOfMonth(28), 18],
      [dayOfMonth(25), 16],
      [dayOfMonth(random.pick([15, 20, 22, 24, 26])), 12],
      [{ kind: 'nth-weekday', nth: 5, weekday: 4 }, 6],
      [days(28), 11],
      [days(7), 9],
    ],
    DE: [
      [{ kind: 'last-business-day' }, 48],
      [dayOfMonth(random.pick([25, 27, 28])), 24],
      [dayOfMonth(15), 14],
      [dayOfMonth(1), 8],
      [dayOfMonth(10), 6],
    ],
  };
  return drawShare(shares[country.code], random);
}
