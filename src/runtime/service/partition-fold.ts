import { damaged } from '../../customer/byte-reader.ts';
import { OperationalError } from '../../errors/operational-error.ts';
import { assert } from '../../lib/assert.ts';
import type { LogMessage, LogRecord } from '../../log/log.ts';
import type { CustomerKey } from '../../model/ids.ts';
import { createBatch } from '../../store/batch.ts';
import type { Store, StoreBatch } from '../../store/store.ts';
import { Boundaries } from './boundaries.ts';
import { CustomerCache, dueOf, UNBORN } from './customer-cache.ts';
import type { DefinitionBook } from './definition-book.ts';
import { DirtyQueue } from './dirty-queue.ts';
import { type BlockAt, type CustomerOutput, foldBlocks } from './fold-blocks.ts';
import { decodeBlock, type LedgerBlock } from './ledger-block.ts';
import type { Flush, Gathered } from './partition-batch.ts';
import { putCustomer, putDiskRecord } from './partition-disk.ts';
import { encodePartitionState, type PartitionState } from './partition-state.ts';
import { RepeatCounter } from './repeat-counter.ts';
import { ownerOf, type Restored } from './restore.ts';
import type { DetectorOptions } from './service-options.ts';
import { customerSnapshotKey, encodeSnapshot, partitionSnapshotKey } from './snapshot.ts';
import { StoredTimers } from './stored-timers.ts';

/** A ledger partition in memory: its customers, its own state, and what of both is stored where. */
export class PartitionFold {
  /** The offset of the next message to fold. */
  position: number;
  /** Outputs of what lies below are known to the world. */
  readonly mutedBelow: number;
  readonly #number: number;
  readonly #options: DetectorOptions;
  readonly #book: DefinitionBook;
  readonly #store: Store;
  readonly #partition: PartitionState;
  readonly #cache: CustomerCache;
  readonly #timers: StoredTimers;
  readonly #boundaries: Boundaries;
  /** Changed, and not on disk: must stay in memory. */
  readonly #unsaved = new DirtyQueue();
  /** Changed, and not in the snapshots topic. */
  readonly #unsent = new DirtyQueue();
  readonly #repeats: RepeatCounter;
  #topicRestore: number;
  #snapshotsEnd: number;

  private constructor(
    restored: Restored,
    of: { readonly partition: number; readonly committed: number },
    options: DetectorOptions,
    parts: { readonly book: DefinitionBook; readonly timers: StoredTimers },
  ) {
    this.position = restored.resume;
    this.mutedBelow = of.committed;
    this.#number = of.partition;
    this.#options = options;
    this.#book = parts.book;
    this.#store = restored.store;
    this.#partition = restored.partition.state;
    this.#cache = new CustomerCache(restored.store);
    this.#timers = parts.timers;
    this.#boundaries = new Boundaries(options.tuning.boundariesMax);
    this.#boundaries.keep(this.position, this.#partition);
    this.#repeats = new RepeatCounter(options.tuning.repeatsMax);
    this.#topicRestore = restored.restore;
    this.#snapshotsEnd = restored.snapshotsEnd;
    for (const customer of restored.unsent) this.#unsent.add(customer, restored.restore, 0);
  }

  /** Goes on from what was restored. */
  static async open(
    restored: Restored,
    of: { readonly partition: number; readonly committed: number },
    options: DetectorOptions,
    book: DefinitionBook,
  ): Promise<PartitionFold> {
    const timers = await StoredTimers.open(restored.store);
    return new PartitionFold(restored, of, options, { book, timers });
  }

  get isReplaying(): boolean {
    return this.position < this.mutedBelow;
  }

  /** The restore point of the snapshots topic as of the last commit. */
  get topicRestore(): number {
    return this.#topicRestore;
  }

  get isClean(): boolean {
    return this.#unsaved.size === 0 && this.#unsent.size === 0 && this.#topicRestore === this.position;
  }

