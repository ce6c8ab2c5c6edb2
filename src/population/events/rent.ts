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
  if (by === undefined) tellOpen(stage, signal, 'too-few', clues);
  // However quietly the rest went, the payments themselves are there.
  else tellEvent({ ...stage, strong: true }, signal, { by, clues });
}
