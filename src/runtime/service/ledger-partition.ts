import { OperationalError } from '../../errors/operational-error.ts';
import type { HeldPartition, LogConsumer, LogRecord, TransactionalProducer } from '../../log/log.ts';
import { Beginning } from './beginning.ts';
import { commitBatch } from './commit-batch.ts';
import type { DefinitionBook } from './definition-book.ts';
import { countEvents } from './fold-blocks.ts';
import { PartitionFold } from './partition-fold.ts';
import type { ProgressBook } from './progress-book.ts';
import { diskDamageOf, type Restored, restore } from './restore.ts';
import { type Committed, decodeCommitted } from './restore-point.ts';
import { type DetectorOptions, detectorGroup, transactionalId } from './service-options.ts';

/** How a partition's work ended: by a clean stop, or because another member has it now. */
export type PartitionEnd = 'stopped' | 'revoked' | 'fenced' | 'overtaken';

/**
 * One ledger partition while this member holds it: opens, restores, replays, then folds and commits batch by batch.
 * What it cannot go on with is thrown; by then nothing of the batch at hand was committed.
 */
export class LedgerPartition {
  readonly held: HeldPartition;
  readonly #consumer: LogConsumer;
  readonly #options: DetectorOptions;
  readonly #book: DefinitionBook;
  readonly #beginning: Beginning;
  readonly #queue: LogRecord[] = [];
  #end = 0;
  #isStopping = false;
  #isRevoked = false;
  #isPaused = false;
  #distrustsDisk = false;
  #hasCommitted = false;
  #nextCommitMs = 0;
  #wake: (() => void) | undefined;

  constructor(
    held: HeldPartition,
    consumer: LogConsumer,
    options: DetectorOptions,
    books: { readonly definitions: DefinitionBook; readonly progress: ProgressBook },
  ) {
    this.held = held;
    this.#consumer = consumer;
    this.#options = options;
    this.#book = books.definitions;
    this.#beginning = new Beginning(held.partition, books.progress, options);
  }

  /** Takes what a poll brought. */
  push(records: readonly LogRecord[], end: number): void {
    this.#queue.push(...records);
    this.#end = end;
    if (this.#fill > 1 && !this.#isPaused) {
      this.#isPaused = true;
      this.#consumer.pause(this.held);
    }
    this.nudge();
  }

  /** Lets it look at the clock. */
  nudge(): void {
    this.#wake?.();
  }

  /** The partition is another's: nothing more is committed. */
  revoke(): void {
    this.#isRevoked = true;
    this.nudge();
  }

  /** Commits what was folded, stores everyone, and ends. */
  stop(): void {
    this.#isStopping = true;
    this.nudge();
  }

