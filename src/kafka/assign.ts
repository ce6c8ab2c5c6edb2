import type { TopicPartition } from '../log/log.ts';

/** A member of a group, as it tells of itself when it joins. */
export interface MemberClaim {
  readonly memberId: string;
  readonly topics: readonly string[];
  /** The generation in which it held what it says. */
  readonly generation: number;
  readonly held: readonly TopicPartition[];
  /** Partitions whose state lies on its machine. */
  readonly prefers: readonly TopicPartition[];
}

/**
 * Gives every partition to a member. Partitions of one number go together, whatever their topic. A share differs from
 * another by one at the most; within that each number stays with who held it last, else goes to who prefers it, else
 * to who has least: a join moves only what it must. The same claims give the same answer, in any order.
 */
export function assign(
  claims: readonly MemberClaim[],
  partitionCounts: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly TopicPartition[]> {
  const members = [...claims].sort((a, b) => compareText(a.memberId, b.memberId));
  const units = Math.max(0, ...partitionCounts.values());
  const shares = new Map(members.map(({ memberId }) => [memberId, new Set<number>()]));
  if (members.length > 0) {
    const owners = new Map<number, string>();
    const share = shareOf(members.length, units);
    const give = (unit: number, memberId: string) => {
      if (owners.has(unit) || !share.hasRoom(shares, memberId)) return;
      owners.set(unit, memberId);
      shares.get(memberId)!.add(unit);
    };
    for (const unit of numbers(units)) {
      const holder = lastHolder(members, unit);
      if (holder !== undefined) give(unit, holder);
    }
    for (const unit of numbers(units)) {
      for (const { memberId, prefers } of members) if (names(prefers, unit)) give(unit, memberId);
    }
    for (const unit of numbers(units)) if (!owners.has(unit)) give(unit, poorest(members, shares));
  }
  return spread(members, shares, partitionCounts);
}

function shareOf(members: number, units: number) {
  const least = Math.floor(units / members);
  const withOneMore = units % members;
  return {
    hasRoom: (shares: ReadonlyMap<string, ReadonlySet<number>>, memberId: string): boolean => {
      const size = shares.get(memberId)!.size;
      if (size < least) return true;
      const already = [...shares.values()].filter((share) => share.size > least).length;
      return size === least && already < withOneMore;
    },
  };
}

/** Of those who say that they held it, the one of the latest generation: the others say what was true before. */
function lastHolder(members: readonly MemberClaim[], unit: number): string | undefined {
  let best: MemberClaim | undefined;
  for (const member of members) {
    if (names(member.held, unit) && (best === undefined || member.generation > best.generation))
      best = member;
  }
  return best?.memberId;
}

function poorest(members: readonly MemberClaim[], shares: ReadonlyMap<string, ReadonlySet<number>>): string {
  let best = members[0]!.memberId;
  for (const { memberId } of members)
    if (shares.get(memberId)!.size < shares.get(best)!.size) best = memberId;
  return best;
}

/** The partitions of each member's numbers; one of a topic that the member does not read goes to one who does. */
function spread(
  members: readonly MemberClaim[],
  shares: ReadonlyMap<string, ReadonlySet<number>>,
  partitionCounts: ReadonlyMap<string, number>,
): Map<string, TopicPartition[]> {
  const given = new Map<string, TopicPartition[]>(members.map(({ memberId }) => [memberId, []]));
  for (const [topic, count] of [...partitionCounts].sort(([a], [b]) => compareText(a, b))) {
    const readers = members.filter(({ topics }) => topics.includes(topic)).map(({ memberId }) => memberId);
    for (const partition of numbers(count)) {
      const owner = members.find(({ memberId }) => shares.get(memberId)!.has(partition))?.memberId ?? '';
      const reader = readers.includes(owner) ? owner : readers[partition % Math.max(1, readers.length)];
      if (reader !== undefined) given.get(reader)!.push({ topic, partition });
    }
  }
  return given;
}

function names(partitions: readonly TopicPartition[], unit: number): boolean {
  return partitions.some(({ partition }) => partition === unit);
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
