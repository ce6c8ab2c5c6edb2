import { canonicalJson } from '../lib/canonical-json.ts';
import { hash48 } from '../lib/hash.ts';
import type { Definition } from '../model/definition.ts';
import { type NoteRule, type Observation, observationsOf } from '../model/hypothesis.ts';

/** Gives every observation of lines the number of its note, and lists the notes in order of their keys. */
export function numberNotes(definitions: readonly Definition[]): {
  readonly definitions: readonly Definition[];
  readonly notes: readonly NoteRule[];
} {
  const rules = new Map<number, NoteRule>();
  for (const definition of definitions) {
    if (definition.kind !== 'hypothesis') continue;
    for (const observation of observationsOf(definition)) {
      if (observation.kind !== 'lines') continue;
      const key = noteKey(observation);
      const keepDays = observation.withinDays + Math.max(observation.novelDays, definition.life.endAfterDays);
      const known = rules.get(key);
      rules.set(key, {
        key,
        where: observation.where,
        net: observation.net,
        keepDays: Math.max(keepDays, known?.keepDays ?? 0),
      });
    }
  }
  const notes = [...rules.values()].sort((a, b) => a.key - b.key);
  const numbers = new Map(notes.map(({ key }, index) => [key, index]));
  const numbered = (observation: Observation): Observation =>
    observation.kind === 'lines' ? { ...observation, note: numbers.get(noteKey(observation))! } : observation;
  return {
    notes,
    definitions: definitions.map((definition) =>
      definition.kind === 'hypothesis'
        ? {
            ...definition,
            evidence: definition.evidence.map((rule) => ({
              ...rule,
              observation: numbered(rule.observation),
            })),
            exclusions: definition.exclusions.map((rule) => ({
              ...rule,
              observation: numbered(rule.observation),
            })),
          }
        : definition,
    ),
  };
}

function noteKey(observation: Extract<Observation, { kind: 'lines' }>): number {
  return hash48(
    canonicalJson([{ ...observation.where, exceptSubject: false, onlySubject: false }, observation.net]),
  );
}
