import { mainJobs, missedCycle, oldPay } from './job.ts';
import { leave } from './leave.ts';
import type { Story } from './story.ts';
import { cluesOf, proofDay, READ_DAYS, tellEvent, tellOpen } from './tell.ts';

/** The pay stops and a pension begins. Where the pay came to another bank, only the pension is seen. */
export const RETIREMENT: Story = {
  id: 'pension-begins',
  strand: 'pay',
  signals: ['retirement'],
  incidence: {
    yearly: { retired: 0.075 },
    source: 'new pensions: 1.1 to 1.3% of adults a year (DRV, SSA, DWP); of the retired here',
  },
  weak: 0.3,
  prepare: ({ life, random, day, strong }) => {
    life.course.career = strong ? { ends: day - random.between(0, 25), begins: day } : { begins: day };
  },
  happen: (stage) => {
    const { life, day, random } = stage;
    const pensions = life.series.filter(({ plan }) => plan.kind === 'pension' && plan.origin === 'new');
    const clues = pensions.flatMap(cluesOf);
    if (random.chance(0.3)) leave(stage, 'days-out', day + random.between(5, 60));
    const { old } = mainJobs(stage);
    const missed = old === undefined ? undefined : missedCycle(old, 1);
    const proof = pensions[0] === undefined ? undefined : proofDay(stage, pensions[0]);
    if (missed === undefined || proof === undefined) {
      tellOpen(stage, 'retirement', 'no-former-pay', clues);
      return;
    }
    const last = oldPay(stage).slice(-1);
    tellEvent(stage, 'retirement', {
      by: Math.max(missed, proof) + READ_DAYS,
      clues: [...last, ...clues],
      kinds: 2,
    });
    tellOpen(stage, 'job-loss', 'retirement');
    tellOpen(stage, 'new-job', 'retirement', clues);
    tellOpen(stage, 'pay-cut', 'retirement', clues);
  },
};
