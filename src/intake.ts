import { type DeadLetter, deadLetter } from './errors/dead-letter.ts';
import type { IntakeContext, RecordPlace } from './intake/context.ts';
import { decodeConsent } from './intake/plain/consent.ts';
import { decodeOutcome } from './intake/plain/outcome.ts';
import { decodeProductEvent } from './intake/plain/product-event.ts';
import { isRecord, type PlainRecord, parseJson } from './intake/plain/record.ts';
import { decodeRetraction } from './intake/plain/retraction.ts';
import { decodeTick } from './intake/plain/tick.ts';
import { decodeTransaction } from './intake/plain/transaction.ts';
import type { LedgerEvent } from './model/ledger-event.ts';

export type { EnrichmentQuery, IntakeContext, RecordPlace } from './intake/context.ts';

/** The way of a plain record, as a line or as its value: decode, normalize, redact, enrich. The place says where it stood. */
export function intakePlain(
  line: string | PlainRecord,
  place: RecordPlace,
  context: IntakeContext,
): LedgerEvent | DeadLetter {
  const record = typeof line === 'string' ? parseJson(line) : line;
  if (record === undefined) return deadLetter('MS_JSON', 'the line is not JSON');
  if (!isRecord(record)) return deadLetter('MS_NOT_AN_OBJECT', 'the line must be one JSON object');
  switch (record.kind) {
    case 'transaction':
      return record.op === 'retract'
        ? decodeRetraction(record, place, context)
        : decodeTransaction(record, place, context);
    case 'consent':
      return decodeConsent(record, context);
    case 'event':
      return decodeProductEvent(record, context);
    case 'outcome':
      return decodeOutcome(record, context);
    case 'tick':
      return decodeTick(record, context);
    case 'identity':
      return deadLetter(
        'MS_IDENTITY_RESERVED',
        'events of kind "identity" are reserved: merging is not built yet',
      );
    default:
      return refuseKind(record.kind);
  }
}

function refuseKind(kind: unknown): DeadLetter {
  if (kind === undefined || kind === null) return deadLetter('MS_FIELD_MISSING', '"kind" is missing');
  if (typeof kind !== 'string') return deadLetter('MS_FIELD_TYPE', '"kind" must be a string');
  return deadLetter(
    'MS_KIND_UNKNOWN',
    '"kind" must be one of transaction, consent, event, outcome, identity, tick',
  );
}
