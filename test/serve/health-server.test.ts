import { afterEach, expect, test } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.ts';
import { type Health, type HealthServer, startHealthServer } from '../../src/serve/health-server.ts';

const servers: HealthServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const well: Health = { ok: true, reasons: [] };

async function serve(pages: { live?: Health; ready?: Health }, port = 0): Promise<string> {
  const metrics = createMetrics();
  metrics.outputs.inc(3);
  const server = await startHealthServer(
    { host: '127.0.0.1', port },
    {
      live: () => pages.live ?? well,
      ready: () => pages.ready ?? well,
      metrics: metrics.page,
      metricsType: metrics.contentType,
    },
  );
  servers.push(server);
  return `http://127.0.0.1:${server.port}`;
}

test('the pages say ok, or why not', async () => {
  const url = await serve({
    ready: { ok: false, reasons: ['thread 0 restores 2 partitions', 'it is stopping'] },
  });
  const live = await fetch(`${url}/livez`);
  expect([live.status, await live.text()]).toStrictEqual([200, 'ok\n']);
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.text()]).toStrictEqual([
    503,
    'thread 0 restores 2 partitions\nit is stopping\n',
  ]);
});

test('the metrics are in the words of Prometheus, in base units', async () => {
  const url = await serve({});
  const answer = await fetch(`${url}/metrics`);
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(text).toContain('milestream_outputs_total 3');
  expect(text).toContain('# TYPE milestream_commit_duration_seconds histogram');
  for (const [, name, type] of text.matchAll(/^# TYPE (milestream_\S+) (\S+)/gm)) {
    expect(name?.endsWith('_total'), name).toBe(type === 'counter');
  }
});

test('anything else is not found, and nothing is taken', async () => {
  const url = await serve({});
  expect((await fetch(`${url}/`)).status).toBe(404);
  expect((await fetch(`${url}/livez`, { method: 'POST' })).status).toBe(405);
});

test('a port that is taken is told with what to set', async () => {
  const url = await serve({});
  await expect(serve({}, Number(new URL(url).port))).rejects.toMatchObject({ code: 'MS_HEALTH_PORT' });
});
