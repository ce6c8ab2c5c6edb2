import { hash48, hash53 } from '../lib/hash.ts';
import type { TransactionEvent } from './ledger-event.ts';

/** What tells one transaction from another when the source gives no id; equal ones on a day are told apart by their index. */
export function fingerprintText(event: TransactionEvent): string {
  return [event.account, event.bookingDay, event.amountMinor, event.currency, event.merchant.subject].join(
    '|',
  );
}

/** The id of a transaction: the source's, else `fp:` and a hash of fingerprint and occurrence. */
export function transactionId(event: TransactionEvent): string {
  if (event.id !== '') return event.id;
  return `fp:${hash53(`${fingerprintText(event)}#${event.occurrence}`)
    .toString(16)
    .padStart(14, '0')}`;
}

/** The key of a transaction inside its customer's state. */
export function transactionKey(accountSeed: number, id: string): number {
  return hash48(id, accountSeed);
}

/** A 32-bit hash of all that a transaction says: equal content under one id is the same event again. */
export function contentHash(event: TransactionEvent): number {
  let hash = Math.imul(event.bookingDay, 0x9e3779b1) ^ Math.imul(event.transactionDay + 7, 0x85ebca6b);
  hash = Math.imul(hash ^ (event.valueDay + 3), 0xc2b2ae35);
  hash = Math.imul(hash ^ (event.amountMinor | 0), 0x27d4eb2f);
  hash = Math.imul(hash ^ Math.floor(event.amountMinor / 4294967296), 0x165667b1);
  hash = Math.imul(hash ^ ((event.balanceAfterMinor ?? -1) | 0), 0x9e3779b1);
  hash ^= hash >>> 15;
  const rest = `${event.status}${event.currency}${event.channel}${event.mcc}|${event.description}|${event.replaces}|${event.reverses}|${event.counterparty?.hash ?? ''}${event.counterparty?.mandateId ?? ''}`;
  return hash53(rest, hash) % 4294967296;
}
