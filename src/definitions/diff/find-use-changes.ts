import type { DefinitionSource } from '../definition-source.ts';
import type { DocumentationSource } from '../documentation-source.ts';
import type { Note } from './change.ts';
import { listChanges, matched, noteNumber, noteValue } from './compare.ts';

const WORDS = [
  'version',
  'title',
  'hypothesis',
  'owner',
  'secondLineOwner',
  'inputs',
  'lookback',
  'coolDown',
  'limitations',
  'knownFalsePositives',
  'changeLog',
] as const satisfies readonly (keyof DocumentationSource)[];
/** From what everybody may know to what nobody may. */
const SENSITIVITIES = ['L', 'M', 'H'];

/** What a definition may be used for, from which confidence on, and what is written about it. */
export function findUseChanges(before: DefinitionSource, after: DefinitionSource, note: Note): void {
  const purposes = listChanges(before.purposes, after.purposes);
  for (const each of purposes.come) note('PURPOSE_ADDED', `it may be used for ${each}, and might not before`);
  for (const each of purposes.gone) note('PURPOSE_REMOVED', `it may not be used for ${each} any more`);
  const prohibited = listChanges(before.prohibitedUses, after.prohibitedUses);
  for (const each of prohibited.gone) note('PROHIBITION_REMOVED', `${each} is not prohibited any more`);
  for (const each of prohibited.come) note('PROHIBITION_ADDED', `${each} is prohibited now`);
  const rise = SENSITIVITIES.indexOf(after.sensitivity) - SENSITIVITIES.indexOf(before.sensitivity);
  if (rise !== 0) {
    const message = `sensitivity is ${after.sensitivity}, was ${before.sensitivity}`;
    note(rise > 0 ? 'SENSITIVITY_RAISED' : 'SENSITIVITY_LOWERED', message);
  }
  noteValue(note, 'LAWFUL_BASIS_CHANGED', 'lawful basis', {
    before: before.lawfulBasis,
    after: after.lawfulBasis,
  });
  const isDropped = after.vulnerabilityDriver === 'none';
  noteValue(note, isDropped ? 'VULNERABILITY_DROPPED' : 'VULNERABILITY_ADDED', 'vulnerability driver', {
    before: before.vulnerabilityDriver,
    after: after.vulnerabilityDriver,
  });
  noteValue(note, 'AUDIENCE_CHANGED', 'minimum audience', {
    before: before.minimumAudience,
    after: after.minimumAudience,
  });
  noteValue(note, 'TERM_CHANGED', 'the first day', { before: before.effective, after: after.effective });
  noteValue(note, 'TERM_CHANGED', 'the last day', { before: before.expires, after: after.expires });
  noteValue(note, 'APPROVALS_CHANGED', 'the list of approvals', {
    before: before.approvals,
    after: after.approvals,
  });
  findThresholdChanges(before, after, note);
  noteValue(note, 'REVISION_STEP_CHANGED', 'revision step', {
    before: before.revisionStep,
    after: after.revisionStep,
  });
  noteValue(note, 'CALIBRATION_CHANGED', 'calibration', {
    before: before.calibration,
    after: after.calibration,
  });
  noteValue(note, 'MONITORING_CHANGED', 'monitoring', { before: before.monitoring, after: after.monitoring });
  noteValue(note, 'VALIDATION_CHANGED', 'validation', { before: before.validation, after: after.validation });
  for (const field of WORDS)
    noteValue(note, 'TEXT_CHANGED', field, { before: before[field], after: after[field] });
  noteValue(note, 'TEXT_CHANGED', 'the summary', { before: before.texts, after: after.texts });
}

function findThresholdChanges(before: DefinitionSource, after: DefinitionSource, note: Note): void {
  const types = { raised: 'THRESHOLD_RAISED', lowered: 'THRESHOLD_LOWERED' } as const;
  const { thresholds: old } = before;
  const { thresholds: fresh } = after;
  noteNumber(note, types, '"early"', { before: old.early, after: fresh.early });
  noteNumber(note, types, '"confirm"', { before: old.confirm, after: fresh.confirm });
  const uses = matched(
    old.byUse ?? [],
    fresh.byUse ?? [],
    ({ channel, risk }) => `${channel} at ${risk} risk`,
  );
  for (const { channel, risk } of uses.come) note('USE_ADDED', `use through ${channel} at ${risk} risk`);
  for (const { channel, risk } of uses.gone) note('USE_REMOVED', `use through ${channel} at ${risk} risk`);
  for (const { key, before: was, after: is } of uses.kept) {
    noteNumber(note, types, `${key}:`, { before: was.confidence, after: is.confidence });
    if ((was.early === true) !== (is.early === true)) {
      const message = is.early === true ? 'takes early signals too' : 'takes confirmed signals only';
      note(is.early === true ? 'THRESHOLD_LOWERED' : 'THRESHOLD_RAISED', `${key} ${message}`);
    }
    noteValue(note, 'TEXT_CHANGED', `the reason of ${key}`, { before: was.why, after: is.why });
  }
}
