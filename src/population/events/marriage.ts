import { type Clue, firmOf, leave, weekend } from './leave.ts';
import { inSeason } from './season.ts';
import type { Stage, Story } from './story.ts';
import { tellEvent } from './tell.ts';
import { goOnJourney } from './travel.ts';

/** Two weeks after the day, when the last bills of the feast are paid. */
const SURE_DAYS = 14;

/** A wedding: rings, dress, feast and register, paid over most of a year; for some a journey afterwards. */
export const MARRIAGE: Story = {
  id: 'wedding',
  strand: 'vows',
  signals: ['marriage'],
  incidence: {
    yearly: { single: 0.008, couple: 0.03, freelancer: 0.008 },
    source: 'marriages: 0.8 to 1.2% of adults a year (ONS, CDC/NCHS, Destatis)',
  },
  season: (stage) => inSeason(stage, { month: 5, dayOfMonth: 1 }, 140),
  happen: (stage) => {
    const { day, strong, random } = stage;
    // Some marry in an office on a Tuesday and tell their parents later.
    const clues = strong ? celebrate(stage) : leave(stage, 'registry', day - random.between(10, 60));
    tellEvent(stage, 'marriage', { happened: day, by: day + SURE_DAYS, clues, kinds: 3 });
    if (strong && random.chance(0.5)) {
      goOnJourney({ ...stage, id: 'honeymoon', day: day + random.between(2, 20), strong: true });
    }
  },
};

function celebrate(stage: Stage): Clue[] {
  const { random, day } = stage;
  const clues = leave(stage, 'registry', day - random.between(20, 120));
  if (random.chance(0.8))
    clues.push(...leave(stage, 'jeweller', weekend(stage, day - random.between(20, 90))));
  if (random.chance(0.4)) clues.push(...leave(stage, 'jeweller', day - random.between(150, 330)));
  if (random.chance(0.8))
    clues.push(...leave(stage, 'bridal', weekend(stage, day - random.between(40, 200))));
  const venue = firmOf(stage, 'venue');
  clues.push(...leave(stage, venue, day - random.between(120, 270)));
  clues.push(...leave(stage, venue, day - random.between(3, 25)));
  if (random.chance(0.6)) clues.push(...leave(stage, 'photographer', day - random.between(-10, 100)));
  if (random.chance(0.6)) clues.push(...leave(stage, 'stationer', day - random.between(40, 150)));
  return clues;
}
