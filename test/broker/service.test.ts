import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import avro from 'avsc';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Broker, startBroker } from './kit/broker.ts';
import { compileProgram } from './kit/compiled-program.ts';
import { dateOf, eventsOf, openFeed } from './kit/feed.ts';
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
  const compiled = compileProgram();
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

  test('puts out for each customer the bytes that a run over files puts out, when days come one by one', async () => {
    const source = await freshTopic(broker);
    const service = configure({ application: 'paced', sources: [{ topic: source }] });
    await prepare(service);
    const program = service.start();
    await program.ready();
    const feed = await openFeed(broker, source);
    const days = 205;
    const events = Array.from({ length: 8 }, (_, customer) => eventsOf(customer, days)).flat();
    const firstDay = Math.min(...events.map(({ day }) => day));
    for (let day = firstDay; day < days; day++) {
      await feed.send([{ kind: 'tick', at: `${dateOf(day)}T00:00:00Z` }]);
      const seconds = Date.parse(`${dateOf(day)}T00:00:00Z`) / 1000;
      const ticked = `milestream_ticked_timestamp_seconds ${seconds}\n`;
      await eventually(
        async () => ((await program.page('/metrics')).text.includes(ticked) ? true : undefined),
        {
          what: `the tick of ${dateOf(day)}`,
          stepMs: 10,
        },
      );
      await feed.send(events.filter((each) => each.day === day).map(({ event }) => event));
    }
    await feed.close();
    const judged = {
      application: 'paced',
      partitions: PARTITIONS,
      format: 'json',
      transactions: false,
    } as const;
    await judgedWhole(judged, events.length, program);
    expect(await program.end('SIGTERM')).toBe(0);

    const input = join(service.folder, 'events.ndjson');
    writeFileSync(input, events.map(({ event }) => `${JSON.stringify(event)}\n`).join(''));
    const out = join(service.folder, 'out');
    const run = await service.command('run', '--input', input, '--out', out, '--as-of', dateOf(days - 1));
    expect(run.code, run.stderr).toBe(0);
    for (const name of ['signals', 'audit'] as const) {
      const lines = readFileSync(join(out, `${name}.ndjson`), 'utf8')
        .split('\n')
        .filter((line) => line !== '');
      const { records } = await reader.read(`paced.${name}`);
      const given = records.map(({ value }) => value?.toString() ?? '');
      expect(lines.length).toBeGreaterThan(5);
      expect(byCustomer(given)).toStrictEqual(byCustomer(lines));
    }
  });

  test('reads a source in Avro, waits while the registry is away, and buries only what no registry knows', async () => {
    const source = await freshTopic(broker);
    const service = configure({
      application: 'avro',
      sources: [{ topic: source, encoding: 'avro' }],
      registryUrl: registry.url,
    });
    await prepare(service);
    const program = service.start();
    await program.ready();
    const fields = ['kind', 'id', 'customer', 'account', 'date', 'amount', 'currency', 'description'];
    const schema = {
      type: 'record' as const,
      name: 'Booking',
      fields: [
        ...fields.map((name) => ({ name, type: 'string' as const })),
        { name: 'channel', type: ['null', 'string'] as ['null', 'string'], default: null },
      ],
    };
    const answer = await fetch(`${registry.url}/subjects/${source}-value/versions`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ schema: JSON.stringify(schema) }),
    });
    const { id } = (await answer.json()) as { id: number };
    const type = avro.Type.forSchema(schema, { wrapUnions: 'never' });
    const wire = (event: object, schemaId = id) => {
      const header = Buffer.alloc(5);
      header.writeInt32BE(schemaId, 1);
      return Buffer.concat([header, type.toBuffer({ channel: null, ...event })]);
    };
    const events = eventsOf(2, 200).map(({ event }) => event);
    const feed = await openFeed(broker, source);
    registry.pause();
    try {
      await feed.send(events.map((event) => wire(event)));
      await eventually(async () =>
        /milestream_registry_waits_total [1-9]/.test((await program.page('/metrics')).text)
          ? true
          : undefined,
      );
      expect((await reader.read('avro.dead-letters')).records).toStrictEqual([]);
    } finally {
      registry.resume();
    }
    const judged = {
      application: 'avro',
      partitions: PARTITIONS,
      format: 'avro',
      transactions: false,
    } as const;
    await judgedWhole(judged, events.length, program);
    await feed.send([wire(events[0]!, 987_654), Buffer.from('bare'), wire(events[0]!).subarray(0, 12)]);
    await feed.close();
    const { records } = await eventually(async () => {
      const read = await reader.read('avro.dead-letters');
      return read.records.length === 3 ? read : undefined;
    });
    expect(records.map(({ headers }) => headers.get('milestream_code'))).toStrictEqual([
      'MS_SCHEMA_UNKNOWN',
      'MS_WIRE_FORMAT',
      'MS_AVRO',
    ]);
    expect(await program.end('SIGTERM')).toBe(0);
  });

  test('sends what it cannot read to the dead letters, with its bytes and why', async () => {
    const source = await freshTopic(broker);
    const service = configure({ application: 'poison', sources: [{ topic: source, accounts: 'named' }] });
    await prepare(service);
    const feed = await openFeed(broker, source);
    const good = eventsOf(1, 60).map(({ event }) => event);
    const poison = [
      Buffer.from([0xff, 0xfe, 0x00, 0x01]),
      '{"kind":"transaction"',
      '{"kind":"nonsense"}',
      '[]',
      Buffer.alloc(900_000, 0x61),
    ];
    await feed.send([...good.slice(0, 2), ...poison, ...good.slice(2)]);
    const program = service.start();
    const judged = {
      application: 'poison',
      partitions: PARTITIONS,
      format: 'json',
      transactions: false,
    } as const;
    await judgedWhole(judged, good.length, program);
    const { records } = await eventually(async () => {
      const read = await reader.read('poison.dead-letters');
      return read.records.length >= poison.length ? read : undefined;
    });
    expect(records.map(({ headers }) => headers.get('milestream_offset'))).toStrictEqual([
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
    expect(records.map(({ value }) => value?.equals(Buffer.from(poison[0]!)))[0]).toBe(true);
    for (const { headers } of records) {
      expect(headers.get('milestream_code')).toMatch(/^MS_/);
      expect(headers.get('milestream_topic')).toBe(source);
    }
    await feed.close();
    expect(await program.end('SIGTERM')).toBe(0);
  });

  test('that starts without its topics, or with a wrong address, says what to do', async () => {
    const source = await freshTopic(broker);
    const service = configure({ application: 'bare', sources: [{ topic: source }, { topic: 'nowhere' }] });
    const started = await service.command('start');
    expect(started.code).toBe(1);
    expect(started.stderr).toContain('MS_TOPICS');
    expect(started.stderr).toContain('bare.ledger is missing; `milestream topics ensure` makes it');
    expect(started.stderr).toContain('the source nowhere does not exist');
    const broken = configure({ application: 'broken', sources: [{ topic: source, formt: 'plain' }] });
    const refused = await broken.command('start');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('Did you mean "format"?');
  });
});

function byCustomer(lines: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of lines) {
    const { customer } = JSON.parse(line) as { readonly customer: string };
    found.set(customer, [...(found.get(customer) ?? []), line]);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
