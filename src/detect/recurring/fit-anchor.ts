import type { Anchor, Hit } from '../../customer/customer-state.ts';
import { civilOf, type Day, daysInMonth, monthIndexOf, weekdayOf } from '../../model/day.ts';
import type { Cadence } from './cadences.ts';
import { daysAsFar, dueDaysBetween, nearestDue, rolledBack } from './due-days.ts';

/** How payments lie on an anchor's due days. */
export interface Fit {
  readonly anchor: Anchor;
  /** The newest payment's due day. */
  readonly nominal: Day;
  /** Working days off the due day, payment by payment. */
  readonly distances: readonly number[];
  /** Calendar days that are just as far off, payment by payment. */
  readonly widths: readonly number[];
  /** Due days without a payment in between. */
  readonly gaps: number;
  /** Payments that share a due day with the one before: no rhythm has that. */
  readonly collisions: number;
}

const ANCHORS_MAX = 8;
const GAPS_MAX = 8;

/** The anchor of a rhythm on which payments lie best; payments are in order, at least two. */
export function fitAnchor(cadence: Cadence, payments: readonly Hit[]): Fit {
  let best: Fit | undefined;
  let bestPenalty = Number.POSITIVE_INFINITY;
  for (const anchor of anchorsFor(cadence, payments)) {
    const fit = fitTo(anchor, payments);
    const penalty = penaltyOf(fit);
    if (penalty < bestPenalty) {
      best = fit;
      bestPenalty = penalty;
    }
  }
  return best!;
}

/** Lays payments on a given anchor. */
export function fitTo(anchor: Anchor, payments: readonly Hit[]): Fit {
  const distances: number[] = [];
  const widths: number[] = [];
  let gaps = 0;
  let collisions = 0;
  let before: Day | undefined;
  for (const payment of payments) {
    const { due, distance } = nearestDue(anchor, payment.day);
    distances.push(distance);
    widths.push(daysAsFar(due, distance));
    if (before !== undefined) {
      if (due <= before) collisions++;
      else gaps += dueDaysBetween(anchor, before, due, GAPS_MAX);
    }
    before = due;
  }
  return { anchor, nominal: before!, distances, widths, gaps: Math.min(gaps, GAPS_MAX), collisions };
}

/** Distances cost more the larger; plainer anchors win ties as they stand first. */
function penaltyOf(fit: Fit): number {
  let penalty = fit.gaps * 4 + fit.collisions * 12;
  for (const distance of fit.distances)
    penalty += Math.min(Math.abs(distance), 10) * 1.1 + (distance < 0 ? 0.05 : 0);
  if (fit.anchor.kind === 'month-weekday') penalty += 1.5;
  return penalty;
}

function anchorsFor(cadence: Cadence, payments: readonly Hit[]): Anchor[] {
  if (cadence.id === 'semi-monthly') return twoDayAnchors(payments);
  if (cadence.everyDays > 0) return phaseAnchors(cadence.everyDays, payments);
  return monthAnchors(cadence.everyMonths, payments);
}

function phaseAnchors(everyDays: number, payments: readonly Hit[]): Anchor[] {
  const phases = new Set<number>();
  for (let index = payments.length - 1; index >= 0 && phases.size < ANCHORS_MAX; index--) {
    phases.add(payments[index]!.day % everyDays);
  }
  return [...phases].map((phase) => ({ kind: 'phase', everyDays, phase }));
}

function monthAnchors(everyMonths: number, payments: readonly Hit[]): Anchor[] {
  const anchors: Anchor[] = [];
  const last = payments.at(-1)!;
  for (const dayOfMonth of daysOfMonth(payments)) {
    const every = { kind: 'month-day', everyMonths: 1, phase: 0, dayOfMonth } as const;
    const phase = monthIndexOf(nearestDue(every, last.day).due) % everyMonths;
    anchors.push({ kind: 'month-day', everyMonths, phase, dayOfMonth });
  }
  if (everyMonths === 1 && payments.length >= 3) anchors.push(...weekdayAnchors(payments));
  return anchors;
}

/** Days of month seen, newest first; 31 stands for the last day where a payment fits one. */
function daysOfMonth(payments: readonly Hit[]): number[] {
  const days = new Set<number>();
  for (let index = payments.length - 1; index >= 0 && days.size < ANCHORS_MAX; index--) {
    const { year, month, dayOfMonth } = civilOf(payments[index]!.day);
    days.add(dayOfMonth);
    const monthEnd = payments[index]!.day - dayOfMonth + daysInMonth(year, month);
    if (payments[index]!.day >= rolledBack(monthEnd)) days.add(31);
  }
  return [...days];
}

function weekdayAnchors(payments: readonly Hit[]): Anchor[] {
  const weekday = weekdayOf(payments[0]!.day);
  if (payments.some((payment) => weekdayOf(payment.day) !== weekday)) return [];
  const { dayOfMonth } = civilOf(payments.at(-1)!.day);
  const ordinal = Math.ceil(dayOfMonth / 7);
  const anchors: Anchor[] = [];
  if (ordinal < 5) anchors.push({ kind: 'month-weekday', everyMonths: 1, phase: 0, ordinal, weekday });
  if (ordinal >= 4) anchors.push({ kind: 'month-weekday', everyMonths: 1, phase: 0, ordinal: 5, weekday });
  return anchors;
}

/** Pairs of days of month: those seen, and the two usual ones of payrolls. */
function twoDayAnchors(payments: readonly Hit[]): Anchor[] {
  const anchors: Anchor[] = [
    { kind: 'two-days', first: 1, second: 15 },
    { kind: 'two-days', first: 15, second: 31 },
  ];
  for (let index = payments.length - 1; index >= 1 && anchors.length < ANCHORS_MAX; index--) {
    const a = civilOf(payments[index]!.day).dayOfMonth;
    const b = civilOf(payments[index - 1]!.day).dayOfMonth;
    if (Math.abs(a - b) >= 8)
      anchors.push({ kind: 'two-days', first: Math.min(a, b), second: Math.max(a, b) });
  }
  return anchors;
}
