import type { Random } from '../../lib/random.ts';
import type { Day } from '../../model/day.ts';
import type { Archetype, Life } from '../life.ts';
import type { TruthSignal } from '../truth-signals.ts';

/** Parts of a life. At most one story is drawn for each, so that two never write the same pay or the same home. */
export const STRANDS = [
  'pay',
  'gig',
  'study',
  'home',
  'works',
  'family',
  'vows',
  'car',
  'pet',
  'trips',
  'errands',
  'death',
  'sum',
] as const;
export type Strand = (typeof STRANDS)[number];

/** How often something happens in a year to those to whom it can happen, and who says so. */
export interface Incidence {
  readonly yearly: Partial<Readonly<Record<Archetype, number>>>;
  readonly source: string;
}

/** Something that happens to people: an event that signals are about, or a trap that only looks like one. */
export interface Story {
  readonly id: string;
  readonly strand: Strand;
  /** What it makes true; of a trap, what it might be taken for. */
  readonly signals: readonly TruthSignal[];
  readonly trap?: true;
  /** Happens as often as it happens: not once at most. */
  readonly repeats?: true;
  readonly incidence: Incidence;
  /** Who can meet it, beside those for whom the incidence is given. */
  readonly among?: (life: Life) => boolean;
  /** Leaves hardly a trace with so many; a quarter when not given. */
  readonly weak?: number;
  /** The day on which it can happen nearest to a given one, for what has its season. */
  readonly season?: (stage: Stage) => Day;
  /** Shapes income, home and contracts before they are told. */
  readonly prepare?: (stage: Stage) => void;
  /** Books what it leaves on the statements and tells the truth of it. */
  readonly happen: (stage: Stage) => void;
}

/** One story in one life. */
export interface Stage {
  readonly life: Life;
  /** The story's own chance: what one story draws moves nothing else. */
  readonly random: Random;
  readonly id: string;
  /** The day around which it happens. */
  readonly day: Day;
  /** Whether it leaves its usual traces. */
  readonly strong: boolean;
}

/** All kinds of people that earn a main pay. */
export function workers(yearly: number): Incidence['yearly'] {
  return { single: yearly, couple: yearly, family: yearly };
}

/** Everybody. */
export function everyone(yearly: number): Incidence['yearly'] {
  return { ...workers(yearly), retired: yearly, student: yearly, freelancer: yearly, benefits: yearly };
}

/** Everybody who keeps a household of their own. */
export function households(yearly: number): Incidence['yearly'] {
  return { ...workers(yearly), freelancer: yearly, retired: yearly, benefits: yearly };
}
