import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomerState } from '../customer/customer-state.ts';
import { decodeState } from '../customer/state-codec.ts';
import { OperationalError } from '../errors/operational-error.ts';
import type { CustomerKey } from '../model/ids.ts';
import { MARKER_FILE } from '../store/marker.ts';
import { openStore } from '../store/open-store.ts';
import { unpackStates } from './embedded/state-parcel.ts';
import { readStateRecord, type StateRecord } from './embedded/state-record.ts';
import { loadStates } from './embedded/stored-states.ts';

/** One customer's state, and what the store knows of the runs that made it. */
export interface StoredCustomer {
  /** Undefined for a customer that no run has seen. */
  readonly state: CustomerState | undefined;
  readonly record: StateRecord;
}

/** Reads one customer from the state directory of a run; changes nothing. */
export async function readCustomer(location: string, customer: string): Promise<StoredCustomer> {
  if (!existsSync(join(location, MARKER_FILE))) {
    throw new OperationalError(
      'MS_STATE_NONE',
      `${location} holds no state: give the --state of a run, or its DIR/state`,
      {
        retriable: false,
      },
    );
  }
  const { store } = await openStore({ engine: 'auto', location });
  try {
    const record = await readStateRecord(store);
    const parts = unpackStates(await loadStates(store, [customer]))[0]!;
    const state = parts.hot === undefined ? undefined : decodeState(customer as CustomerKey, parts);
    return { state, record };
  } finally {
    await store.close();
  }
}
