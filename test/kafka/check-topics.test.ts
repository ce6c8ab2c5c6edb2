import { describe, expect, test } from 'vitest';
import { aclCommands } from '../../src/kafka/acls.ts';
import { checkTopic, type FoundTopic } from '../../src/kafka/check-topics.ts';
import {
  ledgerRetentionMsMin,
  type PlannedTopic,
  planTopics,
  TOPIC_ROLES,
  type TopicWishes,
} from '../../src/kafka/topic-plan.ts';

const wishes: TopicWishes = {
  topics: Object.fromEntries(TOPIC_ROLES.map((role) => [role, `m.${role}`])) as TopicWishes['topics'],
  ledger: { partitions: 8, retentionDays: 30 },
  replication: { factor: 3, minInsync: 2 },
  outputs: { retentionDays: 365, transactions: false },
  flush: { ageMinutes: 60 },
};
const plans = planTopics(wishes);
const planOf = (role: string): PlannedTopic => plans.find((plan) => plan.role === role)!;

function found(
  plan: PlannedTopic,
  over: Partial<FoundTopic> & { set?: Record<string, string> } = {},
): FoundTopic {
  const { set = {}, ...rest } = over;
  const { partitions, replicationFactor, config } = plan;
  return {
    partitions,
    replicationFactor,
    config: new Map(Object.entries({ ...config, ...set })),
    holdsData: false,
    ...rest,
  };
}

function told(role: string, over?: Parameters<typeof found>[1]): string[] {
  const plan = planOf(role);
  return checkTopic(plan, found(plan, over), ledgerRetentionMsMin(wishes)).map(
    ({ kind, isWarning, message }) => `${isWarning ? 'warning' : 'problem'} ${kind} ${message}`,
  );
}

describe('a topic', () => {
  test.each(plans.map(({ role }) => role))('%s that is as planned has nothing to tell', (role) => {
    expect(told(role)).toStrictEqual([]);
  });
  test('that is missing is told', () => {
    expect(checkTopic(planOf('ledger'), undefined, 0)).toMatchObject([{ kind: 'missing', isWarning: false }]);
  });
  test('whose count differs is refused, and why hangs on whether it holds data', () => {
    expect(told('ledger', { partitions: 4 })[0]).toContain('It is empty: delete it');
    expect(told('ledger', { partitions: 4, holdsData: true })[0]).toMatch(
      /^problem partitions .* can never change/,
    );
  });
  test('of the ledger that is kept too shortly for a restore is refused', () => {
    const day = 24 * 3_600_000;
    expect(told('ledger', { set: { 'retention.ms': String(day) } }).join()).not.toContain('problem');
    expect(told('ledger', { set: { 'retention.ms': String(day - 1) } }).join()).toContain(
      'problem retention',
    );
    expect(told('signals', { set: { 'retention.ms': '5' } }).join()).not.toContain('problem');
  });
  test('whose bytes bound what is kept is refused where all is needed', () => {
    expect(told('definitions', { set: { 'retention.bytes': '1000' } })[0]).toContain('problem retention');
  });
  test('with another clean-up or clock is refused, with fewer copies warned of', () => {
    expect(told('snapshots', { set: { 'cleanup.policy': 'delete' } })[0]).toContain('problem setting');
    expect(told('signals', { set: { 'message.timestamp.type': 'CreateTime' } })[0]).toContain(
      'problem setting',
    );
    expect(told('signals', { replicationFactor: 1 })[0]).toContain('warning replication');
    expect(told('signals', { set: { 'min.insync.replicas': '1' } })[0]).toContain('warning setting');
    expect(told('signals', { set: { 'min.insync.replicas': '3' } })).toStrictEqual([]);
  });
});

test('every topic of ours and every source has its rights, and the transactions topic only when it is written', () => {
  const given = { application: 'm', sources: ['bank'], broker: 'b:1' };
  const text = (over: Partial<TopicWishes> = {}) =>
    aclCommands({ ...given, wishes: { ...wishes, ...over } })
      .flatMap(({ commands }) => commands)
      .join('\n');
  for (const { topic } of plans) expect(text()).toContain(`--topic ${topic}`);
  expect(text()).toContain('--operation Read --operation Describe --topic bank');
  expect(text()).not.toContain('m.transactions');
  expect(text({ outputs: { retentionDays: 1, transactions: true } })).toContain('--topic m.transactions');
});
