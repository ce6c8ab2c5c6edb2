import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Broker } from './broker.ts';
import { compiled } from './downloads.ts';
import { startJava } from './java-process.ts';

/** A record as Kafka's own consumer gives it. */
export interface ReadRecord {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: ReadonlyMap<string, string>;
}

/** All committed records of a topic, in order within each partition. */
export interface ReadTopic {
  readonly records: readonly ReadRecord[];
  readonly partitions: number;
  /** Partitions in which a transaction stands open. */
  readonly open: readonly number[];
}

/** Reads topics with Kafka's own consumer, which lets no aborted record through. */
export interface TopicReader {
  read(topic: string): Promise<ReadTopic>;
  close(): Promise<void>;
}

/** Starts the reader; it lives until it is closed. */
export async function startTopicReader(broker: Pick<Broker, 'address' | 'jars'>): Promise<TopicReader> {
  const classes = await compiled('read-topics.java', 'ReadTopics', broker.jars);
  const classPath = [classes, join(broker.jars, 'lib', '*')].join(':');
  const quiet = ['-Dlog4j2.level=ERROR', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error'];
  const java = startJava(['-Xmx256m', ...quiet, '-cp', classPath, 'ReadTopics', broker.address], {
    cwd: classes,
    piped: true,
  });
  const { stdin, stdout } = java.child;
  if (stdin === null || stdout === null) throw new Error('a reader without pipes');
  const lines = createInterface({ input: stdout, crlfDelay: Number.POSITIVE_INFINITY });
  const answers = lines[Symbol.asyncIterator]();
  let turn: Promise<unknown> = Promise.resolve();
  const readNow = async (topic: string): Promise<ReadTopic> => {
    stdin.write(`${topic}\n`);
    const records: ReadRecord[] = [];
    for (;;) {
      const line = await answers.next();
      if (line.done === true) throw new Error(`the reader ended: ${java.said()}`);
      const answer: unknown = line.value.startsWith('{') ? JSON.parse(line.value) : undefined;
      if (answer === undefined) continue;
      const { error, end, partitions, open } = answer as {
        error?: string;
        end?: boolean;
        partitions?: number;
        open?: number[];
      };
      if (error !== undefined) throw new Error(`topic ${topic}: ${error}`);
      if (end === true) return { records, partitions: partitions ?? 0, open: open ?? [] };
      records.push(recordOf(answer as RawRecord));
    }
  };
  return {
    read: (topic) => {
      const answer = turn.then(() => readNow(topic));
      turn = answer.catch(() => undefined);
      return answer;
    },
    close: () => java.end('SIGKILL'),
  };
}

interface RawRecord {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly (readonly [string, string | null])[];
}

function recordOf(raw: RawRecord): ReadRecord {
  const bytes = (text: string | null) => (text === null ? null : Buffer.from(text, 'base64'));
  const words = raw.headers.map(
    ([name, value]) => [bytes(name)?.toString() ?? '', bytes(value)?.toString() ?? ''] as [string, string],
  );
  return { ...raw, key: bytes(raw.key), value: bytes(raw.value), headers: new Map(words) };
}
