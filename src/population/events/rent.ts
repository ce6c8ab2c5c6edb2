import type { Series } from '../plan.ts';
import type { Stage } from './story.ts';
import { begunSeries, cluesOf, proofDay, tellEvent, tellOpen } from './tell.ts';

/** Tells of a rent that began: sure by its third payment. */
export function tellRent(stage: Stage): void {
  tellBegun(stage, 'rent', 'new-rent');
}

/** Tells of a mortgage that began: sure by its third payment. */
export function tellMortgage(stage: Stage): void {
  tellBegun(stage, 'mortgage', 'mortgage-started');
}

function tellBegun(stage: Stage, kind: string, signal: 'new-rent' | 'mortgage-started'): void {
  const series = begunSeries(stage, kind);
  if (series === undefined) return;
  const by = proofDay(stage, series);
  const clues = cluesOf(series);
  if (!isLegible(stage, series)) tellOpen(stage, signal, 'unnamed', clues);
  else if (by === undefined) tellOpen(stage, signal, 'too-few', clues);
  // However quietly the rest went, the payments themselves are there.
  else tellEvent({ ...stage, strong: true }, signal, { by, clues });
}

/** Whether a reader can know it for what it is: it says so, a landlord takes it, or it follows another rent or a purchase. */
function isLegible({ life, id }: Stage, { plan, segments }: Series): boolean {
  const text = segments[0]?.entries[0]?.text ?? '';
  if (plan.kind === 'mortgage')
    return id === 'first-home' || /mortgage|mtg|baufi|bauspar|building soc/i.test(text);
  const follows = life.series.some((other) => other.plan.kind === 'rent' && other.plan.origin === 'running');
  return follows || /rent|miete/i.test(text) || life.country.landlords.some((name) => text.includes(name));
}
