/** What the configuration says that topics depend on. */
export interface TopicWishes {
  readonly topics: Readonly<Record<TopicRole, string>>;
  readonly ledger: { readonly partitions: number; readonly retentionDays: number };
  readonly replication: { readonly factor: number; readonly minInsync: number };
  readonly outputs: { readonly retentionDays: number; readonly transactions: boolean };
  readonly flush: { readonly ageMinutes: number };
}

export const TOPIC_ROLES = [
  'ledger',
  'snapshots',
  'progress',
  'definitions',
  'signals',
  'activations',
  'audit',
  'transactions',
  'deadLetters',
] as const;
export type TopicRole = (typeof TOPIC_ROLES)[number];

/** A topic of ours as it must be. */
export interface PlannedTopic {
  readonly role: TopicRole;
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Settings of the topic, by Kafka's names. */
  readonly config: Readonly<Record<string, string>>;
}

/** A restore reads the ledger from the oldest unflushed event on: it must still be there, with room to spare. */
export const RETENTION_IN_FLUSHES_MIN = 24;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A store that was away for longer than tombstones are kept would bring back what was removed. */
const TOMBSTONES_MS = 7 * DAY_MS;
/** A customer with much history is one record. */
const SNAPSHOT_BYTES_MAX = 8 * 1024 * 1024;

/** Every topic of ours. Outputs have the partitions of the ledger, so that a commit touches one of each. */
export function planTopics(wishes: TopicWishes): PlannedTopic[] {
  const { topics, ledger, replication, outputs } = wishes;
  const common = {
    'min.insync.replicas': String(replication.minInsync),
    // Time is the broker's: a clock that jumps on a client moves nothing.
    'message.timestamp.type': 'LogAppendTime',
  };
  const kept = (days: number) => ({
    ...common,
    'cleanup.policy': 'delete',
    'retention.ms': days === 0 ? '-1' : String(days * DAY_MS),
  });
  const compacted = { ...common, 'cleanup.policy': 'compact' };
  const plan = (
    role: TopicRole,
    config: Readonly<Record<string, string>>,
    partitions = ledger.partitions,
  ): PlannedTopic => ({
    role,
    topic: topics[role],
    partitions,
    replicationFactor: replication.factor,
    config,
  });
  const output = kept(outputs.retentionDays);
  return [
    plan('ledger', kept(ledger.retentionDays)),
    plan('snapshots', {
      ...compacted,
      'delete.retention.ms': String(TOMBSTONES_MS),
      'max.message.bytes': String(SNAPSHOT_BYTES_MAX),
    }),
    plan('progress', compacted, 1),
    // Its offsets are the epochs of definitions: nothing of it may go.
    plan('definitions', kept(0), 1),
    plan('signals', output),
    plan('activations', output),
    plan('audit', output),
    ...(outputs.transactions ? [plan('transactions', output)] : []),
    plan('deadLetters', output, 1),
  ];
}

/** The shortest time that the ledger must be kept, in milliseconds. */
export function ledgerRetentionMsMin(wishes: Pick<TopicWishes, 'flush'>): number {
  return wishes.flush.ageMinutes * MINUTE_MS * RETENTION_IN_FLUSHES_MIN;
}
