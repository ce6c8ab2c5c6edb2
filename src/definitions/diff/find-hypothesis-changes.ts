import type { EvidenceSource, HypothesisSource } from '../hypothesis-source.ts';
import type { Note } from './change.ts';
import { isSame, matched, noteNumber, noteValue } from './compare.ts';

const DAYS_A_YEAR = 365.25;

/** What a hypothesis is about, how it weighs, how long it lasts. */
export function findHypothesisChanges(before: HypothesisSource, after: HypothesisSource, note: Note): void {
  if (!isSame(before.subject, after.subject)) {
    note('SUBJECT_CHANGED', `it is about ${subjectText(after)}, was about ${subjectText(before)}`);
  }
  noteNumber(note, { raised: 'PRIOR_RAISED', lowered: 'PRIOR_LOWERED' }, 'the prior, in percent,', {
    before: priorPercent(before),
    after: priorPercent(after),
  });
  noteValue(note, 'TEXT_CHANGED', 'the reason of the prior', {
    before: reasons(before.prior),
    after: reasons(after.prior),
  });
  findGroupChanges(before, after, note);
  findEvidenceChanges(before.evidence, after.evidence, note);
  findExclusionChanges(before, after, note);
  noteValue(note, 'LIFE_KIND_CHANGED', 'its life', { before: before.life.kind, after: after.life.kind });
  noteValue(note, 'LIFE_CHANGED', 'days to its end', {
    before: before.life.endAfterDays,
    after: after.life.endAfterDays,
  });
  noteValue(note, 'LIFE_CHANGED', 'days of cool-down', {
    before: before.life.coolDownDays,
    after: after.life.coolDownDays,
  });
  noteValue(note, 'TEXT_CHANGED', 'the reason of its life', {
    before: before.life.why,
    after: after.life.why,
  });
  noteValue(note, 'NEEDED_DATA_CHANGED', 'days of data needed', {
    before: before.observedDaysMin,
    after: after.observedDaysMin,
  });
}

function subjectText({ subject }: HypothesisSource): string {
  return subject === 'customer' ? 'the customer' : JSON.stringify(subject);
}

function priorPercent({ prior }: HypothesisSource): number {
  const chance = 1 - Math.exp((-prior.perYear * prior.withinDays) / DAYS_A_YEAR);
  return Number((chance * 100).toPrecision(6));
}

function reasons({ why, source, withinDays }: HypothesisSource['prior']): unknown {
  return { why, source, withinDays };
}

function findGroupChanges(before: HypothesisSource, after: HypothesisSource, note: Note): void {
  const entries = ({ groups }: HypothesisSource) => Object.entries(groups);
  const groups = matched(entries(before), entries(after), ([name]) => name);
  // A group comes and goes with its evidence, which is told by itself.
  for (const [name, { cap }] of groups.come) note('GROUP_CAP_RAISED', `group "${name}" is new, up to ${cap}`);
  for (const [name, { cap }] of groups.gone)
    note('GROUP_CAP_LOWERED', `group "${name}" is gone, was up to ${cap}`);
  for (const {
    key,
    before: [, was],
    after: [, is],
  } of groups.kept) {
    const types = { raised: 'GROUP_CAP_RAISED', lowered: 'GROUP_CAP_LOWERED' } as const;
    noteNumber(note, types, `the cap of group "${key}"`, { before: was.cap, after: is.cap });
    noteValue(note, 'TEXT_CHANGED', `the reason of group "${key}"`, { before: was.why, after: is.why });
  }
}

function findEvidenceChanges(
  before: readonly EvidenceSource[],
  after: readonly EvidenceSource[],
  note: Note,
): void {
  const evidence = matched(before, after, ({ code }) => code);
  for (const { code, levels } of evidence.come) note('EVIDENCE_ADDED', `"${code}", ${levelsText(levels)}`);
  for (const { code, levels } of evidence.gone) note('EVIDENCE_REMOVED', `"${code}", ${levelsText(levels)}`);
  for (const { key, before: was, after: is } of evidence.kept) {
    if (!isSame(was.levels, is.levels)) {
      note('EVIDENCE_REWEIGHED', `"${key}": ${levelsText(is.levels)}, was ${levelsText(was.levels)}`);
    }
    if (!isSame(was.observe, is.observe)) {
      note(
        'EVIDENCE_LOOKS_ELSEWHERE',
        `"${key}": ${JSON.stringify(is.observe)}, was ${JSON.stringify(was.observe)}`,
      );
    }
    noteValue(note, 'EVIDENCE_REGROUPED', `the group of "${key}"`, { before: was.group, after: is.group });
    noteValue(note, 'EVIDENCE_ORDER_CHANGED', `what "${key}" must follow`, {
      before: was.after,
      after: is.after,
    });
    for (const field of ['text', 'why', 'source'] as const) {
      noteValue(note, 'TEXT_CHANGED', `${field} of "${key}"`, { before: was[field], after: is[field] });
    }
  }
  const order = (list: readonly EvidenceSource[]) =>
    list.map(({ code }) => code).filter((code) => evidence.kept.some(({ key }) => key === code));
  // Of two cues that weigh the same in a group the first counts.
  noteValue(note, 'EVIDENCE_ORDER_CHANGED', 'the order of the evidence', {
    before: order(before),
    after: order(after),
  });
}

function levelsText(levels: EvidenceSource['levels']): string {
  return levels.map(({ at, weight }) => `${weight > 0 ? '+' : ''}${weight} from ${at} on`).join(', ');
}

function findExclusionChanges(before: HypothesisSource, after: HypothesisSource, note: Note): void {
  const exclusions = matched(before.exclusions ?? [], after.exclusions ?? [], ({ code }) => code);
  for (const { code } of exclusions.come) note('EXCLUSION_ADDED', `"${code}"`);
  for (const { code } of exclusions.gone) note('EXCLUSION_REMOVED', `"${code}"`);
  for (const { key, before: was, after: is } of exclusions.kept) {
    noteValue(note, 'EXCLUSION_CHANGED', `"${key}"`, {
      before: [was.observe, was.at],
      after: [is.observe, is.at],
    });
    noteValue(note, 'TEXT_CHANGED', `the reason of "${key}"`, { before: was.why, after: is.why });
  }
}
