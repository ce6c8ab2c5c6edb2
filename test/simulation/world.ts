import { Buffer } from 'node:buffer';
import { OperationalError } from '../../src/errors/operational-error.ts';
import { defaultProfile } from '../../src/intake/profile.ts';
import { seededRandom } from '../../src/lib/random.ts';
import { dayOfInstantIn } from '../../src/lib/zone.ts';
import { SimulatedBroker } from '../../src/log/simulated/broker.ts';
import { NO_LOG_FAULTS } from '../../src/log/simulated/faults.ts';
import { Scheduler, type SimulatedProcess } from '../../src/log/simulated/scheduler.ts';
import { SimulatedLog } from '../../src/log/simulated-log.ts';
import { DAY_LAST } from '../../src/model/day.ts';
import type { DefinitionSet } from '../../src/model/definition.ts';
import type { Engine } from '../../src/runtime/engine.ts';
import { DetectorWorker } from '../../src/runtime/service/detector-worker.ts';
import type { IntakeSource } from '../../src/runtime/service/intake-options.ts';
import { INTAKE_TUNING } from '../../src/runtime/service/intake-options.ts';
import { IntakeWorker } from '../../src/runtime/service/intake-worker.ts';
import { decodeBlock } from '../../src/runtime/service/ledger-block.ts';
import { FOLD_VERSION } from '../../src/runtime/service/partition-state.ts';
import { encodeProgress } from '../../src/runtime/service/progress-record.ts';
import type { ServiceEvent } from '../../src/runtime/service/service-event.ts';
import { DETECTOR_TUNING } from '../../src/runtime/service/service-options.ts';
import { SLICES } from '../../src/store/keys.ts';
import { SimulatedDisk } from './machines.ts';
import { textOf } from './oracle.ts';
import { CLOCK_START_MS, type Plan, type PlannedRecord } from './plan.ts';

export const OUTPUT_TOPICS = ['signals', 'audit', 'transactions', 'activations'] as const;
const APP = 'app';
const dayOfInstant = dayOfInstantIn('UTC');
const TOPICS = {
  ledger: 'ledger',
  snapshots: 'snapshots',
  progress: 'progress',
  definitions: 'definitions',
  deadLetters: 'dead-letters',
};

/** What the fold is told, beside its definitions. */
export const FOLD = { historyUntil: -1, writesTransactions: true } as const;

/** The core of a simulation, and what it makes of an epoch's content. */
export interface SimulatedCore {
  readonly engine: Engine;
  readonly dictionary: unknown;
  readonly definitions: (epoch: number) => DefinitionSet;
}

/** What a worker is started on. */
type Machine = Pick<Member, 'process' | 'log' | 'disk'>;

interface Member {
  readonly name: string;
  readonly kind: 'detector' | 'intake';
  readonly disk: SimulatedDisk;
  process: SimulatedProcess;
  log: SimulatedLog;
  worker: { stop(): void };
  isStopping: boolean;
}

/** A broker, some machines, and what happens to them. */
export class World {
  readonly scheduler: Scheduler;
  readonly broker: SimulatedBroker;
  readonly plan: Plan;
  /** Why a worker refuses to go on; empty while none does. */
  refused = '';
  /** What no worker may ever do. */
  failure: unknown;
  readonly counts: Record<string, number> = {};
  readonly #core: SimulatedCore;
  readonly #members: Member[] = [];
  readonly #sources: readonly IntakeSource[];
  #areFaultsOn = true;
  #activations = 0;
  #contentAtMs = 0;

