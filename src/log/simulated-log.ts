import { OperationalError } from '../errors/operational-error.ts';
import type {
  CommittedOffset,
  Log,
  LogConsumer,
  LogRecord,
  OffsetRange,
  PlainProducer,
  TopicPartition,
  TransactionalProducer,
} from './log.ts';
import type { SimulatedBroker } from './simulated/broker.ts';
import { SimulatedConsumer } from './simulated/consumer.ts';
import { SimulatedPlain, SimulatedTransactional } from './simulated/producers.ts';
import type { SimulatedProcess } from './simulated/scheduler.ts';

const READ_RECORDS_MAX = 50;

/** The log as one process of a simulation sees it; what it writes stays with the broker when the process dies. */
export class SimulatedLog implements Log {
  /** Its members of groups, so that the simulation can expel them. */
  readonly consumers: SimulatedConsumer[] = [];
  readonly #broker: SimulatedBroker;
  readonly #process: SimulatedProcess;

  constructor(broker: SimulatedBroker, process: SimulatedProcess) {
    this.#broker = broker;
    this.#process = process;
  }

  openConsumer(options: {
    readonly group: string;
    readonly topics: readonly string[];
  }): Promise<LogConsumer> {
    return this.#call('open consumer', () => {
      const consumer = new SimulatedConsumer(this.#broker, this.#process, options);
      this.consumers.push(consumer);
      return consumer;
    });
  }

  openTransactional({ transactionalId: name }: { transactionalId: string }): Promise<TransactionalProducer> {
    return this.#call(`open ${name}`, () => {
      const { scheduler, faults } = this.#broker;
      if (scheduler.random.chance(faults.opensFail)) throw notNow('open a producer');
      const epoch = this.#broker.openId(name);
      return new SimulatedTransactional(this.#broker, this.#process, { name, epoch });
    });
  }

  openPlain(): Promise<PlainProducer> {
    return this.#call('open producer', () => {
      const { scheduler, faults } = this.#broker;
      if (scheduler.random.chance(faults.opensFail)) throw notNow('open a producer');
      return new SimulatedPlain(this.#broker, this.#process);
    });
  }

  fetchCommitted(from: TopicPartition & { readonly group: string }): Promise<CommittedOffset | undefined> {
    return this.#call('fetch committed', () => this.#broker.committed(from));
  }

  offsetsOf(from: TopicPartition): Promise<OffsetRange | undefined> {
    return this.#call('ask offsets', () => this.#broker.partition(from).range);
  }

  async readToEnd(
    from: TopicPartition & { readonly offset: number },
    take: (records: readonly LogRecord[]) => void | Promise<void>,
  ): Promise<OffsetRange> {
    const { scheduler, faults } = this.#broker;
    const { random } = scheduler;
    const partition = this.#broker.partition(from);
    const range = await this.#call('ask offsets', () => partition.range);
    for (let next = Math.max(from.offset, range.start); next < range.end; ) {
      const slice = await this.#call(`read ${from.topic}/${from.partition} ${next}`, () => {
        if (random.chance(faults.readsStall)) throw notNow('read');
        return partition.read(next, READ_RECORDS_MAX, () => random.chance(faults.leaks));
      });
      if (slice.next <= next) throw notNow('read to the end');
      next = slice.next;
      if (slice.records.length > 0) await take(slice.records);
    }
    return range;
  }

  partitionsOf(topic: string): Promise<number | undefined> {
    return this.#call('ask partitions', () => this.#broker.partitionCount(topic));
  }

  async close(): Promise<void> {}

  #call<T>(what: string, deed: () => T): Promise<T> {
    return this.#broker.scheduler.call(this.#process, what, deed);
  }
}

function notNow(action: string): OperationalError {
  return new OperationalError('MS_LOG_TIMEOUT', `the simulated broker cannot ${action} now`, {
    retriable: true,
  });
}
