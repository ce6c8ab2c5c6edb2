import { confidenceOf, logOddsMilli, type Milli, milliOf } from '../evidence/confidence.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { checkLevels, checkOrder, checkReachable } from './check-levels.ts';
import { checkCategoriesAt, checkObservation } from './check-observation.ts';
import { checkCalibration, checkThresholdOrder } from './check-recurring.ts';
import type { Look } from './look.ts';
import { placeholdersOf } from './placeholders.ts';
import { calibrationOf } from './reach.ts';
import type { PathStep } from './yaml-source.ts';

/** The facts that texts of evidence and summaries of hypotheses may name. */
export const HYPOTHESIS_PLACEHOLDERS: Readonly<Record<string, string>> = {
  value: 'the number that was observed',
  count: 'how many lines or series stand behind it',
  days: 'days between the first and the last of them',
  amount: 'their sum, with its currency',
  since: 'the day of the first of them',
  last: 'the day of the newest of them',
  names: 'up to three merchants; refused where the sensitivity is H',
  name: 'the merchant or party that the hypothesis is about; refused where the sensitivity is H',
  before: 'the amount before a change, with its currency',
  now: 'the amount after it, with its currency',
  moved: 'the categories that moved, with their share before and now',
};
const NAMING: ReadonlySet<string> = new Set(['name', 'names']);

/** What a hypothesis must keep to beyond its shape. */
export function checkHypothesis(look: Look): void {
  checkThresholdOrder(look);
  checkCalibration(look);
  checkCodes(look);
  checkGroups(look);
  checkTexts(look);
  for (const path of observePaths(look)) checkObservation(look, path);
  look.list('evidence').forEach((_each, index) => {
    checkLevels(look, index);
    checkOrder(look, index);
  });
  look.list('exclusions').forEach((_each, index) => {
    checkReachable(look, ['exclusions', index, 'observe'], ['exclusions', index, 'at']);
  });
  checkCategoriesAt(look, ['subject', 'series', 'categories']);
  checkCategoriesAt(look, ['subject', 'party', 'categories']);
  checkReachOfGroups(look);
}

function observePaths(look: Look): PathStep[][] {
  const at = (field: string) => look.list(field).map((_each, index) => [field, index, 'observe']);
  return [...at('evidence'), ...at('exclusions')];
}

function checkCodes(look: Look): void {
  const codes = new Set<string>();
  for (const field of ['evidence', 'exclusions']) {
    look.list(field).forEach((_each, index) => {
      const code = look.text(field, index, 'code');
      if (code === undefined) return;
      if (codes.has(code))
        look.complain('MS_DEF_DUPLICATE_VALUE', [field, index, 'code'], `"${code}" is there twice`);
      codes.add(code);
    });
  }
  look.list('evidence').forEach((_each, index) => {
    const path = ['evidence', index, 'after', 'code'];
    const after = look.text(...path);
    if (after === undefined || (codes.has(after) && after !== look.text('evidence', index, 'code'))) return;
    look.complain(
      'MS_DEF_UNKNOWN_EVIDENCE',
      path,
      `no other evidence is called "${after}".${didYouMeanHint(after, codes)}`,
    );
  });
}

function checkGroups(look: Look): void {
  const groups = look.keys('groups');
  const used = new Set<string>();
  look.list('evidence').forEach((_each, index) => {
    const group = look.text('evidence', index, 'group');
    if (group === undefined) return;
    used.add(group);
    if (groups.includes(group)) return;
    const message = `"groups" does not list "${group}".${didYouMeanHint(group, groups)}`;
    look.complain('MS_DEF_UNKNOWN_GROUP', ['evidence', index, 'group'], message);
  });
  for (const group of groups) {
    if (!used.has(group))
      look.complainOfKey('MS_DEF_UNKNOWN_GROUP', ['groups', group], `no evidence is in "${group}"`);
  }
}

function checkTexts(look: Look): void {
  const paths: PathStep[][] = [
    ['texts', 'summary'],
    ...look.list('evidence').map((_each, index) => ['evidence', index, 'text']),
  ];
  const known = Object.keys(HYPOTHESIS_PLACEHOLDERS);
  for (const path of paths) {
    for (const name of placeholdersOf(look.text(...path) ?? '')) {
      if (!known.includes(name)) {
        const hint = didYouMeanHint(name, known) || ` The facts are: ${known.join(', ')}`;
        look.complain('MS_DEF_UNKNOWN_PLACEHOLDER', path, `no fact is called {${name}}.${hint}`);
      } else if (NAMING.has(name) && look.text('sensitivity') === 'H') {
        look.complain(
          'MS_DEF_PURPOSE',
          path,
          `{${name}} would name a merchant, which a definition of sensitivity H may not`,
        );
      }
    }
  }
}

/** All groups together must reach "confirm"; for a life stage no single one may. */
function checkReachOfGroups(look: Look): void {
  const confirm = look.number('thresholds', 'confirm');
  const calibration = calibrationOf(look);
  const perYear = look.number('prior', 'perYear');
  const withinDays = look.number('prior', 'withinDays');
  if (confirm === undefined || calibration === undefined || perYear === undefined || withinDays === undefined)
    return;
  // What is wrong in itself has been told; nothing follows from it.
  if (confirm > 1 || perYear <= 0 || withinDays <= 0 || hasStrayGroup(look)) return;
  const prior = logOddsMilli(1 - Math.exp((-perYear * withinDays) / 365.25));
  const strongest = new Map(look.keys('groups').map((group) => [group, strongestOf(look, group)]));
  const all = [...strongest.values()].reduce((sum, each) => sum + each, prior);
  const best = confidenceOf(all, calibration);
  if (best < confirm) {
    const message = `"confirm" is ${confirm}, but all groups together reach only ${best}`;
    look.complain('MS_DEF_THRESHOLD_UNREACHABLE', ['thresholds', 'confirm'], message);
  }
  look.list('thresholds', 'byUse').forEach((_use, index) => {
    const path = ['thresholds', 'byUse', index, 'confidence'];
    const wanted = look.number(...path);
    if (wanted === undefined || wanted <= best) return;
    look.complain(
      'MS_DEF_THRESHOLD_UNREACHABLE',
      path,
      `${wanted} cannot be reached: all groups together reach only ${best}`,
    );
  });
  if (!/(^|\/)life\/[^/]+$/.test(look.source.file)) return;
  for (const [group, most] of strongest) {
    const alone = confidenceOf(prior + most, calibration);
    if (alone < confirm) continue;
    const message = `group "${group}" alone reaches ${alone}: a life stage needs at least two groups; lower its cap`;
    look.complainOfKey('MS_DEF_ONE_GROUP', ['groups', group], message);
  }
}

function hasStrayGroup(look: Look): boolean {
  const groups = look.keys('groups');
  return look
    .list('evidence')
    .some((_each, index) => !groups.includes(look.text('evidence', index, 'group') ?? ''));
}

function strongestOf(look: Look, group: string): Milli {
  let most = 0;
  look.list('evidence').forEach((_each, index) => {
    if (look.text('evidence', index, 'group') !== group) return;
    look.list('evidence', index, 'levels').forEach((_level, level) => {
      most = Math.max(most, milliOf(look.number('evidence', index, 'levels', level, 'weight') ?? 0));
    });
  });
  return Math.min(most, milliOf(look.number('groups', group, 'cap') ?? 0));
}
