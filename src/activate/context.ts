import type { CustomerState } from '../customer/customer-state.ts';
import type { Govern } from '../customer/govern-question.ts';
import type { Definition, DefinitionSet } from '../model/definition.ts';
import type { OutputRecord } from '../model/signal.ts';

/** What activating needs: the state, the definitions in force, the station before it, and where outputs go. */
export interface ActivateContext {
  readonly state: CustomerState;
  readonly definitions: DefinitionSet;
  readonly govern: Govern;
  readonly outputs: OutputRecord[];
}

/** The definition of an id, whatever its kind; undefined where none is in force. */
export function definitionOf({ definitions }: ActivateContext, id: string): Definition | undefined {
  return definitions.definitions.find((definition) => definition.id === id);
}
