import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { defaultProfile } from '../../src/intake/profile.ts';
import { DAY_LAST, formatDay, parseDay } from '../../src/model/day.ts';
import {
  INTAKE_TUNING,
  type IntakeOptions,
  type IntakeSource,
} from '../../src/runtime/service/intake-options.ts';
import { IntakeWorker } from '../../src/runtime/service/intake-worker.ts';
import { decodeBlock } from '../../src/runtime/service/ledger-block.ts';
import { encodeProgress } from '../../src/runtime/service/progress-record.ts';
import { engine } from '../runtime/stand-in-engine.ts';
import { codeOf, ground, settle } from './ground.ts';

type Ground = ReturnType<typeof ground>;

const DAY = parseDay('2025-03-01')!;

function source(id: string): IntakeSource {
  const reading = { format: 'plain', profile: defaultProfile('plain') };
  return { id, epoch: 0, partitions: 1, topic: id, reading, holders: { kind: 'named' } };
}

function intakeGround(sources = ['bank']): Ground & { readonly intake: IntakeOptions } {
  const of = ground();
  for (const topic of [...sources, 'dead']) of.broker.createTopic(topic, 1);
  const intake: IntakeOptions = {
    app: 'app',
    log: of.log,
    clock: of.options.clock,
    topics: { ledger: 'ledger', progress: 'progress', deadLetters: 'dead' },
    ledgerPartitions: 1,
    sources: sources.map(source),
    engine,
    settings: { dictionary: undefined, zone: 'UTC', partySecret: 'a secret of the tests', asOf: DAY_LAST },
    dayOfInstant: () => DAY + 1000,
    schema: 0,
    keepsDeadLetterBytes: true,
    tuning: { ...INTAKE_TUNING, pollMs: 20, backoffMs: 5, progressMs: 20 },
    observe: (event) => of.said.push(event),
  };
  return { ...of, intake };
}

function appendEvents({ append }: Ground, topic: string, ...days: number[]): void {
  const messages = days.map((day, index) => ({
    key: null,
    value: Buffer.from(
      JSON.stringify({
        kind: 'transaction',
        id: `t${day}-${index}`,
        customer: 'c1',
        account: 'a',
        date: formatDay(day),
        amount: '-1.00',
        currency: 'EUR',
        description: 'M1',
      }),
    ),
  }));
  append(topic, ...messages);
}

/** What the ledger says, in few words. */
function ledgerOf({ partition }: Ground): string[] {
  return partition('ledger')
    .everCommitted()
    .map(({ value }) => {
      const block = decodeBlock(value);
      if (block.kind === 'ticks') return `tick ${block.day - DAY} ${block.sliceFrom}-${block.sliceTo}`;
      if (block.kind === 'control') return `epoch ${block.event.epoch}`;
      return `${block.from.source} ${block.events.map(({ offset }) => offset).join(' ')}`;
    });
}

/** Works for some time, then stops. */
async function work(of: ReturnType<typeof intakeGround>, ms: number): Promise<void> {
  const worker = new IntakeWorker(of.intake);
  const done = worker.run();
  done.catch(() => undefined);
  const until = of.scheduler.now + ms;
  while (of.scheduler.now < until) await of.scheduler.step();
  worker.stop();
  await settle(of.scheduler, done);
}

