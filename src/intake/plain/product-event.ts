import type { DeadLetter } from '../../errors/dead-letter.ts';
import { canonicalJsonWithin } from '../../lib/canonical-json.ts';
import type { CustomerKey } from '../../model/ids.ts';
import type { ProductEvent } from '../../model/ledger-event.ts';
import type { IntakeContext } from '../context.ts';
import { redactValue } from '../redact/redact-text.ts';
import {
  CUSTOMER_LENGTH_MAX,
  EVENT_NAME_LENGTH_MAX,
  PROPERTIES_DEPTH_MAX,
  PROPERTIES_LENGTH_MAX,
} from './bounds.ts';
import { readWhen } from './moment.ts';
import { fail, failType, isAbsent, type Reading, startReading } from './reading.ts';
import { isRecord, type PlainRecord } from './record.ts';
import { readId } from './text.ts';

/** Turns a plain product event into its ledger event. */
export function decodeProductEvent(record: PlainRecord, context: IntakeContext): ProductEvent | DeadLetter {
  const reading = startReading();
  const customer = readId(reading, 'customer', record.customer, CUSTOMER_LENGTH_MAX) as CustomerKey;
  const name = readId(reading, 'name', record.name, EVENT_NAME_LENGTH_MAX);
  const when = readWhen(reading, record, context);
  const properties = readProperties(reading, record.properties);
  if (reading.fault !== undefined) return reading.fault;
  const { orderDay, orderInstant, at, day } = when;
  return { kind: 'event', orderDay, orderInstant, customer, name, at, day, properties };
}

function readProperties(reading: Reading, value: unknown): string {
  if (isAbsent(value)) return '{}';
  if (!isRecord(value)) {
    failType(reading, 'properties', 'an object');
    return '{}';
  }
  const text = canonicalJsonWithin(value, { depthMax: PROPERTIES_DEPTH_MAX, leaf: redactValue });
  if (text === undefined) {
    fail(reading, 'MS_FIELD_VALUE', 'properties', `must not be nested deeper than ${PROPERTIES_DEPTH_MAX}`);
    return '{}';
  }
  if (text.length > PROPERTIES_LENGTH_MAX) {
    fail(
      reading,
      'MS_FIELD_TOO_LONG',
      'properties',
      `must have at most ${PROPERTIES_LENGTH_MAX} characters as JSON`,
    );
  }
  return text;
}
