import type { CustomerState } from '../../customer/customer-state.ts';
import type { Activation } from '../../model/activation.ts';
import type { Day } from '../../model/day.ts';
import type { DefinitionSet } from '../../model/definition.ts';
import type { Signal } from '../../model/signal.ts';
import { sensitivityOf } from '../../model/taxonomy.ts';
import type { Explanation } from '../explain-customer.ts';
import type { TransactionLine } from './transaction-line.ts';

/** Days of the customer's newest time that the pictures show. */
const YEAR_DAYS = 365;

/** Everything that a page is drawn of. */
export interface PageInput {
  readonly explanation: Explanation;
  readonly state: CustomerState;
  readonly definitions: DefinitionSet;
  /** Every revision that the run put out of the episodes to be shown, oldest first. */
  readonly revisions: readonly Signal[];
  readonly activations: readonly Activation[];
  /** Undefined where the run did not keep them. */
  readonly transactions: readonly TransactionLine[] | undefined;
  /** Sentences about what the page rests on, such as definitions that have changed since. */
  readonly notes: readonly string[];
  /** The only episode to be shown; undefined for all. */
  readonly only: string | undefined;
}

/** What all parts of a page share. */
export interface PageView extends PageInput {
  readonly year: { readonly from: Day; readonly to: Day };
  /** Ids of transactions behind a sensitive signal: whom they are with is not said. */
  readonly hidden: ReadonlySet<string>;
  /** Ids of the transactions behind the only episode; undefined where all are shown. */
  readonly shown: ReadonlySet<string> | undefined;
}

/** Works out what all parts of a page share. */
export function pageView(input: PageInput): PageView {
  const { explanation, state, definitions, revisions, only } = input;
  const signals: readonly Signal[] = [...explanation.signals, ...revisions];
  const sensitive = new Set<string>(
    definitions.definitions.filter(({ sensitivity }) => sensitivity === 'H').map(({ id }) => id),
  );
  const hidden = new Set<string>();
  for (const signal of signals) if (isSensitive(signal)) for (const id of behind(signal)) hidden.add(id);
  for (const miss of explanation.nearMisses) {
    if (sensitive.has(miss.definition)) for (const id of miss.transactions) hidden.add(id);
  }
  return {
    ...input,
    year: { from: Math.max(state.clock - YEAR_DAYS + 1, 0), to: state.clock },
    hidden,
    shown: only === undefined ? undefined : new Set(signals.flatMap(behind)),
  };
}

/** Whether a signal is of the tier that names nobody. */
export function isSensitive({ sensitivity }: { readonly sensitivity: string }): boolean {
  return sensitivity === 'H';
}

/** Whether whom a payment is with may be said, by its id and its category. */
export function mayName(
  view: PageView,
  payment: { readonly id: string; readonly category: string },
): boolean {
  return !view.hidden.has(payment.id) && sensitivityOf(payment.category) !== 'H';
}

function behind({ transactions, rationale }: Signal): readonly string[] {
  return [...transactions, ...[...rationale.for, ...rationale.against].flatMap((each) => each.transactions)];
}
