import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile } from '../runtime/compiled.ts';
import { type Broker, startBroker } from './kit/broker.ts';
import { eventsOf, openFeed } from './kit/feed.ts';
import { type JudgedService, type Judgement, judge } from './kit/judge.ts';
import { startRegistry, type TestRegistry } from './kit/registry.ts';
import {
  type ConfiguredService,
  configureService,
  type RunningProgram,
  type ServiceWishes,
} from './kit/service.ts';
import { startTopicReader, type TopicReader } from './kit/topic-reader.ts';
import { eventually, freshTopic } from './kit/topics.ts';
import { describeWithBroker } from './kit/with-broker.ts';

const PARTITIONS = 4;

describeWithBroker('the service on Kafka', () => {
  let broker: Broker;
  let registry: TestRegistry;
  let reader: TopicReader;
  const compiled = compile();
  const services: ConfiguredService[] = [];

  beforeAll(async () => {
    [broker, registry] = await Promise.all([startBroker(), startRegistry()]);
    reader = await startTopicReader(broker);
  });
  afterAll(async () => {
    for (const service of services) await service.close();
    await Promise.all([reader?.close(), registry?.close(), broker?.close()]);
  });

  function configure(wishes: Omit<ServiceWishes, 'broker' | 'partitions'>): ConfiguredService {
    const service = configureService(compiled, { broker, partitions: PARTITIONS, ...wishes });
    services.push(service);
    return service;
  }

  async function prepare(service: ConfiguredService): Promise<void> {
    for (const args of [
      ['topics', 'ensure'],
      ['definitions', 'activate'],
    ]) {
      const { code, stderr } = await service.command(...args);
      expect(stderr).toBe('');
      expect(code).toBe(0);
    }
  }

  /** Waits until every event was folded and what was put out is right. */
  async function judgedWhole(
    judged: JudgedService,
    events: number,
    program: RunningProgram,
  ): Promise<Judgement> {
    let last: Judgement | undefined;
    const why = () =>
      `${JSON.stringify(last)} of ${events}\n${program.lines
        .slice(-30)
        .map((line) => JSON.stringify(line))
        .join('\n')}`;
    return eventually(
      async () => {
        last = await judge(reader, judged);
        return last.events === events && last.difference === undefined ? last : undefined;
      },
      { withinMs: 60_000, what: 'all outputs', why },
    );
  }

  test('takes plain events in and puts signals out, as the plainest fold of its ledger has them', async () => {
    const source = await freshTopic(broker, { partitions: 3 });
    const service = configure({
      application: 'first',
      sources: [{ topic: source }],
      registryUrl: registry.url,
      more: { outputs: { transactions: true } },
    });
    await prepare(service);
    const program = service.start();
    await program.ready();
    const feed = await openFeed(broker, source);
    const events = Array.from({ length: 20 }, (_, customer) => eventsOf(customer, 240)).flat();
    events.sort((a, b) => a.day - b.day);
    await feed.send(events.map(({ event }) => event));
    await feed.close();
    const judged = {
      application: 'first',
      partitions: PARTITIONS,
      format: 'avro',
      transactions: true,
    } as const;
    const found = await judgedWhole(judged, events.length, program);
    expect(found.signals).toBeGreaterThan(20);
    const metrics = await program.page('/metrics');
    expect(metrics.text).toContain(`milestream_intake_events_total{source="${source}"} ${events.length}`);
    expect(await program.end('SIGTERM')).toBe(0);
    expect(program.stderr()).toBe('');
    expect((await judge(reader, judged)).open).toStrictEqual([]);
  });
});
