import { type Clue, firmOf, leave, scatter, weekend } from './leave.ts';
import type { Stage, Story } from './story.ts';
import { tellEvent } from './tell.ts';

/** Two months into the works the weekly way to the store is no hobby any more. */
const SURE_DAYS = 60;

/** Owners rebuild: tradesmen, the DIY store each week, a skip, for some a kitchen, for two to six months. */
export const RENOVATION: Story = {
  id: 'works-at-home',
  strand: 'works',
  signals: ['renovation'],
  incidence: {
    yearly: { single: 0.04, couple: 0.06, family: 0.06, freelancer: 0.05, retired: 0.04 },
    source: 'owners with larger works: 5 to 10% a year (JCHS, English Housing Survey), fewer here: estimate',
  },
  among: ({ traits }) => traits.has('owner'),
  happen: (stage) => {
    const { day, strong, random } = stage;
    const clues = strong ? rebuild(stage) : scatter(stage, 'diy', day, day + 50, 3);
    tellEvent(stage, 'renovation', { by: day + SURE_DAYS, clues, kinds: 2, count: 8 });
    if (strong && random.chance(0.3)) scatter(stage, 'furniture', day + 50, day + 150, random.between(1, 3));
  },
};

function rebuild(stage: Stage): Clue[] {
  const { random, day } = stage;
  const ends = day + random.between(60, 170);
  const clues = scatter(stage, 'diy', day, day + 55, random.between(7, 14));
  clues.push(...scatter(stage, 'diy', day + 56, ends, random.between(2, 12)));
  for (let firms = random.between(1, 3); firms > 0; firms--) {
    const firm = firmOf(stage, random.pick(['trade', 'trade', 'plumber'] as const));
    clues.push(...leave(stage, firm, day + random.between(0, 50)));
    if (random.chance(0.6)) clues.push(...leave(stage, firm, day + random.between(51, 150)));
  }
  if (random.chance(0.4)) clues.push(...leave(stage, 'skip', day + random.between(0, 20)));
  if (random.chance(0.35))
    clues.push(...leave(stage, 'kitchen', weekend(stage, day + random.between(10, 80))));
  return clues;
}
