import type { Random } from '../lib/random.ts';

/** One of the values, each as likely as its share of all shares. */
export function drawShare<T>(shares: readonly (readonly [T, number])[], random: Random): T {
  let total = 0;
  for (const [, share] of shares) total += share;
  let dice = random.next() * total;
  for (const [value, share] of shares) {
    dice -= share;
    if (dice < 0) return value;
  }
  return shares.at(-1)![0];
}
