import { assert } from '../../lib/assert.ts';
import type { CommittedOffset, TopicPartition } from '../log.ts';
import { type LogFaults, NO_LOG_FAULTS } from './faults.ts';
import { SimulatedGroup } from './group.ts';
import { type OpenTransaction, SimulatedPartition } from './partition.ts';
import type { Scheduler } from './scheduler.ts';

/** What the broker knows of a transactional id: the epoch of its newest producer, and the transaction under way. */
export interface TransactionalId {
  epoch: number;
  open: OpenTransaction | undefined;
  /** Offsets that become visible with the transaction. */
  readonly offsets: Map<string, CommittedOffset>;
}

/** The broker of the simulation: what survives when every process is gone. */
export class SimulatedBroker {
  readonly scheduler: Scheduler;
  faults: LogFaults = NO_LOG_FAULTS;
  readonly #topics = new Map<string, SimulatedPartition[]>();
  readonly #groups = new Map<string, SimulatedGroup>();
  readonly #ids = new Map<string, TransactionalId>();
  readonly #committed = new Map<string, CommittedOffset>();

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
  }

  createTopic(topic: string, partitions: number): void {
    this.#topics.set(
      topic,
      Array.from({ length: partitions }, () => new SimulatedPartition()),
    );
  }

  partitionCount(topic: string): number | undefined {
    return this.#topics.get(topic)?.length;
  }

  partition({ topic, partition }: TopicPartition): SimulatedPartition {
    const found = this.#topics.get(topic)?.[partition];
    assert(found !== undefined, `there is no partition ${topic}/${partition}`);
    return found;
  }

  group(name: string): SimulatedGroup {
    let group = this.#groups.get(name);
    if (group === undefined) {
      group = new SimulatedGroup(this.scheduler.random, (topic) => this.partitionCount(topic));
      this.#groups.set(name, group);
    }
    return group;
  }

  committed(from: TopicPartition & { readonly group: string }): CommittedOffset | undefined {
    return this.#committed.get(offsetKey(from));
  }

  commit(of: TopicPartition & { readonly group: string }, committed: CommittedOffset): void {
    this.#committed.set(offsetKey(of), committed);
  }

  /** Forgets what a group has committed, as after a time in which it was empty. */
  forgetOffsets(group: string): void {
    for (const key of this.#committed.keys()) if (key.startsWith(`${group}|`)) this.#committed.delete(key);
  }

  /** Fences all earlier producers of an id and ends what they left open; gives the epoch of the new one. */
  openId(id: string): number {
    const known = this.transactionalId(id);
    known.epoch++;
    this.end(known, 'aborted');
    return known.epoch;
  }

  transactionalId(id: string): TransactionalId {
    let known = this.#ids.get(id);
    if (known === undefined) {
      known = { epoch: 0, open: undefined, offsets: new Map() };
      this.#ids.set(id, known);
    }
    return known;
  }

  addOffset(
    id: TransactionalId,
    of: TopicPartition & { readonly group: string },
    committed: CommittedOffset,
  ): void {
    id.offsets.set(offsetKey(of), committed);
  }

  /** Ends the transaction under way, if there is one: its records and offsets become visible, or never will. */
  end(id: TransactionalId, state: 'committed' | 'aborted'): void {
    const { open } = id;
    if (open === undefined) return;
    open.state = state;
    for (const partition of open.partitions) partition.mark();
    if (state === 'committed') {
      for (const [key, { offset, metadata }] of id.offsets) this.#committed.set(key, { offset, metadata });
    }
    id.offsets.clear();
    id.open = undefined;
  }
}

function offsetKey({ group, topic, partition }: TopicPartition & { readonly group: string }): string {
  return `${group}|${topic}|${partition}`;
}
