import type { DeadLetter } from '../../errors/dead-letter.ts';
import type { CustomerKey } from '../../model/ids.ts';
import { CONSENT_PURPOSES, type ConsentEvent } from '../../model/ledger-event.ts';
import type { IntakeContext } from '../context.ts';
import { CUSTOMER_LENGTH_MAX } from './bounds.ts';
import { readWhen } from './moment.ts';
import { startReading } from './reading.ts';
import type { PlainRecord } from './record.ts';
import { readId, readRequiredWord } from './text.ts';

const CONSENT_STATES = ['given', 'withdrawn'] as const;

/** Turns a plain consent into its ledger event. */
export function decodeConsent(record: PlainRecord, context: IntakeContext): ConsentEvent | DeadLetter {
  const reading = startReading();
  const customer = readId(reading, 'customer', record.customer, CUSTOMER_LENGTH_MAX) as CustomerKey;
  const purpose = readRequiredWord(reading, 'purpose', record.purpose, CONSENT_PURPOSES) ?? 'service';
  const state = readRequiredWord(reading, 'state', record.state, CONSENT_STATES) ?? 'withdrawn';
  const when = readWhen(reading, record, context);
  if (reading.fault !== undefined) return reading.fault;
  const { orderDay, orderInstant, at, day } = when;
  return { kind: 'consent', orderDay, orderInstant, customer, purpose, state, at, day };
}
