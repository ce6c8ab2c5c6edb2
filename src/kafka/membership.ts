import { setTimeout as sleep } from 'node:timers/promises';
import type { HeldPartition, TopicPartition } from '../log/log.ts';
import { assign } from './assign.ts';
import {
  ASSIGNER_NAME,
  decodeAssignment,
  decodeClaim,
  encodeAssignment,
  encodeClaim,
} from './claim-codec.ts';
import type { Broker, Cluster, JoinedGroup } from './inside-kafkajs.ts';
import { faultType, isFatal, isMemberOver, toOperational } from './kafka-error.ts';

export interface MembershipOptions {
  readonly group: string;
  readonly topics: readonly string[];
  readonly sessionTimeoutMs: number;
  readonly prefers: () => readonly TopicPartition[];
  /** Called at once when what is held changes, before anything can be fetched for it. */
  readonly onHeld: (held: readonly HeldPartition[]) => void;
  /** Called when no trying again helps. */
  readonly onFailure: (error: unknown) => void;
}

/** Heartbeats in a session: one or two may get lost. */
const HEARTBEATS_IN_SESSION = 10;
const HEARTBEAT_MS_MAX = 1_000;
const RETRY_FIRST_MS = 50;
const RETRY_LONGEST_MS = 2_000;
/** A topic that grew is noticed within this time. */
const METADATA_MS = 60_000;
const CLOSE_MS_MAX = 5_000;

/**
 * Membership of a group: joins, beats, joins again. A partition keeps its epoch through a rebalance only where this
 * member was in the generation before and held it there: generations count up by one, so none can have been missed.
 */
export class Membership {
  readonly #cluster: Cluster;
  readonly #options: MembershipOptions;
  readonly #stop = new AbortController();
  #wake = new AbortController();
  #running: Promise<void> | undefined;
  #coordinator: Broker | undefined;
  #memberId = '';
  #generation = -1;
  #isJoined = false;
  #lastBeatAt = 0;
  #checkedTopicsAt = 0;
  #epochs = 0;
  #held = new Map<string, HeldPartition>();
  #counts = new Map<string, number>();

  constructor(cluster: Cluster, options: MembershipOptions) {
    this.#cluster = cluster;
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  holds({ topic, partition, epoch }: HeldPartition): boolean {
    return this.#held.get(keyOf(topic, partition))?.epoch === epoch;
  }

  /** Beats now; whether the broker took it in this generation. */
  async confirm(): Promise<boolean> {
    if (!this.#isJoined) return false;
    const generation = this.#generation;
    try {
      await this.#beat();
      return this.#isJoined && this.#generation === generation;
    } catch {
      return false;
    }
  }

  /** Commits by member and generation, without a retry: one that crossed a rebalance could undo another's commit. */
  async commitOffset(held: HeldPartition, offset: number, metadata: string): Promise<boolean> {
    const { topic, partition } = held;
    if (!this.#isJoined || !this.holds(held) || this.#coordinator === undefined) return false;
    const partitions = [{ partition, offset: String(offset), metadata }];
    try {
      await this.#coordinator.offsetCommit({ ...this.#member(), topics: [{ topic, partitions }] });
      return true;
    } catch {
      return false;
    }
  }

  /** Leaves at once and joins as nobody. */
  async rejoin(): Promise<void> {
    await this.#leave();
    this.#wake.abort();
  }

  /** Leaves, waiting for a join under way no longer than others would wait for it. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.race([this.#running, sleep(CLOSE_MS_MAX, undefined, { ref: false })]);
  }

  async #run(): Promise<void> {
    let retryMs = RETRY_FIRST_MS;
    while (!this.#stop.signal.aborted) {
      try {
        if (this.#isJoined) await this.#stay();
        else await this.#join();
        retryMs = RETRY_FIRST_MS;
      } catch (error) {
        if (isFatal(error)) {
          await this.#leave();
          this.#options.onFailure(toOperational(error, `group ${this.#options.group}`));
          return;
        }
        if (this.#recover(error)) continue;
        await this.#pause(retryMs);
        retryMs = Math.min(retryMs * 2, RETRY_LONGEST_MS);
      }
    }
    await this.#leave();
  }

  /** Whether to go on at once. A lost connection is no reason to leave: the session may outlast it. */
  #recover(error: unknown): boolean {
    this.#coordinator = undefined;
    const type = faultType(error);
    if (type === 'REBALANCE_IN_PROGRESS') {
      this.#isJoined = false;
      return true;
    }
    if (type === 'ILLEGAL_GENERATION' || isMemberOver(error)) {
      this.#isJoined = false;
      this.#lose();
      if (isMemberOver(error)) this.#memberId = '';
      return true;
    }
    if (Date.now() - this.#lastBeatAt > this.#options.sessionTimeoutMs) {
      this.#isJoined = false;
      this.#lose();
    }
    return false;
  }

  async #join(): Promise<void> {
    const { group, topics, sessionTimeoutMs, prefers } = this.#options;
    await this.#cluster.connect();
    await this.#cluster.addMultipleTargetTopics(topics);
    this.#coordinator = await this.#cluster.findGroupCoordinator({ groupId: group });
    const held = [...this.#held.values()];
    const metadata = encodeClaim({ topics, generation: this.#generation, held, prefers: prefers() });
    const joined = await this.#coordinator.joinGroup({
      groupId: group,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: sessionTimeoutMs,
      memberId: this.#memberId,
      groupProtocols: [{ name: ASSIGNER_NAME, metadata }],
    });
    const follows = joined.memberId === this.#memberId && joined.generationId === this.#generation + 1;
    this.#memberId = joined.memberId;
    // A generation that ends before its assignment comes counts as missed: another may have held in it.
    this.#generation = -1;
    const isLeader = joined.leaderId === joined.memberId;
    const { memberAssignment } = await this.#coordinator.syncGroup({
      groupId: group,
      generationId: joined.generationId,
      memberId: joined.memberId,
      groupAssignment: isLeader ? await this.#assignAll(joined) : [],
    });
    this.#generation = joined.generationId;
    this.#lastBeatAt = Date.now();
    this.#isJoined = true;
    this.#take(decodeAssignment(memberAssignment), follows);
  }

