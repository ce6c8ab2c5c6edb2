import type { Day } from '../../model/day.ts';
import { anywhere, departure, stayAbroad } from './abroad.ts';
import { type Clue, leave } from './leave.ts';
import { everyone, type Stage, type Story } from './story.ts';
import { READ_DAYS, tellEvent } from './tell.ts';

/** A journey abroad: booked weeks or months before, then paid for in another country. */
export const TRAVEL: Story = {
  id: 'journey',
  strand: 'trips',
  signals: ['travel-planned', 'travelling'],
  repeats: true,
  incidence: {
    yearly: { ...everyone(0.7), student: 0.5, benefits: 0.15, retired: 0.8 },
    source:
      'about one journey abroad by air for each adult and year (ONS Travelpac; NTTO; DRV), fewer here: estimate',
  },
  weak: 0.3,
  happen: goOnJourney,
};

/** Books a journey and tells both of its truths. */
export function goOnJourney(stage: Stage): void {
  const { random, strong, life } = stage;
  const leaves = departure(stage);
  const nights = random.pick([3, 4, 6, 7, 7, 9, 10, 13, 14]);
  // A plan without deposit, a car, friends who have the tickets: hardly anything to see beforehand.
  const bookings = strong ? book(stage, leaves) : leave(stage, 'airline', leaves - random.between(2, 40));
  const spent = stayAbroad(
    stage,
    anywhere(stage),
    leaves + 1,
    leaves + nights,
    strong ? random.between(5, 9 + nights) : 1,
  );
  const onTheWay = leave(stage, 'airport', leaves);
  if (leaves + nights < life.book.from || leaves > life.book.to) return;
  const second = bookings[1]?.entry.posted ?? leaves;
  tellEvent(stage, 'travel-planned', {
    happened: leaves,
    by: Math.max(second + READ_DAYS, Math.min(leaves, second + 14)),
    clues: bookings,
    kinds: 2,
    entries: [...bookings, ...onTheWay].map(({ entry }) => entry),
  });
  const inOrder = [...spent].sort((a, b) => a.entry.posted - b.entry.posted);
  const third = inOrder[2]?.entry;
  const first = Math.min(leaves, ...spent.map(({ entry }) => entry.day));
  tellEvent(stage, 'travelling', {
    from: Math.max(first, life.book.from),
    by: (third?.posted ?? leaves + nights) + READ_DAYS,
    clues: spent,
    count: 3,
    entries: [...bookings, ...onTheWay, ...spent].map(({ entry }) => entry),
  });
}

/** Flight and bed, or both from an agency with the rest due a month before; cover for half. */
function book(stage: Stage, leaves: Day): Clue[] {
  const { random } = stage;
  const ahead = random.pick([12, 20, 35, 50, 70, 110, 160]);
  const clues: Clue[] = [];
  if (random.chance(0.25)) {
    clues.push(...leave(stage, 'agency', leaves - ahead));
    clues.push(...leave(stage, 'travel-cover', leaves - ahead + random.between(0, 5)));
  } else {
    clues.push(...leave(stage, 'airline', leaves - ahead));
    clues.push(...leave(stage, 'hotel', leaves - ahead + random.between(0, 9)));
    if (random.chance(0.4)) clues.push(...leave(stage, 'travel-cover', leaves - random.between(1, 10)));
  }
  return clues;
}
