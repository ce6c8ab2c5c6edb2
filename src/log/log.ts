/*
 * The log as the runtime sees it: Kafka, or a simulation of it. Nothing here knows a client library.
 *
 * Every promise that fails, fails with an OperationalError. Losing a partition, being fenced and not knowing whether
 * something was written are no failures but answers, since the protocol has a step for each.
 */

/** One partition of one topic. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** A partition as a member of a group holds it. */
export interface HeldPartition extends TopicPartition {
  /**
   * Grows with every time that this member comes to hold the partition anew. It stays the same through a rebalance
   * only if the member held the partition in each generation of the group since, without one that it missed:
   * then nobody else can have held it in between.
   */
  readonly epoch: number;
}

/** A header's name and bytes; a name may stand more than once. */
export type LogHeader = readonly [name: string, value: Uint8Array];

/** What is written. */
export interface LogMessage {
  readonly key: Uint8Array | null;
  /** Null is a tombstone. */
  readonly value: Uint8Array | null;
  readonly headers?: readonly LogHeader[];
}

/** What is read. */
export interface LogRecord extends LogMessage {
  readonly offset: number;
  readonly headers: readonly LogHeader[];
  /** Milliseconds: when the broker took it in, on topics with LogAppendTime, as all of ours are. */
  readonly timestamp: number;
}

/** Messages for one partition. They get neighbouring offsets in this order. */
export interface LogWrite extends TopicPartition {
  readonly messages: readonly LogMessage[];
}

/** Where the first message of a write stands, as the broker said. */
export interface Acknowledged extends TopicPartition {
  readonly baseOffset: number;
}

/** What a group has committed for a partition. */
export interface CommittedOffset {
  /** The next offset to read. */
  readonly offset: number;
  /** At most 4,096 bytes as UTF-8; empty for none. */
  readonly metadata: string;
}

/** What a partition holds: from `start` (included) to `end` (excluded, the high watermark). */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** The messages and the consumed offset of one ledger partition, all of which become visible together or never. */
export interface LogTransaction {
  readonly writes: readonly LogWrite[];
  readonly offset: CommittedOffset & TopicPartition & { readonly group: string };
}

/**
 * How a transaction ended.
 * `committed`: the broker said yes, and its answers to the sends named every (topic, partition) that was sent to.
 * `aborted`: for certain nothing of it is visible, nor ever will be.
 * `unknown`: a time-out or a lost connection; it may be committed, aborted or still open.
 * `fenced`: another producer has been opened with this id. PRODUCER_FENCED, INVALID_PRODUCER_EPOCH, and
 * CONCURRENT_TRANSACTIONS that outlasts the retries.
 */
export type TransactionOutcome =
  | { readonly kind: 'committed'; readonly acknowledged: readonly Acknowledged[] }
  | { readonly kind: 'aborted' | 'unknown' | 'fenced'; readonly cause: unknown };

/**
 * The transactional producer of one ledger partition. After any outcome but `committed` it is closed and must not be
 * used again: a late answer could end a transaction that is not its own.
 */
export interface TransactionalProducer {
  /**
   * Sends, adds the offset, commits. An implementation does all of these, in this order:
   * - It checks each answer to a send: a (topic, partition) that was sent to and is not named in it, or named with an
   *   error, makes the transaction be aborted, for kafkajs resolves although messages were dropped.
   * - It splits a write into requests below the broker's size limit, inside the one transaction.
   * - It never retries a step that may have been done (AddOffsetsToTxn and EndTxn among them): it answers `unknown`.
   * - Where a step failed for certain, it aborts; only an abort that the broker acknowledged is `aborted`.
   * - Its bound on time lies below the group's session time-out.
   */
  transact(transaction: LogTransaction): Promise<TransactionOutcome>;
  /** Lets go of connections. It ends no transaction and never throws. */
  close(): Promise<void>;
}

/** How a plain send ended. `sent` does not mean complete: the caller looks for each (topic, partition) in the answer. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly acknowledged: readonly Acknowledged[] }
  | { readonly kind: 'unknown'; readonly cause: unknown };

/** An idempotent producer without transactions. After `unknown` it is closed and must not be used again. */
export interface PlainProducer {
  /**
   * Sends with acks from all in-sync replicas, one request in flight for each connection. `acknowledged` holds what
   * the brokers' answers named, no more: an implementation must not fill in what is missing.
   */
  send(writes: readonly LogWrite[]): Promise<SendOutcome>;
  close(): Promise<void>;
}

