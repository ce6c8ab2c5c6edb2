import type { HeldPartition, LogConsumer, LogMessage, LogWrite } from '../../log/log.ts';
import type { Day } from '../../model/day.ts';
import type { ControlEvent } from '../../model/ledger-event.ts';
import { SLICES } from '../../store/keys.ts';
import type { IntakeOptions } from './intake-options.ts';
import { encodeControl, encodeTicks } from './ledger-block.ts';
import type { ProgressBook } from './progress-book.ts';
import { encodeProgress, type ProgressRecord } from './progress-record.ts';
import { retry } from './retry.ts';
import { SureSender } from './send-surely.ts';

/**
 * Writes ticks and activations to every ledger partition, while this member holds the progress topic's only partition.
 * A day is begun only when the one before stands in all of them, and is told to the progress topic behind that. What a
 * second ticker writes beside it says the same: a stale one can only be late, and the fold drops what it knows.
 */
export class Ticker {
  readonly held: HeldPartition;
  readonly #consumer: LogConsumer;
  readonly #options: IntakeOptions;
  readonly #book: ProgressBook;
  readonly #sender: SureSender;
  #isEnding = false;
  #hasNews = true;
  /** Days behind that each source was last said to be. */
  readonly #toldBehind = new Map<string, number>();
  #beganDay: Day = 0;
  #wake: (() => void) | undefined;

  constructor(held: HeldPartition, consumer: LogConsumer, book: ProgressBook, options: IntakeOptions) {
    this.held = held;
    this.#consumer = consumer;
    this.#book = book;
    this.#options = options;
    this.#sender = new SureSender(options.log, options.clock, options.tuning);
  }

  /** There is something new in the progress topic. */
  news(): void {
    this.#hasNews = true;
    this.#wake?.();
  }

  /** Ends it, behind the day that it is about to write. */
  end(): void {
    this.#isEnding = true;
    this.#wake?.();
  }

  async run(): Promise<void> {
    const { log, clock, tuning, dayOfInstant } = this.#options;
    this.#beganDay = dayOfInstant(clock.now());
    const range = await retry(() => log.offsetsOf(this.held), { clock, ...tuning });
    this.#consumer.start(this.held, range?.end ?? 0);
    try {
      while (this.#isOurs()) {
        if (this.#hasNews) {
          this.#hasNews = false;
          await this.#catchUp();
        } else {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
          this.#wake = undefined;
        }
      }
    } finally {
      await this.#sender.close();
    }
  }

  async #catchUp(): Promise<void> {
    const book = this.#book;
    await book.refresh();
    await this.#activate();
    for (;;) {
      const reached = book.dayOfAll(this.#options.sources);
      this.#tellStalls(reached);
      if (reached === undefined || !this.#isOurs()) return;
      const day = book.tickedDay === undefined ? reached : book.tickedDay + 1;
      if (day > reached) return;
      if (!(await this.#tick(day))) return;
      await book.refresh();
    }
  }

  async #tick(day: Day): Promise<boolean> {
    const { tuning, observe } = this.#options;
    const messages: LogMessage[] = [];
    for (let block = 0; block < tuning.tickBlocks; block++) {
      const sliceFrom = Math.floor((block * SLICES) / tuning.tickBlocks);
      const sliceTo = Math.floor(((block + 1) * SLICES) / tuning.tickBlocks);
      if (sliceFrom < sliceTo) messages.push({ key: null, value: encodeTicks(day, sliceFrom, sliceTo) });
    }
    const isDone = await this.#tellAll(messages, { kind: 'ticked', day });
    if (isDone) observe({ kind: 'ticked', day });
    return isDone;
  }

  async #activate(): Promise<void> {
    const { activation, activatedEpoch } = this.#book;
    if (activation === undefined || activation.epoch <= activatedEpoch) return;
    const { clock, dayOfInstant, schema, observe } = this.#options;
    const orderInstant = clock.now();
    const event: ControlEvent = {
      ...activation,
      kind: 'control',
      orderDay: dayOfInstant(orderInstant),
      orderInstant,
    };
    const messages = [{ key: null, value: encodeControl(event, schema) }];
    const { epoch } = activation;
    if (!(await this.#tellAll(messages, { kind: 'activated', epoch }))) return;
    observe({ kind: 'activated', epoch });
    await this.#book.refresh();
  }

  /** Writes to every ledger partition, and behind that to the progress topic that it is done. */
  async #tellAll(messages: readonly LogMessage[], done: ProgressRecord): Promise<boolean> {
    const { topics, ledgerPartitions } = this.#options;
    const writes: LogWrite[] = Array.from({ length: ledgerPartitions }, (_, partition) => ({
      topic: topics.ledger,
      partition,
      messages,
    }));
    if (!(await this.#send(writes))) return false;
    return this.#send([{ topic: topics.progress, partition: 0, messages: [encodeProgress(done)] }]);
  }

  #send(writes: readonly LogWrite[]): Promise<boolean> {
    return this.#sender.send(writes, {
      isWanted: () => this.#isOurs(),
      retried: (cause) =>
        this.#options.observe({ kind: 'send-retried', source: this.held.topic, partition: 0, cause }),
    });
  }

  /** A source that brings nothing new holds the ticks of all: that is told, once for each day that it gets longer. */
  #tellStalls(reached: Day | undefined): void {
    const { clock, dayOfInstant, sources, tuning, observe } = this.#options;
    const today = dayOfInstant(clock.now());
    if (reached !== undefined && today - reached <= tuning.stallDays) return;
    for (const source of sources) {
      const day = this.#book.dayOfSource(source) ?? -1;
      const holdsOthers = reached === undefined ? day < 0 : day <= reached;
      // One that was never heard of is behind since this ticker began to listen.
      const behindDays = today - (day < 0 ? this.#beganDay : day);
      if (!holdsOthers || behindDays <= tuning.stallDays) continue;
      if (this.#toldBehind.get(source.id) === behindDays) continue;
      this.#toldBehind.set(source.id, behindDays);
      observe({ kind: 'source-stalls', source: source.id, day, behindDays });
    }
  }

  #isOurs(): boolean {
    return !this.#isEnding && this.#consumer.holds(this.held);
  }
}
