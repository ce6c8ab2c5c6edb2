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
  if (kind === 'rent' && !isLegible(stage, series)) tellOpen(stage, signal, 'unnamed', clues);
  else if (by === undefined) tellOpen(stage, signal, 'too-few', clues);
  // However quietly the rest went, the payments themselves are there.
  else tellEvent({ ...stage, strong: true }, signal, { by, clues });
}

/** Whether a reader can know a rent for one: it says so, or a landlord's firm takes it, or it follows another. */
function isLegible({ life }: Stage, { segments }: Series): boolean {
  const text = segments[0]?.entries[0]?.text ?? '';
  const follows = life.series.some(({ plan }) => plan.kind === 'rent' && plan.origin === 'running');
  return follows || /rent|miete/i.test(text) || life.country.landlords.some((name) => text.includes(name));
}
