import {
  CONSENT_SCHEMA,
  CONTROL_SCHEMA,
  IDENTITY_SCHEMA,
  OUTCOME_SCHEMA,
  PRODUCT_EVENT_SCHEMA,
  TICK_SCHEMA,
} from './customer-schemas.ts';
import { LEDGER_NAMESPACE } from './schema-words.ts';
import { TRANSACTION_SCHEMA } from './transaction-schema.ts';

/**
 * The Avro schema of what stands in the ledger: a union, one record for each kind of event.
 * A change keeps old bytes readable and old readers reading: fields are added with a default at the end of their
 * record, words at the end of their enum, kinds at the end of the union; nothing is renamed, moved or taken away.
 * A reader refuses an event of a kind that it lacks, and only that: it must not guess what a kind means.
 */
export const LEDGER_EVENT_SCHEMA = [
  TRANSACTION_SCHEMA,
  CONSENT_SCHEMA,
  PRODUCT_EVENT_SCHEMA,
  OUTCOME_SCHEMA,
  IDENTITY_SCHEMA,
  TICK_SCHEMA,
  CONTROL_SCHEMA,
].map((schema) => ({ ...schema, namespace: LEDGER_NAMESPACE }));

/** The schema as text, as a registry keeps it. */
export const LEDGER_EVENT_SCHEMA_TEXT = JSON.stringify(LEDGER_EVENT_SCHEMA);
