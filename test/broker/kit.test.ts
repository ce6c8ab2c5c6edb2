import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Broker, startBroker } from './kit/broker.ts';
import { startRegistry, type TestRegistry } from './kit/registry.ts';
import { startTopicReader, type TopicReader } from './kit/topic-reader.ts';
import { describeWithBroker } from './kit/with-broker.ts';

describeWithBroker('the test broker', () => {
  let broker: Broker;
  let registry: TestRegistry;
  let reader: TopicReader;
  beforeAll(async () => {
    [broker, registry] = await Promise.all([startBroker(), startRegistry()]);
    reader = await startTopicReader(broker);
  });
  afterAll(async () => {
    await Promise.all([reader?.close(), registry?.close(), broker?.close()]);
  });

  test('shows committed records only, and names the partitions with an open transaction', async () => {
    const kafka = new Kafka({ brokers: [broker.address], logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 't', numPartitions: 2 }], waitForLeaders: true });
    await admin.disconnect();
    const producer = kafka.producer({ transactionalId: 'x', idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    const write = (value: string) => ({
      topic: 't',
      messages: [{ partition: 0, key: 'k', value, headers: { h: 'v' } }],
    });
    const first = await producer.transaction();
    await first.send(write('aborted'));
    await first.abort();
    const second = await producer.transaction();
    await second.send(write('kept'));
    await second.commit();
    const third = await producer.transaction();
    await third.send(write('open'));
    const found = await reader.read('t');
    expect(found.records.map(({ value }) => value?.toString())).toStrictEqual(['kept']);
    expect(found.records[0]?.headers).toStrictEqual(new Map([['h', 'v']]));
    expect(found).toMatchObject({ partitions: 2, open: [0] });
    await third.abort();
    await producer.disconnect();
    await expect(reader.read('nowhere')).rejects.toThrow('nowhere');
  });

  test('has a registry that answers', async () => {
    const answer = await fetch(`${registry.url}/subjects`);
    expect(await answer.json()).toStrictEqual([]);
  });

  test('comes back with its data after it was killed', async () => {
    await broker.kill();
    await broker.start();
    const found = await reader.read('t');
    expect(found.records).toHaveLength(1);
  });
});
