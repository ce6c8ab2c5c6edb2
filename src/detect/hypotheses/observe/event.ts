import { DAY_NEVER } from '../../../customer/customer-state.ts';
import type { Observation } from '../../../model/hypothesis.ts';
import { type Scope, type Seen, windowStart } from '../scope.ts';

/** How many product events of a name came. */
export function seeEvent(observation: Extract<Observation, { kind: 'event' }>, scope: Scope): Seen {
  const start = windowStart(scope, observation.withinDays);
  const days = scope.state.diary.events
    .filter(({ name, day }) => name === observation.name && day >= start && day <= scope.today)
    .map(({ day }) => day);
  return {
    value: days.length,
    count: days.length,
    first: days[0] ?? DAY_NEVER,
    last: days.at(-1) ?? -1,
    lines: [],
    names: [],
    next:
      scope.definition.life.kind === 'condition' && days.length > 0
        ? days[0]! + observation.withinDays
        : DAY_NEVER,
  };
}
