import type { Kafka } from 'kafkajs';
import type { Log } from '../log/log.ts';
import { type ClientLog, type ClusterAccess, createKafka } from './client.ts';
import { KafkaConsumer } from './consumer.ts';
import { letGo, openCluster } from './inside-kafkajs.ts';
import { toOperational } from './kafka-error.ts';
import { fetchCommitted, offsetsOf, partitionsOf } from './offsets.ts';
import { openPlain } from './plain-producer.ts';
import { readToEnd } from './read-to-end.ts';
import { openTransactional } from './transactional-producer.ts';

export interface KafkaLogOptions {
  readonly access: ClusterAccess;
  readonly clientId: string;
  readonly sessionTimeoutMs: number;
  readonly log: ClientLog;
}

/** The log over Kafka; one for each process or thread. A cluster that cannot be reached or signed in to is told here. */
export async function openKafkaLog(options: KafkaLogOptions): Promise<Log> {
  const { access, clientId, sessionTimeoutMs, log } = options;
  const kafka: Kafka = createKafka(access, { clientId, log });
  const asking = openCluster(kafka);
  const reading = openCluster(kafka);
  try {
    await asking.connect();
  } catch (error) {
    throw toOperational(error, `connecting to ${access.brokers.join(', ')}`);
  }
  return {
    openConsumer: async ({ group, topics, prefers = () => [] }) => {
      const consumer = new KafkaConsumer(kafka, { group, topics, sessionTimeoutMs, prefers });
      try {
        return await consumer.open(topics);
      } catch (error) {
        throw toOperational(error, `joining the group ${group}`);
      }
    },
    openTransactional: ({ transactionalId }) =>
      openTransactional(kafka, { transactionalId, sessionTimeoutMs }),
    openPlain: () => openPlain(kafka),
    fetchCommitted: (from) => fetchCommitted(asking, from),
    offsetsOf: (from) => offsetsOf(asking, from),
    readToEnd: async (from, take) => {
      await reading.connect();
      await partitionsOf(reading, from.topic);
      return readToEnd(reading, from, take);
    },
    partitionsOf: (topic) => partitionsOf(asking, topic),
    close: async () => {
      await Promise.all([letGo(asking), letGo(reading)]);
    },
  };
}
