import { Buffer } from 'node:buffer';
import { type CustomerState, DAY_NEVER } from '../../customer/customer-state.ts';
import type { Day } from '../../model/day.ts';
import type { CustomerKey } from '../../model/ids.ts';
import type { OutputRecord } from '../../model/signal.ts';
import type { Folding, StateParts } from '../engine.ts';
import { type Bucket, type ChunkPlace, openBucket, readChunks } from './bucket.ts';
import { EventReader, type RangePlace } from './event-reader.ts';
import { orderEvents } from './order-events.ts';
import { Segment, type SegmentLengths } from './segment.ts';
import { countSignals, type SignalCounts, toldStates } from './signal-counts.ts';
import { RECORD } from './spill-record.ts';
import { StatePacker, type StateParcel, unpackStates } from './state-parcel.ts';

/** A bucket for one thread to fold. */
export interface FoldTask {
  readonly bucket: number;
  readonly chunks: readonly ChunkPlace[];
  /** Customers whose timers fall due by the run's last day. */
  readonly due: readonly string[];
  readonly segmentPath: string;
}

export interface FoldCounts {
  readonly accepted: number;
  readonly duplicate: number;
  readonly late: number;
  readonly customers: number;
  readonly customersNew: number;
  readonly signals: SignalCounts;
}

/** What became of a bucket: its outputs are written, its states wait to be. */
export interface FoldReport {
  readonly bucket: number;
  readonly counts: FoldCounts;
  readonly segment: SegmentLengths;
  readonly customers: readonly string[];
  readonly states: StateParcel;
  /** Due days before and after, for each customer; `DAY_NEVER` for none. */
  readonly dueBefore: Int32Array;
  readonly dueAfter: Int32Array;
}

/** Gives the stored states of customers. */
export type LoadStates = (customers: readonly string[]) => Promise<StateParcel>;

export interface FoldStageOptions {
  readonly ranges: readonly RangePlace[];
  /** Ticks were done up to this day before the run; -1 before the first. */
  readonly lastTickBefore: Day;
  readonly firstDay: Day;
  /** Ticks run up to this day; -1 when there is none. */
  readonly lastDay: Day;
  readonly hasStates: boolean;
  readonly sync: boolean;
  readonly check: () => void;
}

/** Customers whose states are asked for at once. */
const LOAD_CUSTOMERS_MAX = 256;
const NO_STATE: StateParts = { hot: undefined, cold: undefined, ids: undefined };

interface BucketCustomer {
  readonly name: CustomerKey;
  readonly bytes: Uint8Array;
  /** The customer's group in the bucket, or -1 when only time concerns it. */
  readonly group: number;
}

