import { setTimeout as sleep } from 'node:timers/promises';
import { OperationalError } from '../errors/operational-error.ts';
import type { LogRecord, OffsetRange, TopicPartition } from '../log/log.ts';
import { type FetchPlace, fetchFrom, mendCluster } from './fetch-from.ts';
import type { Cluster } from './inside-kafkajs.ts';
import { isFatal, toOperational } from './kafka-error.ts';
import { leaderOf, offsetsOf } from './offsets.ts';
import type { PartitionRead } from './read-partition.ts';

/** A read that gets no further for so long has failed: restoring must not hang without a word. */
const STALL_MS_MAX = 30_000;
const RETRY_MS = 200;

/** Reads a partition from an offset to the end that it had at the call, without a group. */
export async function readToEnd(
  cluster: Cluster,
  from: TopicPartition & { readonly offset: number },
  take: (records: readonly LogRecord[]) => void | Promise<void>,
): Promise<OffsetRange> {
  const { topic, partition } = from;
  const range = await offsetsOf(cluster, from);
  if (range === undefined) {
    throw new OperationalError('MS_TOPIC_MISSING', `there is no ${topic}/${partition} to read`, {
      retriable: false,
    });
  }
  let position = Math.max(from.offset, range.start);
  let movedAt = Date.now();
  while (position < range.end) {
    const found = await fetchNext(cluster, { topic, partition, position });
    if (found === 'out-of-range') throw behind(from, position);
    const { records = [], next = position } = found ?? {};
    const wanted = records.filter(({ offset }) => offset < range.end);
    if (wanted.length > 0) await take(wanted);
    if (next > position) movedAt = Date.now();
    else if (Date.now() - movedAt > STALL_MS_MAX) throw stalled(from, position, range.end);
    position = next;
  }
  return range;
}

/** What stands at a place; nothing where a broker could not be asked, which was waited for. */
async function fetchNext(
  cluster: Cluster,
  place: FetchPlace,
): Promise<PartitionRead | 'out-of-range' | undefined> {
  try {
    const [fetched] = await fetchFrom(cluster, leaderOf(cluster, place), [place]);
    return fetched?.kind === 'read' ? fetched.read : fetched?.kind;
  } catch (error) {
    if (isFatal(error)) throw toOperational(error, `reading ${place.topic}/${place.partition}`);
    await mendCluster(cluster, error);
    await sleep(RETRY_MS);
    return undefined;
  }
}

function behind({ topic, partition }: TopicPartition, position: number): OperationalError {
  const message = `${topic}/${partition} holds ${position} no more: it was cut while it was read`;
  return new OperationalError('MS_READ_CUT', message, { retriable: true });
}

function stalled({ topic, partition }: TopicPartition, position: number, end: number): OperationalError {
  const message = `${topic}/${partition} gets no further than ${position} of ${end}; a transaction may stand open`;
  return new OperationalError('MS_READ_STALLED', message, { retriable: true });
}
