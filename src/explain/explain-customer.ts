import type { CustomerState } from '../customer/customer-state.ts';
import { formatDay } from '../model/day.ts';
import type { DefinitionSet } from '../model/definition.ts';
import type { Signal } from '../model/signal.ts';
import { explainHypotheses } from './explain-hypotheses.ts';
import { explainSeries } from './explain-series.ts';
import { chooseNearMisses, type NearMiss } from './near-miss.ts';

/** A signal as it was told last, and what its evidence says today where that differs. */
export interface ExplainedSignal extends Signal {
  /** Whether what stands above is the record that was emitted; false where no output of the run was at hand. */
  readonly asTold: boolean;
  /** The same evidence weighed on the customer's newest day. */
  readonly today?: Pick<Signal, 'confidence' | 'rationale' | 'transactions'>;
}

/** All that is said of a customer, and what is not. */
export interface Explanation {
  readonly customer: string;
  /** How far the customer's own time has come. */
  readonly clock: string;
  readonly accounts: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  readonly signals: readonly ExplainedSignal[];
  readonly nearMisses: readonly NearMiss[];
}

/** Explains a customer by its state, the definitions, and the signals that a run put out, by episode. */
export function explainCustomer(
  state: CustomerState,
  definitions: DefinitionSet,
  emitted: ReadonlyMap<string, Signal> = new Map(),
): Explanation {
  const context = { state, definitions, historyUntil: 0, today: state.clock, outputs: [], changed: [] };
  const series = explainSeries(context);
  const hypotheses = explainHypotheses(context);
  const known = [...series.signals, ...hypotheses.signals];
  const signals = known.map((today) => asTold(today, emitted.get(today.episode)));
  // Long-ended episodes leave the state; what was said of them stands in the outputs.
  const left = new Set(known.map(({ episode }) => episode));
  for (const told of emitted.values()) if (!left.has(told.episode)) signals.push({ ...told, asTold: true });
  return {
    customer: state.customer,
    clock: formatDay(state.clock),
    accounts: state.accounts
      .filter(({ lastDay }) => lastDay >= 0)
      .map(({ name, firstDay, lastDay }) => ({
        id: name,
        from: formatDay(firstDay),
        to: formatDay(lastDay),
      })),
    signals: signals.sort((a, b) => (a.happened.from + a.id < b.happened.from + b.id ? -1 : 1)),
    nearMisses: chooseNearMisses([...hypotheses.nearMisses, ...series.nearMisses]),
  };
}

/** The record that was put out, if it is at hand and of the revision that the state knows. */
function asTold(today: Signal, told: Signal | undefined): ExplainedSignal {
  if (told === undefined || told.id !== today.id) return { ...today, asTold: false };
  const { confidence, rationale, transactions } = today;
  const isSame = confidence === told.confidence && transactions.join() === told.transactions.join();
  const isOpen = told.state !== 'ended' && told.state !== 'retracted';
  return {
    ...told,
    asTold: true,
    ...(isSame || !isOpen ? {} : { today: { confidence, rationale, transactions } }),
  };
}
