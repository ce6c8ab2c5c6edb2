import { CORRECTION_WINDOW_DAYS, PENDING_DAYS, PENDING_MAX, WINDOW_ENTRIES_MAX } from '../customer/bounds.ts';
import type { CustomerState, PendingTransaction, WindowEntry } from '../customer/customer-state.ts';
import { contentHash } from '../model/fingerprint.ts';
import type { TransactionEvent } from '../model/ledger-event.ts';

/** What a transaction event is to what is known: nothing new, or something to take out, or to put in, or both. */
export interface Resolution {
  readonly kind: 'apply' | 'duplicate' | 'late';
  /** Keys of payments that no longer stand: an older version, or what this one replaces. */
  readonly withdraw: readonly number[];
  /** Whether a booked payment is to be counted. */
  readonly counts: boolean;
  /** Id of the pending transaction whose booking this is, where the source did not say so. */
  readonly settles: string;
}

const NOTHING_NEW: Resolution = { kind: 'duplicate', withdraw: [], counts: false, settles: '' };
const LATE: Resolution = { kind: 'late', withdraw: [], counts: false, settles: '' };
const COUNTED: Resolution = { kind: 'apply', withdraw: [], counts: true, settles: '' };

/** The keys under which a transaction and the one that it replaces are known. */
export interface TransactionKeys {
  readonly key: number;
  readonly replaced: number | undefined;
  readonly account: number;
  readonly subject: number;
  readonly id: string;
}

/**
 * The de-duplication ladder: id, explicit link, fingerprint (an id made of it), pending to booked.
 * Remembers the event, so that the next one like it is known.
 */
export function resolve(
  state: CustomerState,
  event: TransactionEvent,
  keys: TransactionKeys,
  openedToday: boolean,
): Resolution {
  const oldest = state.clock - CORRECTION_WINDOW_DAYS;
  const known = entryWithin(state, keys.key, oldest);
  if (event.op === 'retract') return withdrawn(state, event, keys.key, known);
  if (event.effectiveDay < oldest && !openedToday && known === undefined) return LATE;
  const content = contentHash(event);
  if (known !== undefined && isNothingNew(known, event, content)) return NOTHING_NEW;
  remember(state, keys.key, { content, day: event.effectiveDay, seen: event.seen, status: event.status });
  const replaced = keys.replaced;
  if (
    known === undefined &&
    replaced === undefined &&
    event.status === 'booked' &&
    state.pending.length === 0
  ) {
    return COUNTED;
  }
  const withdraw: number[] = known?.status === 'booked' ? [keys.key] : [];
  if (replaced !== undefined && replaced !== keys.key) {
    withdraw.push(replaced);
    remember(state, replaced, {
      content: 0,
      day: Math.max(state.clock, 0),
      seen: undefined,
      status: 'withdrawn',
    });
    dropPending(state, replaced);
  }
  const settles = followPending(state, event, keys);
  return { kind: 'apply', withdraw, counts: event.status === 'booked', settles };
}

function entryWithin(state: CustomerState, key: number, oldest: number): WindowEntry | undefined {
  const entry = state.window.get(key);
  return entry !== undefined && entry.day >= oldest ? entry : undefined;
}

/** The same again, an older version, or one that was withdrawn before it came. */
function isNothingNew(known: WindowEntry, event: TransactionEvent, content: number): boolean {
  const newer = event.seen !== undefined && known.seen !== undefined ? event.seen - known.seen : 0;
  if (newer < 0) return true;
  if (known.status === 'withdrawn') return newer === 0;
  return known.content === content;
}

/** A withdrawal holds for what is known and for what comes after it under the same id. */
function withdrawn(
  state: CustomerState,
  event: TransactionEvent,
  key: number,
  known: WindowEntry | undefined,
): Resolution {
  const older = known?.seen !== undefined && event.seen !== undefined && event.seen < known.seen;
  if (older || known?.status === 'withdrawn') return NOTHING_NEW;
  const day = Math.max(state.clock, known?.day ?? 0);
  remember(state, key, { content: 0, day, seen: event.seen, status: 'withdrawn' });
  dropPending(state, key);
  return { kind: 'apply', withdraw: [key], counts: false, settles: '' };
}

function remember(state: CustomerState, key: number, entry: WindowEntry): void {
  state.window.delete(key);
  state.window.set(key, entry);
  if (state.window.size <= WINDOW_ENTRIES_MAX) return;
  for (const oldest of state.window.keys()) {
    state.window.delete(oldest);
    break;
  }
}

function dropPending(state: CustomerState, key: number): PendingTransaction | undefined {
  const index = state.pending.findIndex((pending) => pending.key === key);
  return index < 0 ? undefined : state.pending.splice(index, 1)[0];
}

/** Keeps what is pending; finds the pending one that a booking settles though the source does not link them. */
function followPending(state: CustomerState, event: TransactionEvent, keys: TransactionKeys): string {
  const same = dropPending(state, keys.key);
  if (event.status === 'pending') {
    const { key, id, account } = keys;
    const { amountMinor, effectiveDay: day } = event;
    state.pending.push({ key, id, account, amountMinor, day, subject: event.merchant.subject });
    if (state.pending.length > PENDING_MAX) state.pending.shift();
    return '';
  }
  if (event.status !== 'booked' || same !== undefined || keys.replaced !== undefined) return '';
  const settled = state.pending.find((pending) => settles(event, keys, pending));
  if (settled === undefined) return '';
  dropPending(state, settled.key);
  remember(state, settled.key, { content: 0, day: settled.day, seen: undefined, status: 'withdrawn' });
  return settled.id;
}

/** A tip or a filled tank: what is booked may be up to a third more than was held, or less by the same. */
function settles(event: TransactionEvent, keys: TransactionKeys, pending: PendingTransaction): boolean {
  const days = event.effectiveDay - pending.day;
  const ratio = event.amountMinor / pending.amountMinor;
  return (
    pending.account === keys.account &&
    pending.subject === keys.subject &&
    days >= 0 &&
    days <= PENDING_DAYS &&
    ratio >= 0.7 &&
    ratio <= 1.34
  );
}
