import type { TopicPartition } from '../log/log.ts';
import type { MemberClaim } from './assign.ts';
import { MemberAssignment, MemberMetadata } from './inside-kafkajs.ts';

/** The name of our way to assign; members that know another cannot join the same group. */
export const ASSIGNER_NAME = 'milestream-sticky';
const VERSION = 1;

type ByTopic = Readonly<Record<string, readonly number[]>>;

/** What a member tells of itself when it joins. */
export function encodeClaim(claim: Omit<MemberClaim, 'memberId'>): Buffer {
  const { generation, held, prefers, topics } = claim;
  const userData = Buffer.from(
    JSON.stringify({ generation, held: byTopic(held), prefers: byTopic(prefers) }),
  );
  return MemberMetadata.encode({ version: VERSION, topics: [...topics], userData });
}

/** Reads it; a claim that cannot be read claims nothing. */
export function decodeClaim(memberId: string, metadata: Buffer): MemberClaim {
  const decoded = MemberMetadata.decode(metadata);
  const topics = decoded?.topics ?? [];
  let said: unknown;
  try {
    said = JSON.parse(decoded?.userData.toString('utf8') ?? '');
  } catch {
    said = undefined;
  }
  const { generation, held, prefers } = (said ?? {}) as Readonly<Record<string, unknown>>;
  return {
    memberId,
    topics,
    generation: typeof generation === 'number' ? generation : -1,
    held: listed(held),
    prefers: listed(prefers),
  };
}

/** What a leader tells a member that it gets. */
export function encodeAssignment(partitions: readonly TopicPartition[]): Buffer {
  const assignment = Object.fromEntries(
    Object.entries(byTopic(partitions)).map(([topic, numbers]) => [topic, [...numbers]]),
  );
  return MemberAssignment.encode({ version: VERSION, assignment, userData: Buffer.alloc(0) });
}

export function decodeAssignment(bytes: Buffer): TopicPartition[] {
  return listed(MemberAssignment.decode(bytes)?.assignment);
}

function byTopic(partitions: readonly TopicPartition[]): ByTopic {
  const found: Record<string, number[]> = {};
  for (const { topic, partition } of partitions) {
    found[topic] ??= [];
    found[topic].push(partition);
  }
  return found;
}

function listed(value: unknown): TopicPartition[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as ByTopic).flatMap(([topic, numbers]) =>
    (Array.isArray(numbers) ? numbers : []).map((partition: number) => ({ topic, partition })),
  );
}
