import type { StateParts } from '../engine.ts';

/** States of several customers as two pieces of memory, cheap to hand from thread to thread. */
export interface StateParcel {
  /** Lengths of hot, cold and ids for each customer; -1 where there is none. */
  readonly lengths: Int32Array;
  readonly bytes: Uint8Array;
}

const PARTS = 3;
const BYTES_FIRST = 64 * 1024;

/** Copies states into a parcel. */
export function packStates(states: readonly StateParts[]): StateParcel {
  const packer = new StatePacker();
  for (const state of states) packer.add(state);
  return packer.finish();
}

/** Gathers states into a parcel, one by one. */
export class StatePacker {
  readonly #lengths: number[] = [];
  #bytes: Uint8Array = new Uint8Array(BYTES_FIRST);
  #used = 0;

  add(state: StateParts): void {
    for (const part of [state.hot, state.cold, state.ids]) {
      this.#lengths.push(part?.length ?? -1);
      if (part === undefined) continue;
      this.#makeRoom(this.#used + part.length);
      this.#bytes.set(part, this.#used);
      this.#used += part.length;
    }
  }

  finish(): StateParcel {
    return { lengths: Int32Array.from(this.#lengths), bytes: this.#bytes.subarray(0, this.#used) };
  }

  #makeRoom(needed: number): void {
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = larger;
  }
}

/** The states in a parcel, without copying. */
export function unpackStates(parcel: StateParcel): StateParts[] {
  const states: StateParts[] = [];
  let offset = 0;
  const take = (length: number): Uint8Array | undefined => {
    if (length < 0) return undefined;
    offset += length;
    return parcel.bytes.subarray(offset - length, offset);
  };
  for (let index = 0; index < parcel.lengths.length; index += PARTS) {
    const hot = take(parcel.lengths[index]!);
    const cold = take(parcel.lengths[index + 1]!);
    states.push({ hot, cold, ids: take(parcel.lengths[index + 2]!) });
  }
  return states;
}
