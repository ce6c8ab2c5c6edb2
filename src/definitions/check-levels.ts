import type { Look } from './look.ts';
import type { PathStep } from './yaml-source.ts';

/** Lines of one filter that are kept for a customer: more can never be counted. */
export const LINES_COUNTED_MAX = 24;
/** Complete months of balances that are looked at. */
const BALANCE_MONTHS_MAX = 4;
const PERCENT_MAX = 100;

/** Levels must rise, and each must be one that the observation can reach. */
export function checkLevels(look: Look, evidence: number): void {
  const path = ['evidence', evidence, 'levels'];
  look.list(...path).forEach((_level, index) => {
    const at = look.number(...path, index, 'at');
    const before = look.number(...path, index - 1, 'at');
    if (at !== undefined && before !== undefined && at <= before) {
      const message = `${at} does not lie above the level before it, ${before}`;
      look.complain('MS_DEF_LEVEL_ORDER', [...path, index, 'at'], message);
    }
    checkReachable(look, ['evidence', evidence, 'observe'], [...path, index, 'at']);
  });
}

/** Fires when evidence is to follow another one that itself is to follow this one. */
export function checkOrder(look: Look, evidence: number): void {
  const own = look.text('evidence', evidence, 'code');
  const followed = new Map(
    look
      .list('evidence')
      .map((_each, index) => [
        look.text('evidence', index, 'code'),
        look.text('evidence', index, 'after', 'code'),
      ]),
  );
  let next = followed.get(own);
  for (let step = 0; step < followed.size && next !== undefined; step++) {
    if (next === own && step > 0) {
      const message = `"${own}" is to follow what is to follow it, so neither can come first`;
      look.complain('MS_DEF_NEVER', ['evidence', evidence, 'after', 'code'], message);
      return;
    }
    next = followed.get(next);
  }
}

/** Fires when a value is asked for that the observation never gives. */
export function checkReachable(look: Look, observe: PathStep[], path: PathStep[]): void {
  const wanted = look.number(...path);
  const most = mostOf(look, observe);
  if (wanted === undefined || most === undefined || wanted <= most) return;
  const kind = look.keys(...observe)[0];
  look.complain(
    'MS_DEF_NEVER',
    path,
    `"${kind}" never gives more than ${most} here, so ${wanted} is not reached`,
  );
}

/** The most that an observation can give; undefined where there is no such bound. */
function mostOf(look: Look, observe: PathStep[]): number | undefined {
  const kind = look.keys(...observe)[0];
  if (kind === undefined) return undefined;
  const measure = look.text(...observe, kind, 'measure') ?? '';
  const withinDays = look.number(...observe, kind, 'withinDays');
  switch (kind) {
    case 'lines':
      if (measure === 'days') return Math.min(LINES_COUNTED_MAX, withinDays ?? LINES_COUNTED_MAX);
      return ['count', 'merchants', 'new-merchants'].includes(measure) ? LINES_COUNTED_MAX : undefined;
    case 'event':
      return LINES_COUNTED_MAX;
    case 'balance':
      if (measure.startsWith('days-')) return withinDays;
      return measure.startsWith('months-') ? BALANCE_MONTHS_MAX : undefined;
    case 'signal':
      return 1;
    case 'loan':
      return measure === 'paid-percent' ? PERCENT_MAX : undefined;
    case 'share':
    case 'shortfall':
      return PERCENT_MAX;
    case 'subject':
    case 'income':
      return ['sureness', 'trial-percent', 'fall-percent'].includes(measure) ? PERCENT_MAX : undefined;
    default:
      return undefined;
  }
}
