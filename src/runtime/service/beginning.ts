import { OperationalError } from '../../errors/operational-error.ts';
import type { ProgressBook } from './progress-book.ts';
import { encodeProgress } from './progress-record.ts';
import type { Committed } from './restore-point.ts';
import { SureSender } from './send-surely.ts';
import type { DetectorOptions } from './service-options.ts';

/**
 * Kafka forgets what a group has committed when the group was empty for some days (offsets.retention.minutes), and a
 * partition without a committed offset looks like a new one: all that was ever put out would be put out again. So the
 * first commit of a partition is told to the progress topic, which forgets nothing.
 */
export class Beginning {
  readonly #partition: number;
  readonly #book: ProgressBook;
  readonly #options: DetectorOptions;
  #isTold = false;

  constructor(partition: number, book: ProgressBook, options: DetectorOptions) {
    this.#partition = partition;
    this.#book = book;
    this.#options = options;
  }

  /** Asked before the committed offset: else another member could begin in between, and look like a loss. */
  async look(): Promise<void> {
    await this.#book.refresh();
    this.#isTold = this.#book.hasBegun(this.#options.app, this.#partition);
  }

  /** Refuses a partition that had begun and has no committed offset any more. */
  async check(committed: Committed): Promise<void> {
    if (this.#isTold && committed.commit === 0) throw offsetLost(this.#partition);
    await this.tell(committed);
  }

  /** Behind a commit. */
  async tell({ commit }: Committed): Promise<void> {
    if (this.#isTold || commit === 0) return;
    const { app, log, clock, topics, tuning } = this.#options;
    const sender = new SureSender(log, clock, tuning);
    const message = encodeProgress({ kind: 'begun', app, partition: this.#partition });
    try {
      const writes = [{ topic: topics.progress, partition: 0, messages: [message] }];
      this.#isTold = await sender.send(writes, { isWanted: () => true, retried: () => {} });
    } finally {
      await sender.close();
    }
  }
}

function offsetLost(partition: number): OperationalError {
  return new OperationalError(
    'MS_OFFSET_LOST',
    `the offset committed for partition ${partition} of the ledger is gone: Kafka forgets it when a group is empty for longer than offsets.retention.minutes. Going on would put everything out again`,
    { retriable: false },
  );
}
