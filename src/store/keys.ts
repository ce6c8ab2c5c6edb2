import { Buffer } from 'node:buffer';
import { assert } from '../lib/assert.ts';
import { hash32 } from '../lib/hash.ts';
import type { Day } from '../model/day.ts';
import type { CustomerKey } from '../model/ids.ts';

/*
 * All key bytes there are. The order of the bytes is the order of scans:
 *
 *   m name                         meta: facts about the whole store
 *   c part slice customer          a part of a customer's state; part is h (hot), c (cold) or i (ids)
 *   t slice day customer           a timer: the customer is due on this day; day is four bytes, big endian
 *   r name                         the journal of a run
 *
 * A slice is one byte, 0 to 63; names and customers are UTF-8. Nothing here may change its meaning:
 * another layout is another `stateFormat`.
 */

/** A day is worked off in this many slices of the customers' hash range. */
export const SLICES = 64;

export const STATE_PARTS = ['hot', 'cold', 'ids'] as const;
/** Hot is touched by most events, cold by few, ids only when a signal lists transactions. */
export type StatePart = (typeof STATE_PARTS)[number];

export interface StateKey {
  readonly part: StatePart;
  readonly slice: number;
  readonly customer: CustomerKey;
}

export interface TimerKey {
  readonly slice: number;
  readonly due: Day;
  readonly customer: CustomerKey;
}

/** From included, to excluded. */
export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer;
}

const SPACE_META = 0x6d; // m
const SPACE_STATE = 0x63; // c
const SPACE_TIMER = 0x74; // t
const SPACE_JOURNAL = 0x72; // r
const PART_BYTES: Readonly<Record<StatePart, number>> = { hot: 0x68, cold: 0x63, ids: 0x69 };
const STATE_HEAD = 3;
const TIMER_HEAD = 6;
const DUE_MAX = 0xffffffff;

/** The slice of a customer's hash: its six top bits. */
export function sliceOfHash(hash: number): number {
  return hash >>> 26;
}

/** The slice of a customer. */
export function sliceOfCustomer(customer: CustomerKey): number {
  return sliceOfHash(hash32(customer));
}

/** The key of a fact about the whole store. */
export function metaKey(name: string): Buffer {
  return namedKey(SPACE_META, name);
}

/** The key of an entry in a run's journal. */
export function journalKey(name: string): Buffer {
  return namedKey(SPACE_JOURNAL, name);
}

/** The journal entries whose names begin so; all of them by default. */
export function journalRange(prefix = ''): KeyRange {
  return prefixRange(Buffer.concat([Buffer.from([SPACE_JOURNAL]), Buffer.from(prefix, 'utf8')]));
}

/** The name in a journal key. */
export function decodeJournalKey(key: Uint8Array): string {
  assert(key[0] === SPACE_JOURNAL && key.length > 1, 'not a journal key');
  return textFrom(key, 1);
}

/** The key of a part of a customer's state. */
export function stateKey({ part, slice, customer }: StateKey): Buffer {
  const key = headAndCustomer(STATE_HEAD, customer);
  key[0] = SPACE_STATE;
  key[1] = PART_BYTES[part];
  key[2] = checkedSlice(slice);
  return key;
}

/** The customers' states of one part, all or of one slice. */
export function stateRange(part: StatePart, slice?: number): KeyRange {
  const head = [SPACE_STATE, PART_BYTES[part]];
  return prefixRange(Buffer.from(slice === undefined ? head : [...head, checkedSlice(slice)]));
}

/** What a state key names. */
export function decodeStateKey(key: Uint8Array): StateKey {
  const part = STATE_PARTS.find((name) => PART_BYTES[name] === key[1]);
  assert(key[0] === SPACE_STATE && part !== undefined && key.length > STATE_HEAD, 'not a state key');
  return { part, slice: checkedSlice(key[2]!), customer: textFrom(key, STATE_HEAD) as CustomerKey };
}

/** The key of a timer. */
export function timerKey({ slice, due, customer }: TimerKey): Buffer {
  const key = headAndCustomer(TIMER_HEAD, customer);
  writeTimerHead(key, slice, due);
  return key;
}

/** A slice's timers up to a day, that day included; after a given one if there was a page before. */
export function timerRange(options: {
  readonly slice: number;
  readonly dueUntil: Day;
  readonly after?: TimerKey | undefined;
}): KeyRange {
  const { slice, dueUntil, after } = options;
  const to = Buffer.alloc(TIMER_HEAD);
  writeTimerHead(to, slice, dueUntil + 1);
  if (after !== undefined) {
    assert(after.slice === slice, 'a page goes on in the slice it began in');
    return { from: keyAfter(timerKey(after)), to };
  }
  const from = Buffer.alloc(TIMER_HEAD);
  writeTimerHead(from, slice, 0);
  return { from, to };
}

/** What a timer key names. */
export function decodeTimerKey(key: Uint8Array): TimerKey {
  assert(key[0] === SPACE_TIMER && key.length > TIMER_HEAD, 'not a timer key');
  const view = asBuffer(key);
  return {
    slice: checkedSlice(view[1]!),
    due: view.readUInt32BE(2),
    customer: textFrom(view, TIMER_HEAD) as CustomerKey,
  };
}

/** The smallest key above this one: where the next page begins. */
export function keyAfter(key: Uint8Array): Buffer {
  const next = Buffer.alloc(key.length + 1);
  next.set(key);
  return next;
}

/** Which kind of key this is, in words that name no customer. */
export function keySpaceOf(key: Uint8Array): string {
  if (key[0] === SPACE_META) return 'meta';
  if (key[0] === SPACE_JOURNAL) return 'run journal';
  if (key[0] === SPACE_TIMER) return 'timers';
  const part = STATE_PARTS.find((name) => PART_BYTES[name] === key[1]);
  return key[0] === SPACE_STATE && part !== undefined ? `customer state (${part})` : 'unknown keys';
}

/** A Buffer over the same bytes. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function namedKey(space: number, name: string): Buffer {
  assert(name.length > 0, 'a key needs a name');
  return Buffer.concat([Buffer.from([space]), Buffer.from(name, 'utf8')]);
}

function headAndCustomer(headBytes: number, customer: CustomerKey): Buffer {
  assert(customer.length > 0, 'a key needs a customer');
  const key = Buffer.allocUnsafe(headBytes + Buffer.byteLength(customer, 'utf8'));
  key.write(customer, headBytes, 'utf8');
  return key;
}

function writeTimerHead(key: Buffer, slice: number, due: Day): void {
  assert(Number.isInteger(due) && due >= 0 && due <= DUE_MAX, 'a due day is a whole number, not negative');
  key[0] = SPACE_TIMER;
  key[1] = checkedSlice(slice);
  key.writeUInt32BE(due, 2);
}

function checkedSlice(slice: number): number {
  assert(Number.isInteger(slice) && slice >= 0 && slice < SLICES, 'a slice is 0 to 63');
  return slice;
}

/** All keys that begin so. No first byte here is 255, so the last byte below 255 always exists. */
function prefixRange(prefix: Buffer): KeyRange {
  let length = prefix.length;
  while (prefix[length - 1] === 0xff) length--;
  const to = Buffer.from(prefix.subarray(0, length));
  to[length - 1] = prefix[length - 1]! + 1;
  return { from: prefix, to };
}

function textFrom(key: Uint8Array, start: number): string {
  return asBuffer(key).toString('utf8', start);
}
