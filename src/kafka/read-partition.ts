import type { LogHeader, LogRecord } from '../log/log.ts';
import { batchEndOf } from './batch-ends.ts';
import type { FetchAnswer, FetchedPartition, FetchedRecord } from './inside-kafkajs.ts';

/** What a fetch brought for one partition. */
export interface PartitionRead {
  /** Committed records from the position on. */
  readonly records: readonly LogRecord[];
  /** Where to read on; the position itself when nothing came. */
  readonly next: number;
  readonly highWatermark: number;
  /** Nothing beyond it is committed yet. */
  readonly stableEnd: number;
  /** About what the records hold. */
  readonly bytes: number;
}

/** An abort marker's key: version, then 0 for abort and 1 for commit. */
const CONTROL_TYPE_AT = 2;
const CONTROL_ABORT = 0;

/** Reads a partition's part of an answer: aborted records and markers are left out, and always passed. */
export function readPartition(
  answer: FetchAnswer,
  topic: string,
  fetched: FetchedPartition,
  position: number,
): PartitionRead {
  const aborting = new Set<string>();
  const aborted = [...(fetched.abortedTransactions ?? [])]
    .map(({ producerId, firstOffset }) => ({ producerId, firstOffset: Number(firstOffset) }))
    .sort((a, b) => a.firstOffset - b.firstOffset);
  const records: LogRecord[] = [];
  let bytes = 0;
  let next = position;
  let started = 0;
  for (const message of fetched.messages) {
    const offset = Number(message.offset);
    while (started < aborted.length && aborted[started]!.firstOffset <= offset) {
      aborting.add(aborted[started]!.producerId);
      started++;
    }
    const { producerId, inTransaction } = message.batchContext;
    if (message.isControlRecord) {
      if (message.key?.readInt16BE(CONTROL_TYPE_AT) === CONTROL_ABORT) aborting.delete(producerId);
    } else if (offset >= position && !(inTransaction && aborting.has(producerId))) {
      const record = recordOf(message, offset);
      records.push(record);
      bytes += (record.value?.byteLength ?? 0) + (record.key?.byteLength ?? 0);
    }
    if (offset >= next) next = offset + 1;
  }
  const { raw, apiVersion } = answer;
  const batchEnd = batchEndOf(raw, apiVersion, { topic, partition: fetched.partition });
  return {
    records,
    next: Math.max(next, batchEnd ?? 0),
    highWatermark: Number(fetched.highWatermark),
    stableEnd: Number(fetched.lastStableOffset),
    bytes,
  };
}

function recordOf(message: FetchedRecord, offset: number): LogRecord {
  return {
    offset,
    timestamp: Number(message.timestamp),
    key: message.key,
    value: message.value,
    headers: headersOf(message),
  };
}

function headersOf({ headers }: FetchedRecord): LogHeader[] {
  const found: LogHeader[] = [];
  for (const [name, value] of Object.entries(headers)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      found.push([name, typeof each === 'string' ? Buffer.from(each) : (each ?? Buffer.alloc(0))]);
    }
  }
  return found;
}
