import { Buffer } from 'node:buffer';
import type { OperationalError } from '../../src/errors/operational-error.ts';
import { seededRandom } from '../../src/lib/random.ts';
import type { LogMessage } from '../../src/log/log.ts';
import { SimulatedBroker } from '../../src/log/simulated/broker.ts';
import { Scheduler } from '../../src/log/simulated/scheduler.ts';
import { SimulatedLog } from '../../src/log/simulated-log.ts';
import { DAY_LAST, formatDay } from '../../src/model/day.ts';
import type { CustomerKey } from '../../src/model/ids.ts';
import type { ConsentEvent, CustomerEvent } from '../../src/model/ledger-event.ts';
import { encodeLedgerEvent } from '../../src/registry/ledger-codec.ts';
import { encodeEventBlocks } from '../../src/runtime/service/ledger-block.ts';
import { newPartitionState, type PartitionState } from '../../src/runtime/service/partition-state.ts';
import { decodeCommitted } from '../../src/runtime/service/restore-point.ts';
import type { ServiceEvent } from '../../src/runtime/service/service-event.ts';
import { DETECTOR_TUNING, type DetectorOptions } from '../../src/runtime/service/service-options.ts';
import { encodeSnapshot } from '../../src/runtime/service/snapshot.ts';
import { engine } from '../runtime/stand-in-engine.ts';
import { SimulatedDisk } from '../simulation/machines.ts';

/** A broker without faults, one process on one machine, and a detector's options for it. */
export function ground(seed = 1) {
  const scheduler = new Scheduler(seededRandom(seed), 1_000_000);
  const broker = new SimulatedBroker(scheduler);
  for (const topic of ['ledger', 'snapshots', 'progress', 'definitions', 'signals', 'audit', 'transactions'])
    broker.createTopic(topic, 1);
  const process = { name: 'p', alive: true, stoppedUntil: 0 };
  const log = new SimulatedLog(broker, process);
  const disk = new SimulatedDisk();
  const said: ServiceEvent[] = [];
  const options: DetectorOptions = {
    app: 'app',
    log,
    clock: { now: () => scheduler.now, sleep: (ms) => scheduler.sleep(process, ms) },
    topics: { ledger: 'ledger', snapshots: 'snapshots', definitions: 'definitions', progress: 'progress' },
    engine,
    fold: { historyUntil: -1, writesTransactions: true },
    compile: () => ({ hash: '', epoch: 0, dictionaryHash: '', definitions: [], notes: [] }),
    stores: disk.storesOf(process, scheduler),
    encodeOutput: (record, customer) => ({
      topic: record.topic,
      message: { key: Buffer.from(customer), value: Buffer.from(JSON.stringify(record.body)) },
    }),
    schemaOf: () => undefined,
    tuning: { ...DETECTOR_TUNING, pollMs: 20, backoffMs: 5 },
    observe: (event) => said.push(event),
    foldVersion: 1,
  };
  const partition = (topic: string) => broker.partition({ topic, partition: 0 });
  const append = (topic: string, ...messages: LogMessage[]) =>
    partition(topic).append(messages, scheduler.now);
  return { scheduler, broker, process, log, disk, options, said, partition, append };
}

/** Lets the world turn until a promise has settled. */
export async function settle<T>(scheduler: Scheduler, promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const done = () => {
    isSettled = true;
  };
  promise.then(done, done);
  for (let moments = 0; !isSettled; moments++) {
    if (moments > 100_000) throw new Error('it does not settle');
    await scheduler.step();
  }
  return promise;
}

/** The code by which a promise fails. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: OperationalError) => error.code,
  );
}

/** A snapshot of a customer that nobody folded. */
export function snapshotOf(options: {
  readonly reflects: number;
  readonly born: number;
  readonly due?: number;
}): Buffer {
  const hot = Buffer.from(
    JSON.stringify({
      clock: 0,
      lastTick: 0,
      dueDay: 0x7fffffff,
      outputs: 0,
      chain: '',
      payments: {},
      lastDay: 0,
    }),
  );
  return encodeSnapshot({ due: undefined, ...options, parts: { hot, cold: undefined, ids: undefined } });
}

/** A partition's state with so many customers. */
export function stateWith(customers: number): PartitionState {
  return { ...newPartitionState(), customers };
}

export const asCustomer = (name: string) => name as CustomerKey;

type Ground = ReturnType<typeof ground>;

/** A block of the ledger with one consent. */
export function consentOf(name: string, offset: number): Uint8Array {
  const event: ConsentEvent = {
    kind: 'consent',
    customer: asCustomer(name),
    purpose: 'marketing',
    state: 'given',
    at: offset,
    day: 20_000,
    orderDay: 20_000,
    orderInstant: offset,
  };
  return blockOf(event, offset);
}

/** A block of the ledger with one payment. */
export function paymentOf(customer: string, offset: number, day: number): Uint8Array {
  const line = {
    kind: 'transaction',
    id: `t${offset}`,
    customer,
    account: 'a',
    date: formatDay(day),
    amount: '-1.00',
    currency: 'EUR',
    description: 'M1',
  };
  const settings = {
    dictionary: undefined,
    zone: 'UTC',
    partySecret: 'a secret of the tests',
    asOf: DAY_LAST,
  };
  const event = engine.createIntake(settings)(line, { format: 'plain', file: 'f', line: 1, index: 0 });
  if (event.kind !== 'transaction') throw new Error(JSON.stringify(event));
  return blockOf(event, offset);
}

function blockOf(event: CustomerEvent, offset: number): Uint8Array {
  const from = { source: 's', epoch: 0, partition: 0 };
  const [block] = encodeEventBlocks(from, [{ offset, index: 0, bytes: encodeLedgerEvent(event) }]);
  return block!;
}

export function appendLedger({ append }: Ground, ...values: Uint8Array[]): void {
  append('ledger', ...values.map((value) => ({ key: null, value })));
}

export const committedOf = ({ broker }: Ground) =>
  decodeCommitted(broker.committed({ group: 'app-detector', topic: 'ledger', partition: 0 }));
/** Whose the outputs of a topic are, in their order. */
export const outputsOf = ({ partition }: Ground, topic = 'audit') =>
  partition(topic)
    .everCommitted()
    .map(({ key }) => Buffer.from(key!).toString());

/** Turns the world until something holds. */
export async function until(of: Ground, holds: () => boolean): Promise<void> {
  for (let moments = 0; !holds(); moments++) {
    if (moments > 100_000) throw new Error('it never holds');
    await of.scheduler.step();
  }
}
