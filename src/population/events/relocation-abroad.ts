import { HABIT_KINDS } from '../country.ts';
import { anywhere, stayAbroad } from './abroad.ts';
import { type Clue, firmOf, leave } from './leave.ts';
import type { Story } from './story.ts';
import { tellEvent, tellOpen } from './tell.ts';

/** A journey can be long; two months of life abroad are none. */
const SURE_DAYS = 60;
const PURCHASES_A_MONTH = 12;

/** Leaves the country: visa, removal, then all shopping abroad and money changed each month, while contracts at home end. */
export const RELOCATION_ABROAD: Story = {
  id: 'emigrates',
  strand: 'home',
  signals: ['relocation-abroad', 'travelling', 'travel-planned'],
  incidence: {
    yearly: { single: 0.008, couple: 0.006, family: 0.003, freelancer: 0.01, student: 0.01, retired: 0.003 },
    source: 'emigration of citizens: 0.3 to 0.8% a year (ONS, Destatis): estimate',
  },
  prepare: ({ life, day, strong }) => {
    const { course, book } = life;
    course.habits.push({ habits: HABIT_KINDS, from: day, to: book.to + 1, share: strong ? 0.03 : 0.5 });
    if (!strong) return;
    if (life.traits.has('tenant')) course.home = { leaves: day + 25 };
    for (const bill of ['energy', 'internet', 'water', 'gym']) course.bills.push({ bill, ends: day + 20 });
  },
  happen: (stage) => {
    const { life, day, random, strong } = stage;
    const where = anywhere(stage);
    const months = Math.max(0, (life.book.to - day) / 30);
    const perMonth = strong ? PURCHASES_A_MONTH : 1;
    const clues = stayAbroad(stage, where, day + 1, life.book.to, Math.round(months * perMonth));
    clues.push(...leave(stage, 'airline', day - random.between(10, 60)));
    if (strong) {
      if (random.chance(0.7)) clues.push(...leave(stage, 'visa-office', day - random.between(30, 140)));
      if (random.chance(0.7)) clues.push(...leave(stage, 'removal-abroad', day - random.between(3, 20)));
      const changed: Clue[] = [];
      const bureau = firmOf(stage, 'exchange');
      for (let on = day + random.between(-5, 10); on < life.book.to; on += random.between(25, 40)) {
        changed.push(...leave(stage, bureau, on));
      }
      if (changed.length > 0) tellOpen(stage, 'new-recurring-payment', 'emigrates', changed);
      clues.push(...changed);
    }
    tellEvent(stage, 'relocation-abroad', { by: day + SURE_DAYS, clues, kinds: 3, count: 12 });
    // Whoever sees a journey or a move in it is not wrong.
    for (const signal of ['travelling', 'travel-planned', 'moving-home'] as const) {
      tellOpen(stage, signal, 'emigrates');
    }
  },
};
