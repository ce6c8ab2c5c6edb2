import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Random, seededRandom } from '../../src/lib/random.ts';
import { type Broker, startBroker } from './kit/broker.ts';
import { compileProgram } from './kit/compiled-program.ts';
import { END_TXN, PRODUCE, startCuttingProxy, TXN_OFFSET_COMMIT } from './kit/cutting-proxy.ts';
import { eventsOf, openFeed } from './kit/feed.ts';
import { type Judgement, judge } from './kit/judge.ts';
import { type ConfiguredService, configureService, type RunningProgram } from './kit/service.ts';
import { startTopicReader, type TopicReader } from './kit/topic-reader.ts';
import { eventually, freshTopic } from './kit/topics.ts';
import { describeWithBroker } from './kit/with-broker.ts';

const PARTITIONS = 4;
/** Another seed draws other moments; it stands in what a failure says. */
const SEED = Number(process.env.MILESTREAM_SEED ?? 1);
const CHUNKS = 12;

/** A service under way, with a feed that brings it chunk by chunk what a fault may fall on. */
interface Trial {
  readonly service: ConfiguredService;
  readonly random: Random;
  readonly programs: RunningProgram[];
}

describeWithBroker('the service under faults', () => {
  let broker: Broker;
  let reader: TopicReader;
  const compiled = compileProgram();
  const services: ConfiguredService[] = [];
  let trials = 0;

  beforeAll(async () => {
    broker = await startBroker();
    reader = await startTopicReader(broker);
  });
  afterEach(async () => {
    for (const service of services.splice(0)) await service.close();
  });
  afterAll(async () => {
    await Promise.all([reader?.close(), broker?.close()]);
  });

  /** Feeds in chunks; behind each one the fault may do what it likes. At the end all must be right. */
  async function tryOut(
    fault: (trial: Trial, chunk: number) => Promise<void>,
    options: { readonly repeats?: boolean; readonly address?: string } = {},
  ): Promise<Judgement> {
    trials++;
    const application = `trial-${trials}`;
    const random = seededRandom(SEED * 1000 + trials);
    const source = await freshTopic(broker, { partitions: 2 });
    const more = { flush: { ageMinutes: 1, dirtyCustomersMax: 100 } };
    const service = configureService(compiled, {
      application,
      broker,
      partitions: PARTITIONS,
      sources: [{ topic: source }],
      ...(options.address === undefined ? {} : { address: options.address }),
      more,
    });
    services.push(service);
    for (const args of [
      ['topics', 'ensure'],
      ['definitions', 'activate'],
    ]) {
      expect(await service.command(...args)).toMatchObject({ code: 0 });
    }
    const trial: Trial = { service, random, programs: [service.start()] };
    const events = Array.from({ length: 30 }, (_, customer) => eventsOf(customer, 240)).flat();
    events.sort((a, b) => a.day - b.day);
    const feed = await openFeed(broker, source);
    const size = Math.ceil(events.length / CHUNKS);
    let sent = 0;
    for (let chunk = 0; chunk < CHUNKS; chunk++) {
      const part = events.slice(chunk * size, (chunk + 1) * size).map(({ event }) => event);
      // A source that is at least once, and brings what is old again.
      const again = options.repeats === true ? part.slice(0, 5) : [];
      await feed.send([...part, ...again]);
      sent += part.length + again.length;
      await fault(trial, chunk);
    }
    await feed.close();
    const judged = { application, partitions: PARTITIONS, format: 'json', transactions: false } as const;
    let last: Judgement | undefined;
    const why = () =>
      `seed ${SEED}: ${JSON.stringify(last)} of ${sent}\n${trial.programs
        .flatMap(({ lines }, index) => lines.slice(-25).map((line) => `${index} ${JSON.stringify(line)}`))
        .join('\n')}`;
    const found = await eventually(
      async () => {
        last = await judge(reader, judged);
        return last.events === sent && last.difference === undefined && last.open.length === 0
          ? last
          : undefined;
      },
      { withinMs: 90_000, what: 'all outputs', why, stepMs: 500 },
    );
    expect(found.signals).toBeGreaterThan(20);
    return found;
  }

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
