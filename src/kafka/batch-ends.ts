/*
 * Where the record batches of a fetch answer end. The library gives records only; of a batch whose records compaction
 * took away nothing is left, and a reader that goes on from the last record would ask for that batch for ever.
 */

const THROTTLE_BYTES = 4;
const ERROR_AND_SESSION_BYTES = 6;
const HEAD_BYTES = 12;
const ABORTED_BYTES = 16;
/** Base offset, and the length of what follows. */
const BATCH_PREFIX_BYTES = 12;
/** From the beginning of a batch to the count of offsets in it, and past it. */
const LAST_DELTA_AT = 23;
const LAST_DELTA_END = 27;
const MAGIC_AT = 16;
const MAGIC = 2;

/** The offset behind the last whole batch of a partition; undefined where no whole batch came. */
export function batchEndOf(
  raw: Buffer,
  apiVersion: number,
  wanted: { readonly topic: string; readonly partition: number },
): number | undefined {
  let at = THROTTLE_BYTES + (apiVersion >= 7 ? ERROR_AND_SESSION_BYTES : 0);
  const topics = raw.readInt32BE(at);
  at += 4;
  for (let topicIndex = 0; topicIndex < topics; topicIndex++) {
    const nameLength = raw.readInt16BE(at);
    const topic = raw.toString('utf8', at + 2, at + 2 + nameLength);
    at += 2 + nameLength;
    const partitions = raw.readInt32BE(at);
    at += 4;
    for (let index = 0; index < partitions; index++) {
      const partition = raw.readInt32BE(at);
      // Number, error, high watermark, last stable offset, and since 5 where the log starts.
      at += 6 + 8 + 8 + (apiVersion >= 5 ? 8 : 0);
      at += 4 + Math.max(0, raw.readInt32BE(at)) * ABORTED_BYTES;
      if (apiVersion >= 11) at += 4;
      const bytes = Math.max(0, raw.readInt32BE(at));
      at += 4;
      if (topic === wanted.topic && partition === wanted.partition) {
        return lastBatchEnd(raw.subarray(at, at + bytes));
      }
      at += bytes;
    }
  }
  return undefined;
}

function lastBatchEnd(records: Buffer): number | undefined {
  let end: number | undefined;
  for (let at = 0; at + LAST_DELTA_END <= records.length; ) {
    const length = records.readInt32BE(at + HEAD_BYTES - 4);
    if (records[at + MAGIC_AT] !== MAGIC || at + BATCH_PREFIX_BYTES + length > records.length) return end;
    end = Number(records.readBigInt64BE(at)) + records.readInt32BE(at + LAST_DELTA_AT) + 1;
    at += BATCH_PREFIX_BYTES + length;
  }
  return end;
}
