import { Buffer } from 'node:buffer';
import type { LogMessage, LogRecord, OffsetRange } from '../log.ts';

/** A transaction as the broker sees it. */
export interface OpenTransaction {
  state: 'open' | 'committed' | 'aborted';
  /** The partitions that it wrote to: its end leaves a marker in each. */
  readonly partitions: Set<SimulatedPartition>;
}

interface Entry {
  readonly offset: number;
  /** Undefined for the marker of a transaction's end. */
  readonly record: LogRecord | undefined;
  readonly transaction: OpenTransaction | undefined;
}

/** Records that were read, and where to go on. */
export interface Slice {
  readonly records: LogRecord[];
  readonly next: number;
}

/** One partition of the simulated log, as the broker holds it. */
export class SimulatedPartition {
  #entries: Entry[] = [];
  /** What retention took: no reader sees it, only whoever judges a history. */
  #deleted: Entry[] = [];
  #start = 0;
  #end = 0;

  get range(): OffsetRange {
    return { start: this.#start, end: this.#end };
  }

  /** Takes messages in; gives the offset of the first. */
  append(messages: readonly LogMessage[], now: number, transaction?: OpenTransaction): number {
    const base = this.#end;
    transaction?.partitions.add(this);
    for (const { key, value, headers = [] } of messages) {
      const record = { key, value, headers, timestamp: now, offset: this.#end };
      this.#entries.push({ offset: this.#end++, record, transaction });
    }
    return base;
  }

  /** The marker that a transaction ended here. */
  mark(): void {
    this.#entries.push({ offset: this.#end++, record: undefined, transaction: undefined });
  }

  /** The first offset of an open transaction: a reader of committed records sees nothing from there on. */
  get stableEnd(): number {
    return this.#entries.find(({ transaction }) => transaction?.state === 'open')?.offset ?? this.#end;
  }

  /** Reads committed records, and those aborted ones that `leaks` lets through. */
  read(from: number, countMax: number, leaks: () => boolean): Slice {
    const stable = this.stableEnd;
    const records: LogRecord[] = [];
    let index = this.#indexOf(from);
    let next = Math.min(from, stable);
    for (; index < this.#entries.length && records.length < countMax; index++) {
      const { offset, record, transaction } = this.#entries[index]!;
      if (offset >= stable) break;
      next = offset + 1;
      if (record === undefined) continue;
      if (transaction?.state === 'aborted' && !leaks()) continue;
      records.push(record);
    }
    if (index === this.#entries.length) next = Math.max(next, stable);
    return { records, next };
  }

  /** All that was ever committed here, whatever retention took: what a history is judged by. */
  everCommitted(): LogRecord[] {
    return [...this.#deleted, ...this.#entries].flatMap(({ record, transaction }) =>
      record === undefined || (transaction !== undefined && transaction.state !== 'committed')
        ? []
        : [record],
    );
  }

  /** Drops what retention no longer keeps. */
  truncate(before: number): void {
    this.#start = Math.max(this.#start, Math.min(before, this.#end));
    const kept = this.#indexOf(this.#start);
    this.#deleted.push(...this.#entries.slice(0, kept));
    this.#entries = this.#entries.slice(kept);
  }

  /** Keeps the newest record of each key, as the broker's cleaner does below the stable end; tombstones go as well. */
  compact(): void {
    const stable = this.stableEnd;
    const newest = new Map<string, number>();
    const keyOf = ({ key }: LogRecord) => (key === null ? '' : Buffer.from(key).toString('latin1'));
    for (const { offset, record, transaction } of this.#entries) {
      if (offset < stable && record !== undefined && transaction?.state !== 'aborted')
        newest.set(keyOf(record), offset);
    }
    this.#entries = this.#entries.filter(({ offset, record, transaction }) => {
      if (offset >= stable) return true;
      if (record === undefined || transaction?.state === 'aborted') return false;
      return record.value !== null && newest.get(keyOf(record)) === offset;
    });
  }

  /** Begins anew, as a topic that was deleted and made again. */
  recreate(): void {
    this.#entries = [];
    this.#deleted = [];
    this.#start = 0;
    this.#end = 0;
  }

  #indexOf(offset: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#entries[middle]!.offset < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
