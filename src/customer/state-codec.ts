import { OperationalError } from '../errors/operational-error.ts';
import type { CustomerKey } from '../model/ids.ts';
import { type CustomerState, newCustomerState, type Stream, trackStream } from './customer-state.ts';

/** The stored form: three parts, each under a key of its own and with a version of its own. */
export interface EncodedCustomer {
  readonly hot: Uint8Array;
  readonly cold: Uint8Array;
  readonly ids: Uint8Array;
}

/** The version that this code writes; older ones are read, newer ones refused. */
export const STATE_VERSION = 1;

/** Encodes a state: live series and recent payments in the hot part, quiet streams in the cold one, ids apart. */
export function encodeState(state: CustomerState): EncodedCustomer {
  const ids: string[] = [];
  const hot: unknown[] = [];
  const cold: unknown[] = [];
  const ordered = [...state.streams.values()].sort((a, b) => a.key - b.key);
  for (const stream of ordered) {
    const part = stream.series.length > 0 ? hot : cold;
    part.push(stripIds(stream, ids));
  }
  const { streams: _streams, tracked: _tracked, window, customer: _customer, ...header } = state;
  return {
    hot: bytesOf({ header, window: [...window], streams: hot, coldFirst: hot.length }),
    cold: bytesOf({ streams: cold }),
    ids: bytesOf(ids),
  };
}

/** Rebuilds a state from its parts; equal to the one that was encoded. */
export function decodeState(
  customer: CustomerKey,
  parts: { readonly [Part in keyof EncodedCustomer]: Uint8Array | undefined },
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

/** A stream without its payments' ids, which go to the list of ids in the same order. */
function stripIds(stream: Stream, ids: string[]): unknown {
  const strip = (hits: Stream['hits']) =>
    hits.map(({ id, ...rest }) => {
      ids.push(id);
      return rest;
    });
  const hits = strip(stream.hits);
  return { ...stream, hits, series: stream.series.map((one) => ({ ...one, payments: strip(one.payments) })) };
}

function bytesOf(value: unknown): Uint8Array {
  const text = Buffer.from(JSON.stringify(value), 'utf8');
  const bytes = Buffer.allocUnsafe(text.length + 1);
  bytes[0] = STATE_VERSION;
  text.copy(bytes, 1);
  return bytes;
}

function valueFrom(bytes: Uint8Array): unknown {
  const version = bytes[0] ?? 0;
  if (version !== STATE_VERSION) {
    throw new OperationalError(
      'MS_STATE_NEWER',
      `a customer's state has version ${version}; this build reads ${STATE_VERSION}: use the build that wrote it, or a later one`,
      { retriable: false },
    );
  }
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + 1, bytes.length - 1).toString('utf8'));
}
