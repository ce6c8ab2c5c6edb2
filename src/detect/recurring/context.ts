import type { CustomerState, Series, Stream } from '../../customer/customer-state.ts';
import type { Day } from '../../model/day.ts';
import type { DefinitionSet, RecurringDefinition } from '../../model/definition.ts';
import type { OutputRecord } from '../../model/signal.ts';

/** What the stations of one fold share: the state, the definitions in force, and where outputs go. */
export interface DetectContext {
  readonly state: CustomerState;
  readonly definitions: DefinitionSet;
  readonly historyUntil: Day;
  /** `detectedAt` of what is said now. */
  readonly today: Day;
  readonly outputs: OutputRecord[];
  /** Series that this event changed, for those that look at series. */
  readonly changed: ChangedSeries[];
}

/** A series that changed, however. */
export interface ChangedSeries {
  readonly stream: Stream;
  readonly series: Series;
}

/** The definition of recurring series in a direction; undefined when none is in force. */
export function definitionFor(set: DefinitionSet, direction: 'in' | 'out'): RecurringDefinition | undefined {
  return set.definitions.find(
    (definition): definition is RecurringDefinition =>
      definition.kind === 'recurring-series' && definition.direction === direction,
  );
}

export { putOut } from '../../customer/put-out.ts';
