import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { type Cluster, startCluster } from './kit/broker.ts';
import { compileProgram } from './kit/compiled-program.ts';
import { startTopicReader, type TopicReader } from './kit/topic-reader.ts';
import { closeTrials, runTrial } from './kit/trial.ts';
import { describeWithBroker } from './kit/with-broker.ts';

describeWithBroker('the service on three brokers', () => {
  let cluster: Cluster;
  let reader: TopicReader;
  const compiled = compileProgram();

  beforeAll(async () => {
    cluster = await startCluster(3);
    reader = await startTopicReader(cluster);
  });
  afterEach(closeTrials);
  afterAll(async () => {
    await Promise.all([reader?.close(), cluster?.close()]);
  });

  test('of which one after the other is killed puts out everything once', async () => {
    const ground = { broker: cluster, reader, compiled, partitions: 6, copies: 3 };
    await runTrial(ground, async ({ random, programs }, chunk) => {
      if (chunk % 4 !== 1) return;
      await programs[0]?.ready();
      const node = cluster.nodes[((chunk - 1) / 4) % cluster.nodes.length]!;
      await sleep(random.between(0, 500));
      await node.kill();
      await sleep(random.between(500, 4_000));
      await node.start();
      await sleep(2_000);
    });
  });
});
