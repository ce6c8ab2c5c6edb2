import type { DeadLetter } from '../../errors/dead-letter.ts';
import type { TickEvent } from '../../model/ledger-event.ts';
import type { IntakeContext } from '../context.ts';
import { checkAsOf } from './order.ts';
import { startReading } from './reading.ts';
import type { PlainRecord } from './record.ts';
import { readMoment } from './time.ts';

/** Turns a plain tick into its ledger event: time has come to the day of `at`, for everyone. */
export function decodeTick(record: PlainRecord, context: IntakeContext): TickEvent | DeadLetter {
  const reading = startReading();
  const at = readMoment(reading, record.at, context);
  if (reading.fault !== undefined) return reading.fault;
  const day = context.dayOfInstant(at);
  checkAsOf(reading, 'at', day, context);
  return reading.fault ?? { kind: 'tick', orderDay: day, orderInstant: at, day };
}
