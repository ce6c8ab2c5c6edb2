import { type Clue, firmOf, leave, scatter } from './leave.ts';
import { moveHouse, tellMove } from './moving-home.ts';
import { tellMortgage } from './rent.ts';
import type { Stage, Story } from './story.ts';
import { tellEvent, tellOpen } from './tell.ts';

/** A month after completion the large sum, the lawyer and the register have all been paid. */
const SURE_DAYS = 30;

/** Tenants buy a home: survey, lawyer or notary, one very large payment, tax and register; then a mortgage, and a move. */
export const HOME_PURCHASE: Story = {
  id: 'first-home',
  strand: 'home',
  signals: ['home-purchase', 'mortgage-started', 'moving-home'],
  incidence: {
    yearly: { single: 0.015, couple: 0.05, family: 0.045, freelancer: 0.015 },
    source: 'purchases of 2 to 4% of households a year, half of them by tenants (UK Finance, NAR): estimate',
  },
  among: ({ traits }) => traits.has('tenant'),
  prepare: ({ life, random, day, strong }) => {
    const { course } = life;
    course.home = { leaves: day + random.between(15, 70) };
    course.bills.push({ bill: 'mortgage', begins: day + random.between(22, 45) });
    if (!strong) return;
    course.bills.push({ bill: 'insurance-home', begins: day + random.between(-5, 20) });
    if (random.chance(0.7)) course.bills.push({ bill: 'energy', swaps: day + 20 });
    if (random.chance(0.6)) course.bills.push({ bill: 'internet', swaps: day + 20 });
    if (random.chance(0.5)) course.uproots = day + 20;
  },
  happen: (stage) => {
    const { day, strong, random } = stage;
    const clues = strong ? buy(stage) : leave(stage, 'survey', day - 40);
    tellEvent(stage, 'home-purchase', { happened: day, by: day + SURE_DAYS, clues, kinds: 3 });
    tellMortgage(stage);
    if (!strong) {
      tellOpen(stage, 'moving-home', 'weak-trace');
      return;
    }
    const moves = { ...stage, day: day + random.between(5, 25) };
    tellMove(moves, moveHouse(moves, false));
    const works = scatter(stage, 'diy', day, day + 70, random.between(2, 10));
    tellOpen(stage, 'renovation', 'first-home', works);
  },
};

function buy(stage: Stage): Clue[] {
  const { random, day, life } = stage;
  const lawyer = firmOf(stage, 'conveyance');
  const price = random.between(lawyer.trace.low / 100_000, lawyer.trace.high / 100_000) * 100_000;
  // What the savings do not hold the parents give: no windfall, and not wrongly called one.
  if (random.chance(0.3)) {
    const gift = leave(stage, 'gift-of-parents', day - random.between(10, 40));
    tellOpen(stage, 'lump-sum', 'deposit-for-a-home', gift);
  }
  const clues = leave(stage, 'survey', day - random.between(40, 90));
  if (random.chance(0.6)) clues.push(...leave(stage, 'broker', day - random.between(20, 90)));
  clues.push(...leave(stage, 'conveyance-fee', day - random.between(15, 50)));
  clues.push(...leave(stage, lawyer, day - 2, { minor: price }));
  if (life.country.code !== 'GB' || random.chance(0.3)) {
    clues.push(...leave(stage, 'property-tax', day + random.between(5, 28)));
  }
  if (random.chance(0.7)) clues.push(...leave(stage, 'land-office', day + random.between(-20, 25)));
  return clues;
}
