import { OperationalError } from '../../errors/operational-error.ts';
import type { HeldPartition, LogConsumer, LogRecord } from '../../log/log.ts';
import type { Day } from '../../model/day.ts';
import type { Intake } from '../engine.ts';
import type { IntakeOptions, IntakeSource } from './intake-options.ts';
import type { ProgressBook } from './progress-book.ts';
import { encodeProgress, type SourceProgress } from './progress-record.ts';
import { retry } from './retry.ts';
import { SureSender } from './send-surely.ts';
import { intakeGroup } from './service-options.ts';
import { takeIn } from './take-in.ts';

/**
 * One partition of a source while this member holds it. One send is under way at a time, and the next begins only when
 * each ledger partition named in it has answered: so what stands in a ledger partition is always a beginning of what
 * this source partition has for it, whoever sent it and how often, and the marks of the fold drop what comes twice.
 */
export class SourceWork {
  readonly held: HeldPartition;
  readonly source: IntakeSource;
  readonly #consumer: LogConsumer;
  readonly #options: IntakeOptions;
  readonly #intake: Intake;
  readonly #book: ProgressBook;
  readonly #sender: SureSender;
  readonly #queue: LogRecord[] = [];
  #told: SourceProgress | undefined;
  #toldMs = 0;
  #offset = 0;
  #committed = 0;
  #end = 0;
  /** Markers and compaction may leave nothing to read before the end. */
  #readTo = 0;
  #day: Day = -1;
  #isRevoked = false;
  #isStopping = false;
  #isFull = false;
  #isHeldBack = false;
  #wake: (() => void) | undefined;

  constructor(
    held: HeldPartition,
    source: IntakeSource,
    parts: { readonly consumer: LogConsumer; readonly intake: Intake; readonly book: ProgressBook },
    options: IntakeOptions,
  ) {
    this.held = held;
    this.source = source;
    this.#consumer = parts.consumer;
    this.#intake = parts.intake;
    this.#book = parts.book;
    this.#options = options;
    this.#sender = new SureSender(options.log, options.clock, options.tuning);
  }

  /** The latest day that it has come to; -1 before the first event. */
  get day(): Day {
    return this.#day;
  }

  push(records: readonly LogRecord[], end: number): void {
    this.#queue.push(...records);
    this.#end = end;
    this.#isFull = this.#queue.length > this.#options.tuning.queueRecordsMax;
    this.#pauseOrResume();
    this.#wake?.();
  }

