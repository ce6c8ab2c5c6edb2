import { hash48 } from '../lib/hash.ts';
import { hashOfKeyed, isKeyedSubject, type SubjectKey } from '../model/ids.ts';
import type { TransactionEvent } from '../model/ledger-event.ts';
import { PARTIES_MAX } from './bounds.ts';
import type { CustomerState } from './customer-state.ts';

/**
 * Gives people and accounts the names that outputs know them by: numbers in the order in which the customer met them.
 * So what is put out neither tells a keyed hash nor depends on the key: runs with different keys give the same bytes,
 * and the same person is the same subject for as long as the customer's state lasts.
 */
export function nameParties(state: CustomerState, event: TransactionEvent): TransactionEvent {
  const { merchant, counterparty } = event;
  const isKeyed = isKeyedSubject(merchant.subject);
  const hash = counterparty?.hash ?? '';
  if (!isKeyed && hash === '') return event;
  const named = hash === '' ? counterparty : { ...counterparty!, hash: hexOf(nameOf(state, hash)) };
  if (!isKeyed) return { ...event, counterparty: named };
  const subject = nameOf(state, hashOfKeyed(merchant.subject)) as SubjectKey;
  return { ...event, counterparty: named, merchant: { ...merchant, subject } };
}

/** The party's place among those met, newest last; beyond the bound the one longest unseen is forgotten. */
function nameOf(state: CustomerState, hash: string): number {
  const { parties } = state;
  let index = parties.length - 1;
  while (index >= 0 && parties[index]!.hash !== hash) index--;
  const party = index >= 0 ? parties.splice(index, 1)[0]! : { hash, number: state.partiesMet++ };
  parties.push(party);
  if (parties.length > PARTIES_MAX) parties.shift();
  return hash48(`p:${state.customer}#${party.number}`);
}

function hexOf(name: number): string {
  return name.toString(16).padStart(12, '0');
}
