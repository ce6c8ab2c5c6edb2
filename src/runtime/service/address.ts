import { hash32 } from '../../lib/hash.ts';
import type { CustomerKey } from '../../model/ids.ts';

/**
 * The ledger partition of a customer. Frozen: a ledger with data keeps this function and its number of partitions for
 * ever, or a customer's story would be torn apart. The low bits of the hash are taken, since the high ones are the slice.
 */
export function ledgerPartitionOf(customer: CustomerKey, partitions: number): number {
  return hash32(customer) % partitions;
}
