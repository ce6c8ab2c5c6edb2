import { mapThrough } from './check-map.ts';
import { type FittedMap, rounded } from './fit-map.ts';
import type { Points } from './sample.ts';

const IDENTITY: Points = [
  [0, 0],
  [1, 1],
];

/**
 * A map fitted on first confirmations, made whole: below the threshold nothing was confirmed, so that these labels say
 * nothing there. The map of the snapshots stands in, or confidence as computed, never above what is told at the threshold.
 */
export function wholeMap(confirmed: FittedMap, snapshots: FittedMap | undefined, confirm: number): FittedMap {
  const atThreshold = mapThrough(confirmed.points, confirm);
  const below = (snapshots?.points ?? IDENTITY)
    .filter(([raw]) => raw < confirm)
    .map(([raw, told]) => [raw, Math.min(told, atThreshold)] as const);
  const above = confirmed.points.filter(([raw]) => raw > confirm);
  return { ...confirmed, points: rounded([...below, [confirm, atThreshold], ...above]) };
}
