import type { EventTruth } from '../event-truth.ts';
import type { Life } from '../life.ts';
import type { Series } from '../plan.ts';
import { arrivedBy, entriesOf } from './series-reading.ts';

/** Tells of trials: from the first full payment on it could be seen, with the second one it is sure. */
export function judgeTrial(life: Life, series: Series): EventTruth[] {
  const { plan } = series;
  if (plan.trial === undefined) return [];
  const entries = entriesOf(series);
  const first = entries[1];
  const told = { signal: 'trial-turned-paid', kind: plan.kind } as const;
  if (first === undefined) {
    const cancelled = plan.end <= life.book.to;
    return [
      {
        ...told,
        expect: cancelled ? 'silent' : 'ignore',
        why: cancelled ? 'trial-cancelled' : 'runs',
        entries,
      },
    ];
  }
  const listed = entries.slice(0, 4);
  // A month at half the price is an introduction as often as a trial.
  if (plan.trial === 'half') return [{ ...told, expect: 'ignore', why: 'half-price', entries: listed }];
  const by = arrivedBy(life, series, 3);
  if (by === undefined) return [{ ...told, expect: 'ignore', why: 'too-few', entries: listed }];
  return [{ ...told, expect: 'fires', from: first.day, by, entries: listed }];
}
