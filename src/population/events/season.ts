import { civilOf, type Day, dayOf } from '../../model/day.ts';
import type { Stage } from './story.ts';

/** A day between two days of the year, in one of the years in which that is observed; the stage's own day when there is none. */
export function inSeason(
  { life, random, day }: Stage,
  early: { readonly month: number; readonly dayOfMonth: number },
  spanDays: number,
): Day {
  const { from, to } = life.book;
  const fitting: Day[] = [];
  for (let year = civilOf(from).year; year <= civilOf(to).year; year++) {
    const chosen = dayOf(year, early.month, early.dayOfMonth) + random.between(0, spanDays);
    if (chosen > from && chosen < to) fitting.push(chosen);
  }
  return fitting.length === 0 ? day : random.pick(fitting);
}
