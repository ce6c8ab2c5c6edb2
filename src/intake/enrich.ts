import type { TransactionEvent } from '../model/ledger-event.ts';
import type { Enrichment } from '../model/transaction.ts';
import type { IntakeContext } from './context.ts';
import type { PlainCounterparty } from './plain/counterparty.ts';

/** Asks the dictionary whom a payment is with; names and account numbers go no further than this question. */
export function enrich(
  line: Pick<TransactionEvent, 'description' | 'mcc' | 'channel' | 'amountMinor' | 'currency'>,
  other: PlainCounterparty,
  context: IntakeContext,
): Enrichment {
  return context.enrich({
    description: line.description,
    mcc: line.mcc,
    channel: line.channel,
    direction: line.amountMinor < 0 ? 'out' : 'in',
    currency: line.currency,
    counterpartyName: other.name,
    counterpartyIban: other.iban,
    creditorId: other.creditorId,
  });
}
