import type { Log, LogConsumer, TransactionalProducer, TransactionOutcome } from '../../log/log.ts';

/** What can be told of the log that the workers do not see themselves. */
export type LogEvent =
  | { readonly kind: 'assigned'; readonly group: string; readonly partitions: number }
  | {
      readonly kind: 'transaction';
      readonly result: TransactionOutcome['kind'] | 'refused';
      readonly seconds: number;
    };

/** The log, with assignments and transactions told. */
export function observedLog(log: Log, tell: (event: LogEvent) => void): Log {
  return {
    ...log,
    openConsumer: async (options) => tellAssigned(await log.openConsumer(options), options.group, tell),
    openTransactional: async (options) => tellTransactions(await log.openTransactional(options), tell),
  };
}

function tellAssigned(consumer: LogConsumer, group: string, tell: (event: LogEvent) => void): LogConsumer {
  return {
    poll: async (options) => {
      const polled = await consumer.poll(options);
      if (polled.kind === 'assigned') tell({ kind: 'assigned', group, partitions: polled.held.length });
      return polled;
    },
    start: (held, offset) => consumer.start(held, offset),
    pause: (held) => consumer.pause(held),
    resume: (held) => consumer.resume(held),
    holds: (held) => consumer.holds(held),
    confirm: () => consumer.confirm(),
    commitOffset: (held, committed) => consumer.commitOffset(held, committed),
    rejoin: () => consumer.rejoin(),
    close: () => consumer.close(),
  };
}

function tellTransactions(
  producer: TransactionalProducer,
  tell: (event: LogEvent) => void,
): TransactionalProducer {
  return {
    transact: async (transaction) => {
      const startedAt = performance.now();
      let result: TransactionOutcome['kind'] | 'refused' = 'refused';
      try {
        const outcome = await producer.transact(transaction);
        result = outcome.kind;
        return outcome;
      } finally {
        tell({ kind: 'transaction', result, seconds: (performance.now() - startedAt) / 1000 });
      }
    },
    close: () => producer.close(),
  };
}
