import type { Life } from './life.ts';

const THRIFT_MIN = 0.4;
const THRIFT_MAX = 2.2;
/** A house, an inheritance: what is worth so many months' pay changes no habits. */
const LARGE_PAYS = 5;

/**
 * What people spend by habit follows what they have: the factor on ordinary prices that makes an ordinary month come out
 * even, within what a person would change. `usual` is a month of habits at ordinary prices.
 */
export function thriftOf({ book, country }: Life, usual: number): number {
  let left = 0;
  const large = LARGE_PAYS * country.pay;
  for (const { minor } of book.entries) if (Math.abs(minor) < large) left += minor;
  const monthly = (left * 30.4) / (book.to - book.from + 1);
  return Math.min(THRIFT_MAX, Math.max(THRIFT_MIN, monthly / Math.max(1, usual)));
}
