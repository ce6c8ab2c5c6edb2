import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Kafka's number of the request that ends a transaction. */
export const END_TXN = 26;
/** The request that adds the consumed offset to a transaction. */
export const TXN_OFFSET_COMMIT = 28;
/** The request that brings messages. */
export const PRODUCE = 0;

/** A way to a broker on which answers get lost. */
export interface CuttingProxy {
  readonly port: number;
  /** The next request of this kind reaches the broker, and its connection is cut before the answer comes back. */
  cutAfter(apiKey: number): void;
  readonly cuts: number;
  close(): Promise<void>;
}

/** Starts a proxy; the broker must advertise its port, or clients go past it. */
export async function startCuttingProxy(port: number, target: () => number): Promise<CuttingProxy> {
  let wanted: number | undefined;
  let cuts = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(target(), '127.0.0.1');
    sockets.add(client).add(upstream);
    let isCut = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
      sockets.delete(client);
      sockets.delete(upstream);
    };
    client.on('data', (bytes: Buffer) => {
      // Requests of one connection come one by one here: length, then the number of the request.
      if (wanted !== undefined && bytes.length > 6 && bytes.readInt16BE(4) === wanted) {
        wanted = undefined;
        isCut = true;
        cuts++;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (isCut) end();
      else client.write(bytes);
    });
    for (const socket of [client, upstream]) {
      socket.on('error', end);
      socket.on('close', end);
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cutAfter: (apiKey) => {
      wanted = apiKey;
    },
    get cuts() {
      return cuts;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
