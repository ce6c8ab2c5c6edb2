import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { CATEGORIES } from '../model/taxonomy.ts';
import type { Look } from './look.ts';
import { placeholdersOf, SUMMARY_PLACEHOLDERS } from './placeholders.ts';
import { checkReach } from './reach.ts';

const SUM_TOLERANCE = 1e-9;

/** What a recurring-series definition must keep to beyond its shape. */
export function checkRecurring(look: Look): void {
  checkCategories(look);
  checkProfiles(look, 'jitter');
  checkProfiles(look, 'habits');
  checkThresholdOrder(look);
  checkCalibration(look);
  checkPlaceholders(look);
  checkReach(look);
}

/** The ids of the taxonomy, and every group that they begin with. */
export const KNOWN_CATEGORIES: ReadonlySet<string> = new Set(
  CATEGORIES.flatMap(({ id }) => id.split('.').map((_, index, words) => words.slice(0, index + 1).join('.'))),
);

function checkCategories(look: Look): void {
  for (const category of look.keys('prior', 'byCategory')) {
    if (KNOWN_CATEGORIES.has(category)) continue;
    const hint = didYouMeanHint(category, KNOWN_CATEGORIES);
    const path = ['prior', 'byCategory', category];
    look.complainOfKey('MS_DEF_UNKNOWN_CATEGORY', path, `unknown category "${category}".${hint}`);
  }
}

/** Fires when chances of distances that exclude each other add up to more than one, or shares of profiles not to one. */
function checkProfiles(look: Look, profiles: 'jitter' | 'habits'): void {
  const path = ['evidence', 'rhythm', profiles];
  let shares = 0;
  let known = look.list(...path).length > 0;
  const ids = new Set<unknown>();
  look.list(...path).forEach((_profile, index) => {
    const chances = look.list(...path, index, 'byDistance');
    const sum = chances.reduce<number>((total, each) => total + (typeof each === 'number' ? each : 0), 0);
    if (sum > 1 + SUM_TOLERANCE) {
      const message = `the chances add up to ${Number(sum.toFixed(4))}, more than one`;
      look.complain('MS_DEF_CHANCES_SUM', [...path, index, 'byDistance'], message);
    }
    const share = look.number(...path, index, 'share');
    if (share === undefined) known = false;
    else shares += share;
    const id = look.text(...path, index, 'id');
    if (id !== undefined && ids.has(id)) {
      look.complain('MS_DEF_DUPLICATE_VALUE', [...path, index, 'id'], `two profiles are called "${id}"`);
    }
    ids.add(id);
  });
  if (known && Math.abs(shares - 1) > 0.001) {
    look.complainOfKey(
      'MS_DEF_CHANCES_SUM',
      path,
      `the shares add up to ${Number(shares.toFixed(4))}, not to one`,
    );
  }
}

/** Early must not lie above confirm, nor a use ask for less than confirm. */
export function checkThresholdOrder(look: Look): void {
  for (const field of ['thresholds', 'paymentsMin']) {
    const early = look.number(field, 'early');
    const confirm = look.number(field, 'confirm');
    if (early !== undefined && confirm !== undefined && early > confirm) {
      const message = `"early" (${early}) lies above "confirm" (${confirm})`;
      look.complain('MS_DEF_THRESHOLD_ORDER', [field, 'early'], message);
    }
  }
  look.list('thresholds', 'byUse').forEach((_use, index) => {
    const path = ['thresholds', 'byUse', index, 'confidence'];
    // A use that takes early signals may ask for less than what confirms.
    const field = look.value('thresholds', 'byUse', index, 'early') === true ? 'early' : 'confirm';
    const least = look.number('thresholds', field);
    const confidence = look.number(...path);
    if (least === undefined || confidence === undefined || confidence >= least) return;
    look.complain('MS_DEF_THRESHOLD_ORDER', path, `${confidence} asks for less than "${field}" (${least})`);
  });
}

/** A calibration map must rise. */
export function checkCalibration(look: Look): void {
  const path = ['calibration', 'points'];
  for (let index = 1; index < look.list(...path).length; index++) {
    const rises = [0, 1].every((side) => {
      const before = look.number(...path, index - 1, side) ?? Number.NEGATIVE_INFINITY;
      const after = look.number(...path, index, side) ?? Number.POSITIVE_INFINITY;
      return side === 0 ? after > before : after >= before;
    });
    if (!rises)
      look.complain('MS_DEF_CALIBRATION_ORDER', [...path, index], 'the points of the map must rise');
  }
}

function checkPlaceholders(look: Look): void {
  const known = Object.keys(SUMMARY_PLACEHOLDERS);
  for (const name of placeholdersOf(look.text('texts', 'summary') ?? '')) {
    if (known.includes(name)) continue;
    const hint = didYouMeanHint(name, known) || ` The facts are: ${known.join(', ')}`;
    look.complain('MS_DEF_UNKNOWN_PLACEHOLDER', ['texts', 'summary'], `no fact is called {${name}}.${hint}`);
  }
}
