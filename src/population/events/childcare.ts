import { leave, scatter } from './leave.ts';
import type { Story } from './story.ts';
import { begunSeries, cluesOf, proofDay, tellEvent, tellOpen } from './tell.ts';

/** A nursery or kindergarten takes a child: a deposit, then its fee again and again. Some have a neighbour instead. */
export const CHILDCARE: Story = {
  id: 'nursery-place',
  strand: 'family',
  signals: ['childcare-started'],
  incidence: {
    yearly: { family: 0.1, benefits: 0.03 },
    source: 'first place of a child between one and four: estimate',
  },
  among: ({ traits }) => traits.has('child'),
  prepare: ({ life, day, strong }) => {
    if (strong) life.course.bills.push({ bill: 'childcare', begins: day });
  },
  happen: (stage) => {
    const { day, strong, random } = stage;
    if (!strong) {
      const minder = scatter(stage, 'childminder', day, day + 200, random.between(4, 12));
      tellOpen(stage, 'childcare-started', 'weak-trace', minder);
      return;
    }
    const deposit = random.chance(0.5) ? leave(stage, 'childcare-deposit', day - random.between(10, 60)) : [];
    const series = begunSeries(stage, 'childcare');
    const by = series === undefined ? undefined : proofDay(stage, series);
    if (by === undefined) tellOpen(stage, 'childcare-started', 'too-few', cluesOf(series));
    else tellEvent(stage, 'childcare-started', { by, clues: [...deposit, ...cluesOf(series)] });
  },
};