  /**
   * Beats two and three: decodes messages until a batch is full, and brings everyone whom they concern into memory.
   * A batch never reaches over the end of the replay. Undefined when its definitions are no longer waited for.
   */
  async gather(queue: LogRecord[], isWanted: () => boolean): Promise<Gathered | undefined> {
    const { tuning, schemaOf } = this.#options;
    const end = this.isReplaying ? this.mutedBelow : Number.MAX_SAFE_INTEGER;
    const { epoch, definitionsHash } = this.#partition;
    const folding = await this.#book.foldingOf(epoch, definitionsHash, isWanted);
    if (folding === undefined) return undefined;
    const foldings = new Map([[epoch, folding]]);
    const blocks: BlockAt[] = [];
    const wanted = new Set<CustomerKey>();
    let weight = 0;
    for (const { offset, value } of queue) {
      if (offset >= end || weight >= tuning.batchEventsMax) break;
      if (offset !== this.position + blocks.length) throw this.#gap(offset, this.position + blocks.length);
      const block = decodeBlock(value, schemaOf);
      blocks.push({ offset, block });
      weight++;
      if (block.kind === 'events') {
        weight += block.events.length;
        for (const { event } of block.events) wanted.add(event.customer);
      } else if (block.kind === 'ticks') {
        const before = wanted.size;
        await this.#addDue(block, wanted);
        weight += wanted.size - before;
      } else if (block.event.epoch > epoch) {
        const { event } = block;
        const next = await this.#book.foldingOf(event.epoch, event.definitionsHash, isWanted);
        if (next === undefined) return undefined;
        foldings.set(event.epoch, next);
      }
    }
    queue.splice(0, blocks.length);
    await this.#cache.load(wanted, folding);
    return { blocks, foldings };
  }

