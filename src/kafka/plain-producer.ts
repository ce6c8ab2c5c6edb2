import type { Kafka, Producer } from 'kafkajs';
import { assert } from '../lib/assert.ts';
import type { Acknowledged, LogWrite, PlainProducer, SendOutcome } from '../log/log.ts';
import { isFatal, isRefusal, toOperational } from './kafka-error.ts';
import { acknowledgedOf, toBatch } from './send-writes.ts';
import { splitWrites } from './split-writes.ts';
import { closeProducer, partitionGiven } from './transactional-producer.ts';

const RETRY = { initialRetryTime: 20, maxRetryTime: 500, retries: 10 };
const SEND_MS_MAX = 15_000;

/** Opens an idempotent producer without transactions. */
export async function openPlain(kafka: Kafka): Promise<PlainProducer> {
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    retry: RETRY,
    createPartitioner: partitionGiven,
  });
  try {
    await producer.connect();
  } catch (error) {
    await closeProducer(producer);
    throw toOperational(error, 'opening a producer');
  }
  return new KafkaPlainProducer(producer);
}

class KafkaPlainProducer implements PlainProducer {
  readonly #producer: Producer;
  #isOver = false;

  constructor(producer: Producer) {
    this.#producer = producer;
  }

  async send(writes: readonly LogWrite[]): Promise<SendOutcome> {
    assert(!this.#isOver, 'a producer was used after its end');
    const acknowledged: Acknowledged[] = [];
    try {
      for (const request of splitWrites(writes)) {
        acknowledged.push(...acknowledgedOf(await this.#producer.sendBatch(toBatch(request, SEND_MS_MAX))));
      }
      return { kind: 'sent', acknowledged };
    } catch (cause) {
      await this.close();
      const known = toOperational(cause, 'sending');
      if (isFatal(cause) || (isRefusal(cause) && !known.retriable)) throw known;
      return { kind: 'unknown', cause };
    }
  }

  async close(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await closeProducer(this.#producer);
  }
}
