import { OperationalError } from '../../errors/operational-error.ts';
import { assert } from '../../lib/assert.ts';
import type {
  Acknowledged,
  LogTransaction,
  LogWrite,
  PlainProducer,
  SendOutcome,
  TransactionalProducer,
  TransactionOutcome,
} from '../log.ts';
import type { SimulatedBroker, TransactionalId } from './broker.ts';
import type { SimulatedProcess } from './scheduler.ts';

/** How one step towards the broker went. */
type Step = 'done' | 'failed' | 'lost' | 'fenced';

const ARRIVES_LATE_MS_MAX = 400;
const LOST = new OperationalError('MS_LOG_TIMEOUT', 'the simulated broker does not answer', {
  retriable: true,
});
const REFUSED = new OperationalError('MS_LOG_REFUSED', 'the simulated broker refuses', { retriable: true });
const FENCED = new OperationalError('MS_LOG_FENCED', 'another producer has this id', { retriable: false });

/** The transactional producer of the simulation: every step of it can fail, be lost, or find itself fenced. */
export class SimulatedTransactional implements TransactionalProducer {
  readonly #broker: SimulatedBroker;
  readonly #process: SimulatedProcess;
  readonly #name: string;
  readonly #id: TransactionalId;
  readonly #epoch: number;
  #isClosed = false;

  constructor(
    broker: SimulatedBroker,
    process: SimulatedProcess,
    id: { readonly name: string; readonly epoch: number },
  ) {
    this.#broker = broker;
    this.#process = process;
    this.#name = id.name;
    this.#id = broker.transactionalId(id.name);
    this.#epoch = id.epoch;
  }

  async transact(transaction: LogTransaction): Promise<TransactionOutcome> {
    assert(!this.#isClosed, 'a producer is not used after it failed');
    const acknowledged: Acknowledged[] = [];
    for (const write of transaction.writes) {
      const step = await this.#step(`send ${write.topic}`, () => {
        const baseOffset = this.#append(write);
        acknowledged.push({ topic: write.topic, partition: write.partition, baseOffset });
      });
      if (step !== 'done') return this.#giveUp(step);
    }
    const { offset } = transaction;
    const step = await this.#step(`send offset ${offset.offset}`, () =>
      this.#broker.addOffset(this.#id, offset, { offset: offset.offset, metadata: offset.metadata }),
    );
    if (step !== 'done') return this.#giveUp(step);
    return this.#commit(acknowledged, offset.offset);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  #append(write: LogWrite): number {
    this.#id.open ??= { state: 'open', partitions: new Set() };
    return this.#broker.partition(write).append(write.messages, this.#broker.scheduler.now, this.#id.open);
  }

  #step(what: string, deed: () => void): Promise<Step> {
    const { scheduler, faults } = this.#broker;
    return scheduler.call(this.#process, `${this.#name} ${what}`, (): Step => {
      if (this.#id.epoch !== this.#epoch) return 'fenced';
      if (scheduler.random.chance(faults.transactionFails)) return 'failed';
      if (scheduler.random.chance(faults.transactionLost)) return 'lost';
      this.#id.open ??= { state: 'open', partitions: new Set() };
      deed();
      return 'done';
    });
  }

  async #commit(acknowledged: readonly Acknowledged[], offset: number): Promise<TransactionOutcome> {
    const { scheduler, faults } = this.#broker;
    const { random } = scheduler;
    const commit = () => {
      // A commit that comes too late finds a newer producer, and ends nothing.
      if (this.#id.epoch === this.#epoch) this.#broker.end(this.#id, 'committed');
    };
    const step = await scheduler.call(this.#process, `${this.#name} commit ${offset}`, (): Step => {
      if (this.#id.epoch !== this.#epoch) return 'fenced';
      if (random.chance(faults.transactionFails)) return 'failed';
      if (random.chance(faults.transactionLost)) return 'lost';
      if (random.chance(faults.commitLate)) {
        scheduler.later(
          random.between(1, ARRIVES_LATE_MS_MAX),
          `${this.#name} commit ${offset} arrives`,
          commit,
        );
        return 'lost';
      }
      commit();
      return random.chance(faults.commitAnswerLost) ? 'lost' : 'done';
    });
    return step === 'done' ? { kind: 'committed', acknowledged } : this.#giveUp(step);
  }

  async #giveUp(step: 'failed' | 'lost' | 'fenced'): Promise<TransactionOutcome> {
    this.#isClosed = true;
    if (step === 'fenced') return { kind: 'fenced', cause: FENCED };
    if (step === 'lost') return { kind: 'unknown', cause: LOST };
    const { scheduler, faults } = this.#broker;
    const ended = await scheduler.call(this.#process, `${this.#name} abort`, (): Step => {
      if (this.#id.epoch !== this.#epoch) return 'fenced';
      if (scheduler.random.chance(faults.transactionLost)) return 'lost';
      this.#broker.end(this.#id, 'aborted');
      return 'done';
    });
    if (ended === 'done') return { kind: 'aborted', cause: REFUSED };
    return ended === 'fenced' ? { kind: 'fenced', cause: FENCED } : { kind: 'unknown', cause: LOST };
  }
}

/** The plain producer of the simulation. */
export class SimulatedPlain implements PlainProducer {
  readonly #broker: SimulatedBroker;
  readonly #process: SimulatedProcess;
  #isClosed = false;

  constructor(broker: SimulatedBroker, process: SimulatedProcess) {
    this.#broker = broker;
    this.#process = process;
  }

  async send(writes: readonly LogWrite[]): Promise<SendOutcome> {
    assert(!this.#isClosed, 'a producer is not used after it failed');
    const { scheduler, faults } = this.#broker;
    const { random } = scheduler;
    const append = (write: LogWrite): Acknowledged => {
      const { topic, partition } = write;
      const baseOffset = this.#broker.partition(write).append(write.messages, scheduler.now);
      return { topic, partition, baseOffset };
    };
    const outcome = await scheduler.call(
      this.#process,
      `send ${writes.map(({ topic, partition }) => `${topic}/${partition}`).join(' ')}`,
      (): SendOutcome => {
        if (random.chance(faults.sendUnknown)) {
          // Each partition's request fares on its own.
          for (const write of writes) {
            const fate = random.next();
            if (fate < 0.35) append(write);
            else if (fate < 0.7)
              scheduler.later(random.between(1, ARRIVES_LATE_MS_MAX), `late ${write.topic}`, () =>
                append(write),
              );
          }
          return { kind: 'unknown', cause: LOST };
        }
        const drops = random.chance(faults.sendDrops);
        const kept = writes.filter(() => !drops || random.chance(0.5));
        return { kind: 'sent', acknowledged: kept.map(append) };
      },
    );
    if (outcome.kind === 'unknown') this.#isClosed = true;
    return outcome;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }
}
