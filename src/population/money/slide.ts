import type { Day } from '../../model/day.ts';
import type { Life } from '../life.ts';
import { drawShare } from '../shares.ts';

/** What starts it: fewer hours, dearer life, or play. */
export type SlideCause = 'hours' | 'costs' | 'gambling';

/** A household that slides, over months, out of what it had; some come out of it again. */
export interface Slide {
  readonly cause: SlideCause;
  readonly from: Day;
  /** The first day after it; beyond the data for those who do not recover within it. */
  readonly to: Day;
  /** The share of an ordinary month that is missing each month. */
  readonly gap: number;
  /** Whether they spend less as soon as they see it. */
  readonly careful: boolean;
  /** What they do when it gets tight. */
  readonly paysLater: boolean;
  readonly advances: boolean;
  readonly borrows: boolean;
  readonly collected: boolean;
}

/** So long must an ordinary life be seen before, and trouble after. */
const BEFORE_DAYS = 190;
const AFTER_DAYS = 130;

/** Draws a slide for a life that is seen long enough; undefined for one that is not. */
export function drawSlide(life: Life): Slide | undefined {
  const { random, book, country, archetype } = life;
  if (archetype === 'student' || archetype === 'benefits') return undefined;
  const latest = book.to - AFTER_DAYS;
  if (latest < book.from + BEFORE_DAYS) return undefined;
  const from = random.between(book.from + BEFORE_DAYS, latest);
  const earns = life.series.some(
    ({ plan }) => plan.kind === 'salary' && plan.start <= from - 120 && plan.end > book.to,
  );
  const american = country.code === 'US';
  return {
    cause: drawShare<SlideCause>(
      [
        ['hours', earns ? 0.42 : 0],
        ['costs', 0.36],
        ['gambling', archetype === 'retired' ? 0.08 : 0.22],
      ],
      random,
    ),
    from,
    to: from + (random.chance(0.65) ? random.between(150, 320) : 10_000),
    gap: 0.22 + 0.25 * random.next(),
    careful: random.chance(0.5),
    paysLater: random.chance(0.45),
    advances: random.chance(american ? 0.4 : 0.08),
    borrows: random.chance(american ? 0.3 : 0.25),
    collected: random.chance(0.45),
  };
}
