import type { EventTruth } from '../event-truth.ts';
import type { Life } from '../life.ts';
import type { Series } from '../plan.ts';
import { CADENCES, cadenceOf } from '../rhythm.ts';
import { amountsOf } from '../truth.ts';
import { silent } from './money-life.ts';
import { entriesOf, stoppedDue } from './series-reading.ts';

/** A rise by less than this is small talk. */
const RISE_MIN = 0.05;
/** So many equal payments make a price that can change. */
const STABLE_MIN = 3;
/** What somebody decides to give or to put aside has no price. */
const UNPRICED: ReadonlySet<string> = new Set([
  'own-saving',
  'order-to-person',
  'investment',
  'savings-plan',
]);

/** What costs more when more of it was used. */
const USED: ReadonlySet<string> = new Set(['energy', 'water', 'childcare', 'telecom']);

/** Tells of every change of a price that stood still before: sure on the second payment at the new price. */
export function judgePriceChanges(life: Life, series: Series): EventTruth[] {
  const { plan } = series;
  const entries = entriesOf(series);
  if (plan.signal !== 'new-recurring-payment' || plan.ignore !== undefined) return [];
  if (UNPRICED.has(plan.kind)) return [];
  if (amountsOf(entries) === 'varying') {
    return USED.has(plan.kind) ? [silent('price-change', 'varies-with-use', entries)] : [];
  }
  const { cycleDays, toleranceDays } = CADENCES[cadenceOf(plan.rhythm)];
  const truths: EventTruth[] = [];
  let stable = 1;
  for (let index = 1; index < entries.length; index++) {
    const [before, entry, next] = [entries[index - 1]!, entries[index]!, entries[index + 1]];
    if (entry.minor === before.minor) {
      stable++;
      continue;
    }
    const rise = entry.minor / before.minor - 1;
    const told = {
      signal: 'price-change',
      kind: plan.kind,
      entries: entries.slice(index, index + 3),
    } as const;
    const lasts = next === undefined ? stoppedDue(life, series) === undefined : next.minor === entry.minor;
    const why =
      plan.trial !== undefined && index === 1
        ? 'trial'
        : stable < STABLE_MIN
          ? 'short-history'
          : rise < 0
            ? 'price-drop'
            : rise < RISE_MIN
              ? 'small-rise'
              : lasts
                ? ''
                : 'unconfirmed';
    stable = 1;
    if (why !== '') {
      truths.push({ ...told, expect: 'ignore', why });
      continue;
    }
    const sure =
      next === undefined ? entry.posted + cycleDays : Math.max(entry.arrival, next.arrival, next.posted);
    truths.push({ ...told, expect: 'fires', from: entry.day, by: sure + toleranceDays });
  }
  return truths;
}