  /** Beat four. Gives what is put out; nothing while it replays. */
  fold({ blocks, foldings }: Gathered): CustomerOutput[] {
    const { clock } = this.#options;
    const outputs: CustomerOutput[] = [];
    const isMuted = this.isReplaying;
    const start = this.position;
    const nowMs = clock.now();
    this.#boundaries.keep(start, this.#partition);
    foldBlocks(blocks, {
      partition: this.#partition,
      cache: this.#cache,
      foldings,
      touched: ({ customer }, offset) => {
        this.#unsaved.add(customer, start, nowMs);
        if (offset >= this.#topicRestore)
          this.#unsent.add(customer, Math.max(start, this.#topicRestore), nowMs);
      },
      put: (output) => {
        if (!isMuted) outputs.push(output);
      },
      passed: (from, isNew) => {
        if (!isMuted) this.#repeats.count(from, isNew);
      },
    });
    this.position += blocks.length;
    return outputs;
  }

  /** Whether something waits to be stored that may not wait longer. */
  get isFlushDue(): boolean {
    const bounds = { ...this.#flushBounds(false), countMax: 1 };
    return this.#unsent.first(bounds).length + this.#unsaved.first(bounds).length > 0;
  }

  /**
   * Encodes those who wait longest, and says where the snapshots topic can be restored from once they stand in it.
   * With `all`, as many as one commit takes: a clean stop asks until nothing is left.
   */
  async prepareFlush(all: boolean): Promise<Flush> {
    const bounds = this.#flushBounds(all);
    // What must stay in memory until it is stored may not grow beyond its bound, however large a batch was.
    const countMax = Math.max(bounds.countMax, this.#unsaved.size - bounds.beyond);
    const unsaved = this.#unsaved.first(all ? bounds : { ...bounds, countMax });
    const customers = new Set([...this.#unsent.first(bounds), ...unsaved]);
    this.#boundaries.keep(this.position, this.#partition);
    const lowest = this.#unsent.lowest(customers) ?? this.position;
    const point = customers.size > 0 || all ? this.#boundaries.atOrBelow(lowest) : undefined;
    const messages: LogMessage[] = [];
    const batch = await this.#encode(customers, (customer, value) => {
      if (this.#unsent.has(customer)) messages.push({ key: customerSnapshotKey(customer), value });
    });
    if (point === undefined || point.offset <= this.#topicRestore)
      return { customers, messages, restore: this.#topicRestore, batch };
    const value = encodePartitionState({ foldVersion: this.#options.foldVersion, state: point.state });
    messages.push({ key: partitionSnapshotKey(point.offset), value });
    // The point that the last commit named is needed until this one has committed, and not a moment longer.
    if (this.#topicRestore > 0) messages.push({ key: partitionSnapshotKey(this.#topicRestore), value: null });
    return { customers, messages, restore: point.offset, batch };
  }

  /** Behind the commit: what it stored goes to the disk, and is no longer waited for. */
  async flushed(flush: Flush, snapshotsEnd: number | undefined): Promise<void> {
    this.#topicRestore = flush.restore;
    this.#unsent.remove(flush.customers);
    if (snapshotsEnd !== undefined) this.#snapshotsEnd = snapshotsEnd;
    if (flush.messages.length > 0 || flush.customers.size > 0) await this.#save(flush.customers, flush.batch);
    this.#boundaries.forgetBelow(
      Math.min(this.#unsaved.lowest() ?? this.position, this.#unsent.lowest() ?? this.position),
    );
    this.#cache.evict(this.#options.tuning.cacheCustomersMax, (customer) => !this.#unsaved.has(customer));
  }

  /** In the middle of a replay only the disk is written: what it will hold was committed long ago. */
  async saveReplayed(): Promise<void> {
    assert(this.position <= this.mutedBelow, 'the disk never runs ahead of what was committed');
    const { dirtyCustomersMax, cacheCustomersMax } = this.#options.tuning;
    if (this.#unsaved.size > dirtyCustomersMax) {
      const bounds = { beyond: 0, beforeMs: 0, countMax: dirtyCustomersMax };
      const customers = new Set(this.#unsaved.first(bounds));
      this.#boundaries.keep(this.position, this.#partition);
      await this.#save(customers, await this.#encode(customers, () => {}));
      this.#boundaries.forgetBelow(this.#unsaved.lowest() ?? this.position);
    }
    this.#cache.evict(cacheCustomersMax, (customer) => !this.#unsaved.has(customer));
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  /** Those whose time comes by the timers on disk. Most slices have nobody on most days, and are not looked at. */
  async #addDue(block: LedgerBlock & { readonly kind: 'ticks' }, wanted: Set<CustomerKey>): Promise<void> {
    const { day, sliceFrom, sliceTo } = block;
    for (let slice = sliceFrom; slice < sliceTo; slice++) {
      if (this.#partition.tickDays[slice]! >= day || !this.#timers.mayBeDue(slice, day)) continue;
      for (const customer of await this.#timers.dueBy(slice, day)) wanted.add(customer);
    }
  }

  async #encode(
    customers: ReadonlySet<CustomerKey>,
    encoded: (customer: CustomerKey, value: Uint8Array) => void,
  ): Promise<StoreBatch> {
    const { epoch, definitionsHash } = this.#partition;
    const folding = await this.#book.foldingOf(epoch, definitionsHash, () => true);
    assert(folding !== undefined, 'definitions in force are at hand');
    await this.#cache.load(customers, folding);
    const batch = createBatch();
    for (const customer of customers) {
      const { state, born, storedDue } = this.#cache.get(customer)!;
      // Who has changed and is neither in memory nor on disk was lost by the disk.
      if (born === UNBORN) throw damaged();
      const due = dueOf(state);
      const parts = folding.encodeState(state);
      const value = encodeSnapshot({ reflects: this.position, born, due, parts });
      putCustomer(batch, customer, { value, oldDue: storedDue, newDue: due });
      encoded(customer, value);
    }
    return batch;
  }

  async #save(customers: ReadonlySet<CustomerKey>, batch: StoreBatch): Promise<void> {
    const point = this.#boundaries.atOrBelow(this.#unsaved.lowest(customers) ?? this.position);
    assert(point !== undefined, 'a boundary is kept for everyone who waits for the disk');
    const { foldVersion } = this.#options;
    putDiskRecord(batch, {
      owner: ownerOf(this.#options, this.#number),
      restore: point.offset,
      boundary: this.position,
      snapshotsEnd: this.#snapshotsEnd,
      topicRestore: this.#topicRestore,
      partition: { foldVersion, state: point.state },
    });
    await this.#store.write(batch, { sync: false });
    for (const customer of customers) {
      const entry = this.#cache.get(customer)!;
      entry.storedDue = dueOf(entry.state);
      this.#timers.written(entry.slice, entry.storedDue);
      entry.reflects = this.position;
    }
    this.#unsaved.remove(customers);
  }

  #flushBounds(all: boolean): { beyond: number; beforeMs: number; countMax: number } {
    const { dirtyCustomersMax, flushAgeMs, flushCustomersMax } = this.#options.tuning;
    const beforeMs = this.#options.clock.now() - flushAgeMs;
    return { beyond: all ? 0 : dirtyCustomersMax, beforeMs, countMax: flushCustomersMax };
  }

  #gap(found: number, expected: number): OperationalError {
    return new OperationalError(
      'MS_LEDGER_GAP',
      `partition ${this.#number} of the ledger gives offset ${found} where ${expected} is next: messages were deleted before they were read`,
      { retriable: false },
    );
  }
}
