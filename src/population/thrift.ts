import type { Life } from './life.ts';

const THRIFT_MIN = 0.4;
const THRIFT_MAX = 2.2;

/**
 * What people spend by habit follows what they have: the factor on ordinary prices that makes an ordinary month come out
 * even, within what a person would change. `usual` is a month of habits at ordinary prices.
 */
export function thriftOf({ book }: Life, usual: number): number {
  let left = 0;
  for (const { minor } of book.entries) left += minor;
  const monthly = (left * 30.4) / (book.to - book.from + 1);
  return Math.min(THRIFT_MAX, Math.max(THRIFT_MIN, monthly / Math.max(1, usual)));
}
