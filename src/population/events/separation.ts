import { makeParty, partyFragment, personName, wordPayments } from '../life.ts';
import { carryOut } from '../series.ts';
import { type Clue, firmOf, leave, scatter } from './leave.ts';
import { moveHouse, tellMove } from './moving-home.ts';
import { tellRent } from './rent.ts';
import type { Stage, Story } from './story.ts';
import { tellEvent, tellOpen } from './tell.ts';

/** Lawyers write slowly: four months after one of the two has left, the statement holds it all. */
const SURE_DAYS = 120;

/** A couple parts: the other's share ends, one moves to a smaller flat, lawyers follow, groceries are for fewer. */
export const SEPARATION: Story = {
  id: 'couple-parts',
  strand: 'home',
  signals: ['separation', 'moving-home', 'new-rent'],
  incidence: {
    yearly: { couple: 0.025, family: 0.018 },
    source: 'divorces about 0.9% of marriages a year (ONS), unmarried couples more often: estimate',
  },
  prepare: ({ life, random, day, strong }) => {
    const { course, book } = life;
    course.habits.push({
      habits: ['grocery', 'restaurant', 'leisure'],
      from: day,
      to: book.to + 1,
      share: 0.6,
    });
    if (!strong || !life.traits.has('tenant')) return;
    // Half of them leave the flat, half of them stay in it.
    if (!random.chance(0.55)) return;
    course.home = {
      leaves: day + random.between(0, 40),
      next: { from: day - random.between(0, 10), factor: 0.65 },
    };
    course.uproots = day;
  },
  happen: (stage) => {
    const { life, day, strong, random } = stage;
    const partner = makeParty(life.country, random, personName(life.country, random));
    shareCosts(stage, partner);
    if (!strong) {
      tellOpen(stage, 'separation', 'weak-trace');
      return;
    }
    const clues = part(stage);
    if (life.traits.has('child')) clues.push(...maintain(stage, partner));
    const leaves = life.course.home.next !== undefined;
    const move = leaves ? moveHouse(stage) : [];
    tellEvent(stage, 'separation', {
      happened: day,
      by: day + SURE_DAYS,
      clues: [...clues, ...move],
      kinds: 3,
    });
    if (leaves) tellMove(stage, move);
    else tellOpen(stage, 'moving-home', 'separation');
    tellRent(stage);
  },
};

/** What the other one paid into the household each month, until the day. */
function shareCosts({ life, random, day }: Stage, partner: ReturnType<typeof makeParty>): void {
  const note = { US: 'household', GB: 'HOUSE BILLS', DE: 'Haushaltsgeld' }[life.country.code];
  const amount = Math.round((life.country.pay * (0.15 + random.next() * 0.2)) / 1_000) * 1_000;
  carryOut(life, {
    signal: 'new-recurring-income',
    kind: 'support',
    account: life.main,
    rhythm: { kind: 'day-of-month', step: 1, day: random.pick([1, 2, 28]), phase: 0 },
    roll: 'forward',
    start: life.book.from,
    end: day,
    origin: 'running',
    amount: () => amount,
    text: wordPayments(life, 'transferIn', partner, note),
    channel: 'transfer',
    party: partyFragment(life, partner, 'account'),
  });
}

function part(stage: Stage): Clue[] {
  const { random, day } = stage;
  const lawyer = firmOf(stage, 'lawyer');
  const clues: Clue[] = [];
  for (let letter = random.between(1, 4); letter > 0; letter--) {
    clues.push(...leave(stage, lawyer, day + random.between(-20, 110)));
  }
  if (random.chance(0.6)) clues.push(...leave(stage, 'court', day + random.between(30, 200)));
  clues.push(...scatter(stage, 'furniture', day, day + 60, random.between(1, 3)));
  return clues;
}

/** Maintenance to the one with whom the children stay. */
function maintain({ life, random, day }: Stage, partner: ReturnType<typeof makeParty>): Clue[] {
  const note = { US: 'child support', GB: 'MAINTENANCE', DE: 'Kindesunterhalt' }[life.country.code];
  const amount = random.between(5, 16) * 5_000;
  const series = carryOut(life, {
    signal: 'new-recurring-payment',
    kind: 'order-to-person',
    account: life.main,
    rhythm: { kind: 'day-of-month', step: 1, day: random.pick([1, 3, 5]), phase: 0 },
    roll: 'forward',
    start: day + random.between(5, 50),
    end: life.book.to + 1,
    origin: 'new',
    amount: () => -amount,
    text: wordPayments(life, 'standingOrder', partner, note),
    channel: 'standing-order',
    party: partyFragment(life, partner, 'account'),
  });
  return series.segments.flatMap(({ entries }) => entries.map((entry) => ({ kind: 'maintenance', entry })));
}
