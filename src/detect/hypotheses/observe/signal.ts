import { DAY_NEVER } from '../../../customer/customer-state.ts';
import type { Observation } from '../../../model/hypothesis.ts';
import { type Scope, type Seen, windowStart } from '../scope.ts';

/** Whether another signal stands confirmed, first confirmed within the days. */
export function seeSignal(observation: Extract<Observation, { kind: 'signal' }>, scope: Scope): Seen {
  const start = windowStart(scope, observation.withinDays);
  const days = [...ofHypotheses(observation.signal, scope), ...ofSeries(observation.signal, scope)]
    .filter((day) => day >= start && day <= scope.today)
    .sort((a, b) => a - b);
  return {
    value: days.length === 0 ? 0 : 1,
    count: days.length,
    first: days[0] ?? DAY_NEVER,
    last: days.at(-1) ?? -1,
    lines: [],
    names: [],
    next:
      scope.definition.life.kind === 'condition' && days.length > 0
        ? days.at(-1)! + observation.withinDays
        : DAY_NEVER,
  };
}

function ofHypotheses(signal: string, { state }: Scope): number[] {
  return state.diary.episodes
    .filter(
      (episode) => episode.definition === signal && episode.confirmedOn >= 0 && episode.state !== 'retracted',
    )
    .map((episode) => episode.confirmedOn);
}

function ofSeries(signal: string, { state }: Scope): number[] {
  return state.tracked
    .flatMap((stream) => stream.series)
    .filter(
      (series) => series.definition === signal && series.origin === 'new' && series.state === 'confirmed',
    )
    .map((series) => series.start);
}
