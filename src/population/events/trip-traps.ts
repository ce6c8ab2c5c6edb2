import type { Day } from '../../model/day.ts';
import { record } from '../book.ts';
import { rollDay } from '../calendar.ts';
import { wordPayments } from '../life.ts';
import { mainJobs } from './job.ts';
import { type Clue, leave, scatter } from './leave.ts';
import { everyone, households, type Stage, type Story, workers } from './story.ts';
import { tellTrap } from './tell.ts';

/** Rail and a hotel in the own country, paid back by the employer within weeks. */
export const BUSINESS_TRIP: Story = {
  id: 'business-trip',
  strand: 'errands',
  trap: true,
  signals: ['travel-planned', 'travelling'],
  incidence: { yearly: workers(0.05), source: 'estimate' },
  among: ({ archetype }) => archetype !== 'retired',
  happen: (stage) => {
    const { day, random } = stage;
    const clues = leave(stage, 'rail', day - random.between(2, 12));
    clues.push(...leave(stage, 'hotel', day + 1, { minor: random.between(9, 34) * 1_000 }));
    clues.push(...leave(stage, 'rail', day + random.between(1, 3)));
    const laidOut = clues.reduce((total, { entry }) => total - entry.minor, 0);
    clues.push(...payBack(stage, day + random.between(12, 35), laidOut));
    tellTrap(stage, ['travel-planned', 'travelling'], clues);
  },
};

/** Two weeks off, spent at the zoo, in the garden and at the lake. */
export const HOLIDAY_AT_HOME: Story = {
  id: 'holiday-at-home',
  strand: 'errands',
  trap: true,
  signals: ['travel-planned', 'travelling'],
  incidence: { yearly: households(0.06), source: 'estimate' },
  happen: (stage) => {
    const { day, random } = stage;
    const clues = scatter(stage, 'days-out', day, day + 13, random.between(3, 6));
    clues.push(...scatter(stage, 'garden', day, day + 13, random.between(0, 2)));
    tellTrap(stage, ['travel-planned', 'travelling'], clues);
  },
};

/** A drive to the airport for somebody else: parking and a coffee. */
export const AIRPORT_RUN: Story = {
  id: 'airport-run',
  strand: 'errands',
  trap: true,
  signals: ['travel-planned', 'travelling'],
  incidence: { yearly: everyone(0.03), source: 'estimate' },
  happen: (stage) => tellTrap(stage, ['travel-planned', 'travelling'], leave(stage, 'airport', stage.day)),
};

function payBack(stage: Stage, day: Day, minor: number): Clue[] {
  const { life } = stage;
  const { old, next } = mainJobs(stage);
  const employer = (old ?? next)?.employer;
  if (employer === undefined || minor <= 0) return [];
  const on = rollDay(life.country.code, day, 'forward');
  const note = { US: 'EXP REIMB', GB: 'EXPENSES', DE: 'Reisekosten' }[life.country.code];
  const text = wordPayments(life, 'salary', employer, note)(on);
  const entry = record(life.book, {
    account: life.main,
    day: on,
    minor,
    text,
    channel: 'transfer',
    listed: true,
  });
  return entry === undefined ? [] : [{ kind: 'reimbursement', entry }];
}
