import { leave, scatter } from './leave.ts';
import { type Story, workers } from './story.ts';
import { begunSeries, cluesOf, tellEvent } from './tell.ts';

/** Six weeks on the animal has been fetched, fed and vaccinated. */
const SURE_DAYS = 45;

/** An animal comes into a household that had none: shelter or breeder, basket and food, the first vaccinations, for some a cover. */
export const NEW_PET: Story = {
  id: 'first-pet',
  strand: 'pet',
  signals: ['new-pet'],
  incidence: {
    yearly: { ...workers(0.025), retired: 0.02, freelancer: 0.02, benefits: 0.02 },
    source:
      'households that get a pet: 3 to 5% a year (PDSA, APPA), those without one before fewer: estimate',
  },
  among: ({ traits }) => !traits.has('pet'),
  prepare: ({ life, random, day, strong }) => {
    if (strong && random.chance(0.55))
      life.course.bills.push({ bill: 'pet', begins: day + random.between(2, 30) });
  },
  happen: (stage) => {
    const { life, day, strong, random } = stage;
    const clues = scatter(stage, 'pet-shop', day - 6, day + 25, strong ? random.between(2, 4) : 1);
    if (strong) {
      if (random.chance(0.8)) clues.push(...leave(stage, random.chance(0.5) ? 'breeder' : 'shelter', day));
      clues.push(...leave(stage, 'vet', day + random.between(4, 20)));
      clues.push(...leave(stage, 'vet', day + random.between(22, 42)));
      clues.push(
        ...scatter(
          stage,
          'pet-shop',
          day + 26,
          life.book.to,
          Math.max(0, Math.round((life.book.to - day) / 35)),
        ),
      );
      clues.push(...cluesOf(begunSeries(stage, 'pet')));
    }
    tellEvent(stage, 'new-pet', { by: day + SURE_DAYS, clues, kinds: 2, count: 4 });
  },
};
