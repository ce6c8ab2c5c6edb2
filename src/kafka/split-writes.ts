import type { LogMessage, LogWrite } from '../log/log.ts';

/** A request holds at most so much for one partition: a broker takes a mebibyte as one batch unless told otherwise. */
export const BATCH_BYTES_MAX = 900_000;
/** What a record takes beside its key, value and headers, with room to spare. */
const RECORD_OVERHEAD_BYTES = 64;

/** Parts writes into requests that brokers take, each partition's messages in their order. */
export function splitWrites(writes: readonly LogWrite[], bytesMax = BATCH_BYTES_MAX): LogWrite[][] {
  const requests: LogWrite[][] = [];
  for (const { topic, partition, messages } of writes) {
    chunksOf(messages, bytesMax).forEach((chunk, index) => {
      requests[index] ??= [];
      requests[index].push({ topic, partition, messages: chunk });
    });
  }
  return requests;
}

function chunksOf(messages: readonly LogMessage[], bytesMax: number): LogMessage[][] {
  const chunks: LogMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    const bytes = sizeOf(message);
    if (bytes > room || chunks.length === 0) {
      chunks.push([]);
      room = bytesMax;
    }
    chunks.at(-1)!.push(message);
    room -= bytes;
  }
  return chunks;
}

function sizeOf({ key, value, headers = [] }: LogMessage): number {
  const headerBytes = headers.reduce((sum, [name, bytes]) => sum + name.length * 3 + bytes.byteLength, 0);
  return (key?.byteLength ?? 0) + (value?.byteLength ?? 0) + headerBytes + RECORD_OVERHEAD_BYTES;
}
