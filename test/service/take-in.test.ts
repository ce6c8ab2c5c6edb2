import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { defaultProfile } from '../../src/intake/profile.ts';
import { dayOfInstantIn } from '../../src/lib/zone.ts';
import type { LogRecord, LogWrite } from '../../src/log/log.ts';
import { DAY_LAST, parseDay } from '../../src/model/day.ts';
import { ledgerPartitionOf } from '../../src/runtime/service/address.ts';
import {
  INTAKE_TUNING,
  type IntakeOptions,
  type IntakeSource,
} from '../../src/runtime/service/intake-options.ts';
import { decodeBlock } from '../../src/runtime/service/ledger-block.ts';
import { takeIn } from '../../src/runtime/service/take-in.ts';
import { engine } from '../runtime/stand-in-engine.ts';
import { asCustomer, ground } from './ground.ts';

const NOW = Date.UTC(2025, 5, 1, 12);
const settings = { dictionary: undefined, zone: 'UTC', partySecret: 'a secret of the tests', asOf: DAY_LAST };
const intake = engine.createIntake(settings);
const { log, options: detector } = ground();

const options: IntakeOptions = {
  app: 'app',
  log,
  clock: detector.clock,
  topics: { ledger: 'ledger', progress: 'progress', deadLetters: 'dead' },
  ledgerPartitions: 4,
  sources: [],
  engine,
  settings,
  dayOfInstant: dayOfInstantIn('UTC'),
  schema: 0,
  keepsDeadLetterBytes: true,
  tuning: INTAKE_TUNING,
  observe: () => {},
};

function source(format: string, holders: IntakeSource['holders'] = { kind: 'named' }): IntakeSource {
  const reading = { format, profile: defaultProfile(format) };
  return { id: 'bank', epoch: 2, partitions: 8, topic: 'in', reading, holders };
}

function record(value: string | null, offset = 10): LogRecord {
  const headers = [['trace', Buffer.from('t1')]] as const;
  return {
    key: Buffer.from('k'),
    value: value === null ? null : Buffer.from(value),
    offset,
    timestamp: NOW,
    headers,
  };
}

function line(fields: Readonly<Record<string, unknown>> = {}): string {
  const common = { kind: 'transaction', id: 't1', customer: 'c1', account: 'a', date: '2025-03-01' };
  return JSON.stringify({ ...common, amount: '-1.00', currency: 'EUR', description: 'M1', ...fields });
}

const take = (records: readonly LogRecord[], of = source('plain'), changed: Partial<IntakeOptions> = {}) =>
  takeIn(records, { source: of, partition: 5, intake }, { ...options, ...changed });

function eventsOf(writes: readonly LogWrite[]) {
  return writes
    .filter(({ topic }) => topic === 'ledger')
    .flatMap(({ partition, messages }) =>
      messages.flatMap(({ value }) => {
        const block = decodeBlock(value);
        if (block.kind !== 'events') return [];
        return block.events.map(({ offset, index, event }) => ({
          to: partition,
          from: block.from,
          offset,
          index,
          event,
        }));
      }),
    );
}

describe('a record of a source', () => {
  test('goes to the ledger partition of its customer, with the place that it had', () => {
    const customers = ['c1', 'c2', 'c3', 'c4', 'c5'];
    const records = customers.map((customer, index) => record(line({ customer }), 10 + index));
    const events = eventsOf(take(records).writes).sort((a, b) => a.offset - b.offset);
    expect(events.map(({ to }) => to)).toEqual(
      customers.map((name) => ledgerPartitionOf(asCustomer(name), 4)),
    );
    expect(new Set(events.map(({ to }) => to)).size).toBeGreaterThan(1);
    expect(events.map(({ offset, index }) => [offset, index])).toEqual(
      [10, 11, 12, 13, 14].map((at) => [at, 0]),
    );
    expect(events[0]!.from).toEqual({ source: 'bank', epoch: 2, partition: 5 });
  });

  test('may hold several events, and two that look alike without an id are two', () => {
    const coffee = line({ id: undefined });
    const { writes, events } = take([record(`${coffee}\n${coffee}\n${line({ id: 't9' })}`)]);
    expect(events).toBe(3);
    const found = eventsOf(writes);
    expect(found.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(found.map(({ event }) => event.kind === 'transaction' && event.occurrence)).toEqual([0, 1, 0]);
  });

  test('that is a tombstone is nothing at all', () => {
    expect(take([record(null)])).toEqual({ writes: [], events: 0, deadLetters: 0, day: -1 });
  });

  test('that cannot be read is kept with its key, bytes and headers, and why and where it stood', () => {
    const { writes, events, deadLetters } = take([record('{"kind":"transaction"', 77), record(line(), 78)]);
    expect([events, deadLetters]).toEqual([1, 1]);
    const [letter] = writes.find(({ topic }) => topic === 'dead')!.messages;
    expect(Buffer.from(letter!.key!).toString()).toBe('k');
    expect(Buffer.from(letter!.value!).toString()).toBe('{"kind":"transaction"');
    const headers = Object.fromEntries(
      letter!.headers!.map(([name, value]) => [name, Buffer.from(value).toString()]),
    );
    expect(headers).toEqual({
      trace: 't1',
      milestream_code: 'MS_JSON',
      milestream_detail: 'the line is not JSON',
      milestream_source: 'bank',
      milestream_topic: 'in',
      milestream_partition: '5',
      milestream_offset: '77',
    });
  });

  test('that cannot be read leaves its bytes out where that was asked for', () => {
    const { writes } = take([record('no')], source('plain'), { keepsDeadLetterBytes: false });
    expect(writes[0]!.messages[0]!.value).toBe(null);
  });

  test('in another format is read by it, with whose account it is', () => {
    const csv = 'Date;Amount;Currency;Description\n2025-03-01;-3,50;EUR;M1\n';
    const plaid = JSON.stringify({
      transactions: [
        {
          transaction_id: 'p1',
          account_id: 'acc',
          amount: 4.5,
          iso_currency_code: 'USD',
          date: '2025-03-02',
          name: 'M2',
        },
      ],
    });
    const { writes, deadLetters } = take([record(plaid)], source('plaid', { kind: 'one', customer: 'c7' }));
    expect(deadLetters).toBe(0);
    const [found] = eventsOf(writes);
    expect(found!.event).toMatchObject({
      customer: 'c7',
      account: 'acc',
      amountMinor: -450,
      currency: 'USD',
    });
    // A table without a mapping says of itself that it cannot be read.
    expect(take([record(csv)], source('csv')).deadLetters).toBeGreaterThan(0);
  });

  test("tells the latest day of its events, and of none that lies beyond the record's own", () => {
    const of = (...dates: string[]) =>
      take(dates.map((date, index) => record(line({ date, id: `t${index}` }), index))).day;
    expect(of('2025-03-01', '2025-03-04', '2025-03-02')).toBe(parseDay('2025-03-04'));
    expect(of('2025-03-01', '2099-12-31')).toBe(parseDay('2025-06-01'));
  });

  test('that is a tick moves the day and is no event: ticks of the ledger come from one place', () => {
    const { writes, events, day } = take([record('{"kind":"tick","at":"2025-04-01T00:00:00Z"}')]);
    expect([writes.length, events, day]).toEqual([0, 0, parseDay('2025-04-01')]);
  });
});
