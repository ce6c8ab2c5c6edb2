import { receive } from '../regular-income.ts';
import type { Rhythm } from '../rhythm.ts';
import { mainJobs, missedCycle, oldPay, tellNewJob } from './job.ts';
import { type Clue, leave, scatter } from './leave.ts';
import { type Stage, type Story, workers } from './story.ts';
import { cluesOf, READ_DAYS, tellEvent, tellOpen } from './tell.ts';

/** Two cycles without pay, but never sooner than this: weekly wages pause for holidays. */
const SURE_DAYS_MIN = 45;

/** The pay stops. Benefit comes weeks later, commute and lunches fall, most find another job within a year. */
export const JOB_LOSS: Story = {
  id: 'pay-lost',
  strand: 'pay',
  signals: ['job-loss', 'new-job'],
  incidence: {
    yearly: workers(0.025),
    source: 'redundancies 1.5% a year (ONS), layoffs and dismissals more in the US (JOLTS): estimate',
  },
  prepare: ({ life, random, day, strong }) => {
    const { course, book } = life;
    const again = strong ? day + random.between(75, 330) : day + random.between(18, 40);
    const found = !strong || random.chance(0.7);
    course.career = found
      ? { ends: day, next: { from: again, factor: 0.8 + random.next() * 0.35 } }
      : { ends: day };
    if (!strong) return;
    const to = found ? again : book.to + 1;
    course.habits.push({ habits: ['lunch', 'transit'], from: day, to, share: 0.2 });
    course.habits.push({
      habits: ['cafe', 'restaurant', 'fuel', 'retail', 'leisure'],
      from: day + 10,
      to,
      share: 0.55,
    });
  },
  happen: (stage) => {
    const { day, strong, random, life } = stage;
    const benefit = strong && random.chance(0.8) ? claim(stage) : [];
    if (strong && random.chance(0.3)) leave(stage, 'severance', day + random.between(0, 12));
    if (strong && random.chance(0.3)) scatter(stage, 'job-board', day + 5, day + 60, 2);
    tellNewJob(stage);
    const { old } = mainJobs(stage);
    const missed = old === undefined ? undefined : missedCycle(old, 2);
    const last = oldPay(stage).at(-1);
    if (missed === undefined || last === undefined) return;
    const by = Math.max(missed, last.entry.posted + SURE_DAYS_MIN) + READ_DAYS;
    const again = life.course.career.next?.from ?? by + 1;
    // Who is paid again before anybody could be sure has not shown it.
    if (again <= by) tellOpen(stage, 'job-loss', 'weak-trace');
    else tellEvent(stage, 'job-loss', { from: last.entry.day + 1, by, clues: [last, ...benefit] });
    tellOpen(stage, 'pay-cut', 'job-loss', benefit);
  },
};

/** What the state pays to those without work, until there is work again. */
function claim({ life, random, day }: Stage): Clue[] {
  const { country, course, book } = life;
  const start = day + random.between(20, 55);
  const anchor = start + random.between(0, 6);
  const offices: Readonly<
    Record<'US' | 'GB' | 'DE', { name: string; note: string; rhythm: Rhythm; share: number }>
  > = {
    US: {
      name: random.pick(['NYS DOL UI DD', 'CA EDD UI', 'TWC UI BENEFITS']),
      note: 'UNEMP COMP',
      rhythm: { kind: 'days', step: 7, anchor },
      share: 0.1,
    },
    GB: {
      name: random.pick(['DWP JSA', 'DWP UC']),
      note: '{k}',
      rhythm: random.chance(0.5)
        ? { kind: 'days', step: 14, anchor }
        : { kind: 'day-of-month', step: 1, day: random.between(3, 26), phase: 0 },
      share: 0.22,
    },
    DE: {
      name: 'Bundesagentur für Arbeit',
      note: 'ALG1 {k}',
      rhythm: { kind: 'last-business-day' },
      share: 0.6,
    },
  };
  const { share, ...office } = offices[country.code];
  const end = Math.min(course.career.next?.from ?? book.to + 1, day + 365);
  return cluesOf(
    receive(life, { kind: 'benefit', ...office, base: Math.round(country.pay * share), start, end }),
  );
}
