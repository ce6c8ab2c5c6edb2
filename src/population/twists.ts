import type { Day } from '../model/day.ts';
import { monthIndexOf } from '../model/day.ts';
import type { Life } from './life.ts';
import type { Plan } from './plan.ts';
import { CADENCES, cadenceOf, type Rhythm } from './rhythm.ts';

/** How often a series' life is not smooth, over two years. */
const TWISTS = { ended: 0.16, paused: 0.04, dueDay: 0.04, missed: 0.12, respelled: 0.25 } as const;

/** The shortest pause after which a series counts as begun again. */
const PAUSE_DAYS_MIN = 75;

/** A plan with what may befall it: an end, a pause, another due day, a missed payment, a move, a respelling. */
export function withTwists(life: Life, plan: Plan, respelled?: (day: Day) => string): Plan {
  const { random, book } = life;
  const { cycleDays, payments } = CADENCES[cadenceOf(plan.rhythm)];
  const share = (book.to - plan.start) / 730;
  let twisted = plan;
  if (plan.end > book.to && random.chance(TWISTS.ended * share)) {
    twisted = { ...twisted, end: random.between(plan.start + cycleDays, book.to) };
  }
  // What happens before a judge had to be sure would move the day by which he must be: it happens later.
  const settled = plan.start + cycleDays * (plan.origin === 'new' ? payments + 2 : 2);
  const middle =
    settled < twisted.end - cycleDays * 2 && settled < book.to - 1
      ? random.between(settled, Math.min(twisted.end, book.to))
      : undefined;
  if (random.chance(TWISTS.missed)) twisted = { ...twisted, missed: 0.06 };
  if (middle === undefined) return twisted;
  if (
    life.move !== undefined &&
    life.move.from > settled &&
    plan.account !== life.move.account &&
    random.chance(0.5)
  ) {
    return { ...twisted, move: life.move };
  }
  if (respelled !== undefined && random.chance(TWISTS.respelled)) {
    return { ...twisted, respell: { from: middle, text: respelled } };
  }
  if (random.chance(TWISTS.paused)) {
    const to = middle + Math.max(PAUSE_DAYS_MIN, cycleDays * random.between(2, 5));
    return { ...twisted, pause: { from: middle, to } };
  }
  if (random.chance(TWISTS.dueDay)) {
    return {
      ...twisted,
      shift: { from: middle, rhythm: otherDueDay(plan.rhythm, random.between(1, 28), middle) },
    };
  }
  return twisted;
}

function otherDueDay(rhythm: Rhythm, day: number, from: Day): Rhythm {
  switch (rhythm.kind) {
    case 'days':
      return { ...rhythm, anchor: from + (day % 7) };
    case 'day-of-month':
      return { ...rhythm, day, phase: rhythm.step === 1 ? 0 : monthIndexOf(from) + 1 };
    default:
      return rhythm;
  }
}
