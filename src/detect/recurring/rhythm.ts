import type { Hit } from '../../customer/customer-state.ts';
import { milliOf } from '../../evidence/confidence.ts';
import type { RecurringDefinition } from '../../model/definition.ts';
import type { Fit } from './fit-anchor.ts';

const CHANCE_FAR_OFF = 0.002;
/** Nobody's habit is more even than this: even a Saturday shopper comes on a Friday or a Sunday. */
const HABIT_DEVIATION_DAYS_MIN = 0.8;
/** Two fixed days in a month: the second one is fitted too, and could have been any of half a month. */
const SECOND_DAY_CHOICES = 15;

/**
 * The logarithm of how much likelier the days of payments are for a series than for a habit.
 *
 * A series keeps to its due day, however long it goes on: each payment is weighed by its distance from that day.
 * The payment that lies best pays for the due day, which was fitted: it is left out. A habit counts from the last
 * visit: each gap is weighed by how even the habit is, around a mean that is not known before. How punctual a series
 * is, and how even a habit, differs from one to the next: profiles are averaged over whole series, not over payments.
 */
export function rhythmMilli(
  definition: RecurringDefinition,
  fit: Fit,
  payments: readonly Hit[],
  otherVisits: number,
): number {
  const { rhythm } = definition;
  const series = seriesLogDensity(rhythm.jitter, fit) + rhythm.anchorsMilli[fit.anchor.kind] / 1000;
  const habit =
    otherVisits > 0
      ? frequentLogDensity(fit, payments, otherVisits)
      : habitLogDensity(rhythm.habits, rhythm.habitSpread, gapsOf(payments));
  return milliOf(Math.max(series - habit, -9));
}

/** The most that `rhythmMilli` can be, before due days are fitted: every payment on its due day. */
export function rhythmCeilingMilli(
  definition: RecurringDefinition,
  payments: readonly Hit[],
  otherVisits: number,
): number {
  if (otherVisits > 0) return definition.rhythm.capMilli;
  const weighed = payments.length - 1;
  const { rhythm } = definition;
  let likelihood = 0;
  for (const { share, byDistance } of rhythm.jitter) likelihood += share * Math.max(...byDistance) ** weighed;
  const habit = habitLogDensity(rhythm.habits, rhythm.habitSpread, gapsOf(payments));
  return Math.min(milliOf(Math.log(likelihood) - habit) + 1, definition.rhythm.capMilli);
}

/** Per day and payment, those left out that the due days were fitted to. */
function seriesLogDensity(profiles: RecurringDefinition['rhythm']['jitter'], fit: Fit): number {
  const fitted = fit.anchor.kind === 'two-days' ? 2 : 1;
  const weighed = withoutBest(fit, fitted);
  let likelihood = 0;
  for (const { share, byDistance } of profiles) {
    let product = share;
    for (const index of weighed) {
      product *= (byDistance[Math.abs(fit.distances[index]!)] ?? CHANCE_FAR_OFF) / fit.widths[index]!;
    }
    likelihood += product;
  }
  return Math.log(Math.max(likelihood, 1e-30)) - (fitted - 1) * Math.log(SECOND_DAY_CHOICES);
}

/** Indices of all payments but so many that lie best. */
function withoutBest(fit: Fit, count: number): readonly number[] {
  const indices = [...fit.distances.keys()];
  return indices
    .sort((a, b) => Math.abs(fit.distances[a]!) - Math.abs(fit.distances[b]!) || a - b)
    .slice(count);
}

/** Per day and gap: each kind of habit with its own mean gap, which the payments themselves tell. */
function habitLogDensity(
  habits: RecurringDefinition['rhythm']['habits'],
  spread: number,
  gaps: readonly number[],
): number {
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const meanDensity = 1 / (spread * mean);
  let likelihood = 0;
  for (const { share, variation } of habits) {
    const deviation = Math.max(variation * mean, HABIT_DEVIATION_DAYS_MIN);
    const peak = 1 / (deviation * Math.sqrt(2 * Math.PI));
    let squares = 0;
    for (const gap of gaps) squares += ((gap - mean) / deviation) ** 2;
    // The mean is fitted to as many gaps as there are: one of them says nothing of its own.
    const rest = peak ** (gaps.length - 1) / Math.sqrt(gaps.length);
    likelihood += share * meanDensity * rest * Math.exp(-squares / 2);
  }
  return Math.log(Math.max(likelihood, 1e-30));
}

/** Where there are more visits than payments in the series, some visit is near any due day. */
function frequentLogDensity(fit: Fit, payments: readonly Hit[], otherVisits: number): number {
  const span = payments.at(-1)!.day - payments[0]!.day + 1;
  const perDay = (payments.length + otherVisits) / span;
  let sum = 0;
  for (const index of withoutBest(fit, 1)) {
    const width = fit.widths[index]!;
    sum += Math.log((1 - Math.exp(-perDay * width)) / width);
  }
  return sum;
}

function gapsOf(payments: readonly Hit[]): number[] {
  return payments.slice(1).map((payment, index) => payment.day - payments[index]!.day);
}
