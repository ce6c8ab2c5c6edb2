import type { Definition, DefinitionSet } from '../model/definition.ts';
import { observationsOf } from '../model/hypothesis.ts';
import { numberNotes } from './number-notes.ts';

/**
 * What of a set one definition needs to say what it says: itself, the signals that it looks at, and all that find
 * series. Trying out one definition so costs the same however many others there are.
 */
export function neededSet(set: DefinitionSet, id: string): DefinitionSet {
  const byId = new Map<string, Definition>(set.definitions.map((each) => [each.id, each]));
  const needed = new Set<string>();
  const need = (one: string): void => {
    const definition = byId.get(one);
    if (definition === undefined || needed.has(one)) return;
    needed.add(one);
    if (definition.kind !== 'hypothesis') return;
    for (const observation of observationsOf(definition)) {
      if (observation.kind === 'signal') need(observation.signal);
    }
  };
  need(id);
  const kept = set.definitions.filter((each) => each.kind === 'recurring-series' || needed.has(each.id));
  return { ...set, ...numberNotes(kept) };
}
