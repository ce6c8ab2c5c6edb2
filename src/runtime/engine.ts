import type { CustomerState } from '../customer/customer-state.ts';
import type { DeadLetter } from '../errors/dead-letter.ts';
import type { Disposition } from '../fold.ts';
import type { RecordPlace } from '../intake.ts';
import type { Day } from '../model/day.ts';
import type { DefinitionSet } from '../model/definition.ts';
import type { CustomerKey } from '../model/ids.ts';
import type { CustomerEvent, LedgerEvent } from '../model/ledger-event.ts';
import type { OutputRecord } from '../model/signal.ts';

/** A customer's state as bytes, in the parts that are stored apart; an absent part has never held anything. */
export interface StateParts {
  readonly hot: Uint8Array | undefined;
  readonly cold: Uint8Array | undefined;
  readonly ids: Uint8Array | undefined;
}

/** What intake needs of a run; plain data, so that it can go to a thread. */
export interface IntakeSettings {
  /** The dictionary in the form that the engine makes its lookups from. */
  readonly dictionary: unknown;
  readonly zone: string;
  /** The secret that people and accounts are keyed with. */
  readonly partySecret: string;
  /** Events later than this day are dead letters. */
  readonly asOf: Day;
}

/** What the fold needs of a run; plain data, so that it can go to a thread and survive a crash. */
export interface FoldSettings {
  readonly definitions: DefinitionSet;
  readonly historyUntil: Day;
  readonly writesTransactions: boolean;
}

/** Takes in a plain event, as a line or as the value of one. */
export type Intake = (
  line: string | Readonly<Record<string, unknown>>,
  place: RecordPlace,
) => LedgerEvent | DeadLetter;

/** The fold and the states that it works on. */
export interface Folding {
  newState(customer: CustomerKey): CustomerState;
  decodeState(customer: CustomerKey, parts: StateParts): CustomerState;
  encodeState(state: CustomerState): StateParts;
  foldEvent(state: CustomerState, event: CustomerEvent, outputs: OutputRecord[]): Disposition;
  foldTicks(state: CustomerState, day: Day, outputs: OutputRecord[]): void;
}

/** The core as the runtime sees it: every thread makes its own from the same settings. */
export interface Engine {
  createIntake(settings: IntakeSettings): Intake;
  createFolding(settings: FoldSettings): Folding;
}
