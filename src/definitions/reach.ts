import { type CalibrationMap, confidenceOf, type Milli, milliOf } from '../evidence/confidence.ts';
import { type Cue, countedWeights } from '../evidence/weigh.ts';
import type { Look } from './look.ts';

/**
 * Fires when all evidence together, at its strongest, leaves the confidence below a threshold:
 * for a definition as a whole, or for one rhythm, which then is looked for in vain.
 */
export function checkReach(look: Look): void {
  const confirm = look.number('thresholds', 'confirm');
  const evidence = strongestMilli(look);
  const calibration = calibrationOf(look);
  if (confirm === undefined || confirm > 1 || evidence === undefined || calibration === undefined) return;
  const reached = look.keys('cadences').map((cadence) => {
    const prior = look.number('cadences', cadence, 'prior') ?? 0;
    return { cadence, confidence: confidenceOf(evidence + milliOf(prior), calibration) };
  });
  const best = Math.max(0, ...reached.map((each) => each.confidence));
  if (reached.length > 0 && best < confirm) {
    const message = `"confirm" is ${confirm}, but all weights together reach only ${best}`;
    look.complain('MS_DEF_THRESHOLD_UNREACHABLE', ['thresholds', 'confirm'], message);
    return;
  }
  for (const { cadence, confidence } of reached) {
    if (confidence >= confirm) continue;
    const message = `"${cadence}" can never be confirmed: all weights together reach only ${confidence}`;
    look.complainOfKey('MS_DEF_THRESHOLD_UNREACHABLE', ['cadences', cadence], message);
  }
  look.list('thresholds', 'byUse').forEach((_use, index) => {
    const path = ['thresholds', 'byUse', index, 'confidence'];
    const wanted = look.number(...path);
    if (wanted === undefined || wanted <= best) return;
    const message = `${wanted} cannot be reached: all weights together reach only ${best}`;
    look.complain('MS_DEF_THRESHOLD_UNREACHABLE', path, message);
  });
}

/** The most that prior and evidence can add up to, the rhythm's own prior apart; undefined when a part is missing. */
function strongestMilli(look: Look): Milli | undefined {
  const numbersOf = (...path: string[]) => look.keys(...path).map((key) => look.number(...path, key) ?? 0);
  const defaultPrior = look.number('prior', 'default');
  const cap = look.number('evidence', 'rhythm', 'cap');
  if (defaultPrior === undefined || cap === undefined) return undefined;
  const groupOf = (part: string) => look.text('evidence', part, 'group') ?? part;
  const cue = (part: string, weights: readonly number[]): Cue => ({
    code: part,
    group: groupOf(part),
    weight: weights.length === 0 ? 0 : milliOf(Math.max(...weights)),
  });
  const cues = [
    cue('rhythm', [cap]),
    cue('amounts', numbersOf('evidence', 'amounts', 'weights')),
    cue('rail', [
      0,
      ...numbersOf('evidence', 'rail', 'channels'),
      look.number('evidence', 'rail', 'mandate') ?? 0,
    ]),
  ];
  const counted = countedWeights(cues, (group) =>
    group === groupOf('rhythm') ? milliOf(cap) : Number.MAX_SAFE_INTEGER,
  );
  const prior = milliOf(Math.max(defaultPrior, ...numbersOf('prior', 'byCategory')));
  return counted.reduce((sum, weight) => sum + weight, prior);
}

/** The map if it can be used as it stands. */
export function calibrationOf(look: Look): CalibrationMap | undefined {
  if (look.text('calibration') === 'none') return 'none';
  const points = look.list('calibration', 'points');
  const usable = points.every((_point, index) => {
    const pair = [
      look.number('calibration', 'points', index, 0),
      look.number('calibration', 'points', index, 1),
    ];
    return pair.every((each) => each !== undefined);
  });
  if (points.length < 2 || !usable) return undefined;
  return { method: '', points: points as readonly (readonly [number, number])[], labels: 0 };
}
