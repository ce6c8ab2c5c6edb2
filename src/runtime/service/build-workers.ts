import { dayOfInstantIn } from '../../lib/zone.ts';
import type { Log } from '../../log/log.ts';
import { DAY_LAST, parseDay } from '../../model/day.ts';
import { DAY_NONE } from '../../model/ledger-event.ts';
import { createOutputEncoder } from '../../registry/encode-output.ts';
import { schemaOfLedger } from '../../registry/ledger-schemas.ts';
import type { StoreEngine } from '../../store/store.ts';
import type { Engine } from '../engine.ts';
import { compileContent } from './definition-content.ts';
import { DetectorWorker } from './detector-worker.ts';
import { INTAKE_TUNING, type IntakeSource } from './intake-options.ts';
import { IntakeWorker } from './intake-worker.ts';
import { partitionStores, partitionsHere } from './partition-stores.ts';
import { patientDecoder } from './patient-decoder.ts';
import type { ServiceEvent } from './service-event.ts';
import { type Clock, DETECTOR_TUNING, type EncodeOutput } from './service-options.ts';
import { FOLD_VERSION, type ServicePlan } from './service-plan.ts';

/** What the workers of a thread share. */
export interface WorkerParts {
  readonly plan: ServicePlan;
  readonly engine: Engine;
  readonly log: Log;
  readonly clock: Clock;
  readonly observe: (event: ServiceEvent) => void;
  readonly isStopping: () => boolean;
}

const MINUTE_MS = 60_000;
const CACHE_CUSTOMERS_MIN = 100;
/** Changed customers stay well below those in memory, so that there is always one to put out. */
const DIRTY_SHARE_MAX = 0.5;
/** For the changes of all stores of a thread before they become files. */
const WRITE_BUFFERS_BYTES = 256 * 1024 * 1024;
const WRITE_BUFFER_BYTES_MAX = 32 * 1024 * 1024;

/** The worker that takes in. */
export function buildIntake(parts: WorkerParts): IntakeWorker {
  const { plan, engine, log, clock, observe } = parts;
  const { config, dictionary, ledgerPartitions, ledgerSchemas } = plan;
  const { zone, partySecret, stallDays } = config;
  const sources = plan.sources.map((source): IntakeSource => {
    const { encoding, ...rest } = source;
    const { registry } = config;
    if (encoding === 'bare' || registry === undefined) return rest;
    return { ...rest, decoder: patientDecoder(encoding, registry, parts) };
  });
  return new IntakeWorker({
    app: config.application,
    log,
    clock,
    topics: config.topics,
    ledgerPartitions,
    sources,
    engine,
    settings: { dictionary, zone, partySecret, asOf: DAY_LAST },
    dayOfInstant: dayOfInstantIn(zone),
    schema: ledgerSchemas.own,
    keepsDeadLetterBytes: config.outputs.deadLetterBytes,
    tuning: { ...INTAKE_TUNING, stallDays },
    observe,
  });
}

/** The worker that folds. */
export function buildDetector(parts: WorkerParts): DetectorWorker {
  const { plan, engine, log, clock, observe } = parts;
  const { config, ledgerPartitions, ledgerSchemas } = plan;
  const { application, state, topics, flush, outputs, historyUntil, commitMs } = config;
  const cacheCustomersMax = Math.max(
    CACHE_CUSTOMERS_MIN,
    Math.floor(state.cacheCustomers / ledgerPartitions),
  );
  return new DetectorWorker({
    app: application,
    log: preferHere(log, topics.ledger, state.directory),
    clock,
    topics,
    engine,
    fold: {
      historyUntil: parseDay(historyUntil) ?? DAY_NONE,
      writesTransactions: outputs.transactions,
    },
    compile: compileContent,
    stores: partitionStores({
      directory: state.directory,
      engine: state.engine as StoreEngine | 'auto',
      writeBufferBytes: Math.min(WRITE_BUFFER_BYTES_MAX, Math.ceil(WRITE_BUFFERS_BYTES / ledgerPartitions)),
    }),
    encodeOutput: encoderOf(plan),
    schemaOf: schemaOfLedger(ledgerSchemas),
    tuning: {
      ...DETECTOR_TUNING,
      commitMs,
      cacheCustomersMax,
      dirtyCustomersMax: Math.min(flush.dirtyCustomersMax, Math.floor(cacheCustomersMax * DIRTY_SHARE_MAX)),
      flushAgeMs: flush.ageMinutes * MINUTE_MS,
    },
    observe,
    foldVersion: FOLD_VERSION,
  });
}

/** Partitions come back to the machine that has their state. */
function preferHere(log: Log, ledger: string, directory: string): Log {
  const prefers = () => partitionsHere(directory).map((partition) => ({ topic: ledger, partition }));
  return { ...log, openConsumer: (options) => log.openConsumer({ ...options, prefers }) };
}

function encoderOf({ config, outputs }: ServicePlan): EncodeOutput {
  const { application, topics } = config;
  const encode = createOutputEncoder(application, outputs);
  return (record, customer) => {
    const { topic, ...message } = encode(record, customer);
    return { topic: topics[topic], message };
  };
}