describe('an intake worker', () => {
  test('writes events, and behind them the ticks of the days that they have come to, in 64 slices', async () => {
    const of = intakeGround();
    appendEvents(of, 'bank', DAY);
    await work(of, 500);
    const said = ledgerOf(of);
    expect(said[0]).toBe('bank 0');
    expect(said.slice(1)).toEqual(Array.from({ length: 64 }, (_, slice) => `tick 0 ${slice}-${slice + 1}`));
    expect(of.broker.committed({ group: 'app-intake', topic: 'bank', partition: 0 })?.offset).toBe(1);
  });

  test('goes on where it stopped, with events and with ticks, one day at a time', async () => {
    const of = intakeGround();
    const intake = { ...of.intake, tuning: { ...of.intake.tuning, tickBlocks: 1 } };
    appendEvents(of, 'bank', DAY);
    await work({ ...of, intake }, 300);
    appendEvents(of, 'bank', DAY + 3);
    await work({ ...of, intake }, 300);
    expect(ledgerOf(of)).toEqual([
      'bank 0',
      'tick 0 0-64',
      'bank 1',
      'tick 1 0-64',
      'tick 2 0-64',
      'tick 3 0-64',
    ]);
  });

  test('goes on from what it told when Kafka has forgotten what was committed', async () => {
    const of = intakeGround();
    appendEvents(of, 'bank', DAY);
    await work(of, 300);
    of.broker.forgetOffsets('app-intake');
    appendEvents(of, 'bank', DAY);
    await work(of, 300);
    expect(ledgerOf(of).filter((text) => text.startsWith('bank'))).toEqual(['bank 0', 'bank 1']);
  });

  test('reads again what was committed and not told, for the days that it brings', async () => {
    const of = intakeGround();
    const intake = { ...of.intake, tuning: { ...of.intake.tuning, tickBlocks: 1 } };
    appendEvents(of, 'bank', DAY);
    await work({ ...of, intake }, 300);
    appendEvents(of, 'bank', DAY + 1);
    of.broker.commit({ group: 'app-intake', topic: 'bank', partition: 0 }, { offset: 2, metadata: '' });
    await work({ ...of, intake }, 300);
    expect(ledgerOf(of)).toEqual(['bank 0', 'tick 0 0-64', 'bank 1', 'tick 1 0-64']);
    expect(of.broker.committed({ group: 'app-intake', topic: 'bank', partition: 0 })?.offset).toBe(2);
  });

  test('writes no tick before all sources have been heard of, and none beyond the slowest', async () => {
    const of = intakeGround(['bank', 'cards']);
    const intake = { ...of.intake, tuning: { ...of.intake.tuning, tickBlocks: 1 } };
    appendEvents(of, 'bank', DAY, DAY + 5);
    await work({ ...of, intake }, 400);
    expect(ledgerOf(of).filter((text) => text.startsWith('tick'))).toEqual([]);
    appendEvents(of, 'cards', DAY + 2);
    await work({ ...of, intake }, 400);
    expect(ledgerOf(of).filter((text) => text.startsWith('tick'))).toEqual(['tick 2 0-64']);
    // Only the one that holds the others is told of, with how far it is behind the clock.
    expect(of.said.filter(({ kind }) => kind === 'source-stalls')).toEqual([
      { kind: 'source-stalls', source: 'cards', day: DAY + 2, behindDays: 998 },
    ]);
  });

  test('writes an activation to the ledger once', async () => {
    const of = intakeGround();
    const activation = { epoch: 3, definitionsHash: 'd', dictionaryHash: 'm' };
    of.append('progress', encodeProgress({ kind: 'activation', activation }));
    await work(of, 300);
    await work(of, 300);
    expect(ledgerOf(of)).toEqual(['epoch 3']);
  });

  test('refuses a source that no longer holds what is to be read next', async () => {
    const of = intakeGround();
    appendEvents(of, 'bank', DAY, DAY, DAY);
    await work(of, 300);
    appendEvents(of, 'bank', DAY, DAY);
    of.partition('bank').truncate(4);
    expect(await codeOf(settle(of.scheduler, new IntakeWorker(of.intake).run()))).toBe('MS_SOURCE_TRUNCATED');
  });

  test('gives up after some attempts when the ledger cannot be written, and commits no offset', async () => {
    const of = intakeGround();
    appendEvents(of, 'bank', DAY);
    of.log.openPlain = () => Promise.resolve(dropsAll);
    const ended = codeOf(settle(of.scheduler, new IntakeWorker(of.intake).run()));
    expect(await ended).toBe('MS_SEND_FAILED');
    expect(of.broker.committed({ group: 'app-intake', topic: 'bank', partition: 0 })).toBe(undefined);
  });
});

/** Says yes, and names nobody. */
const dropsAll = {
  send: () => Promise.resolve({ kind: 'sent' as const, acknowledged: [] }),
  close: () => Promise.resolve(),
};
