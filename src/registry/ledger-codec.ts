import avro from 'avsc';
import { AssertionError, assertNever } from '../lib/assert.ts';
import type {
  ConsentEvent,
  ControlEvent,
  IdentityEvent,
  LedgerEvent,
  OutcomeEvent,
  ProductEvent,
  TickEvent,
} from '../model/ledger-event.ts';
import { consentPurposes, consentStates, outcomeResults } from './customer-schemas.ts';
import { LEDGER_EVENT_SCHEMA, LEDGER_EVENT_SCHEMA_TEXT } from './ledger-schema.ts';
import { LEDGER_NAMESPACE } from './schema-words.ts';
import { bodyOfTransaction, type TransactionBody, transactionOfBody } from './transaction-body.ts';
import { openWriterSchema, type WriterSchema } from './writer-schema.ts';

/** Writer schemas kept open; a ledger has known few of them. */
const WRITER_SCHEMAS_MAX = 64;

const unionType = avro.Type.forSchema(LEDGER_EVENT_SCHEMA);
const ownSchema = openWriterSchema(LEDGER_EVENT_SCHEMA_TEXT);
const writerSchemas = new Map<string, WriterSchema>([[LEDGER_EVENT_SCHEMA_TEXT, ownSchema]]);

/** The bytes of a ledger event, by the schema of this build. */
export function encodeLedgerEvent(event: LedgerEvent): Buffer {
  return unionType.toBuffer(branchOf(event));
}

/**
 * The event of bytes that were written by a schema (JSON text; that of this build when left out).
 * Broken bytes throw MS_LEDGER_BYTES; what only a newer build understands throws MS_LEDGER_NEWER.
 */
export function decodeLedgerEvent(bytes: Uint8Array, writerSchema?: string): LedgerEvent {
  const schema = writerSchema === undefined ? ownSchema : writerSchemaOf(writerSchema);
  const { name, body } = schema.read(bytes);
  return eventOf(name, body);
}

function writerSchemaOf(text: string): WriterSchema {
  const known = writerSchemas.get(text);
  if (known !== undefined) return known;
  const opened = openWriterSchema(text);
  if (writerSchemas.size >= WRITER_SCHEMAS_MAX) writerSchemas.clear();
  writerSchemas.set(text, opened);
  return opened;
}

function branchOf(event: LedgerEvent): Readonly<Record<string, object>> {
  switch (event.kind) {
    case 'transaction':
      return { [`${LEDGER_NAMESPACE}.Transaction`]: bodyOfTransaction(event) };
    case 'consent': {
      const purpose = consentPurposes.symbolOf(event.purpose);
      return {
        [`${LEDGER_NAMESPACE}.Consent`]: { ...event, purpose, state: consentStates.symbolOf(event.state) },
      };
    }
    case 'event':
      return { [`${LEDGER_NAMESPACE}.ProductEvent`]: event };
    case 'outcome':
      return { [`${LEDGER_NAMESPACE}.Outcome`]: { ...event, result: outcomeResults.symbolOf(event.result) } };
    case 'identity':
      return { [`${LEDGER_NAMESPACE}.Identity`]: event };
    case 'tick':
      return { [`${LEDGER_NAMESPACE}.Tick`]: event };
    case 'control':
      return { [`${LEDGER_NAMESPACE}.Control`]: event };
    default:
      return assertNever(event);
  }
}

function eventOf(name: string, body: object): LedgerEvent {
  switch (name) {
    case `${LEDGER_NAMESPACE}.Transaction`:
      return transactionOfBody(body as TransactionBody);
    case `${LEDGER_NAMESPACE}.Consent`: {
      const consent = body as ConsentEvent;
      const purpose = consentPurposes.wordOf(consent.purpose);
      return { ...consent, kind: 'consent', purpose, state: consentStates.wordOf(consent.state) };
    }
    case `${LEDGER_NAMESPACE}.ProductEvent`:
      return { ...(body as ProductEvent), kind: 'event' };
    case `${LEDGER_NAMESPACE}.Outcome`: {
      const outcome = body as OutcomeEvent;
      return { ...outcome, kind: 'outcome', result: outcomeResults.wordOf(outcome.result) };
    }
    case `${LEDGER_NAMESPACE}.Identity`:
      return { ...(body as IdentityEvent), kind: 'identity' };
    case `${LEDGER_NAMESPACE}.Tick`:
      return { ...(body as TickEvent), kind: 'tick' };
    case `${LEDGER_NAMESPACE}.Control`:
      return { ...(body as ControlEvent), kind: 'control' };
    default:
      throw new AssertionError(`a record of the ledger that nobody reads: ${name}`);
  }
}
