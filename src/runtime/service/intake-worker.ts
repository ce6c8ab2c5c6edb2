import { assert } from '../../lib/assert.ts';
import type { HeldPartition, LogConsumer, Polled } from '../../log/log.ts';
import type { Intake } from '../engine.ts';
import type { IntakeOptions } from './intake-options.ts';
import { ProgressBook } from './progress-book.ts';
import { intakeGroup } from './service-options.ts';
import { SourceWork, sourceTruncated } from './source-partition.ts';
import { Ticker } from './ticker.ts';

interface Running {
  readonly held: HeldPartition;
  readonly work: SourceWork | Ticker;
  readonly done: Promise<void>;
}

/** Takes in the source partitions that its group gives it, and ticks while it holds the progress topic. */
export class IntakeWorker {
  readonly #options: IntakeOptions;
  readonly #intake: Intake;
  readonly #book: ProgressBook;
  readonly #running = new Map<string, Running>();
  #isStopping = false;
  #wantsRejoin = false;
  #failure: unknown;
  #hasFailed = false;
  #lookedMs = 0;

  constructor(options: IntakeOptions) {
    const { engine, settings } = options;
    this.#options = options;
    this.#intake = engine.createIntake(settings);
    this.#book = new ProgressBook(options);
  }

  /** Lets `run` send what was read, and leave. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Works until it is stopped. What no retry mends is thrown, when nothing works any more. */
  async run(): Promise<void> {
    const { log, app, topics, sources, tuning } = this.#options;
    const consumer = await log.openConsumer({
      group: intakeGroup(app),
      topics: [...sources.map(({ topic }) => topic), topics.progress],
    });
    try {
      while (!this.#isStopping && !this.#hasFailed) {
        if (this.#wantsRejoin) {
          this.#wantsRejoin = false;
          await consumer.rejoin();
        }
        this.#take(await consumer.poll({ waitMs: tuning.pollMs }), consumer);
        for (const { work } of this.#running.values()) if (work instanceof SourceWork) work.nudge();
        await this.#look();
      }
    } catch (error) {
      this.#fail(error);
    }
    for (const { work } of this.#running.values()) {
      if (work instanceof Ticker) work.end();
      else if (this.#hasFailed) work.revoke();
      else work.stop();
    }
    await Promise.all([...this.#running.values()].map(({ done }) => done));
    await consumer.close();
    if (this.#hasFailed) throw this.#failure;
  }

  #take(polled: Polled, consumer: LogConsumer): void {
    if (polled.kind === 'assigned') this.#assign(polled.held, consumer);
    if (polled.kind === 'assigned' || polled.kind === 'idle') return;
    const work = this.#workOf(polled.from);
    if (work instanceof Ticker) work.news();
    else if (polled.kind === 'out-of-range') this.#fail(sourceTruncated(polled.from, polled.position));
    else if (polled.kind === 'records') work?.push(polled.records, polled.end);
    else work?.reachedEnd(polled.end);
  }

  #workOf(held: HeldPartition): SourceWork | Ticker | undefined {
    const running = this.#running.get(keyOf(held));
    return running?.held.epoch === held.epoch ? running.work : undefined;
  }

  #assign(held: readonly HeldPartition[], consumer: LogConsumer): void {
    const kept = new Set(held.filter((one) => this.#workOf(one) !== undefined).map(keyOf));
    for (const [key, { work }] of this.#running) if (!kept.has(key)) end(work);
    for (const one of held) {
      const key = keyOf(one);
      if (kept.has(key)) continue;
      const before = this.#running.get(key)?.done ?? Promise.resolve();
      const work = this.#workFor(one, consumer);
      this.#running.set(key, {
        held: one,
        work,
        done: before.then(() => this.#work(key, one, work, consumer)),
      });
    }
  }

  #workFor(held: HeldPartition, consumer: LogConsumer): SourceWork | Ticker {
    const { sources, topics } = this.#options;
    if (held.topic === topics.progress) return new Ticker(held, consumer, this.#book, this.#options);
    const source = sources.find(({ topic }) => topic === held.topic);
    assert(source !== undefined, `nobody asked for the topic ${held.topic}`);
    return new SourceWork(held, source, { consumer, intake: this.#intake, book: this.#book }, this.#options);
  }

  async #work(
    key: string,
    held: HeldPartition,
    work: SourceWork | Ticker,
    consumer: LogConsumer,
  ): Promise<void> {
    try {
      await work.run();
      // Whoever gave up what it still seems to hold comes back as a new member.
      if (!this.#isStopping && consumer.holds(held)) this.#wantsRejoin = true;
    } catch (error) {
      this.#fail(error);
    } finally {
      if (this.#running.get(key)?.work === work) this.#running.delete(key);
    }
  }

  /** From time to time: a source that runs ahead of the others waits, so that their events meet in time. */
  async #look(): Promise<void> {
    const { clock, tuning, sources } = this.#options;
    if (sources.length < 2 || clock.now() - this.#lookedMs < tuning.progressMs) return;
    this.#lookedMs = clock.now();
    await this.#book.refresh();
    for (const { work } of this.#running.values()) {
      if (work instanceof Ticker) continue;
      const others = sources.filter(({ id }) => id !== work.source.id);
      const slowest = Math.min(...others.map((source) => this.#dayBehind(source)));
      work.holdBack(work.day - slowest > tuning.aheadDaysMax);
    }
  }

  /** The day of a source that has something left to read; one that is read to its end holds nobody back. */
  #dayBehind(source: IntakeOptions['sources'][number]): number {
    let day = Number.MAX_SAFE_INTEGER;
    for (let partition = 0; partition < source.partitions; partition++) {
      const of = { source: source.id, epoch: source.epoch, partition };
      const progress = this.#book.progressOf(of);
      if (progress !== undefined && !progress.isCaughtUp) day = Math.min(day, progress.day);
    }
    return day;
  }

  #fail(error: unknown): void {
    if (!this.#hasFailed) this.#failure = error;
    this.#hasFailed = true;
  }
}

function end(work: SourceWork | Ticker): void {
  if (work instanceof Ticker) work.end();
  else work.revoke();
}

function keyOf({ topic, partition }: HeldPartition): string {
  return `${topic}/${partition}`;
}
