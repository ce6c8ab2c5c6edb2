import type { Milli } from './confidence.ts';

/** One observation and what it weighs, before its group is looked at. */
export interface Cue {
  readonly code: string;
  /** Cues of one group share a cause: they are one fact. */
  readonly group: string;
  readonly weight: Milli;
}

/**
 * What each cue counts: in a group the strongest cue for and the strongest against count fully, the others not at all,
 * and the group's sum stays within its cap. Order is kept; ties go to the first by code.
 */
export function countedWeights(cues: readonly Cue[], capOf: (group: string) => Milli): Milli[] {
  const counted = cues.map(() => 0);
  for (const group of new Set(cues.map((cue) => cue.group))) {
    const cap = capOf(group);
    for (const sign of [1, -1]) {
      const strongest = strongestIndex(cues, group, sign);
      if (strongest >= 0) counted[strongest] = sign * Math.min(Math.abs(cues[strongest]!.weight), cap);
    }
  }
  return counted;
}

function strongestIndex(cues: readonly Cue[], group: string, sign: number): number {
  let strongest = -1;
  for (let index = 0; index < cues.length; index++) {
    const cue = cues[index]!;
    if (cue.group !== group || cue.weight * sign <= 0) continue;
    const best = cues[strongest];
    const better =
      best === undefined ||
      Math.abs(cue.weight) > Math.abs(best.weight) ||
      (cue.weight === best.weight && cue.code < best.code);
    if (better) strongest = index;
  }
  return strongest;
}
