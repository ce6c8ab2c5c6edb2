import type { EventTruth } from '../event-truth.ts';
import type { Life } from '../life.ts';
import type { Series } from '../plan.ts';
import type { TruthSignal } from '../truth-signals.ts';
import { silent } from './money-life.ts';
import { arrivedBy, beganAt, entriesOf } from './series-reading.ts';

/** Three payments by agreement are a habit of saving, or a product with another house. */
const SURE_PAYMENTS = 3;
/** Money that goes to another bank, broker or lender. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'investment',
  'savings-plan',
  'building-society',
  'loan',
  'personal-loan',
  'mortgage',
  'saving-elsewhere',
]);
/** Money put aside with others: saving to some, a product elsewhere to others. */
const PUT_ASIDE: ReadonlySet<string> = new Set([
  'investment',
  'savings-plan',
  'building-society',
  'saving-elsewhere',
]);

/** Tells of saving that starts and of products that a customer takes with other houses. */
export function judgeNewProducts(life: Life, series: Series): EventTruth[] {
  const { plan } = series;
  if (plan.signal !== 'new-recurring-payment') return [];
  const truths: EventTruth[] = [];
  if (plan.kind === 'own-saving') truths.push(begun(life, series, 'saving-started'));
  if (PUT_ASIDE.has(plan.kind)) {
    truths.push({
      signal: 'saving-started',
      kind: plan.kind,
      expect: 'ignore',
      why: 'with-others',
      entries: entriesOf(series),
    });
  }
  if (plan.kind === 'loan') truths.push(silent('high-cost-credit', 'car-finance', entriesOf(series)));
  if (ELSEWHERE.has(plan.kind)) truths.push(begun(life, series, 'held-away-product'));
  return truths;
}

function begun(life: Life, series: Series, signal: TruthSignal): EventTruth {
  const told = { signal, kind: series.plan.kind, entries: entriesOf(series) };
  const first = beganAt(life, series);
  if (first === undefined) {
    const why = series.plan.origin === 'running' ? 'running' : 'short-absence';
    return { ...told, expect: 'ignore', why };
  }
  const by = arrivedBy(life, series, SURE_PAYMENTS);
  if (by === undefined) return { ...told, expect: 'ignore', why: 'too-few' };
  return { ...told, expect: 'fires', from: first.day, by };
}
