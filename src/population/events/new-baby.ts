import { weekdayOf } from '../../model/day.ts';
import { receive } from '../regular-income.ts';
import type { Rhythm } from '../rhythm.ts';
import { type Clue, leave, scatter, weekend } from './leave.ts';
import type { Stage, Story } from './story.ts';
import { begunSeries, cluesOf, proofDay, tellEvent } from './tell.ts';

/** A reader of the statement is sure three months after the birth: care, equipment, clothes and benefit have come by then. */
const SURE_DAYS = 90;
const NURSERY_SHARE = 0.45;

/** A birth: care and equipment in the months before, clothes and benefit after it, for some a nursery a year later. */
export const NEW_BABY: Story = {
  id: 'birth',
  strand: 'family',
  signals: ['new-baby', 'childcare-started'],
  incidence: {
    yearly: { single: 0.003, couple: 0.025, family: 0.02, freelancer: 0.008, benefits: 0.01 },
    source:
      'births for each adult and year: about 1% (ONS, CDC/NCHS, Destatis 2022); shares by household: estimate',
  },
  prepare: ({ life, random, day, strong }) => {
    const { course, book } = life;
    course.habits.push({
      habits: ['restaurant', 'leisure', 'cafe'],
      from: day - 10,
      to: day + 300,
      share: 0.5,
    });
    const nursery = day + random.between(240, 420);
    if (strong && nursery < book.to && random.chance(NURSERY_SHARE)) {
      course.bills.push({ bill: 'childcare', begins: nursery });
    }
  },
  happen: (stage) => {
    const { day, strong } = stage;
    const clues = strong ? prepareForIt(stage) : scatter(stage, 'baby-clothes', day - 20, day + 60, 2);
    if (strong) clues.push(...claimBenefit(stage));
    tellEvent(stage, 'new-baby', { happened: day, by: day + SURE_DAYS, clues, kinds: 3, count: 5 });
    const nursery = begunSeries(stage, 'childcare');
    const by = nursery === undefined ? undefined : proofDay(stage, nursery);
    if (by !== undefined) tellEvent(stage, 'childcare-started', { by, clues: cluesOf(nursery) });
  },
};

function prepareForIt(stage: Stage): Clue[] {
  const { random, day } = stage;
  const clues = scatter(stage, 'scan', day - 200, day - 40, random.between(1, 4));
  if (random.chance(0.5)) clues.push(...leave(stage, 'birth-course', day - random.between(30, 90)));
  for (let count = random.between(1, 3); count > 0; count--) {
    clues.push(...leave(stage, 'nursery', weekend(stage, day - random.between(15, 110))));
  }
  clues.push(...scatter(stage, 'baby-shop', day - 110, day - 5, random.between(2, 5)));
  clues.push(...scatter(stage, 'baby-shop', day, day + 80, random.between(1, 4)));
  clues.push(...scatter(stage, 'baby-clothes', day - 50, day + 150, random.between(2, 6)));
  clues.push(...scatter(stage, 'nappies', day - 5, day + 250, random.between(4, 14)));
  return clues;
}

/** Child benefit is claimed after the birth, where there is one. */
function claimBenefit({ life, random, day }: Stage): Clue[] {
  const { code } = life.country;
  // With an elder child it is paid already, and rises.
  if (code === 'US' || life.traits.has('child') || random.chance(0.35)) return [];
  const start = day + random.between(35, 100);
  const british = code === 'GB';
  const rhythm: Rhythm = british
    ? { kind: 'days', step: 28, anchor: start - weekdayOf(start) }
    : { kind: 'day-of-month', step: 1, day: random.between(3, 22), phase: 0 };
  const series = receive(life, {
    kind: 'benefit',
    name: british ? 'HMRC CHILD BENEFIT' : 'Familienkasse',
    note: british ? 'CHB{k}' : 'KG{k}FK {m}/{y}',
    rhythm,
    base: british ? 10_240 : 25_500,
    start,
  });
  return cluesOf(series);
}
