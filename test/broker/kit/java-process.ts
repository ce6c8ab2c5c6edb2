import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const OUTPUT_KEPT_MAX = 20_000;

/** A Java program that the tests started, and what it said. */
export interface JavaProcess {
  readonly child: ChildProcess;
  /** The end of what it wrote, for the message of a test that fails. */
  said(): string;
  /** Ends it and waits until it has gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts Java; it dies with the tests. Its standard output is the caller's when `piped`. */
export function startJava(args: readonly string[], options: { cwd: string; piped?: boolean }): JavaProcess {
  const child = spawn('java', [...args], { cwd: options.cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  const keep = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-OUTPUT_KEPT_MAX);
  };
  child.stderr.on('data', keep);
  if (options.piped !== true) child.stdout.on('data', keep);
  return {
    child,
    said: () => said,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

/** Ports on loopback that nobody uses. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a server without a port');
    ports.push(address.port);
  }
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
