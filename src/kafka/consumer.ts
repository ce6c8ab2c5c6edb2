import type { Kafka } from 'kafkajs';
import type {
  CommittedOffset,
  HeldPartition,
  LogConsumer,
  LogRecord,
  Polled,
  TopicPartition,
} from '../log/log.ts';
import { type Fetched, fetchFrom, mendCluster } from './fetch-from.ts';
import { type Cluster, letGo, openCluster } from './inside-kafkajs.ts';
import { isFatal, toOperational } from './kafka-error.ts';
import { keyOf, Membership } from './membership.ts';
import { Signal } from './signal.ts';

/** What is fetched ahead of the caller, for each partition. */
const QUEUE_BYTES_MAX = 1024 * 1024;
const LOOK_AGAIN_MS = 1_000;
const RETRY_FIRST_MS = 50;
const RETRY_LONGEST_MS = 2_000;

/** A partition that is held, and how far it was read. */
interface Reading {
  readonly held: HeldPartition;
  /** Where the next fetch begins. */
  position: number;
  /** Grows with each start, so that what was asked for before is known when it comes. */
  version: number;
  isStarted: boolean;
  isPaused: boolean;
  isOutOfRange: boolean;
  queue: { readonly records: readonly LogRecord[]; readonly end: number; readonly bytes: number }[];
  queuedBytes: number;
  end: number;
  stableEnd: number;
  toldEnd: boolean;
}

export interface ConsumerOptions {
  readonly group: string;
  readonly topics: readonly string[];
  readonly sessionTimeoutMs: number;
  readonly prefers: () => readonly TopicPartition[];
}

/** A member of a group over Kafka: fetches ahead, in the background, what the caller has started. */
export class KafkaConsumer implements LogConsumer {
  readonly #fetching: Cluster;
  readonly #joining: Cluster;
  readonly #membership: Membership;
  readonly #arrived = new Signal();
  readonly #wanted = new Signal();
  readonly #busyNodes = new Set<number>();
  #readings = new Map<string, Reading>();
  #isAssignedNews = false;
  #failure: unknown;
  #isClosed = false;
  #retryMs = RETRY_FIRST_MS;
  #loop: Promise<void> | undefined;

