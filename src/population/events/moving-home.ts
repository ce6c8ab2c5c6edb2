import { type Clue, leave, scatter, weekend } from './leave.ts';
import { tellRent } from './rent.ts';
import type { Stage, Story } from './story.ts';
import { tellEvent } from './tell.ts';

/** A month after the day of the move boxes, keys and contracts have changed hands. */
const SURE_DAYS = 30;

/** A tenant moves: one rent ends and another begins, with movers or a van, a deposit, furniture and new contracts. */
export const MOVING_HOME: Story = {
  id: 'tenant-moves',
  strand: 'home',
  signals: ['moving-home', 'new-rent'],
  incidence: {
    yearly: {
      single: 0.14,
      couple: 0.12,
      family: 0.08,
      freelancer: 0.12,
      student: 0.25,
      benefits: 0.06,
      retired: 0.03,
    },
    source: 'tenants who moved within a year: 9 to 20% (English Housing Survey, ACS, Mikrozensus)',
  },
  among: ({ traits }) => traits.has('tenant'),
  prepare: ({ life, random, day, strong }) => {
    const { course } = life;
    course.home = {
      leaves: day + random.between(-5, 20),
      next: { from: day + random.between(-10, 5), factor: 0.85 + random.next() * 0.5 },
    };
    if (!strong) return;
    if (random.chance(0.7)) course.bills.push({ bill: 'energy', swaps: day });
    if (random.chance(0.6)) course.bills.push({ bill: 'internet', swaps: day });
    if (life.country.code === 'GB') course.bills.push({ bill: 'council-tax', swaps: day });
    if (random.chance(0.6)) course.uproots = day;
  },
  happen: (stage) => {
    const clues = stage.strong ? moveHouse(stage) : scatter(stage, 'furniture', stage.day, stage.day + 30, 1);
    tellMove(stage, clues);
    tellRent(stage);
  },
};

/** Tells of a move on the stage's day. */
export function tellMove(stage: Stage, clues: readonly Clue[]): void {
  const { day } = stage;
  tellEvent(stage, 'moving-home', { happened: day, by: day + SURE_DAYS, clues, kinds: 3 });
}

/** What a move costs, whoever moves. */
export function moveHouse(stage: Stage, isTenant = true): Clue[] {
  const { random, day } = stage;
  const clues = leave(stage, random.chance(0.5) ? 'movers' : 'van', weekend(stage, day));
  if (isTenant) clues.push(...leave(stage, 'deposit', day - random.between(3, 30)));
  if (isTenant && random.chance(0.4)) clues.push(...leave(stage, 'letting', day - random.between(15, 60)));
  if (random.chance(0.6)) clues.push(...leave(stage, 'mail-redirect', day - random.between(0, 14)));
  clues.push(...scatter(stage, 'furniture', day - 10, day + 45, random.between(2, 5)));
  clues.push(...scatter(stage, 'diy', day - 10, day + 25, random.between(0, 3)));
  return clues;
}
