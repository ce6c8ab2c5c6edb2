import { setTimeout as sleep } from 'node:timers/promises';
import { REGISTRY_JAR, registryFolder } from './downloads.ts';
import { freePorts, type JavaProcess, startJava } from './java-process.ts';

const START_MS_MAX = 60_000;

/** A schema registry that speaks Confluent's interface and keeps its schemas in memory. */
export interface TestRegistry {
  readonly url: string;
  /** Keeps it from answering, and lets it again; it forgets nothing. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

/** Starts the registry on a free loopback port. */
export async function startRegistry(): Promise<TestRegistry> {
  const folder = await registryFolder();
  const [port] = await freePorts(1);
  const http = ['-Dquarkus.http.host=127.0.0.1', `-Dquarkus.http.port=${port}`];
  const java = startJava(['-Xmx256m', ...http, '-jar', REGISTRY_JAR], { cwd: folder });
  const url = `http://127.0.0.1:${port}/apis/ccompat/v7`;
  await answering(url, java);
  return {
    url,
    pause: () => java.child.kill('SIGSTOP'),
    resume: () => java.child.kill('SIGCONT'),
    close: () => java.end('SIGKILL'),
  };
}

async function answering(url: string, java: JavaProcess): Promise<void> {
  const deadline = Date.now() + START_MS_MAX;
  while (Date.now() < deadline) {
    if (java.child.exitCode !== null) throw new Error(`the registry ended: ${java.said()}`);
    const answer = await fetch(`${url}/subjects`).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(200);
  }
  throw new Error(`the registry does not answer: ${java.said()}`);
}
