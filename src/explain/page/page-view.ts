import type { CustomerState } from '../../customer/customer-state.ts';
import type { Activation } from '../../model/activation.ts';
import type { Day } from '../../model/day.ts';
import type { DefinitionSet } from '../../model/definition.ts';
import type { Signal } from '../../model/signal.ts';
import { sensitivityOf } from '../../model/taxonomy.ts';
import type { ExplainedSignal, Explanation } from '../explain-customer.ts';
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
  /** Ids of transactions behind a sensitive signal, and whom they are with: nowhere on the page is that said. */
  readonly hidden: { readonly ids: ReadonlySet<string>; readonly parties: ReadonlySet<string> };
  /** Ids of the transactions behind the only episode; undefined where all are shown. */
  readonly shown: ReadonlySet<string> | undefined;
}

/** Works out what all parts of a page share. */
export function pageView(input: PageInput): PageView {
  const { explanation, state, revisions, only } = input;
  const signals: readonly Signal[] = [...explanation.signals, ...revisions];
  return {
    ...input,
    year: { from: Math.max(state.clock - YEAR_DAYS + 1, 0), to: state.clock },
    hidden: hiddenOf(input),
    shown: only === undefined ? undefined : new Set(signals.flatMap(behind)),
  };
}

/** Whether a signal is of the tier that names nobody. */
export function isSensitive({ sensitivity }: { readonly sensitivity: string }): boolean {
  return sensitivity === 'H';
}

/** Whether whom a payment is with may be said, by what is known of it. */
export function mayName(
  { hidden }: PageView,
  payment: {
    readonly ids: readonly string[];
    readonly category: string;
    readonly parties: readonly string[];
  },
): boolean {
  return (
    sensitivityOf(payment.category) !== 'H' &&
    !payment.ids.some((id) => hidden.ids.has(id)) &&
    !payment.parties.some((party) => hidden.parties.has(party))
  );
}

/** Whom a transaction is with, by all the names that the page has for it. */
export function partiesOf({ merchant, description = '' }: TransactionLine): readonly string[] {
  return [merchant?.id ?? '', merchant?.name ?? '', description].filter((name) => name !== '');
}

function hiddenOf({ explanation, definitions, revisions, transactions = [] }: PageInput): PageView['hidden'] {
  const sensitive = new Set<string>(
    definitions.definitions.filter(({ sensitivity }) => sensitivity === 'H').map(({ id }) => id),
  );
  const ids = new Set<string>();
  const told = [...explanation.signals, ...revisions].filter(isSensitive);
  const missed = explanation.nearMisses.filter(({ definition }) => sensitive.has(definition));
  for (const id of [...told.flatMap(behind), ...missed.flatMap((miss) => miss.transactions)]) ids.add(id);
  // A payment that came later to the same party would give away the others.
  const parties = new Set(transactions.filter(({ id }) => ids.has(id)).flatMap(partiesOf));
  return { ids, parties };
}

function behind(signal: ExplainedSignal | Signal): readonly string[] {
  const readings = 'today' in signal && signal.today !== undefined ? [signal, signal.today] : [signal];
  return readings.flatMap(({ transactions, rationale }) => [
    ...transactions,
    ...[...rationale.for, ...rationale.against].flatMap((each) => each.transactions),
  ]);
}
