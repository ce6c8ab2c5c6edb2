import { DAY_NEVER, type Hit, type Stream } from '../../../customer/customer-state.ts';
import { formatMinor } from '../format-minor.ts';
import type { Scope, Seen } from '../scope.ts';
import { EARNED } from '../usual.ts';

const PAYMENTS_COMPARED = 6;
const PAYMENTS_MIN = 4;
/** A payment below this part of the usual one is something else: expenses, a correction. */
const SHARE_OF_USUAL_MIN = 0.2;
/** An income whose newest payment lies further back tells nothing of now. */
const NEWEST_WITHIN_DAYS = 45;

/** How much more the payments of the largest income change from one to the next than they used to. */
export function seePaySwing({ state, today }: Scope): Seen | undefined {
  let best: { readonly stream: Stream; readonly payments: readonly Hit[]; readonly sum: number } | undefined;
  for (const stream of state.streams.values()) {
    if (stream.direction !== 'in' || !stream.series.some(({ category }) => EARNED.includes(category)))
      continue;
    const payments = paymentsOf(stream);
    const newest = payments.slice(-PAYMENTS_COMPARED);
    const sum = newest.reduce((total, { amountMinor }) => total + amountMinor, 0);
    if ((newest.at(-1)?.day ?? -1) < today - NEWEST_WITHIN_DAYS) continue;
    if (best === undefined || sum > best.sum) best = { stream, payments, sum };
  }
  if (best === undefined) return undefined;
  const now = best.payments.slice(-PAYMENTS_COMPARED);
  const before = best.payments.slice(-PAYMENTS_COMPARED * 2, -PAYMENTS_COMPARED);
  if (now.length < PAYMENTS_MIN || before.length < PAYMENTS_MIN) return undefined;
  const value = swingPercent(amounts(now)) - swingPercent(amounts(before));
  return {
    value: Math.max(0, Math.round(value * 10) / 10),
    count: now.length,
    first: now[0]!.day,
    last: now.at(-1)!.day,
    lines: now,
    names: [],
    amount: formatMinor(now.at(-1)!.amountMinor, best.stream.currency),
    next: DAY_NEVER,
  };
}

/** The usual change of sums from one to the next, in percent of a usual one: a bonus makes two changes, a new wage one. */
export function swingPercent(sums: readonly number[]): number {
  const changes = sums.slice(1).map((sum, index) => Math.abs(sum - sums[index]!));
  const usual = lowerMiddle(sums);
  return usual === 0 ? 0 : (lowerMiddle(changes) / usual) * 100;
}

function paymentsOf(stream: Stream): readonly Hit[] {
  const all = [...stream.hits, ...stream.series.flatMap(({ payments }) => payments)];
  const usual = lowerMiddle(amounts(all));
  return all
    .filter(({ amountMinor }) => amountMinor >= usual * SHARE_OF_USUAL_MIN)
    .sort((a, b) => a.day - b.day || a.amountMinor - b.amountMinor);
}

const amounts = (payments: readonly Hit[]): number[] => payments.map(({ amountMinor }) => amountMinor);

function lowerMiddle(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? 0;
}
