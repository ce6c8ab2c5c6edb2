import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Versions of Apache Kafka that the tests know how to start; `MILESTREAM_KAFKA` chooses. */
export const KAFKA_VERSIONS = ['3.9.2', '4.1.2'] as const;
const REGISTRY_VERSION = '2.6.13.Final';
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'milestream', 'broker');
const DOWNLOAD_MS_MAX = 600_000;
const LOCK_STALE_MS = DOWNLOAD_MS_MAX + 60_000;

/** The version that this run of the tests is against. */
export function kafkaVersion(): string {
  const version = process.env.MILESTREAM_KAFKA ?? '4.1.2';
  if (!KAFKA_VERSIONS.some((known) => known === version)) {
    throw new Error(`MILESTREAM_KAFKA must be one of ${KAFKA_VERSIONS.join(', ')}`);
  }
  return version;
}

/** The folder with Kafka's jars, fetched by Maven when they are not there yet. */
export function kafkaJars(version = kafkaVersion()): Promise<string> {
  return fetched(`kafka-${version}`, async (folder) => {
    writeFileSync(join(folder, 'pom.xml'), pomOf(version));
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=lib'];
    await run('mvn', ['-q', '-B', ...goal], { cwd: folder, timeout: DOWNLOAD_MS_MAX });
  });
}

/** The folder of the registry, unpacked. */
export function registryFolder(): Promise<string> {
  return fetched(`apicurio-${REGISTRY_VERSION}`, async (folder) => {
    const artifact = `io.apicurio:apicurio-registry-app:${REGISTRY_VERSION}:tar.gz:all`;
    const goal = ['dependency:copy', `-Dartifact=${artifact}`, '-DoutputDirectory=.'];
    await run('mvn', ['-q', '-B', ...goal], { cwd: folder, timeout: DOWNLOAD_MS_MAX });
    const packed = `apicurio-registry-app-${REGISTRY_VERSION}-all.tar.gz`;
    await run('tar', ['-xzf', packed], { cwd: folder });
    rmSync(join(folder, packed));
  });
}

/** The jar that starts the registry. */
export const REGISTRY_JAR = `apicurio-registry-app-${REGISTRY_VERSION}-runner.jar`;

/** The folder of a Java class of ours, compiled against Kafka's jars; Java wants the file named after the class. */
export async function compiled(source: string, className: string, jars: string): Promise<string> {
  const path = fileURLToPath(new URL(source, import.meta.url));
  const hash = createHash('sha256').update(readFileSync(path)).update(jars).digest('hex').slice(0, 16);
  return fetched(`class-${hash}`, async (folder) => {
    cpSync(path, join(folder, `${className}.java`));
    await run('javac', ['-cp', join(jars, 'lib', '*'), `${className}.java`], { cwd: folder });
  });
}

/** Makes a folder of the cache once, whoever asks for it at the same time, whole or not at all. */
async function fetched(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const release = await lock(`${folder}.lock`);
  try {
    if (existsSync(folder)) return folder;
    const making = mkdtempSync(`${folder}.making-`);
    await make(making);
    renameSync(making, folder);
    return folder;
  } finally {
    release();
  }
}

async function lock(path: string): Promise<() => void> {
  const deadline = Date.now() + LOCK_STALE_MS;
  while (Date.now() < deadline) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch {
      const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > LOCK_STALE_MS) rmSync(path, { force: true });
      await sleep(200);
    }
  }
  throw new Error(`${path} is held by another run`);
}

function pomOf(version: string): string {
  const logging = version.startsWith('3.')
    ? [['org.slf4j', 'slf4j-reload4j', '1.7.36']]
    : [
        ['org.apache.logging.log4j', 'log4j-slf4j-impl', '2.24.3'],
        ['org.apache.logging.log4j', 'log4j-core', '2.24.3'],
      ];
  const dependencies = [['org.apache.kafka', 'kafka_2.13', version], ...logging].map(
    ([group, artifact, number]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${number}</version></dependency>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>local</groupId><artifactId>broker</artifactId><version>1</version>
<dependencies>${dependencies.join('')}</dependencies></project>
`;
}
