import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { hashId } from '../lib/hash.ts';

/** Whether the package `rocksdb` can be loaded into this process, and why not. */
export type ProbeAnswer =
  | { readonly works: true; readonly tried: string; readonly how: string }
  | { readonly works: false; readonly why: string };

const PROBE_MILLISECONDS_MAX = 30_000;
/** From this Node on the ready-made Linux binary ends the process while it loads (nodejs/node#52436, seen on 22 and 24). */
const ABORTING_NODE_MAJOR = 22;

/** Runs in a process of its own: opens a database, writes, reads, closes. */
const PROBE_SCRIPT = `
const [, main, directory] = process.argv;
const database = require(main)(directory);
const check = (next) => (error, value) => { if (error) throw error; next(value); };
database.open({}, check(() => database.put('key', 'value', check(() => database.get('key', check((value) => {
  if (String(value) !== 'value') throw new Error('read what was not written');
  database.close(check(() => process.exit(0)));
}))))));
`;

/** Answers by fingerprint, so that one process tries one binary once. */
const answers = new Map<string, Promise<ProbeAnswer>>();

/**
 * Tries the package in a process of its own, since loading it may end the process with no error to catch.
 * The answer costs about 100 ms; `tried` is its receipt, and given back it saves the trial
 * as long as Node, machine and binary are the same.
 */
export async function probeRocksdb(receipt: string | undefined): Promise<ProbeAnswer> {
  const require = createRequire(import.meta.url);
  let main: string;
  let binary: string;
  try {
    main = require.resolve('rocksdb');
  } catch {
    return { works: false, why: 'the optional package rocksdb is not installed' };
  }
  try {
    const finder = createRequire(main)('node-gyp-build') as { path(directory: string): string };
    binary = finder.path(dirname(main));
  } catch {
    return { works: false, why: `the package rocksdb has no binary for ${process.platform} ${process.arch}` };
  }
  if (isKnownToAbort(binary)) {
    const why = `the ready-made binary of the package rocksdb does not load on Node ${ABORTING_NODE_MAJOR} or later (this is ${process.version})`;
    return { works: false, why };
  }
  const { size, mtimeMs } = await stat(binary);
  const { version, platform, arch } = process;
  const tried = hashId(version, platform, arch, binary, `${size}`, `${mtimeMs}`);
  if (tried === receipt) return { works: true, tried, how: 'it was tried on this Node before' };
  let answer = answers.get(tried);
  if (answer === undefined) {
    answer = tryInChild(main, tried);
    answers.set(tried, answer);
  }
  return answer;
}

function isKnownToAbort(binary: string): boolean {
  const major = Number(process.versions.node.split('.')[0]);
  return (
    process.platform === 'linux' &&
    major >= ABORTING_NODE_MAJOR &&
    binary.includes(`${sep}prebuilds${sep}`) &&
    basename(binary).endsWith('.glibc.node')
  );
}

async function tryInChild(main: string, tried: string): Promise<ProbeAnswer> {
  const directory = await mkdtemp(join(tmpdir(), 'milestream-probe-'));
  try {
    const failure = await runScript([main, join(directory, 'db')]);
    if (failure === undefined) return { works: true, tried, how: 'it was tried in a process of its own' };
    return { works: false, why: `the package rocksdb does not load on Node ${process.version} (${failure})` };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** How the trial ended, if not well. */
function runScript(args: readonly string[]): Promise<string | undefined> {
  const options = {
    timeout: PROBE_MILLISECONDS_MAX,
    killSignal: 'SIGKILL',
    windowsHide: true,
    // What is meant for this process (a debugger, a loader) is not meant for the trial.
    env: { ...process.env, NODE_OPTIONS: '' },
  } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, ['-e', PROBE_SCRIPT, ...args], options, (error) => {
      if (error === null) resolve(undefined);
      else if (error.killed === true) resolve('no answer in time');
      else resolve(error.signal ? `ended by ${error.signal}` : `exit code ${error.code}`);
    });
  });
}
