import { type Clue, firmOf, leave } from './leave.ts';
import { tellCredit } from './lump-sum.ts';
import type { Stage, Story } from './story.ts';
import { tellEvent } from './tell.ts';

/** Six weeks after a death the funeral is paid and the certificates are out. */
const SURE_DAYS = 45;

/** Somebody close has died, and this customer sees to it: undertaker, certificates, flowers, notices, later the estate. */
export const BEREAVEMENT: Story = {
  id: 'funeral',
  strand: 'death',
  signals: ['bereavement'],
  incidence: {
    yearly: {
      single: 0.005,
      couple: 0.008,
      family: 0.008,
      freelancer: 0.006,
      retired: 0.025,
      benefits: 0.008,
    },
    source: 'deaths: 1% of the population a year (ONS, CDC/NCHS, Destatis); one person pays for each',
  },
  happen: (stage) => {
    const { day, strong, random } = stage;
    const clues = strong ? bury(stage) : leave(stage, 'florist', day + random.between(1, 6));
    tellEvent(stage, 'bereavement', { happened: day, by: day + SURE_DAYS, clues, kinds: 3 });
    if (strong && random.chance(0.3))
      tellCredit(stage, leave(stage, 'inheritance', day + random.between(90, 260)));
  },
};

function bury(stage: Stage): Clue[] {
  const { random, day } = stage;
  const undertaker = firmOf(stage, 'funeral');
  const clues = leave(stage, undertaker, day + random.between(2, 9));
  if (random.chance(0.4)) clues.push(...leave(stage, undertaker, day + random.between(15, 35)));
  clues.push(...leave(stage, 'registrar', day + random.between(1, 10)));
  clues.push(...leave(stage, 'florist', day + random.between(2, 10)));
  if (random.chance(0.5)) clues.push(...leave(stage, 'obituary', day + random.between(2, 9)));
  if (random.chance(0.5)) clues.push(...leave(stage, 'probate', day + random.between(25, 120)));
  if (random.chance(0.4)) clues.push(...leave(stage, 'mason', day + random.between(60, 240)));
  return clues;
}
