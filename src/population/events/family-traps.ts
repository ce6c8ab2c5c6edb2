import { civilOf, dayOf } from '../../model/day.ts';
import { leave, scatter } from './leave.ts';
import { inSeason } from './season.ts';
import { everyone, type Story } from './story.ts';
import { tellTrap } from './tell.ts';

/** Friends have a child: two or three presents within days, and one for its first birthday. */
export const FRIENDS_BABY: Story = {
  id: 'friends-baby',
  strand: 'family',
  trap: true,
  signals: ['new-baby'],
  incidence: { yearly: everyone(0.04), source: 'estimate' },
  happen: (stage) => {
    const { day, random } = stage;
    const clues = scatter(stage, 'baby-clothes', day, day + 9, random.between(1, 2));
    clues.push(...leave(stage, 'baby-shop', day + random.between(0, 9)));
    if (random.chance(0.4)) clues.push(...leave(stage, 'toys', day + 365));
    tellTrap(stage, ['new-baby'], clues);
  },
};

/** Presents in December, toys among them, as each year. */
export const DECEMBER: Story = {
  id: 'december',
  strand: 'errands',
  trap: true,
  signals: ['new-baby', 'spend-mix-shift'],
  incidence: { yearly: everyone(0.1), source: 'estimate' },
  season: (stage) => inSeason(stage, { month: 12, dayOfMonth: 1 }, 3),
  happen: (stage) => {
    const { day, random, life } = stage;
    const clues = [];
    const often = random.between(2, 5);
    for (let year = civilOf(life.book.from).year; year <= civilOf(day).year; year++) {
      const first = dayOf(year, 12, 1);
      clues.push(...scatter(stage, 'toys', first, first + 22, often));
      clues.push(...scatter(stage, 'baby-clothes', first, first + 22, random.between(0, 1)));
      clues.push(...scatter(stage, 'presents', first, first + 22, random.between(2, 6)));
    }
    tellTrap(stage, ['new-baby', 'spend-mix-shift'], clues);
  },
};

/** Somebody else's wedding: a suit or dress, a present, a night at a hotel. */
export const WEDDING_GUEST: Story = {
  id: 'wedding-guest',
  strand: 'vows',
  trap: true,
  signals: ['marriage'],
  incidence: { yearly: everyone(0.05), source: 'estimate' },
  season: (stage) => inSeason(stage, { month: 5, dayOfMonth: 1 }, 140),
  happen: (stage) => {
    const { day, random } = stage;
    const clues = leave(stage, 'gift-list', day - random.between(5, 40));
    clues.push(...leave(stage, 'suit', day - random.between(5, 50)));
    if (random.chance(0.3))
      clues.push(
        ...leave(stage, 'jeweller', day - random.between(3, 20), { minor: random.between(40, 150) * 100 }),
      );
    tellTrap(stage, ['marriage'], clues);
  },
};

/** Flowers for a colleague's funeral. */
export const FUNERAL_FLOWERS: Story = {
  id: 'funeral-flowers',
  strand: 'death',
  trap: true,
  signals: ['bereavement'],
  incidence: { yearly: everyone(0.03), source: 'estimate' },
  happen: (stage) => {
    const { day, random } = stage;
    const clues = leave(stage, 'florist', day);
    if (random.chance(0.3)) clues.push(...leave(stage, 'florist', day + random.between(200, 360)));
    tellTrap(stage, ['bereavement'], clues);
  },
};
