import { type Broker, type Cluster, type FetchAnswer, keepRaw } from './inside-kafkajs.ts';
import { faultType } from './kafka-error.ts';
import { type PartitionRead, readPartition } from './read-partition.ts';

/** Where to read from. */
export interface FetchPlace {
  readonly topic: string;
  readonly partition: number;
  readonly position: number;
}

/** What came of asking for a place. */
export type Fetched =
  | { readonly kind: 'read'; readonly place: FetchPlace; readonly read: PartitionRead }
  | { readonly kind: 'out-of-range'; readonly place: FetchPlace };

const READ_COMMITTED = 1;
/** Large answers hold the event loop, and with it every commit: 256 KiB were measured to be right. */
const PARTITION_BYTES_MAX = 256 * 1024;
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;
/** How long a broker waits for something to come; a partition that is newly asked for waits as long. */
const WAIT_MS_MAX = 100;

const STALE_TYPES: readonly string[] = [
  'NOT_LEADER_FOR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'REPLICA_NOT_AVAILABLE',
  'OFFSET_NOT_AVAILABLE',
];

/** Asks one broker for what stands at some places that it leads. */
export async function fetchFrom(
  cluster: Cluster,
  nodeId: number,
  places: readonly FetchPlace[],
): Promise<Fetched[]> {
  const broker: Broker = keepRaw(await cluster.findBroker({ nodeId }));
  let answer: FetchAnswer;
  try {
    answer = await broker.fetch({
      maxWaitTime: WAIT_MS_MAX,
      minBytes: 1,
      maxBytes: ANSWER_BYTES_MAX,
      isolationLevel: READ_COMMITTED,
      topics: places.map(({ topic, partition, position }) => ({
        topic,
        partitions: [{ partition, fetchOffset: String(position), maxBytes: PARTITION_BYTES_MAX }],
      })),
    });
  } catch (error) {
    if (faultType(error) !== 'OFFSET_OUT_OF_RANGE') throw error;
    // The library refuses the whole answer for one partition, and says which.
    const { topic, partition } = error as { readonly topic?: string; readonly partition?: number };
    const place = places.find((each) => each.topic === topic && each.partition === partition);
    if (place === undefined) throw error;
    return [{ kind: 'out-of-range', place }];
  }
  return answer.responses.flatMap(({ topicName, partitions }) =>
    partitions.flatMap((fetched): Fetched[] => {
      const place = places.find(
        ({ topic, partition }) => topic === topicName && partition === fetched.partition,
      );
      if (place === undefined) return [];
      return [{ kind: 'read', place, read: readPartition(answer, topicName, fetched, place.position) }];
    }),
  );
}

/** Makes the cluster look anew after a fetch that failed, so that the next one may go well. Never throws. */
export async function mendCluster(cluster: Cluster, error: unknown): Promise<void> {
  const { name, host, port } = error as { name?: string; host?: string; port?: number };
  if (name === 'KafkaJSConnectionClosedError' && host !== undefined && port !== undefined) {
    cluster.removeBroker({ host, port });
  }
  if (STALE_TYPES.includes(faultType(error)) || faultType(error) === '') {
    await cluster.refreshMetadata().catch(() => undefined);
  }
}
