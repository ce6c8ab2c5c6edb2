import { describe, expect, test } from 'vitest';
import { ProgressBook } from '../../src/runtime/service/progress-book.ts';
import { encodeProgress, type ProgressRecord } from '../../src/runtime/service/progress-record.ts';
import { ground, settle } from './ground.ts';

const BANK = { id: 'bank', epoch: 0, partitions: 2 };
const CARDS = { id: 'cards', epoch: 1, partitions: 1 };
/** The simulated broker's clock stands at this day. */
const TODAY = 100;

function told(
  source: string,
  partition: number,
  day: number,
  isCaughtUp = false,
  offset = day,
): ProgressRecord {
  const from = { source, epoch: source === 'cards' ? 1 : 0, partition };
  return { kind: 'source', from, progress: { offset, day, isCaughtUp } };
}

async function bookOf(...records: ProgressRecord[]): Promise<ProgressBook> {
  const { append, options, log, scheduler } = ground();
  append('progress', ...records.map(encodeProgress));
  const book = new ProgressBook({
    log,
    clock: options.clock,
    topics: { progress: 'progress' },
    dayOfInstant: () => TODAY,
    tuning: options.tuning,
  });
  await settle(scheduler, book.refresh());
  return book;
}

describe('time', () => {
  test('has come as far as the slowest source', async () => {
    const book = await bookOf(told('bank', 0, 20), told('bank', 1, 12), told('cards', 0, 15));
    expect(book.dayOfSource(BANK)).toBe(12);
    expect(book.dayOfAll([BANK, CARDS])).toBe(12);
    expect(book.dayOfAll([CARDS])).toBe(15);
  });

  test('stands still while a source, or one partition of it, has not been heard of', async () => {
    const book = await bookOf(told('bank', 0, 20), told('cards', 0, 15));
    expect(book.dayOfAll([BANK, CARDS])).toBe(undefined);
  });

  test('does not wait for a partition that is read to its end and has nothing new', async () => {
    const quiet = await bookOf(told('bank', 0, 20), told('bank', 1, -1, true));
    expect(quiet.dayOfSource(BANK)).toBe(20);
    const both = await bookOf(told('bank', 0, 20, true), told('bank', 1, 12, true));
    expect(both.dayOfSource(BANK)).toBe(20);
    const one = await bookOf(told('bank', 0, 20, true), told('bank', 1, 12, false));
    expect(one.dayOfSource(BANK)).toBe(12);
  });

  test('waits for a source whose partitions are all empty', async () => {
    const book = await bookOf(told('bank', 0, -1, true), told('bank', 1, -1, true));
    expect(book.dayOfSource(BANK)).toBe(undefined);
  });

  test("never goes beyond the broker's own day", async () => {
    const book = await bookOf(told('cards', 0, TODAY + 1));
    expect(book.dayOfSource(CARDS)).toBe(TODAY);
  });

  test('is not set back by whoever wakes up and tells what was told before', async () => {
    const book = await bookOf(told('cards', 0, 30, true, 9), told('cards', 0, 12, false, 4));
    expect(book.dayOfSource(CARDS)).toBe(30);
    expect(book.progressOf({ source: 'cards', epoch: 1, partition: 0 })?.isCaughtUp).toBe(true);
  });

  test('of another epoch of the source does not count', async () => {
    const book = await bookOf(told('cards', 0, 30));
    expect(book.dayOfSource({ ...CARDS, epoch: 2 })).toBe(undefined);
  });
});

test('ticks and activations are known by the highest that was told', async () => {
  const activation = (epoch: number) => ({ epoch, definitionsHash: `d${epoch}`, dictionaryHash: 'm' });
  const book = await bookOf(
    { kind: 'ticked', day: 8 },
    { kind: 'ticked', day: 7 },
    { kind: 'activation', activation: activation(4) },
    { kind: 'activation', activation: activation(2) },
    { kind: 'activated', epoch: 2 },
  );
  expect([book.tickedDay, book.activation, book.activatedEpoch]).toEqual([8, activation(4), 2]);
});

test('of two activations at once the higher one counts, also when compaction has been there', async () => {
  const of = ground();
  const activation = (epoch: number) => ({ epoch, definitionsHash: `d${epoch}`, dictionaryHash: 'm' });
  for (const epoch of [9, 7])
    of.append('progress', encodeProgress({ kind: 'activation', activation: activation(epoch) }));
  of.partition('progress').compact();
  const { log, options, scheduler } = of;
  const topics = { progress: 'progress' };
  const { clock, tuning } = options;
  const book = new ProgressBook({ log, clock, topics, tuning, dayOfInstant: () => TODAY });
  await settle(scheduler, book.refresh());
  expect(book.activation?.epoch).toBe(9);
});
