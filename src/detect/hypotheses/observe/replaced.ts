import { DAY_NEVER, type Series, type Stream } from '../../../customer/customer-state.ts';
import type { Observation } from '../../../model/hypothesis.ts';
import { type Scope, type Seen, windowStart } from '../scope.ts';
import { fitsSeries } from './series.ts';

const PAYMENTS_OLD_MIN = 2;

/** How many series ended at one party while one of the same category began at another. */
export function seeReplaced(observation: Extract<Observation, { kind: 'replaced' }>, scope: Scope): Seen {
  const start = windowStart(scope, observation.withinDays);
  const all: { stream: Stream; series: Series }[] = scope.state.tracked
    .flatMap((stream) => stream.series.map((series) => ({ stream, series })))
    .filter(
      ({ stream, series }) => series.state !== 'retracted' && fitsSeries(observation.where, stream, series),
    );
  const begun = all.filter(
    ({ series }) => series.state !== 'candidate' && series.origin !== 'running' && series.start >= start,
  );
  const pairs = begun.flatMap((young) => {
    const old = all.find(
      ({ stream, series }) =>
        stream.subject !== young.stream.subject &&
        series.category === young.series.category &&
        series.count >= PAYMENTS_OLD_MIN &&
        (series.state === 'ended' || series.missed > 0) &&
        series.start < young.series.start &&
        Math.abs(young.series.start - (series.payments.at(-1)?.day ?? DAY_NEVER)) <= observation.withinDays &&
        differs(observation, series, young.series),
    );
    return old === undefined ? [] : [{ old: old.series, young: young.series }];
  });
  const names = pairs.flatMap(({ old, young }) => [old.name, young.name]).filter((name) => name !== '');
  return {
    value: pairs.length,
    count: pairs.length,
    first: Math.min(DAY_NEVER, ...pairs.map(({ young }) => young.start)),
    last: Math.max(-1, ...pairs.map(({ young }) => young.start)),
    lines: pairs.flatMap(({ old, young }) => [...old.payments.slice(-1), ...young.payments.slice(-1)]),
    names: [...new Set(names)].slice(0, 3),
    next: DAY_NEVER,
  };
}

function differs(
  { changePercentFrom, changePercentTo }: Extract<Observation, { kind: 'replaced' }>,
  old: Series,
  young: Series,
): boolean {
  const before = Math.abs(old.levelMinor);
  const percent = before === 0 ? 0 : (Math.abs(Math.abs(young.levelMinor) - before) * 100) / before;
  return percent >= changePercentFrom && percent <= changePercentTo;
}
