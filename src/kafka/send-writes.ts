import kafkajs, { type Message, type ProducerBatch, type RecordMetadata } from 'kafkajs';
import { assert } from '../lib/assert.ts';
import type { Acknowledged, LogMessage, LogWrite } from '../log/log.ts';
import { keyOf } from './membership.ts';

const { CompressionTypes } = kafkajs;

/** Below this, compressing costs more than it saves. */
const COMPRESS_BYTES_MIN = 4_096;
/** kafkajs takes a marker by its key: a record with this one would be swallowed by its readers. */
const MARKER_KEY = Buffer.alloc(4);

/** One request, as the library takes it: all in-sync replicas must have it. */
export function toBatch(writes: readonly LogWrite[], timeoutMs: number): ProducerBatch {
  const byTopic = new Map<string, Message[]>();
  let bytes = 0;
  for (const { topic, partition, messages } of writes) {
    const list = byTopic.get(topic) ?? [];
    byTopic.set(topic, list);
    for (const message of messages) {
      list.push(toMessage(message, partition));
      bytes += message.value?.byteLength ?? 0;
    }
  }
  return {
    acks: -1,
    timeout: timeoutMs,
    compression: bytes < COMPRESS_BYTES_MIN ? CompressionTypes.None : CompressionTypes.GZIP,
    topicMessages: [...byTopic].map(([topic, messages]) => ({ topic, messages })),
  };
}

function toMessage({ key, value, headers = [] }: LogMessage, partition: number): Message {
  assert(key === null || !MARKER_KEY.equals(key), 'a key that readers take for a marker');
  const named: Record<string, Buffer | Buffer[]> = {};
  for (const [name, bytes] of headers) {
    const known = named[name];
    if (known === undefined) named[name] = bufferOf(bytes);
    else if (Array.isArray(known)) known.push(bufferOf(bytes));
    else named[name] = [known, bufferOf(bytes)];
  }
  return {
    partition,
    key: key === null ? null : bufferOf(key),
    value: value === null ? null : bufferOf(value),
    headers: named,
  };
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** What the brokers named in their answers, no more. */
export function acknowledgedOf(answers: readonly RecordMetadata[]): Acknowledged[] {
  return answers
    .filter(({ errorCode }) => errorCode === 0)
    .map(({ topicName, partition, baseOffset }) => ({
      topic: topicName,
      partition,
      baseOffset: Number(baseOffset),
    }));
}

/**
 * What is wrong with an answer, in words; undefined where each partition that was sent to is named just once.
 * The library retries a send by brokers, not by partitions: when leaders move meanwhile, a partition whose new leader
 * has answered already is left out, and one whose old leader has answered is sent again with new numbers, which no
 * broker takes for the same. It calls both a success.
 */
export function faultIn(
  writes: readonly LogWrite[],
  acknowledged: readonly Acknowledged[],
): string | undefined {
  const times = new Map<string, number>();
  for (const { topic, partition } of acknowledged) {
    const key = keyOf(topic, partition);
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  for (const { topic, partition } of writes) {
    const key = keyOf(topic, partition);
    const named = times.get(key) ?? 0;
    if (named === 0) return `no broker answered for ${key}`;
    if (named > 1) return `${key} was sent ${named} times`;
  }
  return undefined;
}
