import type { Day } from '../model/day.ts';
import { monthIndexOf, weekdayOf } from '../model/day.ts';
import { type Life, makeParty, newName, partyFragment, wordPayments } from './life.ts';
import type { Plan } from './plan.ts';
import { type Price, steppedPrice } from './pricing.ts';
import { CADENCES, cadenceOf, type Rhythm } from './rhythm.ts';
import { carryOut } from './series.ts';
import { drawShare } from './shares.ts';
import { withTwists } from './twists.ts';

/** The days before which hardly anything that begins can be told as new. */
const BEGIN_DAYS_MIN = 20;

/** A job, and perhaps the next one. */
export function work(life: Life, share: number): void {
  const { random, book } = life;
  const length = book.to - book.from;
  const changes = random.chance((0.22 * length) / 730);
  const begins = !changes && random.chance((0.12 * length) / 730);
  const change = random.between(book.from + BEGIN_DAYS_MIN, book.to - 10);
  const pay = life.country.pay * share * Math.exp(0.32 * random.normal());
  if (begins) {
    job(life, pay, 'new', change, book.to + 1);
    return;
  }
  job(life, pay, 'running', book.from, changes ? change : book.to + 1);
  const gap = random.chance(0.4) ? random.between(1, 12) : random.between(15, 100);
  if (changes && random.chance(0.85))
    job(life, pay * (0.9 + random.next() * 0.4), 'new', change + gap, book.to + 1);
}

/** Pay from one employer, from its first day to its last. */
export function job(life: Life, monthly: number, origin: Plan['origin'], start: Day, end: Day): void {
  const { country, random, main } = life;
  const employer = newName(life, country.employers);
  if (employer === undefined) return;
  const party = makeParty(country, random, employer);
  const rhythm = payRhythm(life, start);
  const base = Math.round((monthly * Math.min(31, CADENCES[cadenceOf(rhythm)].cycleDays)) / 31);
  const hourly = random.chance(life.archetype === 'student' ? 0.8 : 0.2);
  const note = {
    US: random.chance(0.5) ? 'PAYROLL' : 'DIR DEP',
    GB: random.pick(['SALARY', 'WAGES', `${party.reference}`]),
    DE: random.pick(['LOHN / GEHALT {m}/{y}', 'Gehalt {m}.{y} PersNr {k}', 'Verdienstabrechnung {m}.{y}/1']),
  };
  const plan: Plan = {
    signal: 'new-recurring-income',
    kind: 'salary',
    account: main,
    rhythm,
    roll: 'backward',
    start,
    end,
    origin,
    amount: payAmount(life, base, hourly, start),
    text: wordPayments(life, 'salary', party, note[country.code]),
    channel: 'transfer',
    party: partyFragment(life, party, 'account'),
  };
  const lasting = random.chance(0.9) ? plan : withTwists(life, plan);
  carryOut(life, lasting);
}

/** Net pay moves by cents with tax; by much with hours; once a year comes a raise, for some a bonus month. */
function payAmount(life: Life, base: number, hourly: boolean, from: Day): Price {
  const { random, country } = life;
  const raised = steppedPrice(base, random, from);
  const bonusMonth = random.chance(0.35) ? (country.code === 'DE' ? 10 : random.pick([2, 11])) : -1;
  const bonus = 1.3 + random.next() * 0.9;
  const exact = random.chance(0.6);
  let bonusIn = -1;
  return (day) => {
    const month = monthIndexOf(day);
    const paid =
      raised(day, 0) * (hourly ? Math.exp(0.13 * random.normal()) : exact ? 1 : 1 + 0.004 * random.normal());
    if (month % 12 !== bonusMonth || month === bonusIn) return Math.round(paid);
    bonusIn = month;
    return Math.round(paid * bonus);
  };
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
  const onDay = (day: number): Rhythm => ({ kind: 'day-of-month', step: 1, day, phase: 0 });
  const shares: Record<typeof country.code, readonly (readonly [Rhythm, number])[]> = {
    US: [
      [days(14), 48],
      [{ kind: 'twice-a-month', first: 15, second: 31 }, 20],
      [{ kind: 'twice-a-month', first: 1, second: 15 }, 6],
      [days(7), 14],
      [{ kind: 'last-business-day' }, 7],
      [onDay(random.between(1, 28)), 5],
    ],
    GB: [
      [{ kind: 'last-business-day' }, 28],
      [onDay(28), 18],
      [onDay(25), 16],
      [onDay(random.pick([15, 20, 22, 24, 26])), 12],
      [{ kind: 'nth-weekday', nth: 5, weekday: 4 }, 6],
      [days(28), 11],
      [days(7), 9],
    ],
    DE: [
      [{ kind: 'last-business-day' }, 48],
      [onDay(random.pick([25, 27, 28])), 24],
      [onDay(15), 14],
      [onDay(1), 8],
      [onDay(10), 6],
    ],
  };
  return drawShare(shares[country.code], random);
}
