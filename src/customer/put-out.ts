import type { AuditRecord, OutputRecord, OutputTopic, Signal } from '../model/signal.ts';
import type { CustomerState } from './customer-state.ts';

/** Appends an output with the customer's clock day and its ordinal. */
export function putOut(
  context: { readonly state: CustomerState; readonly outputs: OutputRecord[] },
  topic: OutputTopic,
  body: Signal | AuditRecord | Readonly<Record<string, unknown>>,
): void {
  const { state, outputs } = context;
  outputs.push({ topic, day: state.clock, ordinal: state.outputs++, body });
}
