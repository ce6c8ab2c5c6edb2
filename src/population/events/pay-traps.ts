import { receive } from '../regular-income.ts';
import { job } from '../wages.ts';
import { mainJobs, oldPay } from './job.ts';
import { type Clue, scatter } from './leave.ts';
import { type Stage, type Story, workers } from './story.ts';
import { cluesOf, tellOpen, tellTrap } from './tell.ts';

const PAY_SEEN = 4;

/** The same employer pays under another name, the same sum on the same day: no new job. */
export const PAYROLL_RENAMED: Story = {
  id: 'payroll-renamed',
  strand: 'pay',
  trap: true,
  signals: ['new-job', 'job-loss'],
  incidence: { yearly: workers(0.02), source: 'mergers and new payroll offices: estimate' },
  prepare: ({ life, day }) => {
    life.course.career = { renamed: day };
  },
  happen: (stage) => tellTrap(stage, ['new-job', 'job-loss'], paidSince(stage)),
};

/** The same employer pays on another day of the month. */
export const PAYDAY_MOVED: Story = {
  id: 'payday-moved',
  strand: 'pay',
  trap: true,
  signals: ['new-job', 'job-loss'],
  incidence: { yearly: workers(0.01), source: 'estimate' },
  prepare: ({ life, day }) => {
    life.course.career = { moved: day };
  },
  happen: (stage) => tellTrap(stage, ['new-job', 'job-loss'], paidSince(stage)),
};

/** One month without pay, then the same employer as before. */
export const UNPAID_LEAVE: Story = {
  id: 'unpaid-leave',
  strand: 'pay',
  trap: true,
  signals: ['job-loss', 'new-job'],
  incidence: { yearly: workers(0.01), source: 'estimate' },
  prepare: ({ life, day }) => {
    life.course.career = { leave: { from: day, to: day + 30 } };
  },
  happen: (stage) => tellTrap(stage, ['job-loss', 'new-job'], paidSince(stage)),
};

/** Months with the state's or insurer's allowance in place of pay, then the same employer as before. */
export const PARENTAL_LEAVE: Story = {
  id: 'parental-leave',
  strand: 'pay',
  trap: true,
  signals: ['job-loss', 'new-job'],
  incidence: {
    yearly: { couple: 0.01, family: 0.02 },
    source: 'about two in three births bring a leave of months (OECD family database): estimate',
  },
  prepare: ({ life, random, day }) => {
    life.course.career = { leave: { from: day, to: day + random.between(70, 220) } };
  },
  happen: (stage) => {
    const { life, random, day } = stage;
    const to = life.course.career.leave?.to ?? day;
    const payer = {
      US: { name: 'EDD PAID FAMILY LV', note: 'PFL BENEFIT' },
      GB: { name: 'DWP MATERNITY ALLOW', note: '{k}' },
      DE: { name: 'Elterngeldstelle Landkreis', note: 'Elterngeld {m}/{y}' },
    }[life.country.code];
    const allowance = receive(life, {
      kind: 'benefit',
      ...payer,
      rhythm: { kind: 'day-of-month', step: 1, day: random.between(3, 25), phase: 0 },
      base: Math.round(life.country.pay * 0.5),
      start: day + 10,
      end: to,
    });
    tellTrap(stage, ['job-loss', 'new-job'], [...cluesOf(allowance), ...paidSince(stage)]);
    tellOpen(stage, 'pay-cut', 'parental-leave');
    // What it follows from may show as well, or have shown before.
    tellOpen(stage, 'new-baby', 'parental-leave');
  },
};

/** The partner's pay comes to this account from now on: another employer, and the first one goes on. */
export const PARTNERS_PAY: Story = {
  id: 'partners-pay',
  strand: 'pay',
  trap: true,
  signals: ['new-job', 'pay-rise'],
  incidence: { yearly: { couple: 0.03, family: 0.025 }, source: 'accounts made joint: estimate' },
  happen: (stage) => {
    const { life, random, day } = stage;
    const before = life.course.jobs.length;
    const pay = life.country.pay * (0.5 + random.next() * 0.6);
    job(life, pay, { isMain: false, origin: 'new', start: day, end: life.book.to + 1 });
    tellTrap(stage, ['new-job', 'pay-rise'], cluesOf(life.course.jobs[before]?.series));
  },
};

/** The pay goes to another bank, and from there to here each month: nothing was lost, this account grew quiet. */
export const QUIET_ACCOUNT: Story = {
  id: 'quiet-account',
  strand: 'pay',
  trap: true,
  signals: ['job-loss', 'new-job', 'retirement'],
  incidence: {
    yearly: workers(0.015),
    source: 'main accounts switched or shared: 2 to 3% a year (Pay.UK): estimate',
  },
  prepare: ({ life, day }) => {
    const { course, book } = life;
    course.career = { ends: day };
    course.habits.push({
      habits: ['grocery', 'restaurant', 'cafe', 'lunch', 'retail'],
      from: day,
      to: book.to + 1,
      share: 0.35,
    });
  },
  happen: (stage) => {
    const { life, random, day } = stage;
    const last = oldPay(stage).slice(-PAY_SEEN);
    const series = receive(life, {
      kind: 'own-saving',
      name: life.voice.holder,
      note: { US: 'from my checking', GB: 'TO BILLS ACC', DE: 'Umbuchung eigenes Konto' }[life.country.code],
      rhythm: { kind: 'day-of-month', step: 1, day: random.pick([1, 2, 28]), phase: 0 },
      base: Math.round((life.country.pay * 0.6) / 5_000) * 5_000,
      start: day + random.between(1, 15),
      person: true,
      ignore: 'own-transfer',
    });
    tellTrap(stage, ['job-loss', 'new-job', 'retirement'], [...last, ...cluesOf(series)]);
    // The pay is diverted indeed.
    tellOpen(stage, 'salary-diverted', 'quiet-account', oldPay(stage));
    if (random.chance(0.3)) scatter(stage, 'days-out', day, day + 60, 1);
  },
};

/** The last payments of the main employer before the day and all from then on. */
function paidSince(stage: Stage): Clue[] {
  const { old } = mainJobs(stage);
  const clues = cluesOf(old?.series);
  const after = clues.filter(({ entry }) => entry.day >= stage.day);
  return after.length === 0
    ? []
    : [...clues.filter(({ entry }) => entry.day < stage.day).slice(-2), ...after];
}