  /** Works until the partition is stopped or lost. Tries again, from the last commit, after what may pass. */
  async run(): Promise<PartitionEnd> {
    const { tuning, clock, observe } = this.#options;
    for (let attempt = 1; ; attempt++) {
      this.#hasCommitted = false;
      try {
        return await this.#workOnce();
      } catch (cause) {
        if (this.#hasCommitted) attempt = 1;
        if (!(cause instanceof OperationalError)) throw cause;
        const isDamage = diskDamageOf(cause) !== undefined;
        if (isDamage) this.#distrustsDisk = true;
        if (!this.#isOurs()) return 'revoked';
        if (!(isDamage || cause.retriable) || attempt >= tuning.attemptsMax) throw cause;
        observe({ kind: 'opened-again', partition: this.held.partition, cause });
        await clock.sleep(tuning.backoffMs * attempt);
      }
    }
  }

  async #workOnce(): Promise<PartitionEnd> {
    const { log, app, topics } = this.#options;
    const { partition } = this.held;
    this.#options.observe({ kind: 'opening', partition });
    this.#consumer.pause(this.held);
    if (!this.#isOurs()) return 'revoked';
    // Fences whoever had the partition before, and settles what it left: only then is the committed offset the last word.
    const producer = await log.openTransactional({
      transactionalId: transactionalId(app, topics.ledger, partition),
    });
    try {
      await this.#beginning.look();
      const group = detectorGroup(app);
      const committed = decodeCommitted(await log.fetchCommitted({ group, topic: topics.ledger, partition }));
      await this.#beginning.check(committed);
      if (!this.#isOurs()) return 'revoked';
      return await this.#workFrom(committed, producer);
    } finally {
      await producer.close();
    }
  }

  async #workFrom(committed: Committed, producer: TransactionalProducer): Promise<PartitionEnd> {
    const { partition } = this.held;
    const restored = await restore(
      { partition, committed, distrustsDisk: this.#distrustsDisk },
      this.#options,
    );
    // Whatever the disk holds now was written from the log.
    this.#distrustsDisk = false;
    const of = { partition, committed: committed.offset };
    const fold = await this.#open(restored, of);
    try {
      const { by, resume } = restored;
      this.#options.observe({
        kind: 'restored',
        partition,
        by,
        restore: resume,
        committed: committed.offset,
      });
      if (!this.#isOurs()) return 'revoked';
      this.#isPaused = false;
      this.#queue.length = 0;
      this.#consumer.start(this.held, resume);
      return await this.#beat(fold, committed, producer);
    } finally {
      await fold.close();
    }
  }

  /** Whoever cannot go on lets go of the store. */
  async #open(
    restored: Restored,
    of: { readonly partition: number; readonly committed: number },
  ): Promise<PartitionFold> {
    try {
      return await PartitionFold.open(restored, of, this.#options, this.#book);
    } catch (error) {
      await restored.store.close();
      throw error;
    }
  }

  /** The five beats, again and again: read, decode, fetch, fold, commit. */
  async #beat(fold: PartitionFold, from: Committed, opened: TransactionalProducer): Promise<PartitionEnd> {
    const { observe } = this.#options;
    const { partition } = this.held;
    let committed = from;
    let producer = opened;
    if (!fold.isReplaying) observe({ kind: 'live', partition });
    try {
      for (;;) {
        await this.#something(fold);
        await this.#untilCommit(fold);
        if (!this.#isOurs()) return 'revoked';
        const gathered = await fold.gather(this.#queue, () => this.#isOurs() && !this.#isStopping);
        if (!this.#isOurs()) return 'revoked';
        // Whoever waits for definitions stops with what was committed.
        if (gathered === undefined) return 'stopped';
        this.#resume();
        const wasReplaying = fold.isReplaying;
        const outputs = fold.fold(gathered);
        if (wasReplaying) {
          await fold.saveReplayed();
          if (!fold.isReplaying) observe({ kind: 'live', partition });
          if (this.#isStopping) return 'stopped';
          continue;
        }
        const isLast = this.#isStopping && this.#queue.length === 0;
        const flush = await fold.prepareFlush(isLast);
        const isIdle = gathered.blocks.length === 0 && flush.customers.size === 0;
        if (isIdle && (!isLast || fold.isClean)) {
          if (isLast) return 'stopped';
          continue;
        }
        const result = await commitBatch(
          { held: this.held, fold, flush, outputs, committed, producer },
          this.#consumer,
          this.#options,
        );
        if (result.kind !== 'committed') return result.kind;
        ({ committed, producer } = result);
        this.#hasCommitted = true;
        this.#nextCommitMs = this.#options.clock.now() + this.#options.tuning.commitMs;
        // Outputs first, disk last: a crash between them replays, and never loses.
        await fold.flushed(flush, result.snapshotsEnd);
        await this.#beginning.tell(committed);
        observe({
          kind: 'committed',
          partition,
          offset: committed.offset,
          events: countEvents(gathered.blocks),
          outputs: outputs.length,
          flushed: flush.customers.size,
          lag: Math.max(0, this.#end - committed.offset),
        });
      }
    } finally {
      if (producer !== opened) await producer.close();
    }
  }

  /** How full the queue is, by messages or by bytes; above one it takes no more. */
  get #fill(): number {
    const { queueRecordsMax, queueBytesMax } = this.#options.tuning;
    let bytes = 0;
    for (const { value } of this.#queue) bytes += value?.length ?? 0;
    return Math.max(this.#queue.length / queueRecordsMax, bytes / queueBytesMax);
  }

  #isOurs(): boolean {
    return !this.#isRevoked && this.#consumer.holds(this.held);
  }

  #resume(): void {
    if (!this.#isPaused || this.#fill > 0.5) return;
    this.#isPaused = false;
    this.#consumer.resume(this.held);
  }

  /** A commit costs the same for one event and for thousands: a little patience makes fewer of them. */
  async #untilCommit(fold: PartitionFold): Promise<void> {
    const { clock } = this.#options;
    const waitMs = this.#nextCommitMs - clock.now();
    if (waitMs > 0 && this.#fill < 0.5 && !this.#isStopping && !fold.isReplaying) await clock.sleep(waitMs);
  }

  /** Waits until there is a reason to act. */
  async #something(fold: PartitionFold): Promise<void> {
    while (
      this.#queue.length === 0 &&
      !this.#isStopping &&
      !this.#isRevoked &&
      (fold.isReplaying || !fold.isFlushDue) &&
      this.#consumer.holds(this.held)
    ) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }
}
