import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Broker, startBroker } from './kit/broker.ts';
import { compileProgram } from './kit/compiled-program.ts';
import { END_TXN, PRODUCE, startCuttingProxy, TXN_OFFSET_COMMIT } from './kit/cutting-proxy.ts';
import type { Judgement } from './kit/judge.ts';
import { startTopicReader, type TopicReader } from './kit/topic-reader.ts';
import { closeTrials, type Fault, runTrial, type Trial, type TrialOptions } from './kit/trial.ts';
import { describeWithBroker } from './kit/with-broker.ts';

const PARTITIONS = 4;

describeWithBroker('the service under faults', () => {
  let broker: Broker;
  let reader: TopicReader;
  const compiled = compileProgram();

  beforeAll(async () => {
    broker = await startBroker();
    reader = await startTopicReader(broker);
  });
  afterEach(closeTrials);
  afterAll(async () => {
    await Promise.all([reader?.close(), broker?.close()]);
  });

  const tryOut = (fault: Fault, options: TrialOptions = {}): Promise<Judgement> =>
    runTrial({ broker, reader, compiled, partitions: PARTITIONS }, fault, options);

  async function replace(
    { service, programs }: Trial,
    signal: NodeJS.Signals,
    machine = 'm1',
  ): Promise<void> {
    await programs.pop()?.end(signal);
    programs.push(service.start(machine));
  }

  test('that is killed again and again puts out everything once', async () => {
    await tryOut(
      async (trial) => {
        await sleep(trial.random.between(0, 2_500));
        await replace(trial, 'SIGKILL');
      },
      { repeats: true },
    );
  });

  test('that is stopped and started again puts out everything once', async () => {
    await tryOut(async (trial, chunk) => {
      if (chunk % 3 !== 0) return;
      await trial.programs.at(-1)?.ready();
      await sleep(trial.random.between(0, 500));
      await replace(trial, 'SIGTERM');
    });
  });

  test('whose members come and go puts out everything once', async () => {
    await tryOut(async ({ service, programs, random }, chunk) => {
      if (chunk % 2 === 0) programs.push(service.start(`m${chunk % 3}x`));
      await sleep(random.between(500, 3_000));
      if (programs.length > 2)
        await programs.shift()?.end(random.between(0, 1) === 0 ? 'SIGTERM' : 'SIGKILL');
    });
  });

  test('on a new machine each time is restored from its snapshots', async () => {
    await tryOut(async (trial, chunk) => {
      if (chunk % 4 !== 3) return;
      await trial.programs.at(-1)?.ready();
      await sleep(500);
      await replace(trial, chunk % 8 === 3 ? 'SIGTERM' : 'SIGKILL', `machine-${chunk}`);
    });
  });

  test('whose answers get lost in the middle of transactions commits everything once', async () => {
    const { port, proxyPort } = broker.proxied;
    const proxy = await startCuttingProxy(proxyPort, () => port);
    try {
      const kinds = [END_TXN, TXN_OFFSET_COMMIT, PRODUCE];
      await tryOut(
        async ({ random, programs }, chunk) => {
          await programs[0]?.ready();
          proxy.cutAfter(kinds[chunk % kinds.length]!);
          await sleep(random.between(300, 1_200));
        },
        { address: `127.0.0.1:${proxyPort}` },
      );
      expect(proxy.cuts).toBeGreaterThan(6);
    } finally {
      await proxy.close();
    }
  });

  test('that sleeps past its session while another works wakes up and harms nothing', async () => {
    await tryOut(async ({ service, programs }, chunk) => {
      if (chunk !== 3) return;
      await programs[0]?.ready();
      programs.push(service.start('other'));
      await programs[1]?.ready();
      programs[0]?.child.kill('SIGSTOP');
      await sleep(9_000);
      programs[0]?.child.kill('SIGCONT');
    });
  });

  test('whose broker is killed, and is away for a while, goes on', async () => {
    await tryOut(async ({ random }, chunk) => {
      if (chunk % 5 !== 2) return;
      await sleep(random.between(0, 1_000));
      await broker.kill();
      await sleep(random.between(0, 8_000));
      await broker.start();
    });
  });

  test('whose store is damaged sets it aside and restores it', async () => {
    const folders: string[] = [];
    await tryOut(async (trial, chunk) => {
      if (chunk !== 6) return;
      await trial.programs.at(-1)?.ready();
      await sleep(1_500);
      await trial.programs.pop()?.end('SIGKILL');
      const state = trial.service.stateOf('m1');
      folders.push(state);
      const damaged = readdirSync(state).filter((name) => name.startsWith('partition-'));
      expect(damaged.length).toBeGreaterThan(1);
      rmSync(join(state, damaged[0]!), { recursive: true });
      const database = join(state, damaged[1]!, 'db');
      for (const name of readdirSync(database).filter((each) => /^(MANIFEST|CURRENT)/.test(each))) {
        if (existsSync(join(database, name)))
          writeFileSync(join(database, name), 'nothing that a database wrote');
      }
      trial.programs.push(trial.service.start('m1'));
    });
    expect(folders.flatMap((state) => readdirSync(state)).some((name) => name.endsWith('.set-aside'))).toBe(
      true,
    );
  });
});
