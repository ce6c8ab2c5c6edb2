import { record } from '../book.ts';
import { dayText } from '../calendar.ts';
import { type Clue, firmOf, leave, scatter } from './leave.ts';
import { everyone, households, type Stage, type Story, workers } from './story.ts';
import { tellOpen, tellTrap } from './tell.ts';

/** A gearbox, brakes, another car for a week: dear, and the car is the old one. */
export const CAR_REPAIR: Story = {
  id: 'car-repair',
  strand: 'car',
  trap: true,
  signals: ['new-car'],
  incidence: { yearly: households(0.08), source: 'estimate' },
  among: ({ traits }) => traits.has('car'),
  happen: (stage) => {
    const { day, random } = stage;
    const workshop = firmOf(stage, 'garage');
    const clues = leave(stage, workshop, day);
    if (random.chance(0.5)) clues.push(...leave(stage, workshop, day + random.between(3, 20)));
    if (random.chance(0.5)) clues.push(...leave(stage, 'car-hire', day + random.between(0, 5)));
    if (random.chance(0.4)) clues.push(...leave(stage, 'inspection', day + random.between(4, 25)));
    tellTrap(stage, ['new-car'], clues);
  },
};

/** The same insurer collects the next year's premium, dearer than the last. */
export const POLICY_RENEWED: Story = {
  id: 'policy-renewed',
  strand: 'car',
  trap: true,
  signals: ['new-car', 'insurance-switched'],
  incidence: { yearly: households(0.05), source: 'estimate' },
  among: ({ traits }) => traits.has('car'),
  prepare: ({ life }) => {
    // The yearly premium stands in place of a monthly one.
    life.course.bills.push({ bill: 'insurance-auto' });
  },
  happen: (stage) => {
    const { day, random, life } = stage;
    const insurer = firmOf(stage, 'premium');
    const price = random.between(insurer.trace.low / 100, insurer.trace.high / 100) * 100;
    const clues: Clue[] = [];
    for (
      let on = day - 365 * Math.floor((day - life.book.from) / 365), year = 0;
      on <= life.book.to;
      on += 365, year++
    ) {
      clues.push(...leave(stage, insurer, on, { minor: Math.round(price * 1.08 ** year) }));
    }
    if (clues.length > 0) tellOpen(stage, 'new-recurring-payment', 'running', [...clues]);
    if (random.chance(0.5)) clues.push(...leave(stage, 'inspection', day + random.between(5, 60)));
    tellTrap(stage, ['new-car', 'insurance-switched'], clues);
  },
};

/** A friend's dog has eaten something: one visit to the vet, and the friend pays it back. */
export const FRIENDS_DOG: Story = {
  id: 'friends-dog',
  strand: 'pet',
  trap: true,
  signals: ['new-pet'],
  incidence: { yearly: everyone(0.015), source: 'estimate' },
  among: ({ traits }) => !traits.has('pet'),
  happen: (stage) => {
    const clues = leave(stage, 'vet', stage.day);
    const paid = clues[0]?.entry.minor ?? 0;
    thank(stage, -paid);
    tellTrap(stage, ['new-pet'], clues);
  },
};

/** The neighbours are away, their cat is not: food twice within a fortnight. */
export const PET_SITTING: Story = {
  id: 'pet-sitting',
  strand: 'pet',
  trap: true,
  signals: ['new-pet'],
  incidence: { yearly: everyone(0.02), source: 'estimate' },
  among: ({ traits }) => !traits.has('pet'),
  happen: (stage) => {
    const { day, random } = stage;
    const clues = scatter(stage, 'pet-shop', day, day + 13, random.between(1, 3));
    thank(stage, random.between(2, 10) * 1_000);
    tellTrap(stage, ['new-pet'], clues);
  },
};

/** A bargain fetched for the parents' car, a holiday car: wheels for a week are no car. */
export const HIRED_CAR: Story = {
  id: 'hired-car',
  strand: 'car',
  trap: true,
  signals: ['new-car'],
  incidence: { yearly: { ...workers(0.03), freelancer: 0.03, student: 0.02 }, source: 'estimate' },
  among: ({ traits }) => !traits.has('car'),
  happen: (stage) => {
    const { day, random } = stage;
    const clues = leave(stage, 'car-hire', day);
    if (random.chance(0.5)) clues.push(...leave(stage, 'charging', day + 2));
    tellTrap(stage, ['new-car'], clues);
  },
};

/** A friend says thank you with money. */
function thank({ life, random, day }: Stage, minor: number): void {
  const { country, voice, friends, book, main } = life;
  if (minor <= 0) return;
  const note = { US: 'thank you!', GB: 'THANKS', DE: 'Danke' }[country.code];
  const on = day + random.between(1, 16);
  const text = country.wording.transferIn({
    voice,
    day: dayText(on),
    party: random.pick(friends),
    note,
    random,
  });
  record(book, { account: main, day: on, minor, text, channel: 'transfer' });
}
