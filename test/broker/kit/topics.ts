import { type Admin, Kafka, logLevel } from 'kafkajs';
import type { Broker } from './broker.ts';

/** A plain client for what tests do beside the program. */
export function plainClient(broker: Pick<Broker, 'address'>): Kafka {
  return new Kafka({
    clientId: 'test',
    brokers: broker.address.split(','),
    logLevel: logLevel.NOTHING,
    retry: { retries: 20, initialRetryTime: 50, maxRetryTime: 500 },
  });
}

/** Does something as administrator. */
export async function asAdmin<T>(
  broker: Pick<Broker, 'address'>,
  work: (admin: Admin) => Promise<T>,
): Promise<T> {
  const admin = plainClient(broker).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

let topics = 0;

/** Makes a topic of a name that was never used. */
export async function freshTopic(
  broker: Pick<Broker, 'address'>,
  options: {
    readonly partitions?: number;
    readonly copies?: number;
    readonly config?: Readonly<Record<string, string>>;
  } = {},
): Promise<string> {
  topics++;
  const topic = `topic-${process.pid}-${topics}`;
  const { partitions = 1, copies = 1, config = {} } = options;
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  await asAdmin(broker, async (admin) => {
    await admin.createTopics({
      topics: [{ topic, numPartitions: partitions, replicationFactor: copies, configEntries }],
      waitForLeaders: false,
    });
    const isLed = async () => {
      const found = await admin.fetchTopicMetadata({ topics: [topic] }).catch(() => undefined);
      const led = found?.topics[0]?.partitions.filter(({ leader }) => leader >= 0) ?? [];
      return led.length === partitions ? true : undefined;
    };
    await eventually(isLed, { what: `leaders of ${topic}` });
  });
  return topic;
}

/** Tries until it holds, for so long at the most. */
export async function eventually<T>(
  look: () => Promise<T | undefined>,
  options: {
    readonly withinMs?: number;
    readonly what?: string;
    readonly why?: () => string;
    readonly stepMs?: number;
  } = {},
): Promise<T> {
  const { withinMs = 30_000, what = 'what was waited for', why = () => '', stepMs = 50 } = options;
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${withinMs} ms: ${why()}`);
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
}
