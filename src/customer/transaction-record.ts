import { type Day, formatDay } from '../model/day.ts';
import type { TransactionEvent } from '../model/ledger-event.ts';
import { formatAmount } from '../model/money.ts';

/** A line of the output `transactions`: normalized, redacted, enriched. `settles` names the pending one that it books. */
export function transactionRecord(
  event: TransactionEvent,
  id: string,
  settles: string,
): Readonly<Record<string, unknown>> {
  const { merchant, counterparty } = event;
  const day = (name: string, value: Day) => (value < 0 ? {} : { [name]: formatDay(value) });
  const text = (name: string, value: string) => (value === '' ? {} : { [name]: value });
  if (event.op === 'retract') {
    return { customer: event.customer, account: event.account, id, op: 'retract' };
  }
  return {
    customer: event.customer,
    account: event.account,
    id,
    op: event.op,
    status: event.status,
    ...day('date', event.bookingDay),
    ...day('transactionDate', event.transactionDay),
    ...day('valueDate', event.valueDay),
    amount: formatAmount(event.amountMinor, event.exponent),
    currency: event.currency,
    description: event.description,
    ...text('channel', event.channel),
    ...text('mcc', event.mcc),
    ...(event.balanceAfterMinor === undefined
      ? {}
      : { balanceAfter: formatAmount(event.balanceAfterMinor, event.exponent) }),
    ...text('replaces', event.replaces === '' ? settles : event.replaces),
    ...text('reverses', event.reverses),
    ...day('effectiveDate', event.effectiveDay),
    dateRule: event.dateRule,
    ...(counterparty === undefined
      ? {}
      : {
          counterparty: {
            kind: counterparty.kind,
            ...text('hash', counterparty.hash),
            ...text('creditorId', counterparty.creditorId),
            ...text('mandateId', counterparty.mandateId),
          },
        }),
    merchant: merchant.merchantId === '' ? null : { id: merchant.merchantId, name: merchant.name },
    category: merchant.category,
    confidence: merchant.confidence / 10_000,
    method: merchant.method,
    source: event.source,
  };
}
