/** A month with at most so much of a usual one, beside one with at least so much, has lent its payday to it. */
const LENT_SHARE_MAX = 0.45;
const LENDER_SHARE_MIN = 1.55;
/** So much of a usual month in the month under way makes up for a newest month without a payday. */
const MADE_UP_SHARE_MIN = 0.55;

/**
 * Monthly sums as paydays mean them: who is paid on the last day has two paydays in one month and none in the
 * next whenever a weekend moves one across. Such neighbours share what they have; a newest month whose payday came in
 * the first days of the month under way is left out, since the next one is not known yet.
 */
export function steadyMonths(sums: readonly number[], underWay: number): number[] {
  const steady = [...sums];
  const usual = middleOf(sums.filter((sum) => sum > 0));
  if (usual === undefined) return steady;
  for (let index = 0; index + 1 < steady.length; index++) {
    const [low, high] = [index, index + 1].sort((a, b) => steady[a]! - steady[b]!) as [number, number];
    if (steady[low]! > usual * LENT_SHARE_MAX || steady[high]! < usual * LENDER_SHARE_MIN) continue;
    const half = (steady[low]! + steady[high]!) / 2;
    steady[low] = half;
    steady[high] = half;
  }
  const newest = steady.at(-1);
  if (newest !== undefined && newest <= usual * LENT_SHARE_MAX && underWay >= usual * MADE_UP_SHARE_MIN)
    steady.pop();
  return steady;
}

/** The lower of two middles: a month with two paydays is never the usual one. */
function middleOf(numbers: readonly number[]): number | undefined {
  return [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
}
