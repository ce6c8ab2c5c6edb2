import { CADENCE_IDS } from '../../model/definition.ts';
import type { RecurringSource } from '../definition-source.ts';
import type { Note } from './change.ts';
import { isSame, listChanges, noteNumber, noteValue } from './compare.ts';

/** Which series a definition looks for, and how it weighs them. */
export function findRecurringChanges(before: RecurringSource, after: RecurringSource, note: Note): void {
  noteValue(note, 'SUBJECT_CHANGED', 'the direction', { before: before.direction, after: after.direction });
  const channels = listChanges(before.excludeChannels, after.excludeChannels);
  for (const each of channels.come)
    note('EXCLUSION_ADDED', `the channel "${each}" is not looked at any more`);
  for (const each of channels.gone) note('EXCLUSION_REMOVED', `the channel "${each}" is looked at now`);
  findPriorChanges(before, after, note);
  for (const id of CADENCE_IDS) {
    const { why: reason, ...was } = before.cadences[id];
    const { why: newReason, ...is } = after.cadences[id];
    if (!isSame(was, is)) note('CADENCE_CHANGED', `"${id}": ${changedFields(was, is)}`);
    noteValue(note, 'TEXT_CHANGED', `the reason of "${id}"`, { before: reason, after: newReason });
  }
  for (const block of ['rhythm', 'amounts', 'rail'] as const) {
    const { why: reason, ...was } = before.evidence[block];
    const { why: newReason, ...is } = after.evidence[block];
    if (!isSame(was, is)) note('EVIDENCE_REWEIGHED', `${block}: ${changedFields(was, is)}`);
    noteValue(note, 'TEXT_CHANGED', `the reason of ${block}`, { before: reason, after: newReason });
  }
  noteValue(note, 'NEEDED_DATA_CHANGED', 'payments needed', {
    before: before.paymentsMin,
    after: after.paymentsMin,
  });
  noteValue(note, 'NEEDED_DATA_CHANGED', 'days of absence', {
    before: before.absenceDaysMin,
    after: after.absenceDaysMin,
  });
  noteValue(note, 'LIFE_CHANGED', 'the correction window', {
    before: before.correctionWindowDays,
    after: after.correctionWindowDays,
  });
}

function findPriorChanges(before: RecurringSource, after: RecurringSource, note: Note): void {
  const types = { raised: 'PRIOR_RAISED', lowered: 'PRIOR_LOWERED' } as const;
  const { prior: old } = before;
  const { prior: fresh } = after;
  noteNumber(note, types, 'the default prior', { before: old.default, after: fresh.default });
  const categories = new Set([...Object.keys(old.byCategory), ...Object.keys(fresh.byCategory)]);
  for (const category of categories) {
    const was = old.byCategory[category];
    const is = fresh.byCategory[category];
    noteNumber(note, types, `the prior of ${category}`, {
      before: was ?? old.default,
      after: is ?? fresh.default,
    });
    const isListed = was === undefined && is === fresh.default && fresh.default === old.default;
    const isUnlisted = is === undefined && was === old.default && fresh.default === old.default;
    // A group above it may have counted, so the number alone does not tell whether it went up.
    if (isListed || isUnlisted)
      note('PRIOR_RAISED', `the prior of ${category} is ${isListed ? '' : 'not '}listed now`);
  }
  noteValue(note, 'TEXT_CHANGED', 'the reason of the prior', {
    before: [old.why, old.source],
    after: [fresh.why, fresh.source],
  });
}

/** `missed is -2, was -3; cap is 8, was 9`. */
function changedFields(before: object, after: object): string {
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(after));
  const said = (value: unknown) => (value === undefined ? 'not given' : JSON.stringify(value));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => !isSame(was.get(field), is.get(field)))
    .map((field) => `${field} is ${said(is.get(field))}, was ${said(was.get(field))}`)
    .join('; ');
}
