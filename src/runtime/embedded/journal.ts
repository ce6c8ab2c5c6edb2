import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { OperationalError } from '../../errors/operational-error.ts';
import { sha256 } from '../../lib/hash.ts';
import type { Day } from '../../model/day.ts';
import { createBatch } from '../../store/batch.ts';
import { journalKey, journalRange, keyAfter } from '../../store/keys.ts';
import type { Store, StoreBatch } from '../../store/store.ts';
import type { FoldSettings } from '../engine.ts';
import type { DeadCounts, FileSummary } from '../run-options.ts';
import type { RangePlace } from './event-reader.ts';
import { fileError, replaceFile } from './files.ts';
import type { FoldCounts } from './fold-stage.ts';
import type { SegmentLengths } from './segment.ts';
import type { SpillIndex } from './spill-file.ts';
import type { DoneFile } from './state-record.ts';

/** Changes with what the fold is told: a definition of an earlier build lacks what a later fold asks of it. */
export const JOURNAL_FORMAT = 2;

/** A run whose input is read: all that finishing it needs, whatever is given at the next start. */
export interface Journal {
  readonly format: typeof JOURNAL_FORMAT;
  readonly bucketBits: number;
  readonly files: readonly FileSummary[];
  readonly doneFiles: readonly DoneFile[];
  readonly eventsRead: number;
  readonly ticks: number;
  readonly dead: DeadCounts;
  readonly bytesRead: number;
  readonly lastTickBefore: Day;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly hasStates: boolean;
  readonly zone: string;
  readonly definitionsHash: string;
  readonly dictionaryHash: string;
  readonly accountsHash?: string;
  readonly warnings: readonly string[];
  readonly secondsReading: number;
  /** SHA-256 of the index in the run's directory. */
  readonly indexHash: string;
}

/** What of a run lies in its directory: where the events are, and what the fold was told. */
export interface RunIndex {
  readonly spills: readonly SpillIndex[];
  readonly ranges: readonly RangePlace[];
  readonly deadLetters: readonly DeadPart[];
  readonly folding: FoldSettings;
}

/** The dead letters of a range, in the file of the thread that read it. */
export interface DeadPart {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly linesBefore: number;
}

/** A bucket that is folded and stored. */
export interface BucketMark {
  readonly bucket: number;
  readonly counts: FoldCounts;
  readonly segment: SegmentLengths;
}

const RUN_KEY = journalKey('run');
const BUCKET_PREFIX = 'bucket/';
const SCAN_ENTRIES_MAX = 1000;
const INDEX_FILE = 'index.v8';

/** Writes the index; gives its hash. Paths are kept by name, so that a state directory may be moved. */
export function writeIndex(directory: string, index: RunIndex, sync: boolean): string {
  const bytes = serialize({
    ...index,
    spills: index.spills.map((spill) => ({ ...spill, path: basename(spill.path) })),
    deadLetters: index.deadLetters.map((part) => ({ ...part, path: basename(part.path) })),
  });
  replaceFile(join(directory, INDEX_FILE), bytes, sync);
  return sha256(bytes);
}

export function readIndex(directory: string, journal: Journal): RunIndex {
  const path = join(directory, INDEX_FILE);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw fileError(error, { action: 'read', path });
  }
  if (sha256(bytes) !== journal.indexHash) {
    throw new OperationalError('MS_SPILL_DAMAGED', `${path} is not what the unfinished run left`, {
      retriable: false,
    });
  }
  const index = deserialize(bytes) as RunIndex;
  const placed = <T extends { readonly path: string }>(part: T): T => ({
    ...part,
    path: join(directory, part.path),
  });
  return { ...index, spills: index.spills.map(placed), deadLetters: index.deadLetters.map(placed) };
}

export async function readJournal(store: Store): Promise<Journal | undefined> {
  const [value] = await store.getMany([RUN_KEY]);
  if (value === undefined) return undefined;
  const journal = parse(value) as Journal;
  if (journal.format === JOURNAL_FORMAT) return journal;
  throw new OperationalError(
    'MS_RUN_OTHER_BUILD',
    'the state directory holds an unfinished run of another build: start the same command with that build once, then this one goes on',
    { retriable: false },
  );
}

export async function writeJournal(store: Store, journal: Journal, sync: boolean): Promise<void> {
  const batch = createBatch();
  batch.put(RUN_KEY, Buffer.from(JSON.stringify(journal)));
  await store.write(batch, { sync });
}

export function markBucket(batch: StoreBatch, mark: BucketMark): void {
  batch.put(bucketKey(mark.bucket), Buffer.from(JSON.stringify(mark)));
}

/** The buckets that are done, in their order. */
export async function readMarks(store: Store): Promise<BucketMark[]> {
  const marks: BucketMark[] = [];
  const { from, to } = journalRange(BUCKET_PREFIX);
  for (let start: Uint8Array = from; ; ) {
    const entries = await store.scan({ from: start, to, limit: SCAN_ENTRIES_MAX });
    for (const { value } of entries) marks.push(parse(value) as BucketMark);
    const last = entries.at(-1);
    if (last === undefined || entries.length < SCAN_ENTRIES_MAX) return marks;
    start = keyAfter(last.key);
  }
}

/** Removes the journal, in the batch that commits the run. */
export function endJournal(batch: StoreBatch, marks: readonly BucketMark[]): void {
  batch.delete(RUN_KEY);
  for (const { bucket } of marks) batch.delete(bucketKey(bucket));
}

function bucketKey(bucket: number): Buffer {
  return journalKey(`${BUCKET_PREFIX}${String(bucket).padStart(8, '0')}`);
}

function parse(value: Uint8Array): unknown {
  return JSON.parse(Buffer.from(value).toString('utf8'));
}
