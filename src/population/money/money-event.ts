import type { Random } from '../../lib/random.ts';
import type { Day } from '../../model/day.ts';
import type { Life } from '../life.ts';
import type { TruthSignal } from '../truth-signals.ts';
import type { Purse } from './purse.ts';

/** Something that befalls somebody's money: an event that signals are about, or a trap that only looks like one. */
export interface MoneyEvent {
  readonly id: string;
  /** What it makes true; of a trap, what it might be taken for. */
  readonly signals: readonly TruthSignal[];
  readonly trap?: true;
  /** How often a year to those who can meet it, and who says so. */
  readonly incidencePerYear: number;
  readonly source: string;
  /** Happens as often as it happens: not once at most. */
  readonly repeats?: true;
  /** Who can meet it, as far as household and days say; it passes by lives that hold nothing for it to happen to. */
  readonly among?: (life: Life) => boolean;
  /** Leaves hardly a trace with so many. */
  readonly weak?: number;
  readonly happen: (scene: Scene) => void;
}

/** One event in one life. */
export interface Scene {
  readonly life: Life;
  /** The event's own chance: what one draws moves nothing else. */
  readonly random: Random;
  readonly purse: Purse;
  readonly day: Day;
  /** Whether it leaves its usual traces. */
  readonly strong: boolean;
}
