import { Buffer } from 'node:buffer';
import type { CustomerKey } from '../model/ids.ts';
import { damaged } from './byte-reader.ts';
import { type CustomerState, newCustomerState, type Stream, trackStream } from './customer-state.ts';

/** The version whose parts are JSON. */
export const JSON_VERSION = 1;

/** Rebuilds a state from its parts as version 1 wrote them: JSON behind a version byte. */
export function decodeJsonState(
  customer: CustomerKey,
  parts: { readonly [Part in 'hot' | 'cold' | 'ids']: Uint8Array | undefined },
): CustomerState {
  const state = newCustomerState(customer);
  if (parts.hot === undefined) return state;
  const { header, window, streams } = valueFrom(parts.hot) as StoredHot;
  Object.assign(state, header);
  state.window = new Map(window);
  const cold = parts.cold === undefined ? [] : (valueFrom(parts.cold) as { streams: StoredStream[] }).streams;
  const ids = parts.ids === undefined ? [] : (valueFrom(parts.ids) as string[]);
  const all = [...streams, ...cold].sort((a, b) => a.key - b.key);
  let next = 0;
  for (const stored of all) {
    const restore = (hits: Stream['hits']) => hits.map((hit) => ({ ...hit, id: ids[next++]! }));
    const hits = restore(stored.hits);
    const series = stored.series.map((one) => ({
      ...one,
      told: one.told ?? undefined,
      payments: restore(one.payments),
    }));
    const stream: Stream = { ...stored, hits, series };
    state.streams.set(stream.key, stream);
    if (series.length > 0) trackStream(state, stream);
  }
  return state;
}

type StoredStream = Stream;

interface StoredHot {
  readonly header: Omit<CustomerState, 'streams' | 'tracked' | 'window' | 'customer'>;
  readonly window: [number, never][];
  readonly streams: StoredStream[];
}

function valueFrom(bytes: Uint8Array): unknown {
  if (bytes[0] !== JSON_VERSION) throw damaged();
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + 1, bytes.length - 1).toString('utf8'));
  } catch {
    throw damaged();
  }
}
