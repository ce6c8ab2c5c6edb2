import { createPartyKey } from '../../src/intake/redact/counterparty-key.ts';
import type { IntakeContext } from '../../src/intake.ts';
import { intakePlain } from '../../src/intake.ts';
import { dayOfInstantIn } from '../../src/lib/zone.ts';
import { DAY_LAST, parseDay } from '../../src/model/day.ts';
import type { SubjectKey } from '../../src/model/ids.ts';
import type { TransactionEvent } from '../../src/model/ledger-event.ts';
import type { Enrichment } from '../../src/model/transaction.ts';

export const UNKNOWN_MERCHANT: Enrichment = {
  subject: 7 as SubjectKey,
  merchantId: '',
  name: '',
  category: '',
  confidence: 0,
  method: 'none',
  processor: '',
};

export const PLACE = { format: 'plain', file: 'events.ndjson', line: 3, index: 0 };

/** A context whose dictionary knows nobody. */
export function contextOf(options: { zone?: string; asOf?: string } = {}): IntakeContext {
  return {
    dayOfInstant: dayOfInstantIn(options.zone ?? 'UTC'),
    enrich: () => UNKNOWN_MERCHANT,
    partyKey: createPartyKey('a secret of tests'),
    asOf: options.asOf === undefined ? DAY_LAST : day(options.asOf),
  };
}

export function day(text: string): number {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no date: ${text}`);
  return parsed;
}

export const CARD = {
  kind: 'transaction',
  id: 't1',
  customer: 'c1',
  account: 'a1',
  date: '2026-03-02',
  amount: '-34.90',
  currency: 'EUR',
  description: 'BABY WALZ 0123 BERLIN',
};

/** Takes in a value as one line. */
export function take(value: unknown, context = contextOf()) {
  return intakePlain(JSON.stringify(value), PLACE, context);
}

/** The event of a transaction that is the usual one but for some fields; a dead letter fails the test. */
export function transaction(fields: object = {}, context = contextOf()): TransactionEvent {
  const event = take({ ...CARD, ...fields }, context);
  if (event.kind !== 'transaction') throw new Error(JSON.stringify(event));
  return event;
}

/** `CODE field`, the field being what the detail names first; the kind of event when it was read. */
export function verdict(value: unknown, context = contextOf()): string {
  const event = take(value, context);
  return event.kind === 'dead-letter' ? `${event.code} ${event.detail.split('"')[1] ?? ''}` : event.kind;
}

/** The verdict on the usual transaction with some fields changed; `undefined` leaves a field out. */
export function verdictWith(fields: object, context = contextOf()): string {
  return verdict({ ...CARD, ...fields }, context);
}
