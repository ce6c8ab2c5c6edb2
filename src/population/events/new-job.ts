import { tellNewJob } from './job.ts';
import { leave, scatter } from './leave.ts';
import { type Story, workers } from './story.ts';
import { tellOpen } from './tell.ts';

/** Longer without pay and nobody can say that it was not lost first. */
const GAP_DAYS_LONG = 14;

/** The main earner changes the employer, most without a month between. */
export const NEW_JOB: Story = {
  id: 'next-employer',
  strand: 'pay',
  signals: ['new-job'],
  incidence: {
    yearly: workers(0.09),
    source: 'job-to-job moves 2 to 3% a quarter (ONS labour force survey), fewer here: estimate',
  },
  weak: 0,
  prepare: ({ life, random, day }) => {
    const gap = random.chance(0.75)
      ? random.between(1, GAP_DAYS_LONG)
      : random.between(GAP_DAYS_LONG + 1, 45);
    life.course.career = { ends: day, next: { from: day + gap, factor: 0.95 + random.next() * 0.35 } };
  },
  happen: (stage) => {
    const { random, day, life } = stage;
    if (random.chance(0.3)) scatter(stage, 'work-clothes', day - 10, day + 30, random.between(1, 3));
    if (random.chance(0.15)) leave(stage, 'job-board', day - random.between(20, 70));
    tellNewJob(stage);
    const { ends = day, next } = life.course.career;
    if (next !== undefined && next.from - ends > GAP_DAYS_LONG) tellOpen(stage, 'job-loss', 'between-jobs');
  },
};
