import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openKafkaLog } from '../../src/kafka/kafka-log.ts';
import type {
  HeldPartition,
  Log,
  LogConsumer,
  LogMessage,
  LogRecord,
  LogWrite,
  Polled,
} from '../../src/log/log.ts';
import { type Broker, startBroker } from './kit/broker.ts';
import { startTopicReader, type TopicReader } from './kit/topic-reader.ts';
import { asAdmin, eventually, freshTopic, plainClient } from './kit/topics.ts';
import { describeWithBroker } from './kit/with-broker.ts';

const SESSION_MS = 6_000;

function message(key: string, value: string | null = key): LogMessage {
  return { key: Buffer.from(key), value: value === null ? null : Buffer.from(value) };
}

function textsOf(records: readonly { readonly value: Uint8Array | null }[]): string[] {
  return records.map(({ value }) => Buffer.from(value ?? []).toString());
}

describeWithBroker('the log over Kafka', () => {
  let broker: Broker;
  let reader: TopicReader;
  const opened: { close(): Promise<unknown> }[] = [];
  let groups = 0;

  beforeAll(async () => {
    broker = await startBroker();
    reader = await startTopicReader(broker);
  });
  afterEach(async () => {
    for (const each of opened.splice(0).reverse()) await each.close();
  });
  afterAll(async () => {
    await Promise.all([reader?.close(), broker?.close()]);
  });

  async function openLog(): Promise<Log> {
    const access = {
      brokers: [broker.address],
      tls: undefined,
      sasl: undefined,
      connectionTimeoutMs: 2_000,
      requestTimeoutMs: 10_000,
    };
    const log = await openKafkaLog({ access, clientId: 'test', sessionTimeoutMs: SESSION_MS, log: () => {} });
    opened.push(log);
    return log;
  }

  function freshGroup(): string {
    groups++;
    return `group-${process.pid}-${groups}`;
  }

  async function openConsumer(
    log: Log,
    topics: readonly string[],
    group = freshGroup(),
  ): Promise<LogConsumer> {
    const consumer = await log.openConsumer({ group, topics });
    opened.push(consumer);
    return consumer;
  }

  async function pollFor<K extends Polled['kind']>(
    consumer: LogConsumer,
    kind: K,
  ): Promise<Extract<Polled, { kind: K }>> {
    return eventually(
      async () => {
        const polled = await consumer.poll({ waitMs: 200 });
        return polled.kind === kind ? (polled as Extract<Polled, { kind: K }>) : undefined;
      },
      { what: kind },
    );
  }

  async function assigned(consumer: LogConsumer): Promise<readonly HeldPartition[]> {
    return (await pollFor(consumer, 'assigned')).held;
  }

  async function readAll(consumer: LogConsumer, count: number): Promise<LogRecord[]> {
    const found: LogRecord[] = [];
    while (found.length < count) found.push(...(await pollFor(consumer, 'records')).records);
    return found;
  }

  async function send(log: Log, writes: readonly LogWrite[]) {
    const producer = await log.openPlain();
    const outcome = await producer.send(writes);
    await producer.close();
    if (outcome.kind !== 'sent') throw outcome.cause;
    return outcome.acknowledged;
  }

  describe('transactions', () => {
    test('make messages, offset and metadata visible together', async () => {
      const [log, topic, other] = [
        await openLog(),
        await freshTopic(broker, { partitions: 2 }),
        await freshTopic(broker),
      ];
      const group = freshGroup();
      const producer = await log.openTransactional({ transactionalId: `id-${group}` });
      const outcome = await producer.transact({
        writes: [
          {
            topic,
            partition: 1,
            messages: [
              message('a'),
              {
                ...message('b'),
                headers: [
                  ['h', Buffer.from('1')],
                  ['h', Buffer.from('2')],
                ],
              },
            ],
          },
          { topic: other, partition: 0, messages: [message('c', null)] },
        ],
        offset: { group, topic, partition: 0, offset: 7, metadata: 'R=5' },
      });
      expect(outcome).toStrictEqual({
        kind: 'committed',
        acknowledged: expect.arrayContaining([
          { topic, partition: 1, baseOffset: 0 },
          { topic: other, partition: 0, baseOffset: 0 },
        ]),
      });
      expect(textsOf((await reader.read(topic)).records)).toStrictEqual(['a', 'b']);
      expect((await reader.read(other)).records[0]?.value).toBeNull();
      await producer.close();
      const successor = await log.openTransactional({ transactionalId: `id-${group}` });
      expect(await log.fetchCommitted({ group, topic, partition: 0 })).toStrictEqual({
        offset: 7,
        metadata: 'R=5',
      });
      expect(await log.fetchCommitted({ group, topic, partition: 1 })).toBeUndefined();
      await successor.close();
    });

    test('without any message commit their offsets, one right after the other', async () => {
      const [log, topic, group] = [await openLog(), await freshTopic(broker), freshGroup()];
      const producer = await log.openTransactional({ transactionalId: `id-${group}` });
      for (let offset = 1; offset <= 20; offset++) {
        const outcome = await producer.transact({
          writes: [],
          offset: { group, topic, partition: 0, offset, metadata: '' },
        });
        expect(outcome.kind).toBe('committed');
      }
      await producer.close();
      await (await log.openTransactional({ transactionalId: `id-${group}` })).close();
      expect(await log.fetchCommitted({ group, topic, partition: 0 })).toStrictEqual({
        offset: 20,
        metadata: '',
      });
    });

    test('of a producer whose successor has opened are fenced, and leave nothing', async () => {
      const [log, topic, group] = [await openLog(), await freshTopic(broker), freshGroup()];
      const first = await log.openTransactional({ transactionalId: `id-${group}` });
      const second = await log.openTransactional({ transactionalId: `id-${group}` });
      const transaction = (value: string, offset: number) => ({
        writes: [{ topic, partition: 0, messages: [message(value)] }],
        offset: { group, topic, partition: 0, offset, metadata: '' },
      });
      expect((await first.transact(transaction('zombie', 9))).kind).toBe('fenced');
      await expect(first.transact(transaction('again', 10))).rejects.toThrow('after its end');
      expect((await second.transact(transaction('alive', 1))).kind).toBe('committed');
      await second.close();
      expect(textsOf((await reader.read(topic)).records)).toStrictEqual(['alive']);
    });

    test('larger than a request are parted, and stay whole', async () => {
      const [log, topic, group] = [await openLog(), await freshTopic(broker), freshGroup()];
      const producer = await log.openTransactional({ transactionalId: `id-${group}` });
      const large = 'x'.repeat(400_000);
      const messages = Array.from({ length: 8 }, (_, index) => message(`k${index}`, `${index}${large}`));
      const outcome = await producer.transact({
        writes: [{ topic, partition: 0, messages }],
        offset: { group, topic, partition: 0, offset: 1, metadata: '' },
      });
      expect(outcome.kind).toBe('committed');
      const found = textsOf((await reader.read(topic)).records);
      expect(found.map((text) => text[0])).toStrictEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
      await producer.close();
    });

    test('with a record that no broker takes are told as such, and leave nothing open', async () => {
      const topic = await freshTopic(broker, { config: { 'max.message.bytes': '1000' } });
      const [log, group] = [await openLog(), freshGroup()];
      const producer = await log.openTransactional({ transactionalId: `id-${group}` });
      const value = Array.from({ length: 3_000 }, (_, index) =>
        String.fromCharCode(33 + ((index * 7919) % 90)),
      ).join('');
      const transaction = {
        writes: [{ topic, partition: 0, messages: [message('k', value)] }],
        offset: { group, topic, partition: 0, offset: 1, metadata: '' },
      };
      await expect(producer.transact(transaction)).rejects.toMatchObject({
        code: 'MS_RECORD_TOO_LARGE',
        retriable: false,
      });
      expect(await reader.read(topic)).toMatchObject({ records: [], open: [] });
    });
  });

  describe('a member', () => {
    test('hears of its partitions first, and of their records only when it starts them', async () => {
      const [log, topic] = [await openLog(), await freshTopic(broker, { partitions: 2 })];
      await send(log, [
        { topic, partition: 0, messages: [message('a'), message('b'), message('c')] },
        { topic, partition: 1, messages: [message('z')] },
      ]);
      const consumer = await openConsumer(log, [topic]);
      const held = await assigned(consumer);
      expect(held.map(({ partition }) => partition).sort()).toStrictEqual([0, 1]);
      expect((await consumer.poll({ waitMs: 500 })).kind).toBe('idle');
      const first = held.find(({ partition }) => partition === 0)!;
      consumer.start(first, 1);
      const { from, records, end } = await pollFor(consumer, 'records');
      expect([from, textsOf(records), end]).toStrictEqual([first, ['b', 'c'], 3]);
      expect(await pollFor(consumer, 'end')).toStrictEqual({ kind: 'end', from: first, end: 3 });
      expect((await consumer.poll({ waitMs: 300 })).kind).toBe('idle');
      await send(log, [{ topic, partition: 0, messages: [message('d')] }]);
      expect(textsOf(await readAll(consumer, 1))).toStrictEqual(['d']);
      expect((await pollFor(consumer, 'end')).end).toBe(4);
    });

    test('gets headers with all their values, and tombstones', async () => {
      const [log, topic] = [await openLog(), await freshTopic(broker)];
      const headers = [
        ['a', Buffer.from('1')],
        ['b', Buffer.from('2')],
        ['a', Buffer.from('3')],
      ] as const;
      await send(log, [{ topic, partition: 0, messages: [{ ...message('k', null), headers }] }]);
      const consumer = await openConsumer(log, [topic]);
      consumer.start((await assigned(consumer))[0]!, 0);
      const [record] = await readAll(consumer, 1);
      expect(record?.value).toBeNull();
      expect(
        record?.headers.map(([name, bytes]) => `${name}=${Buffer.from(bytes).toString()}`).sort(),
      ).toStrictEqual(['a=1', 'a=3', 'b=2']);
    });

    test('brings nothing of a paused partition, and goes on where it was', async () => {
      const [log, topic] = [await openLog(), await freshTopic(broker)];
      await send(log, [{ topic, partition: 0, messages: [message('a')] }]);
      const consumer = await openConsumer(log, [topic]);
      const [held] = await assigned(consumer);
      consumer.start(held!, 0);
      await readAll(consumer, 1);
      consumer.pause(held!);
      await send(log, [{ topic, partition: 0, messages: [message('b')] }]);
      expect((await consumer.poll({ waitMs: 500 })).kind).toBe('idle');
      consumer.resume(held!);
      expect(textsOf(await readAll(consumer, 1))).toStrictEqual(['b']);
    });

    test('started anew brings what follows the new place only', async () => {
      const [log, topic] = [await openLog(), await freshTopic(broker)];
      await send(log, [{ topic, partition: 0, messages: [message('a'), message('b')] }]);
      const consumer = await openConsumer(log, [topic]);
      const [held] = await assigned(consumer);
      for (let round = 0; round < 20; round++) {
        consumer.start(held!, round % 2);
        await new Promise((resolve) => setTimeout(resolve, (round * 7) % 40));
      }
      consumer.start(held!, 1);
      expect(textsOf(await readAll(consumer, 1))).toStrictEqual(['b']);
    });

    test.each([
      ['below the start', 0],
      ['beyond the end', 900],
    ])('is told of a position %s, and never reset', async (_, position) => {
      const [log, topic, group] = [await openLog(), await freshTopic(broker), freshGroup()];
      await send(log, [{ topic, partition: 0, messages: [message('a'), message('b'), message('c')] }]);
      await asAdmin(broker, async (admin) => {
        await admin.fetchTopicOffsets(topic);
        await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '2' }] });
      });
      const consumer = await openConsumer(log, [topic], group);
      const [held] = await assigned(consumer);
      consumer.start(held!, position);
      expect(await pollFor(consumer, 'out-of-range')).toStrictEqual({
        kind: 'out-of-range',
        from: held,
        position,
      });
      expect((await consumer.poll({ waitMs: 300 })).kind).toBe('idle');
      expect(await log.fetchCommitted({ group, topic, partition: 0 })).toBeUndefined();
      expect(await log.offsetsOf({ topic, partition: 0 })).toStrictEqual({ start: 2, end: 3 });
      consumer.start(held!, 2);
      expect(textsOf(await readAll(consumer, 1))).toStrictEqual(['c']);
    });

    test('sees no record of an aborted transaction, and passes its markers', async () => {
      const [log, topic, group] = [await openLog(), await freshTopic(broker), freshGroup()];
      const write = (value: string) => ({ topic, messages: [{ partition: 0, key: 'k', value }] });
      const producers = await Promise.all(
        ['p', 'q'].map(async (name) => {
          const producer = plainClient(broker).producer({
            transactionalId: `${group}-${name}`,
            idempotent: true,
            maxInFlightRequests: 1,
          });
          await producer.connect();
          return producer;
        }),
      );
      for (let round = 0; round < 3; round++) {
        const [p, q] = await Promise.all(producers.map((producer) => producer.transaction()));
        await p!.send(write(`aborted ${round}`));
        await q!.send(write(`kept ${round}`));
        await p!.send(write(`aborted too ${round}`));
        if (round % 2 === 0) await p!.abort();
        await q!.commit();
        if (round % 2 === 1) await p!.abort();
      }
      await Promise.all(producers.map((producer) => producer.disconnect()));
      const consumer = await openConsumer(log, [topic]);
      consumer.start((await assigned(consumer))[0]!, 0);
      expect(textsOf(await readAll(consumer, 3))).toStrictEqual(['kept 0', 'kept 1', 'kept 2']);
      const { end } = (await log.offsetsOf({ topic, partition: 0 }))!;
      expect((await pollFor(consumer, 'end')).end).toBe(end);
    });

    test('commits by its generation, and not once it has left', async () => {
      const [log, topic, group] = [await openLog(), await freshTopic(broker), freshGroup()];
      const consumer = await openConsumer(log, [topic], group);
      const [held] = await assigned(consumer);
      expect(await consumer.confirm()).toBe(true);
      expect(await consumer.commitOffset(held!, { offset: 3, metadata: 'm' })).toBe(true);
      expect(await log.fetchCommitted({ group, topic, partition: 0 })).toStrictEqual({
        offset: 3,
        metadata: 'm',
      });
      await consumer.rejoin();
      expect(consumer.holds(held!)).toBe(false);
      expect(await consumer.commitOffset(held!, { offset: 9, metadata: '' })).toBe(false);
      const again = await eventually(async () => (await assigned(consumer))[0]);
      expect(again.epoch).toBeGreaterThan(held!.epoch);
      expect(await log.fetchCommitted({ group, topic, partition: 0 })).toMatchObject({ offset: 3 });
    });

    test('shares with one that joins, keeps the epochs of what it keeps, and gets back what another leaves', async () => {
      const group = freshGroup();
      const [log, other] = [await openLog(), await openLog()];
      const topics = [
        await freshTopic(broker, { partitions: 4 }),
        await freshTopic(broker, { partitions: 4 }),
      ];
      const first = await openConsumer(log, topics, group);
      const alone = await assigned(first);
      expect(alone).toHaveLength(8);
      const second = await other.openConsumer({ group, topics });
      const theirs = await assigned(second);
      const shared = await assigned(first);
      expect(shared).toHaveLength(4);
      for (const each of shared) expect(alone).toContainEqual(each);
      expect(new Set(theirs.map(({ partition }) => partition)).size).toBe(2);
      const lost = alone.find(
        (each) =>
          !shared.some(({ topic, partition }) => topic === each.topic && partition === each.partition),
      );
      expect(first.holds(lost!)).toBe(false);
      await second.close();
      const back = await assigned(first);
      expect(back).toHaveLength(8);
      expect(back.filter((each) => shared.some(({ epoch }) => epoch === each.epoch))).toHaveLength(4);
    });
  });

  describe('a read without a group', () => {
    test('comes to the end over markers, aborted records and what compaction took away', async () => {
      const config = {
        'cleanup.policy': 'compact',
        'segment.ms': '200',
        'min.cleanable.dirty.ratio': '0.01',
        'delete.retention.ms': '100',
      };
      const [log, topic, group] = [await openLog(), await freshTopic(broker, { config }), freshGroup()];
      const producer = await log.openTransactional({ transactionalId: `id-${group}` });
      for (let round = 0; round < 12; round++) {
        const messages = Array.from({ length: 50 }, (_, index) => message(`k${index}`, `${round}`));
        const offset = { group, topic, partition: 0, offset: round, metadata: '' };
        expect((await producer.transact({ writes: [{ topic, partition: 0, messages }], offset })).kind).toBe(
          'committed',
        );
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      const { end } = (await log.offsetsOf({ topic, partition: 0 }))!;
      const found: LogRecord[] = [];
      const range = await log.readToEnd(
        { topic, partition: 0, offset: 0 },
        (records) => void found.push(...records),
      );
      expect(range.end).toBe(end);
      const latest = new Map(
        found.map(({ key, value }) => [Buffer.from(key!).toString(), Buffer.from(value!).toString()]),
      );
      expect(latest.size).toBe(50);
      expect([...latest.values()].every((value) => value === '11')).toBe(true);
      await producer.close();
    });

    test('of no topic is told, and of an empty one is over at once', async () => {
      const [log, topic] = [await openLog(), await freshTopic(broker)];
      expect(await log.readToEnd({ topic, partition: 0, offset: 0 }, () => {})).toStrictEqual({
        start: 0,
        end: 0,
      });
      await expect(
        log.readToEnd({ topic: 'nowhere', partition: 0, offset: 0 }, () => {}),
      ).rejects.toMatchObject({ code: 'MS_TOPIC_MISSING' });
      expect(await log.partitionsOf('nowhere')).toBeUndefined();
      expect(await log.offsetsOf({ topic, partition: 5 })).toBeUndefined();
    });
  });

  test('goes on after the broker was killed and came back', async () => {
    const [log, topic, group] = [await openLog(), await freshTopic(broker), freshGroup()];
    await send(log, [{ topic, partition: 0, messages: [message('before')] }]);
    const consumer = await openConsumer(log, [topic], group);
    const [held] = await assigned(consumer);
    consumer.start(held!, 0);
    expect(textsOf(await readAll(consumer, 1))).toStrictEqual(['before']);
    await broker.kill();
    await broker.start();
    await eventually(async () =>
      send(log, [{ topic, partition: 0, messages: [message('after')] }]).catch(() => undefined),
    );
    const found = await eventually(async () => {
      const polled = await consumer.poll({ waitMs: 200 });
      // A session that was lost in between is a new epoch, and is started again.
      if (polled.kind === 'assigned') for (const each of polled.held) consumer.start(each, 1);
      return polled.kind === 'records' ? textsOf(polled.records) : undefined;
    });
    expect(found).toStrictEqual(['after']);
    await log.fetchCommitted({ group, topic, partition: 0 });
    const producer = await log.openTransactional({ transactionalId: `id-${group}` });
    await producer.close();
  });
});
