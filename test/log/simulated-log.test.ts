import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { LogTransaction } from '../../src/log/log.ts';
import { NO_LOG_FAULTS } from '../../src/log/simulated/faults.ts';
import { SimulatedLog } from '../../src/log/simulated-log.ts';
import { ground, settle } from '../service/ground.ts';

/* What the simulation rests on: it fails as Kafka does, and keeps the promises that Kafka keeps. */

type Ground = ReturnType<typeof ground>;

function message(text: string) {
  return { key: Buffer.from('k'), value: Buffer.from(text) };
}

function transaction(text: string, offset: number): LogTransaction {
  return {
    writes: [{ topic: 'signals', partition: 0, messages: [message(text)] }],
    offset: { topic: 'ledger', partition: 0, group: 'g', offset, metadata: text },
  };
}

const textsOf = ({ partition }: Ground) =>
  partition('signals')
    .everCommitted()
    .map(({ value }) => Buffer.from(value!).toString());
const committedOf = ({ broker }: Ground) => broker.committed({ topic: 'ledger', partition: 0, group: 'g' });
const open = (of: Ground) => settle(of.scheduler, of.log.openTransactional({ transactionalId: 'x' }));

describe('a transaction of the simulated log', () => {
  test('shows messages and offset together', async () => {
    const of = ground();
    const producer = await open(of);
    expect((await settle(of.scheduler, producer.transact(transaction('one', 5)))).kind).toBe('committed');
    expect(textsOf(of)).toEqual(['one']);
    expect(committedOf(of)).toEqual({ offset: 5, metadata: 'one' });
  });

  test.each([
    ['fails', { transactionFails: 1 }, 'aborted', []],
    ['is lost', { transactionLost: 1 }, 'unknown', []],
    ['is done, and its answer lost', { commitAnswerLost: 1 }, 'unknown', ['one']],
  ] as const)('that %s says so, and shows nothing or all', async (_, faults, kind, texts) => {
    const of = ground();
    const producer = await open(of);
    of.broker.faults = { ...NO_LOG_FAULTS, ...faults };
    expect((await settle(of.scheduler, producer.transact(transaction('one', 5)))).kind).toBe(kind);
    expect(textsOf(of)).toEqual(texts);
    expect(committedOf(of)?.offset).toBe(texts.length === 0 ? undefined : 5);
  });

  test('of an older producer is fenced', async () => {
    const of = ground();
    const [older, newer] = [await open(of), await open(of)];
    expect((await settle(of.scheduler, older.transact(transaction('one', 5)))).kind).toBe('fenced');
    expect((await settle(of.scheduler, newer.transact(transaction('two', 6)))).kind).toBe('committed');
    expect(textsOf(of)).toEqual(['two']);
  });

  test('whose commit comes late ends nothing that a newer producer began', async () => {
    const of = ground();
    of.broker.faults = { ...NO_LOG_FAULTS, commitLate: 1 };
    const older = await open(of);
    expect((await settle(of.scheduler, older.transact(transaction('one', 5)))).kind).toBe('unknown');
    const newer = await open(of);
    of.broker.faults = NO_LOG_FAULTS;
    expect((await settle(of.scheduler, newer.transact(transaction('two', 6)))).kind).toBe('committed');
    while (await of.scheduler.step());
    expect(textsOf(of)).toEqual(['two']);
  });

  test('whose commit comes late is done when nobody opened a newer producer', async () => {
    const of = ground();
    of.broker.faults = { ...NO_LOG_FAULTS, commitLate: 1 };
    await settle(of.scheduler, (await open(of)).transact(transaction('one', 5)));
    expect(textsOf(of)).toEqual([]);
    while (await of.scheduler.step());
    expect(textsOf(of)).toEqual(['one']);
  });

  test('that is open hides all behind it, and one that was aborted leaks when that is asked for', async () => {
    const of = ground();
    of.broker.openId('x');
    const id = of.broker.transactionalId('x');
    id.open = { state: 'open', partitions: new Set() };
    of.partition('signals').append([message('one')], 1, id.open);
    of.append('signals', message('two'));
    const read = (leaks: boolean) =>
      of
        .partition('signals')
        .read(0, 10, () => leaks)
        .records.map(({ value }) => Buffer.from(value!).toString());
    expect(read(true)).toEqual([]);
    of.broker.end(id, 'aborted');
    expect(read(false)).toEqual(['two']);
    expect(read(true)).toEqual(['one', 'two']);
  });
});

describe('a member of a simulated group', () => {
  const joined = (of: Ground, log = of.log) =>
    settle(of.scheduler, log.openConsumer({ group: 'g', topics: ['ledger'] }));

  test('reads nothing of a partition until it is started', async () => {
    const of = ground();
    of.append('ledger', message('one'), message('two'));
    const consumer = await joined(of);
    const polled = () => settle(of.scheduler, consumer.poll({ waitMs: 5 }));
    const assigned = await polled();
    expect(assigned.kind).toBe('assigned');
    expect((await polled()).kind).toBe('idle');
    if (assigned.kind === 'assigned') consumer.start(assigned.held[0]!, 1);
    const records = await polled();
    expect(records.kind === 'records' && records.records.map(({ offset }) => offset)).toEqual([1]);
    expect((await polled()).kind).toBe('end');
    expect((await polled()).kind).toBe('idle');
  });

  test('is told when its position is gone, instead of being put elsewhere', async () => {
    const of = ground();
    of.append('ledger', message('one'), message('two'));
    of.partition('ledger').truncate(1);
    const consumer = await joined(of);
    const assigned = await settle(of.scheduler, consumer.poll({ waitMs: 5 }));
    if (assigned.kind === 'assigned') consumer.start(assigned.held[0]!, 0);
    expect((await settle(of.scheduler, consumer.poll({ waitMs: 5 }))).kind).toBe('out-of-range');
  });

  test('that was expelled believes that it holds its partitions, until it polls; the broker knows better', async () => {
    const of = ground();
    const consumer = await joined(of);
    const assigned = await settle(of.scheduler, consumer.poll({ waitMs: 5 }));
    const held = assigned.kind === 'assigned' ? assigned.held[0]! : undefined;
    of.log.consumers[0]!.leave();
    const other = new SimulatedLog(of.broker, { name: 'q', alive: true, stoppedUntil: 0 });
    const next = await joined(of, other);
    await settle(of.scheduler, next.poll({ waitMs: 5 }));
    expect(consumer.holds(held!)).toBe(true);
    expect(await settle(of.scheduler, consumer.confirm())).toBe(false);
    expect(await settle(of.scheduler, consumer.commitOffset(held!, { offset: 1, metadata: '' }))).toBe(false);
  });
});

test('compaction keeps the newest committed record of a key, and nothing that was aborted', () => {
  const of = ground();
  const texts = (topic: string) =>
    of
      .partition(topic)
      .everCommitted()
      .map(({ value }) => Buffer.from(value!).toString());
  of.append('snapshots', message('one'), { ...message('other'), key: Buffer.from('o') }, message('two'));
  of.broker.openId('x');
  const id = of.broker.transactionalId('x');
  id.open = { state: 'open', partitions: new Set() };
  of.partition('snapshots').append([message('aborted')], 1, id.open);
  of.broker.end(id, 'aborted');
  of.partition('snapshots').compact();
  expect(texts('snapshots')).toEqual(['other', 'two']);
  expect(of.partition('snapshots').read(0, 10, () => true).records).toHaveLength(2);
});
