import type { DeadLetter } from '../../errors/dead-letter.ts';
import type { CustomerKey } from '../../model/ids.ts';
import { OUTCOME_RESULTS, type OutcomeEvent } from '../../model/ledger-event.ts';
import type { IntakeContext } from '../context.ts';
import { CUSTOMER_LENGTH_MAX, EPISODE_LENGTH_MAX } from './bounds.ts';
import { readWhen } from './moment.ts';
import { startReading } from './reading.ts';
import type { PlainRecord } from './record.ts';
import { readId, readRequiredWord } from './text.ts';

/** Turns a plain campaign outcome into its ledger event. */
export function decodeOutcome(record: PlainRecord, context: IntakeContext): OutcomeEvent | DeadLetter {
  const reading = startReading();
  const customer = readId(reading, 'customer', record.customer, CUSTOMER_LENGTH_MAX) as CustomerKey;
  const episode = readId(reading, 'episode', record.episode, EPISODE_LENGTH_MAX);
  const result = readRequiredWord(reading, 'result', record.result, OUTCOME_RESULTS) ?? 'dismissed';
  const when = readWhen(reading, record, context);
  if (reading.fault !== undefined) return reading.fault;
  const { orderDay, orderInstant, at, day } = when;
  return { kind: 'outcome', orderDay, orderInstant, customer, episode, result, at, day };
}