/** One thread's part of folding: buckets in, segments and states out. */
export class FoldStage {
  readonly #options: FoldStageOptions;
  readonly #folding: Folding;
  readonly #reader: EventReader;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(options: FoldStageOptions, folding: Folding) {
    this.#options = options;
    this.#folding = folding;
    this.#reader = new EventReader(options.ranges);
  }

  async fold(task: FoldTask, load: LoadStates): Promise<FoldReport> {
    this.#buffer = readChunks(task.chunks, this.#buffer);
    const length = task.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const bucket = openBucket(this.#buffer, length);
    this.#reader.openBucket(bucket);
    const customers = customersOf(bucket, task.due);
    const work = new BucketWork(this.#options, this.#folding, this.#reader, bucket);
    let next = this.#load(customers.slice(0, LOAD_CUSTOMERS_MAX), load);
    for (let start = 0; start < customers.length; start += LOAD_CUSTOMERS_MAX) {
      const states = await next;
      const end = start + LOAD_CUSTOMERS_MAX;
      // The next states are on their way while these are folded.
      next = this.#load(customers.slice(end, end + LOAD_CUSTOMERS_MAX), load);
      // Should folding fail first, a failure of loading must not count as unhandled.
      next.catch(() => undefined);
      this.#options.check();
      for (const [index, customer] of customers.slice(start, end).entries()) {
        work.fold(customer, states[index] ?? NO_STATE);
      }
    }
    return work.finish(task);
  }

  async #load(customers: readonly BucketCustomer[], load: LoadStates): Promise<readonly StateParts[]> {
    if (!this.#options.hasStates || customers.length === 0) return [];
    return unpackStates(await load(customers.map(({ name }) => name)));
  }
}

class BucketWork {
  readonly #options: FoldStageOptions;
  readonly #folding: Folding;
  readonly #reader: EventReader;
  readonly #bucket: Bucket;
  readonly #segment = new Segment();
  readonly #customers: string[] = [];
  readonly #states = new StatePacker();
  readonly #dueBefore: number[] = [];
  readonly #dueAfter: number[] = [];
  readonly #signals: SignalCounts = {};
  readonly #dispositions = { accepted: 0, duplicate: 0, late: 0 };
  #customersNew = 0;

  constructor(options: FoldStageOptions, folding: Folding, reader: EventReader, bucket: Bucket) {
    this.#options = options;
    this.#folding = folding;
    this.#reader = reader;
    this.#bucket = bucket;
  }

  fold(customer: BucketCustomer, parts: StateParts): void {
    const { name, group } = customer;
    const isNew = parts.hot === undefined;
    // A timer without a state is a hint that the state does not bear out.
    if (isNew && group < 0) return;
    const state = isNew ? this.#folding.newState(name) : this.#folding.decodeState(name, parts);
    const dueBefore = isNew ? DAY_NEVER : state.dueDay;
    const told = isNew ? undefined : toldStates(state);
    const outputs: OutputRecord[] = [];
    if (group >= 0) this.#foldEvents(state, group, outputs);
    this.#tick(state, this.#options.lastDay, outputs);
    this.#segment.add(customer.bytes, outputs);
    countSignals(this.#signals, outputs, told);
    if (isNew) this.#customersNew++;
    this.#customers.push(name);
    this.#states.add(this.#folding.encodeState(state));
    this.#dueBefore.push(dueBefore);
    this.#dueAfter.push(state.dueDay);
  }

  finish(task: FoldTask): FoldReport {
    const segment = this.#segment.write(task.segmentPath, this.#options);
    return {
      bucket: task.bucket,
      counts: {
        ...this.#dispositions,
        customers: this.#customers.length,
        customersNew: this.#customersNew,
        signals: this.#signals,
      },
      segment,
      customers: this.#customers,
      states: this.#states.finish(),
      dueBefore: Int32Array.from(this.#dueBefore),
      dueAfter: Int32Array.from(this.#dueAfter),
    };
  }

  #foldEvents(state: CustomerState, group: number, outputs: OutputRecord[]): void {
    const bucket = this.#bucket;
    const { lastTickBefore, firstDay } = this.#options;
    const records = orderEvents(
      bucket,
      bucket.byCustomer.slice(bucket.starts[group]!, bucket.starts[group + 1]!),
    );
    this.#reader.beginCustomer(Math.max(firstDay, 0));
    for (const record of records) {
      const event = this.#reader.read(record, state.customer);
      this.#tick(state, Math.max(lastTickBefore, event.orderDay), outputs);
      this.#dispositions[this.#folding.foldEvent(state, event, outputs)]++;
    }
  }

  #tick(state: CustomerState, day: Day, outputs: OutputRecord[]): void {
    if (day > state.lastTick) this.#folding.foldTicks(state, day, outputs);
  }
}

/** The bucket's customers, those with events and those whose time has come, by their bytes. */
function customersOf(bucket: Bucket, due: readonly string[]): BucketCustomer[] {
  const customers: BucketCustomer[] = [];
  const dueLeft = new Set(due);
  for (let group = 0; group + 1 < bucket.starts.length; group++) {
    const record = bucket.offsets[bucket.byCustomer[bucket.starts[group]!]!]!;
    const start = record + RECORD.texts;
    const bytes = bucket.bytes.subarray(
      start,
      start + bucket.bytes.readUInt16LE(record + RECORD.customerLength),
    );
    const name = bytes.toString('utf8') as CustomerKey;
    dueLeft.delete(name);
    customers.push({ name, bytes, group });
  }
  for (const name of dueLeft)
    customers.push({ name: name as CustomerKey, bytes: Buffer.from(name), group: -1 });
  return customers.sort((a, b) => Buffer.compare(a.bytes, b.bytes));
}
