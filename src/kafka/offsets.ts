import { setTimeout as sleep } from 'node:timers/promises';
import type { CommittedOffset, OffsetRange, TopicPartition } from '../log/log.ts';
import type { Cluster } from './inside-kafkajs.ts';
import { faultType, isFatal, toOperational } from './kafka-error.ts';

const TRIES_MAX = 6;
const RETRY_FIRST_MS = 100;
const READ_UNCOMMITTED = 0;
const EARLIEST = -2;
const LATEST = -1;

/** Asks again what a broker could not answer yet, a bounded number of times. */
export async function asked<T>(cluster: Cluster, doing: string, ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      await cluster.connect();
      return await ask();
    } catch (error) {
      if (isFatal(error) || tries === TRIES_MAX) throw toOperational(error, doing);
      await sleep(RETRY_FIRST_MS * 2 ** (tries - 1));
      await cluster.refreshMetadata().catch(() => undefined);
    }
  }
}

/** How many partitions a topic has; undefined where there is none of that name. */
export async function partitionsOf(cluster: Cluster, topic: string): Promise<number | undefined> {
  return asked(cluster, `looking at ${topic}`, async () => {
    try {
      await cluster.addMultipleTargetTopics([topic]);
    } catch (error) {
      if (faultType(error) === 'UNKNOWN_TOPIC_OR_PARTITION') return undefined;
      throw error;
    }
    const { length } = cluster.findTopicPartitionMetadata(topic);
    return length === 0 ? undefined : length;
  });
}

/** What a partition holds, up to its high watermark. */
export async function offsetsOf(
  cluster: Cluster,
  { topic, partition }: TopicPartition,
): Promise<OffsetRange | undefined> {
  const count = await partitionsOf(cluster, topic);
  if (count === undefined || partition >= count) return undefined;
  return asked(cluster, `offsets of ${topic}/${partition}`, async () => {
    const nodeId = leaderOf(cluster, { topic, partition });
    const broker = await cluster.findBroker({ nodeId });
    const at = async (timestamp: number) => {
      const topics = [{ topic, partitions: [{ partition, timestamp }] }];
      const { responses } = await broker.listOffsets({ isolationLevel: READ_UNCOMMITTED, topics });
      return Number(responses[0]!.partitions[0]!.offset);
    };
    return { start: await at(EARLIEST), end: await at(LATEST) };
  });
}

/** The node that leads a partition. */
export function leaderOf(cluster: Cluster, { topic, partition }: TopicPartition): number {
  const found = cluster
    .findTopicPartitionMetadata(topic)
    .find(({ partitionId }) => partitionId === partition);
  if (found === undefined || found.leader < 0) throw new Error(`${topic}/${partition} has no leader`);
  return found.leader;
}

/** What a group has committed for a partition. */
export async function fetchCommitted(
  cluster: Cluster,
  { group, topic, partition }: TopicPartition & { readonly group: string },
): Promise<CommittedOffset | undefined> {
  return asked(cluster, `the committed offset of ${topic}/${partition}`, async () => {
    const coordinator = await cluster.findGroupCoordinator({ groupId: group });
    const { responses } = await coordinator.offsetFetch({
      groupId: group,
      topics: [{ topic, partitions: [{ partition }] }],
    });
    const found = responses[0]?.partitions[0];
    const offset = Number(found?.offset ?? -1);
    return offset < 0 ? undefined : { offset, metadata: found?.metadata ?? '' };
  });
}
