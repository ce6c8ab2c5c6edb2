import { Buffer } from 'node:buffer';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createBatch } from '../../store/batch.ts';
import type { RunSummary } from '../run-options.ts';
import { DEAD_LETTER_HEAD_BYTES } from './dead-letter-file.ts';
import { fileError, readFully, replaceFile, writeAll } from './files.ts';
import { segmentPathOf } from './fold-phase.ts';
import { type BucketMark, type DeadPart, endJournal } from './journal.ts';
import { mergeSegments, type SegmentPart } from './merge-outputs.ts';
import { closeAppended, cutOut, type OutTopic, openToAppend, outPath, syncOut } from './out-files.ts';
import { checkStop, type RunContext, reach, removeDirectory } from './run-context.ts';
import { FOLD_TOPICS } from './segment.ts';
import { putDoneFile, putStateRecord, type StateRecord } from './state-record.ts';
import { type MergeInput, summarize } from './summary.ts';

const SUMMARY_FILE = 'summary.json';

/**
 * Appends what all buckets put out, then commits the run in one batch: new lengths, done files, last tick, and the
 * end of its journal. A crash before the batch: the files are cut to their committed lengths and appended to again.
 * A crash behind it: the run is done, and what is left of its directory is removed at the next start.
 */
export async function mergePhase(context: RunContext, input: MergeInput): Promise<RunSummary> {
  const { options, store } = context;
  const { journal, marks, record, lengths } = input;
  const begun = performance.now();
  cutOut(options.out, lengths);
  reach(context, 'out-cut');
  const appended = await appendAll(context, input);
  if (options.sync) syncOut(options.out);
  const out = Object.fromEntries(
    Object.entries(lengths).map(([topic, length]) => [topic, length + appended[topic as OutTopic]]),
  ) as Record<OutTopic, number>;
  const customersNew = marks.reduce((sum, { counts }) => sum + counts.customersNew, 0);
  const next: StateRecord = {
    runs: record.runs + 1,
    lastTick: journal.lastDay,
    customers: record.customers + customersNew,
    out,
    definitionsHash: journal.definitionsHash,
    dictionaryHash: journal.dictionaryHash,
    // A run without such a file does not forget whose accounts were said to be whose.
    accountsHash: journal.accountsHash || record.accountsHash || '',
  };
  const summary = summarize(context, {
    ...input,
    appended,
    next,
    secondsMerging: (performance.now() - begun) / 1000,
  });
  replaceFile(join(options.out, SUMMARY_FILE), `${JSON.stringify(summary, null, 2)}\n`, options.sync);
  reach(context, 'summary-written');
  const batch = createBatch();
  putStateRecord(batch, next);
  for (const file of journal.doneFiles) putDoneFile(batch, file);
  endJournal(batch, marks);
  await store.write(batch, { sync: options.sync });
  reach(context, 'committed');
  removeDirectory(context.directory);
  return summary;
}

async function appendAll(
  context: RunContext,
  { index, marks }: MergeInput,
): Promise<Record<OutTopic, number>> {
  const appended = { signals: 0, activations: 0, audit: 0, transactions: 0, 'dead-letters': 0 };
  const { out, sync } = context.options;
  const total = marks.reduce(
    (sum, { segment }) => sum + FOLD_TOPICS.reduce((all, topic) => all + segment[topic], 0),
    0,
  );
  const events = marks.reduce((sum, { counts }) => sum + counts.accepted + counts.duplicate + counts.late, 0);
  let done = 0;
  for (const topic of FOLD_TOPICS) {
    const parts = marks.flatMap((mark) => partOf(context, mark, topic));
    const path = outPath(out, topic);
    const descriptor = openToAppend(path);
    try {
      const check = () => checkStop(context.signal);
      const bufferBytes = context.options.memoryBytes / 8;
      const merged = await mergeSegments(parts, { descriptor, path, topic }, { bufferBytes, check });
      appended[topic] = merged.bytes;
    } finally {
      closeAppended(descriptor, sync);
    }
    for (const { start, end } of parts) done += end - start;
    context.progress({ kind: 'progress', phase: 'merge', done, total, events });
    reach(context, 'topic-merged');
  }
  appended['dead-letters'] = appendDeadLetters(outPath(out, 'dead-letters'), index.deadLetters, sync);
  return appended;
}

function partOf(context: RunContext, mark: BucketMark, topic: (typeof FOLD_TOPICS)[number]): SegmentPart[] {
  let start = 0;
  for (const before of FOLD_TOPICS.slice(0, FOLD_TOPICS.indexOf(topic))) start += mark.segment[before];
  const end = start + mark.segment[topic];
  return end > start ? [{ path: segmentPathOf(context, mark.bucket), start, end }] : [];
}

/** Dead letters come in the order of the input; only now are the numbers of their lines known. */
function appendDeadLetters(path: string, parts: readonly DeadPart[], sync: boolean): number {
  const target = openToAppend(path);
  let bytes = 0;
  try {
    for (const part of parts) bytes += appendDeadPart(part, target, path);
  } finally {
    closeAppended(target, sync);
  }
  return bytes;
}

function appendDeadPart(part: DeadPart, target: number, path: string): number {
  const source = openSync(part.path, 'r');
  const head = Buffer.alloc(DEAD_LETTER_HEAD_BYTES);
  let bytes = 0;
  try {
    for (let position = part.start; position < part.end; ) {
      readFully(source, head, { start: 0, length: head.length, position });
      const beforeBytes = head.readUInt32LE(4);
      const length = beforeBytes + head.readUInt32LE(8);
      const text = Buffer.allocUnsafe(length);
      readFully(source, text, { start: 0, length, position: position + head.length });
      const line = Buffer.from(`${part.linesBefore + head.readUInt32LE(0) + 1}`);
      writeAll(
        target,
        Buffer.concat([text.subarray(0, beforeBytes), line, text.subarray(beforeBytes)]),
        path,
      );
      bytes += length + line.length;
      position += head.length + length;
    }
  } catch (error) {
    throw fileError(error, { action: 'read', path: part.path });
  } finally {
    closeSync(source);
  }
  return bytes;
}
