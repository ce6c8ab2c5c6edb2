import { hash53 } from '../lib/hash.ts';

/**
 * Transaction ids as ascending 53-bit hashes: a truth of a hundred thousand customers lists tens of millions, and only
 * whether two are the same is ever asked, within one customer and signal.
 */
export type IdList = readonly number[];

/** The list of some ids, each once. */
export function idListOf(ids: readonly string[]): IdList {
  return [...new Set(ids.map((id) => hash53(id)))].sort((a, b) => a - b);
}

/** Whether a list holds an id, given as its hash. */
export function holdsId(list: IdList, hash: number): boolean {
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = list[middle]!;
    if (found === hash) return true;
    if (found < hash) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