  constructor(plan: Plan, core: SimulatedCore) {
    this.plan = plan;
    this.#core = core;
    this.scheduler = new Scheduler(seededRandom(plan.seed * 2 + 1), CLOCK_START_MS);
    this.broker = new SimulatedBroker(this.scheduler);
    this.#sources = Array.from({ length: plan.sources }, (_, index) => ({
      id: `source-${index}`,
      epoch: 0,
      partitions: plan.sourcePartitions,
      topic: `in-${index}`,
      reading: { format: 'plain', profile: defaultProfile('plain') },
      holders: { kind: 'named' },
    }));
    for (const { topic, partitions } of this.#sources) this.broker.createTopic(topic, partitions);
    for (const topic of [TOPICS.ledger, TOPICS.snapshots, ...OUTPUT_TOPICS])
      this.broker.createTopic(topic, plan.ledgerPartitions);
    for (const topic of [TOPICS.progress, TOPICS.definitions, TOPICS.deadLetters])
      this.broker.createTopic(topic, 1);
    this.broker.faults = plan.faults;
    this.scheduler.disturb = (process) => this.#disturb(process);
  }

  /** Lets the machines start, and everything happen that is planned. */
  begin(): void {
    const { detectors, intakes, mishaps, records, faultsUntilMs } = this.plan;
    for (let index = 0; index < detectors + intakes; index++) {
      const kind = index < detectors ? 'detector' : 'intake';
      const disk = new SimulatedDisk();
      disk.fullness = this.plan.fullness;
      this.#start({ name: `${kind}-${index}`, kind, disk }, index);
    }
    this.append(records);
    for (const mishap of mishaps)
      this.scheduler.later(mishap.atMs, `mishap ${mishap.kind}`, () => this.#happen(mishap));
    this.scheduler.later(faultsUntilMs, 'no more faults', () => this.stopFaults());
  }

  append(records: readonly PlannedRecord[]): void {
    for (const { atMs, source, partition, value } of records) {
      const topic = this.#sources[source]!.topic;
      this.scheduler.later(atMs, '', () => {
        const message = { key: null, value: Buffer.from(value) };
        this.broker.partition({ topic, partition }).append([message], this.scheduler.now);
      });
    }
  }

  stopFaults(): void {
    this.#areFaultsOn = false;
    this.broker.faults = NO_LOG_FAULTS;
    for (const { disk } of this.#members) disk.fullness = 0;
  }

  /** Kills everyone, and starts new processes on the same machines or on new ones. */
  beginAgain(keepsDisks: boolean): void {
    for (const [index, member] of this.#members.entries()) {
      this.#kill(member);
      if (!keepsDisks) member.disk.wipe();
      this.#start(member, index);
    }
  }

  /** How far everything is, for whoever has to find out why it goes no further. */
  describe(): string {
    const groups = [
      ...this.#sources.map(({ topic, partitions }) => ({ topic, partitions, group: `${APP}-intake` })),
      { topic: TOPICS.ledger, partitions: this.plan.ledgerPartitions, group: `${APP}-detector` },
    ];
    const places = groups.flatMap(({ topic, partitions, group }) =>
      Array.from({ length: partitions }, (_, partition) => {
        const { start, end } = this.broker.partition({ topic, partition }).range;
        const committed = this.broker.committed({ group, topic, partition });
        return `${topic}/${partition} ${start}..${end} committed ${committed?.offset} ${committed?.metadata}`;
      }),
    );
    const progress = this.broker.partition({ topic: TOPICS.progress, partition: 0 }).everCommitted();
    return [...places, ...progress.slice(-6).map(({ value }) => Buffer.from(value!).toString())].join('\n');
  }

  /** Whether everything that was sent has been worked off, up to the ticks of a day. */
  isAtRest(lastDay: number): boolean {
    const { broker, plan } = this;
    for (const { topic, partitions } of this.#sources) {
      for (let partition = 0; partition < partitions; partition++) {
        const at = { topic, partition };
        const { end } = broker.partition(at).range;
        if (end > 0 && broker.committed({ ...at, group: `${APP}-intake` })?.offset !== end) return false;
      }
    }
    for (let partition = 0; partition < plan.ledgerPartitions; partition++) {
      const at = { topic: TOPICS.ledger, partition };
      const { end } = broker.partition(at).range;
      if (end > 0 && broker.committed({ ...at, group: `${APP}-detector` })?.offset !== end) return false;
    }
    return this.#hasCome(lastDay, this.#activations - 1);
  }

  /** Whether every ledger partition has the ticks of a day and the activation of an epoch. */
  #hasCome(day: number, epoch: number): boolean {
    for (let partition = 0; partition < this.plan.ledgerPartitions; partition++) {
      const blocks = this.broker
        .partition({ topic: TOPICS.ledger, partition })
        .everCommitted()
        .map(({ value }) => decodeBlock(value));
      const isTicked = blocks.some(
        (block) => block.kind === 'ticks' && block.day >= day && block.sliceTo === SLICES,
      );
      const isActivated = blocks.some((block) => block.kind === 'control' && block.event.epoch >= epoch);
      if (!isTicked || (epoch >= 0 && !isActivated)) return false;
    }
    return true;
  }

  #start(of: Pick<Member, 'name' | 'kind' | 'disk'>, index: number): void {
    const process: SimulatedProcess = { name: of.name, alive: true, stoppedUntil: 0 };
    const log = new SimulatedLog(this.broker, process);
    const machine = { process, log, disk: of.disk };
    const worker = of.kind === 'detector' ? this.#detector(machine) : this.#intake(machine);
    const member: Member = { ...of, process, log, worker, isStopping: false };
    this.#members[index] = member;
    worker.run().then(
      () => {
        if (!member.isStopping) this.failure ??= new Error(`${member.name} ended by itself`);
        this.#note('stopped cleanly');
        this.#restart(member, index);
      },
      (error: unknown) => {
        if (!process.alive) return;
        if (!(error instanceof OperationalError)) this.failure ??= error;
        else if (!error.retriable) this.refused ||= error.code;
        // A supervisor starts it again.
        this.#note(`exit ${error instanceof OperationalError ? error.code : 'failure'}`);
        this.#restart(member, index);
      },
    );
  }

  #restart(member: Member, index: number): void {
    this.#kill(member);
    this.scheduler.later(this.scheduler.random.between(1, 300), `${member.name} starts again`, () => {
      if (this.#members[index] === member) this.#start(member, index);
    });
  }

  /** The coordinator notices later than everyone else. */
  #kill({ process, log, disk }: Member): void {
    process.alive = false;
    disk.unlock();
    this.scheduler.later(this.scheduler.random.between(1, 200), `${process.name} is missed`, () => {
      for (const consumer of log.consumers) consumer.leave();
    });
  }

  #disturb(process: SimulatedProcess): void {
    const { plan, scheduler } = this;
    if (!this.#areFaultsOn) return;
    if (scheduler.random.chance(plan.crashes)) {
      const index = this.#members.findIndex((member) => member.process === process);
      if (index < 0) return;
      this.#note('crash');
      scheduler.trace?.(`${process.name} crashes`);
      if (scheduler.random.chance(plan.moves)) this.#members[index]!.disk.wipe();
      this.#restart(this.#members[index]!, index);
    } else if (scheduler.random.chance(plan.stops)) this.#stopProcess(process);
  }

  /** SIGSTOP, often for longer than the session lasts. */
  #stopProcess(process: SimulatedProcess): void {
    const { scheduler } = this;
    const forMs = scheduler.random.between(10, 1500);
    process.stoppedUntil = scheduler.now + forMs;
    this.#note('stop');
    scheduler.trace?.(`${process.name} is stopped for ${forMs} ms`);
    if (forMs < 300) return;
    const member = this.#members.find((one) => one.process === process);
    scheduler.later(200, `${process.name} is expelled`, () => {
      for (const consumer of member?.log.consumers ?? []) consumer.leave();
    });
  }

  #happen(mishap: Plan['mishaps'][number]): void {
    const { broker, scheduler, plan } = this;
    this.#note(mishap.kind);
    switch (mishap.kind) {
      case 'crash':
        this.#restart(this.#members[mishap.member]!, mishap.member);
        break;
      case 'stop':
        this.#stopProcess(this.#members[mishap.member]!.process);
        break;
      case 'clean-stop': {
        const member = this.#members[mishap.member]!;
        member.isStopping = true;
        member.worker.stop();
        break;
      }
      case 'disk-gone': {
        const member = this.#members[mishap.member]!;
        this.#restart(member, mishap.member);
        member.disk.wipe();
        break;
      }
      case 'byte-flipped':
        void this.#members[mishap.member]!.disk.flipByte(scheduler.random);
        break;
      case 'activation':
        this.#activate(mishap.contentLateMs);
        break;
      case 'compaction':
        for (let partition = 0; partition < plan.ledgerPartitions; partition++)
          broker.partition({ topic: TOPICS.snapshots, partition }).compact();
        broker.partition({ topic: TOPICS.progress, partition: 0 }).compact();
        break;
      case 'source-offsets-gone':
        this.#forgetGroup('intake');
        break;
      case 'offsets-gone':
        // Days lie between a commit and its being forgotten: enough to tell that there was one.
        if (this.#haveAllBegun()) this.#forgetGroup('detector');
        break;
      case 'snapshots-gone':
        for (let partition = 0; partition < plan.ledgerPartitions; partition++)
          broker.partition({ topic: TOPICS.snapshots, partition }).recreate();
        break;
      case 'retention':
        for (let partition = 0; partition < plan.ledgerPartitions; partition++) {
          const ledger = broker.partition({ topic: TOPICS.ledger, partition });
          ledger.truncate(scheduler.random.between(0, ledger.range.end));
        }
        break;
    }
  }

  #haveAllBegun(): boolean {
    const progress = this.broker.partition({ topic: TOPICS.progress, partition: 0 }).everCommitted();
    const begun = new Set(progress.map(({ key }) => Buffer.from(key!).toString()));
    return Array.from({ length: this.plan.ledgerPartitions }, (_, partition) => partition).every(
      (partition) =>
        begun.has(`begun/${partition}/${APP}`) ||
        this.broker.committed({ topic: TOPICS.ledger, partition, group: `${APP}-detector` }) === undefined,
    );
  }

  /** Only a group without members is forgotten. */
  #forgetGroup(kind: Member['kind']): void {
    for (const [index, member] of this.#members.entries())
      if (member.kind === kind) this.#restart(member, index);
    this.broker.forgetOffsets(`${APP}-${kind}`);
  }

  #activate(contentLateMs: number): void {
    const { scheduler, broker } = this;
    const epoch = this.#activations++;
    const { hash: definitionsHash, dictionaryHash } = this.#core.definitions(epoch);
    const activation = { epoch, definitionsHash, dictionaryHash };
    const message = encodeProgress({ kind: 'activation', activation });
    broker.partition({ topic: TOPICS.progress, partition: 0 }).append([message], scheduler.now);
    this.#contentAtMs = Math.max(this.#contentAtMs + 1, scheduler.now + contentLateMs);
    scheduler.later(this.#contentAtMs - scheduler.now, `content of epoch ${epoch}`, () => {
      const content = { key: null, value: Buffer.from(`${epoch}`) };
      broker.partition({ topic: TOPICS.definitions, partition: 0 }).append([content], scheduler.now);
    });
  }

  #detector({ process, log, disk }: Machine): DetectorWorker {
    const { scheduler, plan } = this;
    return new DetectorWorker({
      app: APP,
      log,
      clock: { now: () => scheduler.now, sleep: (ms) => scheduler.sleep(process, ms) },
      topics: TOPICS,
      engine: this.#core.engine,
      fold: FOLD,
      compile: (_content, epoch) => this.#core.definitions(epoch),
      stores: disk.storesOf(process, scheduler),
      encodeOutput: (record, customer) => ({
        topic: record.topic,
        message: { key: Buffer.from(customer), value: Buffer.from(textOf(record)) },
      }),
      schemaOf: () => undefined,
      tuning: { ...DETECTOR_TUNING, ...plan.tuning, pollMs: 60, backoffMs: 5, attemptsMax: 8 },
      observe: (event) => this.#observe(process, event),
      foldVersion: FOLD_VERSION,
    });
  }

  #intake({ process, log }: Machine): IntakeWorker {
    const { scheduler, plan } = this;
    return new IntakeWorker({
      app: APP,
      log,
      clock: { now: () => scheduler.now, sleep: (ms) => scheduler.sleep(process, ms) },
      topics: TOPICS,
      ledgerPartitions: plan.ledgerPartitions,
      sources: this.#sources,
      engine: this.#core.engine,
      settings: {
        dictionary: this.#core.dictionary,
        zone: 'UTC',
        partySecret: 'a secret of the tests',
        asOf: DAY_LAST,
      },
      dayOfInstant,
      schema: 0,
      keepsDeadLetterBytes: true,
      tuning: { ...INTAKE_TUNING, ...plan.tuning, pollMs: 60, backoffMs: 5, progressMs: 200, retellMs: 500 },
      observe: (event) => this.#observe(process, event),
    });
  }

  #observe(process: SimulatedProcess, event: ServiceEvent): void {
    if (event.kind === 'restored') this.#note(`restored by ${event.by}`);
    else if (event.kind === 'lost') this.#note(`lost: ${event.why}`);
    else this.#note(event.kind);
    this.scheduler.trace?.(`${process.name} SAYS ${JSON.stringify(event, replaceError)}`);
  }

  #note(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}

function replaceError(_key: string, value: unknown): unknown {
  return value instanceof Error ? value.message : value;
}
