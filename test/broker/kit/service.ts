import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Broker } from './broker.ts';
import { eventually } from './topics.ts';

const run = promisify(execFile);
const KEY = 'the key of the tests, long enough';
const LINES_KEPT_MAX = 5_000;

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface ServiceWishes {
  readonly application: string;
  readonly broker: Pick<Broker, 'address'>;
  readonly sources: readonly object[];
  readonly partitions: number;
  readonly registryUrl?: string;
  /** Where the service finds the broker, if not where tests do. */
  readonly address?: string;
  readonly more?: object;
}

/** One process of the service. */
export interface RunningProgram {
  readonly child: ChildProcess;
  /** What it logged, as objects. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly stderr: () => string;
  readonly port: () => Promise<number>;
  /** Waits until `/readyz` says ok. */
  ready(): Promise<void>;
  page(path: string): Promise<{ readonly status: number; readonly text: string }>;
  /** Ends it by a signal; gives its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** A configured service, its commands, and processes of it. */
export interface ConfiguredService {
  readonly folder: string;
  readonly stateOf: (machine: string) => string;
  command(
    ...args: string[]
  ): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
  /** Starts a process; a machine is a state directory of its own. */
  start(machine?: string): RunningProgram;
  /** Kills what still runs, and removes all files. */
  close(): Promise<void>;
}

/** Writes the configuration of a service; commands and processes use the compiled program. */
export function configureService(
  compiledModule: (module: string) => string,
  wishes: ServiceWishes,
): ConfiguredService {
  const folder = mkdtempSync(join(tmpdir(), 'milestream-service-'));
  const main = fileURLToPath(compiledModule('src/cli/main.ts'));
  const environment = { ...process.env, MILESTREAM_KEY: KEY };
  const programs: RunningProgram[] = [];
  const stateOf = (machine: string) => join(folder, `state-${machine}`);
  const configOf = (machine: string): string => {
    const { application, broker, sources, partitions, registryUrl, more } = wishes;
    const { address = broker.address } = wishes;
    const path = join(folder, `${machine}.json`);
    const config = {
      application,
      kafka: { brokers: address.split(','), sessionTimeoutMs: 6_000, requestTimeoutMs: 5_000 },
      ...(registryUrl === undefined ? {} : { registry: { url: registryUrl } }),
      sources,
      ledger: { partitions },
      replication: { factor: 1, minInsync: 1 },
      state: { directory: stateOf(machine), engine: 'rocksdb-native' },
      health: { host: '127.0.0.1', port: 0 },
      ...more,
      outputs: {
        format: registryUrl === undefined ? 'json' : 'avro',
        ...(more as { outputs?: object })?.outputs,
      },
    };
    writeFileSync(path, JSON.stringify(config, null, 1));
    return path;
  };
  return {
    folder,
    stateOf,
    command: async (...args) => {
      const config = args[0] === 'run' ? [] : ['--config', configOf('command')];
      const all = [main, ...args, ...config];
      try {
        const { stdout, stderr } = await run(process.execPath, all, { env: environment });
        return { code: 0, stdout, stderr };
      } catch (error) {
        const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
        return { code, stdout, stderr };
      }
    },
    start: (machine = 'm1') => {
      const program = startProgram([main, 'start', '--config', configOf(machine)], environment);
      programs.push(program);
      return program;
    },
    close: async () => {
      await Promise.all(programs.map((program) => program.end('SIGKILL')));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startProgram(args: readonly string[], environment: NodeJS.ProcessEnv): RunningProgram {
  const child = spawn(process.execPath, [...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const lines: Readonly<Record<string, unknown>>[] = [];
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line) as Readonly<Record<string, unknown>>);
    if (lines.length > LINES_KEPT_MAX) lines.shift();
  });
  const port = () =>
    eventually(
      async () => {
        if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}: ${stderr}`);
        return lines.find((line) => typeof line.port === 'number')?.port as number | undefined;
      },
      { what: 'the port of the service' },
    );
  const page = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${await port()}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  return {
    child,
    lines,
    stderr: () => stderr,
    port,
    page,
    ready: async () => {
      let said = '';
      const isReady = async () => {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
        const answer = await page('/readyz').catch(() => undefined);
        said = answer?.text ?? said;
        return answer?.status === 200 ? true : undefined;
      };
      await eventually(isReady, { what: 'a ready service', withinMs: 60_000 }).catch((error: Error) => {
        const log = lines.slice(-40).map((line) => JSON.stringify(line));
        throw new Error(`${error.message}: ${said}${stderr}${log.join('\n')}`);
      });
    },
    end: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill(signal);
        await gone;
      }
      return child.exitCode;
    },
  };
}
