import type { Log } from '../../log/log.ts';
import type { Day } from '../../model/day.ts';
import type { SourcePartition } from './ledger-block.ts';
import { type Activation, decodeProgress, type SourceProgress } from './progress-record.ts';
import { retry } from './retry.ts';
import type { Clock, ServiceTopics } from './service-options.ts';

/** A source as far as its progress is concerned. */
export interface CountedSource {
  readonly id: string;
  readonly epoch: number;
  readonly partitions: number;
}

/** What the book needs of a worker's options. */
export interface ProgressBookOptions {
  readonly log: Log;
  readonly clock: Clock;
  readonly topics: Pick<ServiceTopics, 'progress'>;
  /** The day of an instant in the bank's zone. */
  readonly dayOfInstant: (milliseconds: number) => Day;
  readonly tuning: { readonly attemptsMax: number; readonly backoffMs: number };
}

/** What the topic of progress says, as far as it was read. */
export class ProgressBook {
  /** The day whose ticks all ledger partitions have; undefined before the first. */
  tickedDay: Day | undefined;
  activation: Activation | undefined;
  activatedEpoch = -1;
  readonly #options: ProgressBookOptions;
  readonly #progress = new Map<string, SourceProgress>();
  readonly #begun = new Set<string>();
  #reading: Promise<void> | undefined;
  #following: Promise<void> | undefined;
  #next = 0;

  constructor(options: ProgressBookOptions) {
    this.#options = options;
  }

  /** Reads on to the end that there is when it is called. Many who ask at once are served by one reading. */
  refresh(): Promise<void> {
    if (this.#reading === undefined) return this.#startReading();
    // The one under way may have begun before what the caller wants to know of: another follows it, for all who wait.
    this.#following ??= this.#reading
      .catch(() => undefined)
      .then(() => {
        this.#following = undefined;
        return this.#startReading();
      });
    return this.#following;
  }

  #startReading(): Promise<void> {
    const { clock, tuning } = this.#options;
    const reading = retry(() => this.#readOn(), { clock, ...tuning }).finally(() => {
      if (this.#reading === reading) this.#reading = undefined;
    });
    this.#reading = reading;
    return reading;
  }

  async #readOn(): Promise<void> {
    const { log, topics, dayOfInstant } = this.#options;
    const from = { topic: topics.progress, partition: 0, offset: this.#next };
    const { end } = await log.readToEnd(from, (records) => {
      for (const record of records) {
        const read = decodeProgress(record);
        if (read === undefined) continue;
        if (read.kind === 'source') this.#note(read.from, read.progress, dayOfInstant(record.timestamp));
        else if (read.kind === 'ticked') this.tickedDay = Math.max(this.tickedDay ?? read.day, read.day);
        else if (read.kind === 'activated') this.activatedEpoch = Math.max(this.activatedEpoch, read.epoch);
        else if (read.kind === 'begun') this.#begun.add(`${read.app}/${read.partition}`);
        else if (read.activation.epoch > (this.activation?.epoch ?? -1)) this.activation = read.activation;
      }
    });
    this.#next = Math.max(this.#next, end);
  }

  /** Whether an application has ever committed something for a ledger partition. */
  hasBegun(app: string, partition: number): boolean {
    return this.#begun.has(`${app}/${partition}`);
  }

  progressOf(from: SourcePartition): SourceProgress | undefined {
    return this.#progress.get(keyOf(from));
  }

  /**
   * The day that a source has come to: of the partitions with something left to read, the lowest; where all are read
   * to their ends, the highest, since an account that is quiet holds nobody up. Undefined while one has not been heard of.
   */
  dayOfSource({ id, epoch, partitions }: CountedSource): Day | undefined {
    let behind = Number.MAX_SAFE_INTEGER;
    let ahead = -1;
    for (let partition = 0; partition < partitions; partition++) {
      const progress = this.progressOf({ source: id, epoch, partition });
      if (progress === undefined) return undefined;
      if (!progress.isCaughtUp) behind = Math.min(behind, progress.day);
      ahead = Math.max(ahead, progress.day);
    }
    const day = Math.min(behind, ahead);
    return day < 0 ? undefined : day;
  }

  /** The day that all sources have come to; undefined while there is one that has not been heard of. */
  dayOfAll(sources: readonly CountedSource[]): Day | undefined {
    let lowest: Day | undefined;
    for (const source of sources) {
      const day = this.dayOfSource(source);
      if (day === undefined) return undefined;
      lowest = Math.min(lowest ?? day, day);
    }
    return lowest;
  }

  #note(from: SourcePartition, progress: SourceProgress, today: Day): void {
    const key = keyOf(from);
    const before = this.#progress.get(key);
    // A sleeper that woke up may tell what was told before: progress never goes back.
    if (before !== undefined && before.offset > progress.offset) return;
    const day = Math.max(before?.day ?? -1, Math.min(progress.day, today));
    this.#progress.set(key, { ...progress, day });
  }
}

function keyOf({ source, epoch, partition }: SourcePartition): string {
  return `${epoch}/${partition}/${source}`;
}
