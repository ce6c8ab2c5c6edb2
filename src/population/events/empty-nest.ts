import { makeParty, partyFragment, personName, wordPayments } from '../life.ts';
import { carryOut } from '../series.ts';
import { type Clue, leave, scatter } from './leave.ts';
import { inSeason } from './season.ts';
import type { Stage, Story } from './story.ts';
import { tellEvent, tellOpen } from './tell.ts';

/** That child costs are over is seen only by somebody who saw them for so long. */
const COSTS_SEEN_DAYS_MIN = 240;
/** And who waited for a whole school term without them. */
const SURE_DAYS = 90;

/** The last child leaves: club, school and outings end, a van and a hall are paid, then an allowance each month. */
export const EMPTY_NEST: Story = {
  id: 'last-child-leaves',
  strand: 'family',
  signals: ['empty-nest'],
  incidence: {
    yearly: { family: 0.04 },
    source: 'children at home for eighteen to twenty-two years: estimate',
  },
  among: ({ traits }) => traits.has('child'),
  season: (stage) => inSeason(stage, { month: 9, dayOfMonth: 5 }, 30),
  prepare: ({ life, day, strong }) => {
    const { course, country } = life;
    // Grown children have no nursery any more, whatever the family's bills would have held.
    course.bills.push({ bill: 'childcare' });
    if (!strong) return;
    const lessons = { US: 'lessons', GB: 'school-meals', DE: 'music-school' }[country.code];
    course.bills.push({ bill: lessons, ends: day - 40 });
    course.habits.push({ habits: ['grocery', 'restaurant'], from: day, to: life.book.to + 1, share: 0.75 });
  },
  happen: (stage) => {
    const { life, day, strong, random } = stage;
    const costs = raise(stage);
    const farewell: Clue[] = [];
    if (strong) {
      farewell.push(...leave(stage, 'van', day), ...leave(stage, 'hall', day - random.between(10, 40)));
      farewell.push(...scatter(stage, 'term-start', day - 20, day + 5, 3));
      allow(stage);
    }
    const seen = day - life.book.from >= COSTS_SEEN_DAYS_MIN;
    if (!seen) tellOpen(stage, 'empty-nest', 'short-absence');
    else
      tellEvent(stage, 'empty-nest', {
        from: day - 30,
        by: day + SURE_DAYS,
        clues: [...costs, ...farewell],
        kinds: 4,
      });
    // A van and a hall for a child are no move and no study of one's own.
    tellOpen(stage, 'moving-home', 'child-leaves', farewell);
    tellOpen(stage, 'student', 'child-leaves', farewell);
  },
};

/** What a child in the last years of school costs, until it leaves. */
function raise(stage: Stage): Clue[] {
  const { life, random, day, strong } = stage;
  const years = Math.max(0, (day - life.book.from) / 365);
  const until = strong ? day - 30 : day;
  const often = (yearly: number) => Math.round(yearly * years);
  return [
    ...scatter(stage, 'school-supplies', life.book.from, until, often(random.between(4, 7))),
    ...scatter(stage, 'uniform', life.book.from, until, often(3)),
    ...scatter(stage, 'days-out', life.book.from, until, often(4)),
  ];
}

function allow({ life, random, day }: Stage): void {
  const party = makeParty(life.country, random, personName(life.country, random));
  const note = { US: 'college', GB: 'UNI MONEY', DE: 'Unterhalt Studium' }[life.country.code];
  const amount = random.between(3, 12) * 5_000;
  carryOut(life, {
    signal: 'new-recurring-payment',
    kind: 'order-to-person',
    account: life.main,
    rhythm: { kind: 'day-of-month', step: 1, day: random.pick([1, 3, 28]), phase: 0 },
    roll: 'forward',
    start: day,
    end: life.book.to + 1,
    origin: 'new',
    amount: () => -amount,
    text: wordPayments(life, 'standingOrder', party, note),
    channel: 'standing-order',
    party: partyFragment(life, party, 'account'),
  });
}
