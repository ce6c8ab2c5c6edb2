import { domainOfFile } from '../file-name.ts';
import type { ParsedDefinition } from '../parse-definition.ts';
import { compareText } from '../problem.ts';
import { CHANGE_TYPES, type Change, type ChangeLevel, type Note } from './change.ts';
import { noteValue } from './compare.ts';
import { findHypothesisChanges } from './find-hypothesis-changes.ts';
import { findRecurringChanges } from './find-recurring-changes.ts';
import { findUseChanges } from './find-use-changes.ts';

type Definitions = ReadonlyMap<string, ParsedDefinition>;

const LEVELS: readonly ChangeLevel[] = ['breaking', 'dangerous', 'safe'];

/** All that differs between two sets of definitions: what breaks first, then by definition. */
export function findChanges(before: Definitions, after: Definitions): Change[] {
  const changes: Change[] = [];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const note: Note = (type, message) => changes.push({ type, definition: id, message });
    const old = before.get(id);
    const fresh = after.get(id);
    if (fresh === undefined)
      note('DEFINITION_REMOVED', `"${id}" is gone: its open episodes have nobody to follow them`);
    else if (old === undefined) note('DEFINITION_ADDED', `"${id}" is new`);
    else compareDefinitions(old, fresh, note);
  }
  return changes.sort(
    (a, b) =>
      LEVELS.indexOf(CHANGE_TYPES[a.type]) - LEVELS.indexOf(CHANGE_TYPES[b.type]) ||
      compareText(a.definition, b.definition),
  );
}

function compareDefinitions(old: ParsedDefinition, fresh: ParsedDefinition, note: Note): void {
  const before = old.source;
  const after = fresh.source;
  if (before.kind !== after.kind) {
    note('KIND_CHANGED', `kind is "${after.kind}", was "${before.kind}"`);
    return;
  }
  noteValue(note, 'DOMAIN_CHANGED', 'domain', {
    before: domainOfFile(old.file),
    after: domainOfFile(fresh.file),
  });
  findUseChanges(before, after, note);
  if (before.kind === 'hypothesis' && after.kind === 'hypothesis') findHypothesisChanges(before, after, note);
  if (before.kind === 'recurring-series' && after.kind === 'recurring-series') {
    findRecurringChanges(before, after, note);
  }
}
