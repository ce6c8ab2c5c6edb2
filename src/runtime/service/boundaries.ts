import { copyPartitionState, type PartitionState } from './partition-state.ts';

/** A batch boundary, and what the partition's state was there. */
export interface Boundary {
  readonly offset: number;
  readonly state: PartitionState;
}

/**
 * Copies of the partition's state at batch boundaries: a restore point needs the state of its own place.
 * When there are too many, every second one goes, since a lower restore point is as right as a higher one.
 */
export class Boundaries {
  readonly #countMax: number;
  #kept: Boundary[] = [];

  constructor(countMax: number) {
    this.#countMax = countMax;
  }

  /** Keeps a copy for a boundary, unless there is one. */
  keep(offset: number, state: PartitionState): void {
    if (this.#kept.at(-1)?.offset === offset) return;
    this.#kept.push({ offset, state: copyPartitionState(state) });
    if (this.#kept.length <= this.#countMax) return;
    const last = this.#kept.length - 1;
    this.#kept = this.#kept.filter((_, index) => index % 2 === 0 || index === last);
  }

  /** The highest boundary that is not above an offset; undefined when none is kept. */
  atOrBelow(offset: number): Boundary | undefined {
    return this.#kept.findLast((boundary) => boundary.offset <= offset);
  }

  /** Forgets what no restore point at or above an offset can need. */
  forgetBelow(offset: number): void {
    const needed = this.atOrBelow(offset)?.offset;
    if (needed !== undefined) this.#kept = this.#kept.filter((boundary) => boundary.offset >= needed);
  }
}
