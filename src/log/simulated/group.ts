import type { Random } from '../../lib/random.ts';
import type { HeldPartition, TopicPartition } from '../log.ts';

/** A member as the coordinator knows it. */
export interface GroupMember {
  readonly topics: readonly string[];
  /** What it is to hold as of `generation`; it learns of it when it polls. */
  assigned: readonly HeldPartition[];
}

/** Chance that a partition stays where it is when members come and go. */
const STAYS = 0.7;

/**
 * A group without the courtesy of a real one: when it moves a partition, the member that had it is not asked, and
 * learns of it at its next poll, while the next one may already work.
 */
export class SimulatedGroup {
  generation = 0;
  readonly #random: Random;
  readonly #partitionCount: (topic: string) => number | undefined;
  readonly #members: GroupMember[] = [];
  readonly #owners = new Map<string, { member: GroupMember; epoch: number }>();
  #epochs = 0;

  constructor(random: Random, partitionCount: (topic: string) => number | undefined) {
    this.#random = random;
    this.#partitionCount = partitionCount;
  }

  has(member: GroupMember): boolean {
    return this.#members.includes(member);
  }

  join(member: GroupMember): void {
    this.#members.push(member);
    this.rebalance();
  }

  leave(member: GroupMember): void {
    const index = this.#members.indexOf(member);
    if (index < 0) return;
    this.#members.splice(index, 1);
    this.rebalance();
  }

  rebalance(): void {
    const random = this.#random;
    this.generation++;
    for (const [key, { member }] of this.#owners) if (!this.has(member)) this.#owners.delete(key);
    const given = new Map<GroupMember, HeldPartition[]>(this.#members.map((member) => [member, []]));
    for (const partition of this.#partitions()) {
      const key = `${partition.topic}/${partition.partition}`;
      const takers = this.#members.filter(({ topics }) => topics.includes(partition.topic));
      if (takers.length === 0) continue;
      let owner = this.#owners.get(key);
      const next = owner !== undefined && random.chance(STAYS) ? owner.member : random.pick(takers);
      if (owner?.member !== next) {
        owner = { member: next, epoch: ++this.#epochs };
        this.#owners.set(key, owner);
      }
      given.get(next)!.push({ ...partition, epoch: owner.epoch });
    }
    for (const [member, held] of given) member.assigned = held;
  }

  #partitions(): TopicPartition[] {
    const topics = [...new Set(this.#members.flatMap((member) => member.topics))].sort();
    return topics.flatMap((topic) =>
      Array.from({ length: this.#partitionCount(topic) ?? 0 }, (_, partition) => ({
        topic,
        partition,
      })),
    );
  }
}
