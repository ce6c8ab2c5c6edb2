import { OperationalError } from '../../errors/operational-error.ts';
import type { Log, LogMessage } from '../../log/log.ts';
import { encodeProgress } from './progress-record.ts';
import type { ServiceTopics } from './service-options.ts';

/** What is to be in force. */
export interface ActivationWish {
  readonly content: Uint8Array;
  readonly definitionsHash: string;
  readonly dictionaryHash: string;
}

/** Writes a set of definitions to its topic, and asks for its activation; gives its epoch. */
export async function activateDefinitions(
  log: Log,
  topics: Pick<ServiceTopics, 'definitions' | 'progress'>,
  wish: ActivationWish,
): Promise<number> {
  const { content, definitionsHash, dictionaryHash } = wish;
  const epoch = await sendOne(log, topics.definitions, { key: null, value: content });
  const activation = { epoch, definitionsHash, dictionaryHash };
  await sendOne(log, topics.progress, encodeProgress({ kind: 'activation', activation }));
  return epoch;
}

async function sendOne(log: Log, topic: string, message: LogMessage): Promise<number> {
  const producer = await log.openPlain();
  try {
    const outcome = await producer.send([{ topic, partition: 0, messages: [message] }]);
    const named = outcome.kind === 'sent' ? outcome.acknowledged[0] : undefined;
    if (named !== undefined) return named.baseOffset;
    throw new OperationalError('MS_SEND_FAILED', `nobody answered for ${topic}; try again`, {
      retriable: true,
      cause: outcome.kind === 'unknown' ? outcome.cause : undefined,
    });
  } finally {
    await producer.close();
  }
}
