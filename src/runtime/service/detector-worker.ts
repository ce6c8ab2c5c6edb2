import { OperationalError } from '../../errors/operational-error.ts';
import type { HeldPartition, LogConsumer, Polled } from '../../log/log.ts';
import { DefinitionBook } from './definition-book.ts';
import { LedgerPartition } from './ledger-partition.ts';
import { ProgressBook } from './progress-book.ts';
import { type DetectorOptions, detectorGroup } from './service-options.ts';

interface Running {
  readonly work: LedgerPartition;
  readonly done: Promise<void>;
}

/** Folds the ledger partitions that its group gives it. */
export class DetectorWorker {
  readonly #options: DetectorOptions;
  readonly #books: { readonly definitions: DefinitionBook; readonly progress: ProgressBook };
  readonly #running = new Map<number, Running>();
  #isStopping = false;
  #wantsRejoin = false;
  #failure: unknown;
  #hasFailed = false;

  constructor(options: DetectorOptions) {
    this.#options = options;
    const { log, clock, topics, tuning } = options;
    this.#books = {
      definitions: new DefinitionBook(options),
      // Of progress only the beginnings are looked at here, which have no day.
      progress: new ProgressBook({ log, clock, topics, tuning, dayOfInstant: () => 0 }),
    };
  }

  /** The partitions that it works on. */
  get partitions(): readonly number[] {
    return [...this.#running.keys()];
  }

  /** Lets `run` commit, store and leave. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Works until it is stopped. What no retry mends is thrown, when no partition works any more. */
  async run(): Promise<void> {
    const { log, app, topics, tuning } = this.#options;
    const consumer = await log.openConsumer({ group: detectorGroup(app), topics: [topics.ledger] });
    try {
      while (!this.#isStopping && !this.#hasFailed) {
        if (this.#wantsRejoin) {
          this.#wantsRejoin = false;
          await consumer.rejoin();
        }
        this.#take(await consumer.poll({ waitMs: tuning.pollMs }), consumer);
        for (const { work } of this.#running.values()) work.nudge();
      }
      if (!this.#hasFailed) for (const { work } of this.#running.values()) work.stop();
    } finally {
      if (!this.#isStopping || this.#hasFailed) for (const { work } of this.#running.values()) work.revoke();
      await Promise.all([...this.#running.values()].map(({ done }) => done));
      await consumer.close();
    }
    if (this.#hasFailed) throw this.#failure;
  }

  #take(polled: Polled, consumer: LogConsumer): void {
    switch (polled.kind) {
      case 'assigned':
        this.#assign(polled.held, consumer);
        break;
      case 'records': {
        const work = this.#workOf(polled.from);
        work?.push(polled.records, polled.end);
        break;
      }
      case 'out-of-range':
        this.#fail(
          new OperationalError(
            'MS_LEDGER_TRUNCATED',
            `partition ${polled.from.partition} of the ledger no longer holds offset ${polled.position}: its retention is too short`,
            { retriable: false },
          ),
        );
        break;
      case 'end':
      case 'idle':
        break;
    }
  }

  #workOf(held: HeldPartition): LedgerPartition | undefined {
    const work = this.#running.get(held.partition)?.work;
    return work?.held.epoch === held.epoch ? work : undefined;
  }

  #assign(held: readonly HeldPartition[], consumer: LogConsumer): void {
    const kept = new Set(held.filter((one) => this.#workOf(one) !== undefined).map((one) => one.partition));
    for (const [partition, { work }] of this.#running) if (!kept.has(partition)) work.revoke();
    for (const one of held) {
      if (kept.has(one.partition)) continue;
      // The one before lets go of the store first.
      const before = this.#running.get(one.partition)?.done ?? Promise.resolve();
      const work = new LedgerPartition(one, consumer, this.#options, this.#books);
      const running: Running = { work, done: before.then(() => this.#work(work, consumer)) };
      this.#running.set(one.partition, running);
    }
  }

  async #work(work: LedgerPartition, consumer: LogConsumer): Promise<void> {
    const { partition } = work.held;
    try {
      const end = await work.run();
      if (end === 'stopped') return;
      this.#options.observe({ kind: 'lost', partition, why: end });
      // Whoever is fenced or overtaken, or gave up what it still seems to hold, comes back as a new member.
      if (end !== 'revoked' || consumer.holds(work.held)) this.#wantsRejoin = true;
    } catch (error) {
      this.#fail(error);
    } finally {
      if (this.#running.get(partition)?.work === work) this.#running.delete(partition);
    }
  }

  #fail(error: unknown): void {
    if (!this.#hasFailed) this.#failure = error;
    this.#hasFailed = true;
  }
}
