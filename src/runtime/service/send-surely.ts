import { OperationalError } from '../../errors/operational-error.ts';
import type { Log, LogWrite, PlainProducer } from '../../log/log.ts';
import type { Clock } from './service-options.ts';

/** How often and how soon a send is tried again. */
export interface SendBounds {
  readonly attemptsMax: number;
  readonly backoffMs: number;
}

/**
 * Sends until every partition that was sent to is named in one answer. A send that was not answered, or answered in
 * part, is sent again whole by a new producer, so that it may stand there twice: what reads it must bear with that.
 */
export class SureSender {
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #bounds: SendBounds;
  #producer: PlainProducer | undefined;

  constructor(log: Log, clock: Clock, bounds: SendBounds) {
    this.#log = log;
    this.#clock = clock;
    this.#bounds = bounds;
  }

  /** True when all is there; false when it is no longer wanted. `retried` is told of every further attempt. */
  async send(
    writes: readonly LogWrite[],
    options: { readonly isWanted: () => boolean; readonly retried: (cause: unknown) => void },
  ): Promise<boolean> {
    const { attemptsMax, backoffMs } = this.#bounds;
    if (writes.length === 0) return true;
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      if (!options.isWanted()) return false;
      const cause = await this.#try(writes);
      if (cause === undefined) return true;
      options.retried(cause);
      await this.#clock.sleep(backoffMs * attempt);
    }
    throw new OperationalError('MS_SEND_FAILED', `nothing could be sent in ${attemptsMax} attempts`, {
      retriable: true,
    });
  }

  async close(): Promise<void> {
    await this.#producer?.close();
    this.#producer = undefined;
  }

  /** Undefined when all is there, else why not. */
  async #try(writes: readonly LogWrite[]): Promise<unknown> {
    try {
      this.#producer ??= await this.#log.openPlain();
      const outcome = await this.#producer.send(writes);
      if (outcome.kind === 'sent') {
        const named = new Set(outcome.acknowledged.map(({ topic, partition }) => `${topic}/${partition}`));
        const missing = writes.find(({ topic, partition }) => !named.has(`${topic}/${partition}`));
        if (missing === undefined) return undefined;
      }
      await this.close();
      return outcome.kind === 'unknown' ? outcome.cause : new Error('an answer left a partition out');
    } catch (error) {
      if (!(error instanceof OperationalError && error.retriable)) throw error;
      await this.close();
      return error;
    }
  }
}
