import type { Random } from '../../lib/random.ts';
import { type Story, workers } from './story.ts';

/** A raise beside the yearly one. `pay-levels.ts` tells the truth of it, as of every change of pay. */
export const PAY_RISE: Story = {
  id: 'promotion',
  strand: 'pay',
  signals: ['pay-rise'],
  incidence: {
    yearly: workers(0.07),
    source: 'promotions of about 8% of employees a year (ADP, CIPD): estimate',
  },
  prepare: ({ life, random, day, strong }) => {
    life.course.career = {
      step: { from: day, factor: strong ? between(random, 1.08, 1.32) : between(random, 1.03, 1.06) },
    };
  },
  happen: () => {},
};

/** Fewer hours, a smaller post, a bonus that was part of each month: less from the same employer, for good. */
export const PAY_CUT: Story = {
  id: 'fewer-hours',
  strand: 'pay',
  signals: ['pay-cut'],
  incidence: {
    yearly: workers(0.02),
    source: 'change from full time to part time with the same employer: estimate',
  },
  prepare: ({ life, random, day, strong }) => {
    life.course.career = {
      step: { from: day, factor: strong ? between(random, 0.5, 0.9) : between(random, 0.94, 0.97) },
    };
  },
  happen: () => {},
};

function between(random: Random, low: number, high: number): number {
  return low + random.next() * (high - low);
}
