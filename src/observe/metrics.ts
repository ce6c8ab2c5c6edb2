import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const COMMIT_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
const RESTORE_BUCKETS = [0.1, 0.5, 1, 5, 15, 60, 300, 1_800, 7_200];

/** The metrics of the service. Base units; counters end in `_total`; no label holds a customer or a merchant. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Counter({ name, help, labelNames: [...labelNames], registers });
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers });
  return {
    intakeEvents: counter('milestream_intake_events_total', 'Events written to the ledger.', ['source']),
    deadLetters: counter('milestream_dead_letters_total', 'Records that could not be read.', ['source']),
    intakeLag: gauge('milestream_intake_lag_records', 'Records of a source that are still to be read.', [
      'source',
      'partition',
    ]),
    heldBack: gauge('milestream_intake_held_back', '1 while a source waits for slower ones.', [
      'source',
      'partition',
    ]),
    sourceBehindDays: gauge(
      'milestream_source_behind_days',
      'Days that a stalled source lies behind the clock.',
      ['source'],
    ),
    sendsRetried: counter('milestream_sends_retried_total', 'Sends that were tried again.', ['source']),
    registryWaits: counter(
      'milestream_registry_waits_total',
      'Times that the schema registry was waited for.',
    ),
    tickedDay: gauge(
      'milestream_ticked_timestamp_seconds',
      'The day that time has come to, as its first second.',
    ),
    activatedEpoch: gauge('milestream_definitions_epoch', 'The epoch of the definitions in force.'),
    ledgerBlocks: counter('milestream_ledger_events_total', 'Events of the ledger that were folded.'),
    outputs: counter('milestream_outputs_total', 'Records put out.'),
    flushed: counter('milestream_customers_flushed_total', 'Customers’ states that were stored.'),
    ledgerLag: gauge(
      'milestream_ledger_lag_messages',
      'Messages of the ledger that are still to be folded.',
      ['partition'],
    ),
    transactions: counter('milestream_transactions_total', 'Transactions by how they ended.', ['result']),
    commitSeconds: new Histogram({
      name: 'milestream_commit_duration_seconds',
      help: 'From the first send of a transaction to its end.',
      buckets: COMMIT_BUCKETS,
      registers,
    }),
    restores: counter('milestream_restores_total', 'Partitions restored, by where from.', ['by']),
    restoreSeconds: new Histogram({
      name: 'milestream_restore_duration_seconds',
      help: 'From taking a partition to being live.',
      buckets: RESTORE_BUCKETS,
      registers,
    }),
    restoring: gauge('milestream_partitions_restoring', 'Partitions that are being restored.'),
    live: gauge('milestream_partitions_live', 'Partitions that are live.'),
    lost: counter('milestream_partitions_lost_total', 'Partitions that went to others, by why.', ['why']),
    storesSetAside: counter('milestream_stores_set_aside_total', 'Stores that were set aside and restored.'),
    rebalances: counter('milestream_rebalances_total', 'Assignments of a group that came.', ['group']),
    workerRestarts: counter('milestream_worker_restarts_total', 'Workers that began anew after a failure.', [
      'code',
    ]),
    /** The page for Prometheus. */
    page: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
