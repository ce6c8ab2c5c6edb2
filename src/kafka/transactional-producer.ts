import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka, Offsets, Producer, Transaction } from 'kafkajs';
import { OperationalError } from '../errors/operational-error.ts';
import type {
  Acknowledged,
  LogTransaction,
  LogWrite,
  TransactionalProducer,
  TransactionOutcome,
} from '../log/log.ts';
import { faultType, isFatal, isFenced, isRefusal, toOperational } from './kafka-error.ts';
import { acknowledgedOf, faultIn, toBatch } from './send-writes.ts';
import { splitWrites } from './split-writes.ts';

/** Back to back the broker still writes the last markers: it is asked again soon, not after the library's 300 ms. */
const RETRY = { initialRetryTime: 5, maxRetryTime: 100, retries: 50 };
const OFFSETS_TRIES_MAX = 60;
const OFFSETS_RETRY_MS_MAX = 100;
/** Refusals by a coordinator that was not ready, after which nothing was done; the library knows them by other names. */
const ASKED_AGAIN: readonly string[] = [
  'CONCURRENT_TRANSACTIONS',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'GROUP_LOAD_IN_PROGRESS',
  'NOT_COORDINATOR_FOR_GROUP',
];
/** Of the session: a transaction must end before others may take the partition. */
const SESSION_SHARE = 0.6;
const NEVER_HELPS: readonly string[] = ['MS_RECORD_TOO_LARGE', 'MS_TOPIC_MISSING'];

/** Opens the producer of an id: fences every earlier one, and ends what it left open. */
export async function openTransactional(
  kafka: Kafka,
  options: { readonly transactionalId: string; readonly sessionTimeoutMs: number },
): Promise<TransactionalProducer> {
  const { transactionalId, sessionTimeoutMs } = options;
  const boundMs = Math.floor(sessionTimeoutMs * SESSION_SHARE);
  const producer = kafka.producer({
    transactionalId,
    idempotent: true,
    maxInFlightRequests: 1,
    transactionTimeout: boundMs,
    allowAutoTopicCreation: false,
    retry: RETRY,
    createPartitioner: partitionGiven,
  });
  try {
    await producer.connect();
    // An empty transaction makes the library take its producer id, and the broker end what was open under it.
    const empty = await producer.transaction();
    await empty.abort();
  } catch (error) {
    await closeProducer(producer);
    throw toOperational(error, `opening the producer ${transactionalId}`);
  }
  return new KafkaTransactionalProducer(producer, boundMs);
}

/** Every message of ours names its partition. */
export const partitionGiven = () => {
  return ({ message }: { readonly message: { readonly partition?: number } }): number => {
    if (message.partition === undefined) throw new TypeError('a message without a partition');
    return message.partition;
  };
};

/** Lets go of a producer's connections without waiting for answers that may never come. */
export async function closeProducer(producer: Producer): Promise<void> {
  await Promise.race([producer.disconnect().catch(() => undefined), sleep(1_000, undefined, { ref: false })]);
}

class KafkaTransactionalProducer implements TransactionalProducer {
  readonly #producer: Producer;
  readonly #boundMs: number;
  #isOver = false;

  constructor(producer: Producer, boundMs: number) {
    this.#producer = producer;
    this.#boundMs = boundMs;
  }

  async transact(transaction: LogTransaction): Promise<TransactionOutcome> {
    if (this.#isOver) throw new TypeError('a producer was used after its end');
    const late = new AbortController();
    const tooLate = sleep(this.#boundMs, undefined, { signal: late.signal }).then(
      (): TransactionOutcome => ({ kind: 'unknown', cause: new Error('the transaction took too long') }),
      (): TransactionOutcome => ({ kind: 'unknown', cause: undefined }),
    );
    try {
      const outcome = await Promise.race([this.#transact(transaction), tooLate]);
      if (outcome.kind !== 'committed') await this.close();
      return outcome;
    } finally {
      late.abort();
    }
  }

  async close(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await closeProducer(this.#producer);
  }

  /*
   * Outputs, then the offset, then the end. A crash before the end is answered: the broker aborts what is open when a
   * successor opens or the time-out is over, and nothing of it was ever visible. A crash after it is a commit that
   * nobody here knows of: the successor reads the committed offset and goes on behind it.
   */
  async #transact({ writes, offset }: LogTransaction): Promise<TransactionOutcome> {
    let open: Transaction | undefined;
    const acknowledged: Acknowledged[] = [];
    try {
      open = await this.#producer.transaction();
      for (const request of splitWrites(writes)) {
        const named = await sendApart(open, request, this.#boundMs);
        const fault = faultIn(request, named);
        if (fault !== undefined) throw new OperationalError('MS_KAFKA_DROPPED', fault, { retriable: true });
        acknowledged.push(...named);
      }
      const { group, topic, partition, metadata } = offset;
      const partitions = [{ partition, offset: String(offset.offset), metadata }];
      await sendOffsets(open, { consumerGroupId: group, topics: [{ topic, partitions }] });
    } catch (error) {
      return this.#giveUp(open, error);
    }
    try {
      await open.commit();
      return { kind: 'committed', acknowledged };
    } catch (cause) {
      return { kind: isFenced(cause) ? 'fenced' : 'unknown', cause };
    }
  }

  /** Before its end was asked for a transaction is not committed; whether it is aborted only the broker can say. */
  async #giveUp(open: Transaction | undefined, cause: unknown): Promise<TransactionOutcome> {
    if (isFenced(cause) || faultType(cause) === 'CONCURRENT_TRANSACTIONS') return { kind: 'fenced', cause };
    const known = toOperational(cause, 'the transaction');
    let isAborted = false;
    try {
      await open?.abort();
      isAborted = open !== undefined;
    } catch (error) {
      if (isFenced(error)) return { kind: 'fenced', cause: error };
    }
    if (isFatal(cause) || (isRefusal(cause) && NEVER_HELPS.includes(known.code))) {
      await this.close();
      throw known;
    }
    return { kind: isAborted ? 'aborted' : 'unknown', cause };
  }
}

/**
 * Sends each partition in a call of its own. In one call for several brokers the library tries again as soon as one of
 * them fails, while the others' answers are still under way: these then get their messages a second time, with new
 * numbers, and nothing tells. All calls are waited for, so that an abort comes behind the last of them.
 */
async function sendApart(
  open: Transaction,
  writes: readonly LogWrite[],
  boundMs: number,
): Promise<Acknowledged[]> {
  const sends = await Promise.allSettled(writes.map((write) => open.sendBatch(toBatch([write], boundMs))));
  return sends.flatMap((send) => {
    if (send.status === 'rejected') throw send.reason;
    return acknowledgedOf(send.value);
  });
}

/** Adds the offset. A transaction without outputs meets the markers of the one before: that refusal is asked again. */
async function sendOffsets(
  open: Transaction,
  offsets: Offsets & { readonly consumerGroupId: string },
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await open.sendOffsets(offsets);
      return;
    } catch (error) {
      if (!ASKED_AGAIN.includes(faultType(error)) || tries === OFFSETS_TRIES_MAX) throw error;
      await sleep(Math.min(tries * RETRY.initialRetryTime, OFFSETS_RETRY_MS_MAX));
    }
  }
}
