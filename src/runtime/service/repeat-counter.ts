import { OperationalError } from '../../errors/operational-error.ts';
import type { SourcePartition } from './ledger-block.ts';

/** Tells a source that begins again below its mark, as a topic made anew does, from one that repeats a little. */
export class RepeatCounter {
  readonly #inARowMax: number;
  readonly #repeats = new Map<string, number>();

  constructor(inARowMax: number) {
    this.#inARowMax = inARowMax;
  }

  /** Counts an event that was folded before, or is new. */
  count({ source, partition }: SourcePartition, isNew: boolean): void {
    if (isNew && this.#repeats.size === 0) return;
    const key = `${source}/${partition}`;
    if (isNew) {
      this.#repeats.delete(key);
      return;
    }
    const repeats = (this.#repeats.get(key) ?? 0) + 1;
    this.#repeats.set(key, repeats);
    if (repeats <= this.#inARowMax) return;
    throw new OperationalError(
      'MS_SOURCE_REPEATS',
      `partition ${partition} of the source ${source} brings nothing but what was folded before: if its topic was made anew, give the source a higher epoch`,
      { retriable: false },
    );
  }
}
