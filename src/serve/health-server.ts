import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OperationalError } from '../errors/operational-error.ts';

/** Whether all is well, and where it is not, why, in one plain sentence each. */
export interface Health {
  readonly ok: boolean;
  readonly reasons: readonly string[];
}

export interface HealthPages {
  /** The program moves; it stays so while it restores. */
  readonly live: () => Health;
  /** It does its work: joined, restored. */
  readonly ready: () => Health;
  readonly metrics: () => Promise<string>;
  readonly metricsType: string;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves `/livez`, `/readyz` and `/metrics`. */
export async function startHealthServer(
  { host, port }: { readonly host: string; readonly port: number },
  pages: HealthPages,
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://health');
    if (request.method !== 'GET' && request.method !== 'HEAD') answer(response, 405, 'GET only\n');
    else if (pathname === '/livez') answerHealth(response, pages.live());
    else if (pathname === '/readyz') answerHealth(response, pages.ready());
    else if (pathname === '/metrics') {
      pages.metrics().then(
        (page) => answer(response, 200, page, pages.metricsType),
        () => answer(response, 500, 'the metrics could not be collected\n'),
      );
    } else answer(response, 404, 'there are /livez, /readyz and /metrics\n');
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const code = String((cause as { code?: unknown }).code);
    const message = `the health pages cannot be served on ${host}:${port} (${code}): set "health.port"`;
    throw new OperationalError('MS_HEALTH_PORT', message, { retriable: false, cause });
  }
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answerHealth(response: ServerResponse, { ok, reasons }: Health): void {
  answer(response, ok ? 200 : 503, ok ? 'ok\n' : `${reasons.join('\n')}\n`);
}

function answer(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}