  /** Lets it try again what the group did not take. */
  nudge(): void {
    if (this.#committed < this.#offset || this.#isRetellDue) this.#wake?.();
  }

  /** The source was read to its end. */
  reachedEnd(end: number): void {
    this.#end = end;
    this.#readTo = end;
    this.#wake?.();
  }

  holdBack(isHeld: boolean): void {
    if (isHeld === this.#isHeldBack) return;
    this.#isHeldBack = isHeld;
    const { partition } = this.held;
    this.#options.observe({ kind: 'held-back', source: this.source.id, partition, isHeld });
    this.#pauseOrResume();
  }

  revoke(): void {
    this.#isRevoked = true;
    this.#wake?.();
  }

  /** Sends what was read, and ends. */
  stop(): void {
    this.#isStopping = true;
    this.#wake?.();
  }

  async run(): Promise<'stopped' | 'revoked'> {
    try {
      const { clock, tuning } = this.#options;
      await retry(() => this.#open(), { clock, ...tuning });
      for (;;) {
        await this.#something();
        if (!this.#isOurs()) return 'revoked';
        if (this.#queue.length > 0) await this.#takeIn();
        else if (this.#isStopping) return 'stopped';
        if (!this.#isOurs()) return 'revoked';
        // Progress first: who comes next reads on from the offset, and would never know what days lie below it.
        await this.#tellProgress();
        await this.#commit();
      }
    } finally {
      await this.#sender.close();
    }
  }

  async #open(): Promise<void> {
    const { log, app } = this.#options;
    const { topic, partition } = this.held;
    const committed = await log.fetchCommitted({ group: intakeGroup(app), topic, partition });
    await this.#book.refresh();
    this.#told = this.#book.progressOf(this.#place());
    // Asked for last: whoever had the partition before may still have gone on until now.
    const range = await log.offsetsOf({ topic, partition });
    if (range === undefined)
      throw new OperationalError('MS_TOPIC_MISSING', `the topic ${topic} has no partition ${partition}`, {
        retriable: false,
      });
    const told = this.#told?.offset;
    // Kafka forgets a group that was empty for long; the progress topic does not, and is never ahead of the ledger.
    const known = committed?.offset ?? told;
    if (known !== undefined && (known < range.start || known > range.end))
      throw sourceTruncated(this.held, known);
    // Told is before committed only where a sleeper's word hides a later one: what lies between is read again for its days.
    this.#offset = known === undefined ? range.start : Math.max(range.start, Math.min(known, told ?? known));
    this.#committed = committed?.offset ?? -1;
    this.#end = range.end;
    this.#day = this.#told?.day ?? -1;
    this.#consumer.start(this.held, this.#offset);
  }

  async #takeIn(): Promise<void> {
    const { tuning, observe } = this.#options;
    const { partition } = this.held;
    const records = this.#queue.splice(0, tuning.sendRecordsMax);
    this.#isFull = this.#queue.length > tuning.queueRecordsMax / 2;
    this.#pauseOrResume();
    const of = { source: this.source, partition, intake: this.#intake };
    await this.source.decoder?.prepare(records.map(({ value }) => value));
    const taken = takeIn(records, of, this.#options);
    if (!(await this.#send(taken.writes))) return;
    this.#offset = records.at(-1)!.offset + 1;
    this.#day = Math.max(this.#day, taken.day);
    observe({
      kind: 'taken-in',
      source: this.source.id,
      partition,
      offset: this.#offset,
      events: taken.events,
      deadLetters: taken.deadLetters,
      lag: Math.max(0, this.#end - this.#offset),
    });
  }

  /** Behind the answer: what was sent twice is dropped by the marks, what was never sent would be lost. */
  async #commit(): Promise<void> {
    if (this.#committed >= this.#offset) return;
    const offset = this.#offset;
    if (await this.#consumer.commitOffset(this.held, { offset, metadata: '' })) this.#committed = offset;
  }

  /** Says how far it is, behind what it speaks of, so that a tick stands behind the events that brought it on. */
  async #tellProgress(): Promise<void> {
    const isCaughtUp = this.#isCaughtUp;
    const told = this.#told;
    const isKnown = told?.day === this.#day && told.isCaughtUp === isCaughtUp && told.offset === this.#offset;
    if (isKnown && !this.#isRetellDue) return;
    const progress = { offset: this.#offset, day: this.#day, isCaughtUp };
    const message = encodeProgress({ kind: 'source', from: this.#place(), progress });
    if (!(await this.#send([{ topic: this.#options.topics.progress, partition: 0, messages: [message] }])))
      return;
    this.#told = progress;
    this.#toldMs = this.#options.clock.now();
  }

  #send(writes: Parameters<SureSender['send']>[0]): Promise<boolean> {
    const { partition } = this.held;
    return this.#sender.send(writes, {
      isWanted: () => this.#isOurs(),
      retried: (cause) =>
        this.#options.observe({ kind: 'send-retried', source: this.source.id, partition, cause }),
    });
  }

  #place() {
    return { source: this.source.id, epoch: this.source.epoch, partition: this.held.partition };
  }

  /** A sleeper that woke up may have told less behind it, and compaction keeps what was told last. */
  get #isRetellDue(): boolean {
    const { clock, tuning } = this.#options;
    return clock.now() - this.#toldMs >= tuning.retellMs;
  }

  get #isCaughtUp(): boolean {
    return this.#queue.length === 0 && Math.max(this.#offset, this.#readTo) >= this.#end;
  }

  #isOurs(): boolean {
    return !this.#isRevoked && this.#consumer.holds(this.held);
  }

  #pauseOrResume(): void {
    if (this.#isFull || this.#isHeldBack) this.#consumer.pause(this.held);
    else this.#consumer.resume(this.held);
  }

  async #something(): Promise<void> {
    const told = this.#told;
    const isTold = told !== undefined && told.isCaughtUp === this.#isCaughtUp && !this.#isRetellDue;
    if (this.#queue.length > 0 || this.#isStopping || !this.#isOurs() || !isTold) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }
}

/** The error of a source that does not hold what is to be read next. */
export function sourceTruncated({ topic, partition }: HeldPartition, offset: number): OperationalError {
  return new OperationalError(
    'MS_SOURCE_TRUNCATED',
    `partition ${partition} of the source topic ${topic} does not hold offset ${offset}, which is to be read next: records were deleted before they were taken in, or the topic was made anew`,
    { retriable: false },
  );
}
