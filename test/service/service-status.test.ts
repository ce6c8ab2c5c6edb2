import { describe, expect, test } from 'vitest';
import type { LogFields } from '../../src/observe/logger.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { faultOf } from '../../src/runtime/service/sent-fault.ts';
import { ServiceStatus } from '../../src/runtime/service/service-status.ts';
import { tellLog } from '../../src/runtime/service/tell-log.ts';
import { tellMetrics } from '../../src/runtime/service/tell-metrics.ts';
import { type SentEvent, sendable } from '../../src/runtime/service/thread-talk.ts';

const joined = (group: string): SentEvent => ({ kind: 'assigned', group, partitions: 1 });

describe('a service', () => {
  test('is ready when every thread has joined both groups and restored what it holds', () => {
    const status = new ServiceStatus(2, ['i', 'd'], 0);
    expect(status.notReady(0)).toHaveLength(4);
    for (const thread of [0, 1]) for (const group of ['i', 'd']) status.take(thread, joined(group), 0);
    expect(status.notReady(0)).toStrictEqual([]);
    status.take(1, { kind: 'opening', partition: 7 }, 100);
    expect(status.notReady(100)).toStrictEqual(['thread 1 restores 1 partitions']);
    expect(status.notLive(100)).toStrictEqual([]);
    expect(status.take(1, { kind: 'live', partition: 7 }, 350)).toBe(250);
    expect(status.notReady(350)).toStrictEqual([]);
    expect([status.live, status.restoring]).toStrictEqual([1, 0]);
  });
  test('does not wait for a partition that another took over', () => {
    const status = new ServiceStatus(1, [], 0);
    status.take(0, { kind: 'opening', partition: 7 }, 0);
    status.take(0, { kind: 'lost', partition: 7, why: 'revoked' }, 0);
    expect(status.notReady(0)).toStrictEqual([]);
  });
  test('is not ready after a worker began anew, until it has joined again', () => {
    const status = new ServiceStatus(1, ['d'], 0);
    status.take(0, joined('d'), 0);
    status.take(0, { kind: 'opening', partition: 7 }, 0);
    status.take(0, { kind: 'live', partition: 7 }, 0);
    status.left(0, 'd', true);
    expect(status.notReady(0)).toStrictEqual(['thread 0 has not joined d']);
    expect(status.live).toBe(0);
  });
  test('is alive until a thread is silent for more than a minute', () => {
    const status = new ServiceStatus(1, [], 0);
    expect(status.notLive(60_000)).toStrictEqual([]);
    expect(status.notLive(60_001)).toHaveLength(1);
    status.alive(0, 60_001);
    expect(status.notLive(60_001)).toStrictEqual([]);
    status.failed('MS_X happened');
    expect(status.notLive(60_001)).toStrictEqual(['MS_X happened']);
  });
  test('that is stopping is not ready, and is alive', () => {
    const status = new ServiceStatus(1, [], 0);
    status.stopping();
    expect([status.notReady(0), status.notLive(0)]).toStrictEqual([['it is stopping'], []]);
  });
});

describe('what a thread tells', () => {
  const events: readonly SentEvent[] = [
    { kind: 'taken-in', source: 's', partition: 1, offset: 9, events: 5, deadLetters: 2, lag: 3 },
    { kind: 'committed', partition: 2, offset: 4, events: 6, outputs: 7, flushed: 8, lag: 1 },
    { kind: 'transaction', result: 'committed', seconds: 0.02 },
    { kind: 'restored', partition: 2, by: 'disk', restore: 1, committed: 4 },
    { kind: 'lost', partition: 3, why: 'fenced' },
    { kind: 'ticked', day: 20_000 },
    { kind: 'activated', epoch: 4 },
    { kind: 'source-stalls', source: 's', day: 19_000, behindDays: 12 },
    { kind: 'waits-for-registry' },
    sendable({ kind: 'commit-retried', partition: 2, cause: new Error('no answer') }),
  ];
  test('is counted', async () => {
    const metrics = createMetrics();
    for (const event of events) tellMetrics(metrics, event);
    const page = await metrics.page();
    for (const line of [
      'milestream_intake_events_total{source="s"} 5',
      'milestream_dead_letters_total{source="s"} 2',
      'milestream_intake_lag_records{source="s",partition="1"} 3',
      'milestream_ledger_events_total 6',
      'milestream_outputs_total 7',
      'milestream_customers_flushed_total 8',
      'milestream_ledger_lag_messages{partition="2"} 1',
      'milestream_transactions_total{result="committed"} 1',
      'milestream_restores_total{by="disk"} 1',
      'milestream_partitions_lost_total{why="fenced"} 1',
      'milestream_ticked_timestamp_seconds 1728000000',
      'milestream_definitions_epoch 4',
      'milestream_source_behind_days{source="s"} 12',
      'milestream_registry_waits_total 1',
    ]) {
      expect(page.split('\n')).toContain(line);
    }
  });
  test('is logged by its kind, loudly where a person should look', () => {
    const said: string[] = [];
    const log = (level: string) => (fields: LogFields, message: string) => {
      said.push(`${level} ${message} ${JSON.stringify(fields)}`);
    };
    const logger = {
      debug: log('debug'),
      info: log('info'),
      warn: log('warn'),
      error: log('error'),
      flush: () => {},
    };
    for (const event of events) tellLog(logger, 0, event);
    expect(said.map((line) => line.split(' ').slice(0, 2).join(' '))).toStrictEqual([
      'debug taken-in',
      'debug committed',
      'debug transaction',
      'info restored',
      'info lost',
      'info ticked',
      'info activated',
      'warn source-stalls',
      'warn waits-for-registry',
      'warn commit-retried',
    ]);
    expect(said[5]).toContain('"day":"2024-10-04"');
    expect(said[9]).toContain('"error":"no answer"');
  });
  test('goes to another thread as plain data', () => {
    const fault = faultOf(new TypeError('x'));
    expect(structuredClone(fault)).toStrictEqual(fault);
    expect(fault).toMatchObject({ code: '', message: 'x', retriable: false });
    for (const event of events) expect(structuredClone(event)).toStrictEqual(event);
  });
});
