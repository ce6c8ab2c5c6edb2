import type { CommittedOffset, HeldPartition, LogConsumer, Polled, TopicPartition } from '../log.ts';
import type { SimulatedBroker } from './broker.ts';
import type { GroupMember, SimulatedGroup } from './group.ts';
import type { SimulatedProcess } from './scheduler.ts';

interface Position {
  readonly held: HeldPartition;
  /** Undefined until the partition is started. */
  next: number | undefined;
  isPaused: boolean;
  /** The end that was told of last. */
  toldEnd: number;
  /** How often it was started. */
  starts: number;
}

const RECORDS_MAX = 6;

/** What a poll found, and the start of the position that it was fetched for. */
interface Found {
  readonly polled: Polled;
  readonly position: Position | undefined;
  readonly starts: number;
}

/** A member of a simulated group. */
export class SimulatedConsumer implements LogConsumer {
  readonly #broker: SimulatedBroker;
  readonly #process: SimulatedProcess;
  readonly #groupName: string;
  readonly #group: SimulatedGroup;
  readonly #topics: readonly string[];
  readonly #positions = new Map<string, Position>();
  #member: GroupMember;
  #generation = -1;

  constructor(
    broker: SimulatedBroker,
    process: SimulatedProcess,
    options: { readonly group: string; readonly topics: readonly string[] },
  ) {
    this.#broker = broker;
    this.#process = process;
    this.#groupName = options.group;
    this.#topics = options.topics;
    this.#group = broker.group(options.group);
    this.#member = { topics: options.topics, assigned: [] };
  }

  async poll({ waitMs }: { readonly waitMs: number }): Promise<Polled> {
    const { scheduler } = this.#broker;
    const found = await scheduler.call(this.#process, 'poll', () => this.#next());
    if (found !== undefined && !this.#isStale(found)) return found.polled;
    if (found === undefined) await scheduler.sleep(this.#process, waitMs);
    const again = await scheduler.call(this.#process, 'poll', () => this.#next());
    return again === undefined || this.#isStale(again) ? { kind: 'idle' } : again.polled;
  }

  start(held: HeldPartition, offset: number): void {
    const position = this.#positionOf(held);
    if (position === undefined) return;
    position.next = offset;
    position.isPaused = false;
    position.toldEnd = -1;
    position.starts++;
  }

  pause(held: HeldPartition): void {
    const position = this.#positionOf(held);
    if (position !== undefined) position.isPaused = true;
  }

  resume(held: HeldPartition): void {
    const position = this.#positionOf(held);
    if (position !== undefined) position.isPaused = false;
  }

  holds(held: HeldPartition): boolean {
    return this.#positionOf(held) !== undefined;
  }

  confirm(): Promise<boolean> {
    return this.#broker.scheduler.call(this.#process, 'confirm', () => this.#isCurrent());
  }

  commitOffset(held: HeldPartition, committed: CommittedOffset): Promise<boolean> {
    const { scheduler, faults } = this.#broker;
    const what = `commit offset ${held.topic}/${held.partition} ${committed.offset}`;
    return scheduler.call(this.#process, what, () => {
      if (!this.#isCurrent() || !this.holds(held)) return false;
      const isLost = scheduler.random.chance(faults.offsetAnswerLost);
      if (isLost && scheduler.random.chance(0.5)) return false;
      this.#broker.commit({ ...held, group: this.#groupName }, committed);
      return !isLost;
    });
  }

  rejoin(): Promise<void> {
    return this.#broker.scheduler.call(this.#process, 'rejoin', () => this.leave());
  }

  async close(): Promise<void> {
    await this.rejoin();
  }

  /** Out of the group: by its own will, or because the coordinator has not heard of it for too long. */
  leave(): void {
    this.#group.leave(this.#member);
  }

  /** Out of the group, without knowing it. */
  get isExpelled(): boolean {
    return !this.#group.has(this.#member);
  }

  #isCurrent(): boolean {
    return this.#generation === this.#group.generation && this.#group.has(this.#member);
  }

  /** Whether the position was started anew since, elsewhere: what was fetched before is not brought any more. */
  #isStale({ position, starts }: Found): boolean {
    return position !== undefined && position.starts !== starts;
  }

  #next(): Found | undefined {
    const { scheduler, faults } = this.#broker;
    if (scheduler.random.chance(faults.rebalances)) this.#group.rebalance();
    if (!this.#group.has(this.#member)) {
      this.#member = { topics: this.#topics, assigned: [] };
      this.#group.join(this.#member);
    }
    if (this.#generation !== this.#group.generation)
      return { polled: this.#takeOver(), position: undefined, starts: 0 };
    const ready = [...this.#positions.values()].filter(
      ({ next, isPaused }) => next !== undefined && !isPaused,
    );
    for (const position of ready) {
      const chosen = ready.length < 2 ? position : scheduler.random.pick(ready);
      const polled = this.#fetch(chosen);
      if (polled !== undefined) return { polled, position: chosen, starts: chosen.starts };
    }
    return undefined;
  }

  #takeOver(): Polled {
    this.#generation = this.#group.generation;
    const held = this.#member.assigned;
    const keys = new Set(held.map(keyOf));
    for (const [key, position] of this.#positions) {
      const kept = held.find((one) => keyOf(one) === key);
      if (!keys.has(key) || kept?.epoch !== position.held.epoch) this.#positions.delete(key);
    }
    for (const one of held) {
      if (this.#positions.has(keyOf(one))) continue;
      this.#positions.set(keyOf(one), { held: one, next: undefined, isPaused: true, toldEnd: -1, starts: 0 });
    }
    return { kind: 'assigned', held };
  }

  #fetch(position: Position): Polled | undefined {
    const { random } = this.#broker.scheduler;
    const { held } = position;
    const partition = this.#broker.partition(held);
    const { start, end } = partition.range;
    const next = position.next!;
    if (next < start || next > end) {
      position.isPaused = true;
      return { kind: 'out-of-range', from: held, position: next };
    }
    const leaks = () => random.chance(this.#broker.faults.leaks);
    const slice = partition.read(next, random.between(1, RECORDS_MAX), leaks);
    position.next = slice.next;
    if (slice.records.length > 0) return { kind: 'records', from: held, records: slice.records, end };
    if (position.toldEnd === end || slice.next < end) return undefined;
    position.toldEnd = end;
    return { kind: 'end', from: held, end };
  }

  #positionOf(held: HeldPartition): Position | undefined {
    const position = this.#positions.get(keyOf(held));
    return position?.held.epoch === held.epoch ? position : undefined;
  }
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