  async #assignAll({ members }: JoinedGroup) {
    await this.#cluster.refreshMetadata();
    this.#counts = this.#countPartitions();
    this.#checkedTopicsAt = Date.now();
    const claims = members.map(({ memberId, memberMetadata }) => decodeClaim(memberId, memberMetadata));
    return [...assign(claims, this.#counts)].map(([memberId, partitions]) => ({
      memberId,
      memberAssignment: encodeAssignment(partitions),
    }));
  }

  #countPartitions(): Map<string, number> {
    return new Map(
      this.#options.topics.map((topic) => [topic, this.#cluster.findTopicPartitionMetadata(topic).length]),
    );
  }

  /** Beats until the group changes or the member is woken. */
  async #stay(): Promise<void> {
    const { sessionTimeoutMs } = this.#options;
    await this.#pause(Math.min(HEARTBEAT_MS_MAX, sessionTimeoutMs / HEARTBEATS_IN_SESSION));
    if (!this.#isJoined || this.#stop.signal.aborted) return;
    await this.#beat();
    if (Date.now() - this.#checkedTopicsAt < METADATA_MS) return;
    this.#checkedTopicsAt = Date.now();
    await this.#cluster.refreshMetadata();
    const counts = this.#countPartitions();
    const grown =
      this.#counts.size > 0 && [...counts].some(([topic, count]) => this.#counts.get(topic) !== count);
    this.#counts = counts;
    if (grown) this.#isJoined = false;
  }

  async #beat(): Promise<void> {
    this.#coordinator ??= await this.#cluster.findGroupCoordinator({ groupId: this.#options.group });
    await this.#coordinator.heartbeat(this.#member());
    this.#lastBeatAt = Date.now();
  }

  #member() {
    return {
      groupId: this.#options.group,
      memberId: this.#memberId,
      groupGenerationId: this.#generation,
    };
  }

  async #leave(): Promise<void> {
    const memberId = this.#memberId;
    this.#isJoined = false;
    this.#lose();
    this.#memberId = '';
    if (memberId === '') return;
    await this.#coordinator?.leaveGroup({ groupId: this.#options.group, memberId }).catch(() => undefined); // Others then wait for the session to end, which is what leaving saves them.
  }

  #take(partitions: readonly TopicPartition[], follows: boolean): void {
    const before = this.#held;
    const now = partitions.map(({ topic, partition }): [string, HeldPartition] => {
      const key = keyOf(topic, partition);
      const kept = follows ? before.get(key) : undefined;
      if (kept === undefined) this.#epochs++;
      return [key, kept ?? { topic, partition, epoch: this.#epochs }];
    });
    this.#held = new Map(now);
    this.#options.onHeld([...this.#held.values()]);
  }

  /** Holds nothing any more: the session may be over. Who it is stays, since the group may still know. */
  #lose(): void {
    if (this.#held.size > 0) this.#take([], false);
    this.#generation = -1;
  }

  async #pause(milliseconds: number): Promise<void> {
    this.#wake = new AbortController();
    const signal = AbortSignal.any([this.#wake.signal, this.#stop.signal]);
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}

/** One text for a partition of a topic; topics hold no slash. */
export function keyOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}