/** What a poll brings. */
export type Polled =
  /** The group was rebalanced: all partitions that this member holds now. What is not named is no longer held. */
  | { readonly kind: 'assigned'; readonly held: readonly HeldPartition[] }
  /** Records of one held partition, in order of offsets, at least one. */
  | {
      readonly kind: 'records';
      readonly from: HeldPartition;
      readonly records: readonly LogRecord[];
      /** The high watermark when they were fetched. */
      readonly end: number;
    }
  /** A held and started partition was read to its end, and has nothing new. */
  | { readonly kind: 'end'; readonly from: HeldPartition; readonly end: number }
  /** The position does not exist: below the start, or beyond the end. The partition is paused. Never reset in silence. */
  | { readonly kind: 'out-of-range'; readonly from: HeldPartition; readonly position: number }
  /** Nothing came in the time given. */
  | { readonly kind: 'idle' };

/**
 * A member of a group. One caller polls it; between two polls an implementation may fetch ahead, within a bound.
 * It heartbeats by itself, also while nobody polls; it leaves the group when it cannot.
 */
export interface LogConsumer {
  /**
   * The next thing that happened. An implementation makes sure that
   * - `assigned` comes before any record of a partition with a new epoch,
   * - a partition with a new epoch is paused until `start`, from before its first fetch on,
   * - no record comes of an epoch that is not held when the promise resolves,
   * - records come read-committed as far as the library can; the caller bears with aborted ones,
   * - after `start` or `seek` no record comes that was fetched for the position before.
   */
  poll(options: { readonly waitMs: number }): Promise<Polled>;
  /** Reads a held partition from this offset on. Does nothing when the epoch is no longer held. */
  start(held: HeldPartition, offset: number): void;
  /** Stops bringing records of a partition until it is resumed; its position stays. */
  pause(held: HeldPartition): void;
  resume(held: HeldPartition): void;
  /** Whether this member holds the partition by this epoch, as far as it knows at this moment. Never waits. */
  holds(held: HeldPartition): boolean;
  /** Asks the broker: true when it took a heartbeat of this member in its current generation. Never throws. */
  confirm(): Promise<boolean>;
  /**
   * Commits an offset by member and generation, for groups without transactions. False when the broker refused since
   * the generation is over, or when it is not known whether it was done.
   */
  commitOffset(held: HeldPartition, committed: CommittedOffset): Promise<boolean>;
  /** Leaves the group at once, so that others need not wait for a time-out, and joins it again as nobody. */
  rejoin(): Promise<void>;
  /** Leaves the group and closes. */
  close(): Promise<void>;
}

/** The log. One of it per process or thread: producers and consumers of it belong together. */
export interface Log {
  /**
   * Joins a group. Partitions of several topics with the same number are given to the same member where they can be,
   * and stay with the member that held them, else with the one whose `prefers` names them.
   */
  openConsumer(options: {
    readonly group: string;
    readonly topics: readonly string[];
    /** Partitions whose state lies on this machine. */
    readonly prefers?: () => readonly TopicPartition[];
  }): Promise<LogConsumer>;
  /**
   * Opens the producer of a transactional id. When the promise resolves, every earlier producer of this id is fenced,
   * its transaction is ended, and `fetchCommitted` tells what it left: an implementation begins and aborts an empty
   * transaction, since the broker cannot be asked for stable offsets (KIP-447 is beyond kafkajs). The transaction
   * time-out lies below the group's session time-out.
   */
  openTransactional(options: { readonly transactionalId: string }): Promise<TransactionalProducer>;
  openPlain(): Promise<PlainProducer>;
  /** What a group has committed; undefined where it has committed nothing. */
  fetchCommitted(from: TopicPartition & { readonly group: string }): Promise<CommittedOffset | undefined>;
  /** What the partition holds now; undefined when there is no such partition. */
  offsetsOf(from: TopicPartition): Promise<OffsetRange | undefined>;
  /**
   * Reads a partition without a group, from an offset (or its start, where that is higher) to the end that it had when
   * the call was made, and gives records in batches, in order. An end that consists of markers or of what compaction
   * took away is reached as well. Aborted records may be among them. Rejects (retriable) when nothing comes for a
   * bounded time although the end is not reached.
   */
  readToEnd(
    from: TopicPartition & { readonly offset: number },
    take: (records: readonly LogRecord[]) => void | Promise<void>,
  ): Promise<OffsetRange>;
  /** How many partitions a topic has; undefined when there is no such topic. */
  partitionsOf(topic: string): Promise<number | undefined>;
  close(): Promise<void>;
}
