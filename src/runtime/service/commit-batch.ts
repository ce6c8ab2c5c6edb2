import { OperationalError } from '../../errors/operational-error.ts';
import type {
  HeldPartition,
  LogConsumer,
  LogMessage,
  LogTransaction,
  LogWrite,
  TransactionalProducer,
  TransactionOutcome,
} from '../../log/log.ts';
import type { CustomerOutput } from './fold-blocks.ts';
import type { Flush } from './partition-batch.ts';
import type { PartitionFold } from './partition-fold.ts';
import { type Committed, decodeCommitted, encodeCommitted, isSameCommit } from './restore-point.ts';
import { type DetectorOptions, detectorGroup, transactionalId } from './service-options.ts';

/** What is to be committed, and by whom. */
export interface CommitTask {
  readonly held: HeldPartition;
  readonly fold: PartitionFold;
  readonly flush: Flush;
  readonly outputs: readonly CustomerOutput[];
  /** What was committed before. */
  readonly committed: Committed;
  readonly producer: TransactionalProducer;
}

export type CommitResult =
  | {
      readonly kind: 'committed';
      readonly committed: Committed;
      readonly producer: TransactionalProducer;
      /** Where the snapshots partition ended behind this commit, if it was written to and the broker said so. */
      readonly snapshotsEnd: number | undefined;
    }
  | { readonly kind: 'revoked' | 'fenced' | 'overtaken' };

/**
 * Beat five. One transaction holds the outputs, the snapshots that are flushed, and the consumed offset with its
 * restore point; only behind it is the disk written. What a crash costs:
 * - before the transaction, or in it: the batch is folded again, by whoever comes next; nobody has seen anything of it;
 * - behind the commit, before its answer: the same, and the next owner finds the batch done by its offset;
 * - behind the answer, before the disk: the disk is one flush behind, and its own restore point says so.
 * Nothing is ever committed twice: without an answer the producer is thrown away, a new one fences it and settles its
 * transaction, and the committed offset tells whether it was done. Who is fenced never opens a new one.
 */
export async function commitBatch(
  task: CommitTask,
  consumer: LogConsumer,
  options: DetectorOptions,
): Promise<CommitResult> {
  const { held, fold, flush } = task;
  const { tuning, observe, clock } = options;
  const { committed: before } = task;
  const committed: Committed = {
    offset: fold.position,
    restore: flush.restore,
    commit: before.commit + 1,
    fold: options.foldVersion,
  };
  const transaction = transactionOf(task, committed, options);
  let { producer } = task;
  for (let attempt = 1; attempt <= tuning.attemptsMax; attempt++) {
    // The partition may have gone while the batch was folded.
    if (!consumer.holds(held)) return { kind: 'revoked' };
    const outcome = await producer.transact(transaction);
    if (outcome.kind === 'committed') {
      return { kind: 'committed', committed, producer, snapshotsEnd: snapshotsEndOf(outcome, task, options) };
    }
    if (outcome.kind === 'fenced') return { kind: 'fenced' };
    observe({ kind: 'commit-retried', partition: held.partition, cause: outcome.cause });
    await producer.close();
    await clock.sleep(tuning.backoffMs * attempt);
    // Only a member of the current generation may fence others: a sleeper that woke up would fence the new owner.
    if (!(await consumer.confirm()) || !consumer.holds(held)) return { kind: 'revoked' };
    const settled = await settle(held, options);
    producer = settled.producer;
    if (isSameCommit(settled.found, committed))
      return { kind: 'committed', committed, producer, snapshotsEnd: undefined };
    if (!isSameCommit(settled.found, before)) {
      await producer.close();
      return { kind: 'overtaken' };
    }
  }
  await producer.close();
  throw new OperationalError(
    'MS_COMMIT_FAILED',
    `partition ${held.partition} of the ledger could not be committed in ${tuning.attemptsMax} attempts`,
    { retriable: true },
  );
}

/** Opens a new producer, which ends what the last one left, and asks what was committed. */
async function settle(
  { partition }: HeldPartition,
  options: DetectorOptions,
): Promise<{ readonly producer: TransactionalProducer; readonly found: Committed }> {
  const { log, app, topics } = options;
  const producer = await log.openTransactional({
    transactionalId: transactionalId(app, topics.ledger, partition),
  });
  try {
    const from = { group: detectorGroup(app), topic: topics.ledger, partition };
    return { producer, found: decodeCommitted(await log.fetchCommitted(from)) };
  } catch (error) {
    await producer.close();
    throw error;
  }
}

function transactionOf(task: CommitTask, committed: Committed, options: DetectorOptions): LogTransaction {
  const { app, topics, encodeOutput } = options;
  const { partition } = task.held;
  const byTopic = new Map<string, LogMessage[]>();
  for (const { customer, record } of task.outputs) {
    const { topic, message } = encodeOutput(record, customer);
    const list = byTopic.get(topic);
    if (list === undefined) byTopic.set(topic, [message]);
    else list.push(message);
  }
  const writes: LogWrite[] = [...byTopic].map(([topic, messages]) => ({ topic, partition, messages }));
  const { messages } = task.flush;
  if (messages.length > 0) writes.push({ topic: topics.snapshots, partition, messages });
  return {
    writes,
    offset: {
      group: detectorGroup(app),
      topic: topics.ledger,
      partition,
      ...encodeCommitted(committed),
    },
  };
}

function snapshotsEndOf(
  outcome: TransactionOutcome & { readonly kind: 'committed' },
  task: CommitTask,
  { topics }: DetectorOptions,
): number | undefined {
  const found = outcome.acknowledged.find(({ topic }) => topic === topics.snapshots);
  return found === undefined ? undefined : found.baseOffset + task.flush.messages.length;
}
