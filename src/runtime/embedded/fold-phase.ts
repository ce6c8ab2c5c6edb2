import { join } from 'node:path';
import { createBatch } from '../../store/batch.ts';
import type { TimerKey } from '../../store/keys.ts';
import type { ChunkPlace } from './bucket.ts';
import type { FoldReport } from './fold-stage.ts';
import { type BucketMark, type Journal, markBucket, type RunIndex, readMarks } from './journal.ts';
import { checkStop, type RunContext, reach } from './run-context.ts';
import type { SpillIndex } from './spill-file.ts';
import { DueTimers, putStates } from './stored-states.ts';
import type { Job } from './workbench.ts';

/** Folds every bucket that is not done yet; gives the marks of all. */
export async function foldPhase(
  context: RunContext,
  journal: Journal,
  index: RunIndex,
): Promise<BucketMark[]> {
  const { crew, store, options } = context;
  const { lastTickBefore, firstDay, lastDay, hasStates } = journal;
  const marks = await readMarks(store);
  const done = new Set(marks.map(({ bucket }) => bucket));
  await crew.all({
    kind: 'begin-fold',
    options: { ranges: index.ranges, lastTickBefore, firstDay, lastDay, hasStates, sync: options.sync },
    settings: index.folding,
  });
  const chunks = new ChunksByBucket(index.spills, 2 ** journal.bucketBits);
  const timers = new DueTimers(store, { bucketBits: journal.bucketBits, until: hasStates ? lastDay : -1 });
  const dueOf = new Map<number, readonly TimerKey[]>();
  async function* jobs(): AsyncGenerator<Job> {
    for (let bucket = 0; bucket < 2 ** journal.bucketBits; bucket++) {
      checkStop(context.signal);
      if (done.has(bucket)) continue;
      const due = await timers.of(bucket);
      if (due.length === 0 && chunks.bytesOf(bucket) === 0) continue;
      dueOf.set(bucket, due);
      const customers = due.map(({ customer }) => customer);
      const segmentPath = segmentPathOf(context, bucket);
      yield { kind: 'fold', task: { bucket, chunks: chunks.of(bucket), due: customers, segmentPath } };
    }
  }
  const total = index.spills.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytes = 0;
  let events = 0;
  for (const mark of marks) {
    bytes += chunks.bytesOf(mark.bucket);
    events += eventsOf(mark);
  }
  await crew.each<FoldReport>(jobs(), async (report) => {
    const mark = await commitBucket(context, report, dueOf.get(report.bucket) ?? []);
    dueOf.delete(report.bucket);
    marks.push(mark);
    bytes += chunks.bytesOf(report.bucket);
    events += eventsOf(mark);
    context.progress({ kind: 'progress', phase: 'fold', done: bytes, total, events });
  });
  checkStop(context.signal);
  return marks.sort((a, b) => a.bucket - b.bucket);
}

export function segmentPathOf(context: RunContext, bucket: number): string {
  return join(context.directory, `segment-${bucket}.bin`);
}

/**
 * Outputs first, disk last: the segment is written, and only then, in one batch, the states, the timers and the mark.
 * A crash before the batch: the bucket is folded again from the states of before, and its segment written anew.
 * A crash behind it: the mark says that the segment is whole.
 */
async function commitBucket(
  context: RunContext,
  report: FoldReport,
  due: readonly TimerKey[],
): Promise<BucketMark> {
  reach(context, 'bucket-folded');
  const { bucket, counts, segment } = report;
  const batch = createBatch();
  putStates(batch, report, due);
  markBucket(batch, { bucket, counts, segment });
  await context.store.write(batch, { sync: context.options.sync });
  reach(context, 'bucket-committed');
  return { bucket, counts, segment };
}

function eventsOf({ counts }: BucketMark): number {
  return counts.accepted + counts.duplicate + counts.late;
}

/** The chunks of all spill files, found by bucket. */
class ChunksByBucket {
  readonly #spills: readonly SpillIndex[];
  readonly #bytes: Float64Array;
  /** Where each bucket's chunks begin among the numbers of all chunks. */
  readonly #starts: Uint32Array;
  /** Numbers of chunks by bucket: file and index in the file, one behind the other. */
  readonly #chunks: Uint32Array;

  constructor(spills: readonly SpillIndex[], buckets: number) {
    this.#spills = spills;
    this.#bytes = new Float64Array(buckets);
    this.#starts = new Uint32Array(buckets + 1);
    for (const { chunks } of spills) {
      for (let at = 0; at < chunks.length; at += 3) {
        this.#starts[chunks[at]! + 1]!++;
        this.#bytes[chunks[at]!]! += chunks[at + 2]!;
      }
    }
    for (let bucket = 0; bucket < buckets; bucket++) this.#starts[bucket + 1]! += this.#starts[bucket]!;
    const next = this.#starts.slice(0, buckets);
    this.#chunks = new Uint32Array(this.#starts[buckets]! * 2);
    for (const [file, { chunks }] of spills.entries()) {
      for (let at = 0; at < chunks.length; at += 3) {
        const place = next[chunks[at]!]!++ * 2;
        this.#chunks[place] = file;
        this.#chunks[place + 1] = at;
      }
    }
  }

  bytesOf(bucket: number): number {
    return this.#bytes[bucket]!;
  }

  of(bucket: number): ChunkPlace[] {
    const places: ChunkPlace[] = [];
    for (let index = this.#starts[bucket]!; index < this.#starts[bucket + 1]!; index++) {
      const spill = this.#spills[this.#chunks[index * 2]!]!;
      const at = this.#chunks[index * 2 + 1]!;
      places.push({ path: spill.path, offset: spill.chunks[at + 1]!, length: spill.chunks[at + 2]! });
    }
    return places;
  }
}