  constructor(kafka: Kafka, options: ConsumerOptions) {
    this.#fetching = openCluster(kafka);
    this.#joining = openCluster(kafka);
    this.#membership = new Membership(this.#joining, {
      ...options,
      onHeld: (held) => this.#take(held),
      onFailure: (error) => this.#fail(error),
    });
  }

  async open(topics: readonly string[]): Promise<this> {
    await this.#fetching.connect();
    await this.#fetching.addMultipleTargetTopics(topics);
    this.#membership.start();
    this.#loop = this.#run();
    return this;
  }

  async poll({ waitMs }: { readonly waitMs: number }): Promise<Polled> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      const polled = this.#next();
      if (polled !== undefined) return polled;
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) return { kind: 'idle' };
      await this.#arrived.wait(leftMs);
    }
  }

  start(held: HeldPartition, offset: number): void {
    const reading = this.#readingOf(held);
    if (reading === undefined) return;
    reading.version++;
    Object.assign(reading, freshAt(offset), { isStarted: true });
    this.#wanted.notify();
  }

  pause(held: HeldPartition): void {
    const reading = this.#readingOf(held);
    if (reading !== undefined) reading.isPaused = true;
  }

  resume(held: HeldPartition): void {
    const reading = this.#readingOf(held);
    if (reading === undefined) return;
    reading.isPaused = false;
    this.#arrived.notify();
    this.#wanted.notify();
  }

  holds(held: HeldPartition): boolean {
    return this.#membership.holds(held);
  }

  confirm(): Promise<boolean> {
    return this.#membership.confirm();
  }

  commitOffset(held: HeldPartition, { offset, metadata }: CommittedOffset): Promise<boolean> {
    return this.#membership.commitOffset(held, offset, metadata);
  }

  rejoin(): Promise<void> {
    return this.#membership.rejoin();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wanted.notify();
    this.#arrived.notify();
    await this.#membership.close();
    await this.#loop;
    await Promise.all([letGo(this.#fetching), letGo(this.#joining)]);
  }

  #next(): Polled | undefined {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#isAssignedNews) {
      this.#isAssignedNews = false;
      return { kind: 'assigned', held: [...this.#readings.values()].map(({ held }) => held) };
    }
    for (const [key, reading] of this.#readings) {
      const found = this.#nextOf(reading);
      if (found === undefined) continue;
      // Whoever was served goes to the end of the row.
      this.#readings.delete(key);
      this.#readings.set(key, reading);
      return found;
    }
    return undefined;
  }

  #nextOf(reading: Reading): Polled | undefined {
    const { held, queue, position, end } = reading;
    if (!reading.isStarted || reading.isPaused) return undefined;
    const first = queue.shift();
    if (first !== undefined) {
      reading.queuedBytes -= first.bytes;
      this.#wanted.notify();
      return { kind: 'records', from: held, records: first.records, end: first.end };
    }
    if (reading.isOutOfRange) {
      reading.isPaused = true;
      return { kind: 'out-of-range', from: held, position };
    }
    if (reading.toldEnd || end < 0 || position < Math.min(end, reading.stableEnd)) return undefined;
    reading.toldEnd = true;
    return { kind: 'end', from: held, end };
  }

  #readingOf({ topic, partition, epoch }: HeldPartition): Reading | undefined {
    const reading = this.#readings.get(keyOf(topic, partition));
    return reading?.held.epoch === epoch ? reading : undefined;
  }

  /** Called in the same turn in which the assignment came: nothing can be fetched in between. */
  #take(held: readonly HeldPartition[]): void {
    const before = this.#readings;
    this.#readings = new Map(
      held.map((each) => {
        const key = keyOf(each.topic, each.partition);
        const kept = before.get(key);
        if (kept?.held.epoch === each.epoch) return [key, kept];
        return [key, { held: each, version: 0, isStarted: false, ...freshAt(-1) }];
      }),
    );
    this.#isAssignedNews = true;
    this.#arrived.notify();
    this.#wanted.notify();
  }

  async #run(): Promise<void> {
    while (!this.#isClosed && this.#failure === undefined) {
      for (const [nodeId, readings] of this.#plan()) {
        if (this.#busyNodes.has(nodeId)) continue;
        this.#busyNodes.add(nodeId);
        void this.#fetch(nodeId, readings);
      }
      await this.#wanted.wait(LOOK_AGAIN_MS);
    }
  }

  /** Who leads what is wanted. */
  #plan(): Map<number, Reading[]> {
    const plan = new Map<number, Reading[]>();
    for (const reading of this.#readings.values()) {
      const { held, isStarted, isPaused, isOutOfRange, queuedBytes } = reading;
      if (!isStarted || isPaused || isOutOfRange || queuedBytes >= QUEUE_BYTES_MAX) continue;
      const { leader = -1 } =
        this.#fetching
          .findTopicPartitionMetadata(held.topic)
          .find(({ partitionId }) => partitionId === held.partition) ?? {};
      const list = plan.get(leader);
      if (list === undefined) plan.set(leader, [reading]);
      else list.push(reading);
    }
    return plan;
  }

  /** One fetch from one broker. Never rejects; the broker is free again at its end. */
  async #fetch(nodeId: number, readings: readonly Reading[]): Promise<void> {
    const asked = readings.map((reading) => ({
      reading,
      version: reading.version,
      place: { ...reading.held, position: reading.position },
    }));
    try {
      await this.#fetching.refreshMetadataIfNecessary();
      if (nodeId < 0) throw new TypeError('a partition without a leader');
      const places = asked.map(({ place }) => place);
      for (const fetched of await fetchFrom(this.#fetching, nodeId, places)) {
        const { reading, version } = asked.find(({ place }) => place === fetched.place)!;
        // Two brokers may have been asked while a partition moved: only what follows is taken.
        const follows = reading.version === version && reading.position === fetched.place.position;
        if (follows) this.#accept(reading, fetched);
      }
      this.#retryMs = RETRY_FIRST_MS;
    } catch (error) {
      if (isFatal(error)) this.#fail(toOperational(error, 'fetching'));
      else {
        await mendCluster(this.#fetching, error);
        await new Promise((resolve) => setTimeout(resolve, this.#retryMs));
        this.#retryMs = Math.min(this.#retryMs * 2, RETRY_LONGEST_MS);
      }
    } finally {
      this.#busyNodes.delete(nodeId);
      this.#wanted.notify();
    }
  }

  #accept(reading: Reading, fetched: Fetched): void {
    if (fetched.kind === 'out-of-range') {
      reading.isOutOfRange = true;
      this.#arrived.notify();
      return;
    }
    const { records, next, highWatermark, stableEnd, bytes } = fetched.read;
    if (next > reading.position) reading.toldEnd = false;
    reading.position = next;
    reading.end = highWatermark;
    reading.stableEnd = stableEnd;
    if (records.length > 0) {
      reading.queue.push({ records, end: highWatermark, bytes });
      reading.queuedBytes += bytes;
    }
    this.#arrived.notify();
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#arrived.notify();
  }
}

/** A partition of which nothing was read yet. */
function freshAt(position: number): Omit<Reading, 'held' | 'version' | 'isStarted'> {
  return {
    position,
    isPaused: false,
    isOutOfRange: false,
    queue: [],
    queuedBytes: 0,
    end: -1,
    stableEnd: -1,
    toldEnd: false,
  };
}
