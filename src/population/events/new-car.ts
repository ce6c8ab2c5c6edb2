import { type Clue, firmOf, leave, scatter, weekend } from './leave.ts';
import { type Stage, type Story, workers } from './story.ts';
import { begunSeries, cluesOf, tellEvent } from './tell.ts';

/** Dealer, registration, cover and tax follow each other within weeks. */
const SURE_DAYS = 45;
const ELECTRIC_SHARE = 0.25;

/** A car is bought: dealer, registration, another insurance, tax, for half a loan; one in four is charged, not filled up. */
export const NEW_CAR: Story = {
  id: 'car-bought',
  strand: 'car',
  signals: ['new-car'],
  incidence: {
    yearly: { ...workers(0.08), freelancer: 0.07, retired: 0.05, student: 0.02 },
    source:
      'new and used cars from dealers: 8 to 12% of adults a year (SMMT, KBA, Cox Automotive), fewer here: estimate',
  },
  prepare: ({ life, random, day, strong }) => {
    const { course, book, traits } = life;
    if (!strong) return;
    const kind = traits.has('car') ? { swaps: day } : { begins: day + random.between(-3, 10) };
    course.bills.push({ bill: 'insurance-auto', ...kind });
    if (random.chance(0.7)) course.bills.push({ bill: 'road-tax', begins: day + random.between(3, 30) });
    if (random.chance(0.55)) course.bills.push({ bill: 'loan', begins: day + random.between(20, 40) });
    if (random.chance(ELECTRIC_SHARE)) {
      course.habits.push({ habits: ['fuel'], from: day + 3, to: book.to + 1, share: 0.05 });
    }
  },
  happen: (stage) => {
    const { day, strong, life, random } = stage;
    const clues = strong ? buyCar(stage) : leave(stage, 'garage', day + random.between(5, 30));
    for (const bill of ['insurance-auto', 'road-tax', 'loan'])
      clues.push(...cluesOf(begunSeries(stage, bill)));
    if (life.course.habits.some(({ habits }) => habits.length === 1 && habits[0] === 'fuel')) {
      const months = Math.max(0, (life.book.to - day) / 30);
      clues.push(
        ...scatter(stage, 'charging', day + 4, life.book.to, Math.round(months * random.between(2, 5))),
      );
    }
    tellEvent(stage, 'new-car', { happened: day, by: day + SURE_DAYS, clues, kinds: 3 });
  },
};

function buyCar(stage: Stage): Clue[] {
  const { random, day } = stage;
  const dealer = firmOf(stage, 'dealer');
  const clues = leave(stage, dealer, weekend(stage, day));
  if (random.chance(0.35)) {
    clues.push(
      ...leave(stage, dealer, day - random.between(5, 25), { minor: random.between(2, 10) * 10_000 }),
    );
  }
  clues.push(...leave(stage, 'registration', day + random.between(0, 12)));
  return clues;
}
