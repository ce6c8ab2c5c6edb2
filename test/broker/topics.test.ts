import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClusterAccess } from '../../src/kafka/client.ts';
import { openKafkaLog } from '../../src/kafka/kafka-log.ts';
import { TOPIC_ROLES, type TopicWishes } from '../../src/kafka/topic-plan.ts';
import { checkTopics, ensureTopics, type TopicsOptions } from '../../src/kafka/topics.ts';
import { type Broker, startBroker } from './kit/broker.ts';
import { asAdmin, plainClient } from './kit/topics.ts';
import { describeWithBroker } from './kit/with-broker.ts';

const USER = { name: 'milestream', password: 'a-good-secret' };

describeWithBroker('topics and signing in', () => {
  let broker: Broker;
  beforeAll(async () => {
    broker = await startBroker([USER]);
  });
  afterAll(async () => {
    await broker?.close();
  });

  function access(over: Partial<ClusterAccess> = {}): ClusterAccess {
    return {
      brokers: [broker.address],
      tls: undefined,
      sasl: undefined,
      connectionTimeoutMs: 2_000,
      requestTimeoutMs: 10_000,
      ...over,
    };
  }

  function options(application: string, over: Partial<TopicWishes> = {}): TopicsOptions {
    const topics = Object.fromEntries(TOPIC_ROLES.map((role) => [role, `${application}.${role}`]));
    const wishes: TopicWishes = {
      topics: topics as TopicWishes['topics'],
      ledger: { partitions: 4, retentionDays: 0 },
      replication: { factor: 1, minInsync: 1 },
      outputs: { retentionDays: 365, transactions: true },
      flush: { ageMinutes: 60 },
      ...over,
    };
    return { access: access(), clientId: 'test', wishes, sources: [], log: () => {} };
  }

  test('are made as they must be, once', async () => {
    const before = await checkTopics({ ...options('a'), sources: ['bank'] });
    expect(before.filter(({ kind }) => kind === 'missing')).toHaveLength(10);
    const first = await ensureTopics(options('a'));
    expect(first.done).toHaveLength(9);
    expect(first.findings).toStrictEqual([]);
    expect(await ensureTopics(options('a'))).toStrictEqual({ done: [], findings: [] });
  });

  test('that were changed are set right, and keep what else was set on them', async () => {
    await ensureTopics(options('b'));
    const entries = (list: Record<string, string>) =>
      Object.entries(list).map(([name, value]) => ({ name, value }));
    await asAdmin(broker, (admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          {
            type: 2,
            name: 'b.ledger',
            configEntries: entries({
              'retention.ms': '60000',
              'segment.bytes': '20000000',
              'message.timestamp.type': 'LogAppendTime',
            }),
          },
        ],
      }),
    );
    const found = await checkTopics(options('b'));
    expect(found.some(({ kind, isWarning }) => kind === 'retention' && !isWarning)).toBe(true);
    const { done, findings } = await ensureTopics(options('b'));
    expect(done[0]).toContain('retention.ms=-1');
    expect(findings).toStrictEqual([]);
    const described = await asAdmin(broker, (admin) =>
      admin.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: 'b.ledger' }] }),
    );
    const kept = described.resources[0]?.configEntries.find(
      ({ configName }) => configName === 'segment.bytes',
    );
    expect(kept?.configValue).toBe('20000000');
  });

  test('with another count are refused, and told whether they hold data', async () => {
    await ensureTopics(options('c'));
    const more = options('c', { ledger: { partitions: 8, retentionDays: 0 } });
    expect((await ensureTopics(more)).findings[0]?.message).toContain('It is empty');
    const producer = plainClient(broker).producer();
    await producer.connect();
    await producer.send({ topic: 'c.ledger', messages: [{ partition: 0, value: 'x' }] });
    await producer.disconnect();
    const { findings } = await ensureTopics(more);
    expect(findings.find(({ topic }) => topic === 'c.ledger')?.message).toContain('can never change');
  });

  test('that are to be kept more often than there are brokers are refused with what to set', async () => {
    const wish = options('d', { replication: { factor: 3, minInsync: 2 } });
    await expect(ensureTopics(wish)).rejects.toMatchObject({ code: 'MS_TOPIC_REPLICATION' });
  });

  test.each([
    'plain',
    'scram-sha-256',
    'scram-sha-512',
  ])('are looked at by who signs in with %s', async (mechanism) => {
    const sasl = { mechanism, username: USER.name, password: USER.password };
    const secure = { ...options('a'), access: access({ brokers: [broker.secureAddress], sasl }) };
    expect(await checkTopics(secure)).toStrictEqual([]);
    const wrong = { ...secure, access: { ...secure.access, sasl: { ...sasl, password: 'wrong' } } };
    await expect(checkTopics(wrong)).rejects.toMatchObject({ code: 'MS_KAFKA_SIGN_IN', retriable: false });
    const log = { clientId: 'test', sessionTimeoutMs: 6_000, log: () => {} };
    await expect(openKafkaLog({ ...log, access: wrong.access })).rejects.toMatchObject({
      code: 'MS_KAFKA_SIGN_IN',
    });
  });

  test('of a broker that is not there are told as unreachable, and with TLS that nobody speaks as that', async () => {
    const nowhere = { ...options('a'), access: access({ brokers: ['127.0.0.1:1'] }) };
    await expect(checkTopics(nowhere)).rejects.toMatchObject({
      code: 'MS_KAFKA_UNREACHABLE',
      retriable: true,
    });
    const tls = { ca: '', certificate: '', key: '', serverName: '' };
    const encrypted = { ...options('a'), access: access({ tls, connectionTimeoutMs: 500 }) };
    await expect(checkTopics(encrypted)).rejects.toThrow(/MS_KAFKA|TLS|Connection|connect/i);
  });
});
