import { civilOf, type Day, dayOf } from '../../model/day.ts';
import { type Clue, type Firm, firmOf, leave, scatter } from './leave.ts';
import { tellRent } from './rent.ts';
import { inSeason } from './season.ts';
import type { Stage, Story } from './story.ts';
import { tellEvent, tellOpen } from './tell.ts';

/** A term is under way for two months before nobody doubts it. */
const SURE_DAYS = 60;

/** The first term: fees or a semester's dues, a hall or a first flat, books, and for most a loan. */
export const STUDENT: Story = {
  id: 'first-term',
  strand: 'study',
  signals: ['student', 'new-rent'],
  incidence: {
    yearly: { student: 0.33 },
    source: 'courses of about three years (HESA, NCES, Destatis); of the students here',
  },
  season: (stage) => inSeason(stage, { month: 9, dayOfMonth: 12 }, 25),
  prepare: ({ life, day, random }) => {
    if (life.traits.has('tenant'))
      life.course.home = { next: { from: day + random.between(-12, 10), factor: 1 } };
  },
  happen: (stage) => {
    const { day, strong } = stage;
    const payments = enrol(stage);
    const clues = strong ? firstWeeks(stage, payments) : leave(stage, 'books', day + 10);
    if (strong) studyOn(stage, payments, day + 100);
    tellEvent(stage, 'student', { by: day + SURE_DAYS, clues, kinds: 3 });
    tellOpen(stage, 'moving-home', 'first-term');
    tellRent(stage);
  },
};

/** Somebody who studied before the data began: fees and loan each term, and nothing that began. */
export const STUDYING: Story = {
  id: 'running',
  strand: 'study',
  signals: [],
  incidence: { yearly: { student: 4 }, source: 'the rest of the students here' },
  weak: 0,
  happen: (stage) => {
    studyOn(stage, enrol(stage), stage.life.book.from);
    tellOpen(stage, 'student', 'running');
  },
};

/** Where somebody studies, and who lends for it. */
interface Payments {
  readonly university: Firm;
  readonly lender: Firm | undefined;
}

function enrol(stage: Stage): Payments {
  const lender = stage.random.chance(0.6) ? firmOf(stage, 'student-loan') : undefined;
  return { university: firmOf(stage, 'tuition'), lender };
}

function firstWeeks(stage: Stage, { university, lender }: Payments): Clue[] {
  const { random, day } = stage;
  const clues = leave(stage, university, day - random.between(-20, 40));
  if (random.chance(0.5)) clues.push(...leave(stage, 'hall', day - random.between(5, 40)));
  if (lender !== undefined) clues.push(...leave(stage, lender, day + random.between(2, 30)));
  clues.push(...scatter(stage, 'books', day - 5, day + 45, random.between(2, 5)));
  clues.push(...scatter(stage, 'term-start', day - 15, day + 20, random.between(2, 4)));
  return clues;
}

/** Two terms a year, in spring and autumn. What comes back each half-year is a series to some, and left open. */
function studyOn(stage: Stage, { university, lender }: Payments, from: Day): void {
  const { life, random } = stage;
  const fees: Clue[] = [];
  const loans: Clue[] = [];
  for (let year = civilOf(from).year; year <= civilOf(life.book.to).year; year++) {
    for (const month of [3, 9]) {
      const term = dayOf(year, month, random.between(8, 25));
      if (term < from) continue;
      fees.push(...leave(stage, university, term));
      if (lender !== undefined) loans.push(...leave(stage, lender, term + random.between(3, 25)));
      scatter(stage, 'books', term, term + 60, random.between(0, 3));
    }
  }
  if (fees.length > 0) tellOpen(stage, 'new-recurring-payment', 'each-term', fees);
  if (loans.length > 0) tellOpen(stage, 'new-recurring-income', 'each-term', loans);
}
