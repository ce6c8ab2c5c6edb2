import { leave, scatter } from './leave.ts';
import { inSeason } from './season.ts';
import { everyone, households, type Story, workers } from './story.ts';
import { tellTrap } from './tell.ts';

/** Somebody who always builds something: the same stores, all year, for no house. */
export const HOBBY_MAKER: Story = {
  id: 'hobby-maker',
  strand: 'works',
  trap: true,
  signals: ['renovation'],
  incidence: { yearly: { ...everyone(0.02) }, source: 'estimate' },
  happen: (stage) => {
    const { book } = stage.life;
    const months = (book.to - book.from) / 30;
    const often = stage.random.between(2, 4);
    const clues = scatter(stage, 'model-shop', book.from, book.to, Math.round(months * often * 0.6));
    clues.push(...scatter(stage, 'diy', book.from, book.to, Math.round(months * often * 0.6)));
    tellTrap(stage, ['renovation'], clues);
  },
};

/** The garden in May: plants, earth, a fence, and it is over. */
export const GARDEN_SEASON: Story = {
  id: 'garden-season',
  strand: 'works',
  trap: true,
  signals: ['renovation', 'spend-mix-shift'],
  incidence: { yearly: households(0.03), source: 'estimate' },
  season: (stage) => inSeason(stage, { month: 4, dayOfMonth: 15 }, 20),
  happen: (stage) => {
    const { day, random } = stage;
    const clues = scatter(stage, 'garden', day, day + 40, random.between(4, 8));
    tellTrap(stage, ['renovation', 'spend-mix-shift'], clues);
  },
};

/** A van, a few shelves and a lamp for a child that moves: the parents stay. */
export const HELPING_A_MOVE: Story = {
  id: 'helping-a-move',
  strand: 'works',
  trap: true,
  signals: ['moving-home', 'new-rent', 'home-purchase'],
  incidence: {
    yearly: { couple: 0.02, family: 0.03, retired: 0.03, single: 0.02, freelancer: 0.02, benefits: 0.01 },
    source: 'estimate',
  },
  happen: (stage) => {
    const { day, random } = stage;
    const clues = leave(stage, 'van', day);
    clues.push(...scatter(stage, 'furniture', day - 4, day + 12, random.between(1, 2)));
    if (random.chance(0.5)) clues.push(...leave(stage, 'diy', day + 1));
    tellTrap(stage, ['moving-home', 'new-rent', 'home-purchase'], clues);
  },
};

/** A lawyer or notary, for a will. */
export const LAST_WILL: Story = {
  id: 'last-will',
  strand: 'errands',
  trap: true,
  signals: ['separation', 'home-purchase', 'bereavement'],
  incidence: { yearly: { ...workers(0.01), retired: 0.03, freelancer: 0.01 }, source: 'estimate' },
  happen: (stage) =>
    tellTrap(stage, ['separation', 'home-purchase', 'bereavement'], leave(stage, 'will', stage.day)),
};
