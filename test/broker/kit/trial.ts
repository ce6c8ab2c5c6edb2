import { expect } from 'vitest';
import { type Random, seededRandom } from '../../../src/lib/random.ts';
import type { Broker } from './broker.ts';
import { eventsOf, openFeed } from './feed.ts';
import { type Judgement, judge } from './judge.ts';
import { type ConfiguredService, configureService, type RunningProgram } from './service.ts';
import type { TopicReader } from './topic-reader.ts';
import { eventually, freshTopic } from './topics.ts';

/** Another seed draws other moments; it stands in what a failure says. */
const SEED = Number(process.env.MILESTREAM_SEED ?? 1);
const CHUNKS = 12;

/** Where a trial takes place. */
export interface Ground {
  readonly broker: Pick<Broker, 'address'>;
  readonly reader: TopicReader;
  readonly compiled: (module: string) => string;
  readonly partitions: number;
  /** Copies that topics are kept in. */
  readonly copies?: number;
}

/** A service under way, with a feed that brings it chunk by chunk what a fault may fall on. */
export interface Trial {
  readonly service: ConfiguredService;
  readonly random: Random;
  readonly programs: RunningProgram[];
}

export type Fault = (trial: Trial, chunk: number) => Promise<void>;

export interface TrialOptions {
  /** Whether the source brings old records again. */
  readonly repeats?: boolean;
  /** Where the service finds the broker, if not where tests do. */
  readonly address?: string;
}

const services: ConfiguredService[] = [];
let trials = 0;

/** Ends what trials left running. */
export async function closeTrials(): Promise<void> {
  for (const service of services.splice(0)) await service.close();
}

/** Feeds in chunks; behind each one the fault may do what it likes. At the end all must be right. */
export async function runTrial(ground: Ground, fault: Fault, options: TrialOptions = {}): Promise<Judgement> {
  const { broker, reader, compiled, partitions, copies = 1 } = ground;
  trials++;
  const application = `trial-${trials}`;
  const random = seededRandom(SEED * 1000 + trials);
  const source = await freshTopic(broker, { partitions: 2, copies });
  const service = configureService(compiled, {
    application,
    broker,
    partitions,
    sources: [{ topic: source }],
    ...(options.address === undefined ? {} : { address: options.address }),
    more: {
      flush: { ageMinutes: 1, dirtyCustomersMax: 100 },
      replication: { factor: copies, minInsync: Math.max(1, copies - 1) },
    },
  });
  services.push(service);
  for (const args of [
    ['topics', 'ensure'],
    ['definitions', 'activate'],
  ]) {
    expect(await service.command(...args)).toMatchObject({ code: 0 });
  }
  const trial: Trial = { service, random, programs: [service.start()] };
  const events = Array.from({ length: 30 }, (_, customer) => eventsOf(customer, 240)).flat();
  events.sort((a, b) => a.day - b.day);
  const feed = await openFeed(broker, source);
  const size = Math.ceil(events.length / CHUNKS);
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    const part = events.slice(chunk * size, (chunk + 1) * size).map(({ event }) => event);
    // A source that is at least once, and brings what is old again.
    const again = options.repeats === true ? part.slice(0, 5) : [];
    await feed.send([...part, ...again]);
    await fault(trial, chunk);
  }
  await feed.close();
  // The plain client of the feed may itself say yes to messages that brokers dropped: what is there counts.
  const { length: sent } = (await reader.read(source)).records;
  expect(sent).toBeGreaterThan(events.length / 2);
  const judged = { application, partitions, format: 'json', transactions: false } as const;
  let last: Judgement | undefined;
  const why = () =>
    `seed ${SEED}: ${JSON.stringify(last)} of ${sent}\n${trial.programs
      .flatMap(({ lines }, index) => lines.slice(-25).map((line) => `${index} ${JSON.stringify(line)}`))
      .join('\n')}`;
  const found = await eventually(
    async () => {
      last = await judge(reader, judged).catch(() => undefined);
      const isWhole = last?.events === sent && last.difference === undefined && last.open.length === 0;
      return isWhole ? last : undefined;
    },
    { withinMs: 90_000, what: 'all outputs', why, stepMs: 500 },
  );
  expect(found.signals).toBeGreaterThan(20);
  return found;
}
