import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openKafkaLog } from '../../kafka/kafka-log.ts';
import { assert } from '../../lib/assert.ts';
import type { Log } from '../../log/log.ts';
import type { Engine } from '../engine.ts';
import { buildDetector, buildIntake, type WorkerParts } from './build-workers.ts';
import { observedLog } from './observed-log.ts';
import { faultOf } from './sent-fault.ts';
import type { ServiceEvent } from './service-event.ts';
import type { ServicePlan } from './service-plan.ts';
import { type FromThread, type Role, sendable, type ToThread } from './thread-talk.ts';

/* The entry of a thread of the service: one intake worker and one detector worker, until they are stopped. */

const ALIVE_MS = 1_000;
const RESTART_FIRST_MS = 500;
const RESTART_LONGEST_MS = 30_000;
const LAST_WORDS_MS = 500;
/** Failures one after the other, with no work done in between, until the thread gives up. */
const RESTARTS_MAX = 30;

const port = parentPort;
assert(port !== null, 'this module runs in a worker thread');
const { plan, thread } = workerData as { readonly plan: ServicePlan; readonly thread: number };
const stopping = new AbortController();
const running = new Set<{ stop(): void }>();

port.on('message', (message: ToThread) => {
  if (message.kind !== 'stop') return;
  stopping.abort();
  for (const worker of running) worker.stop();
});

const alive = setInterval(() => send({ kind: 'alive' }), ALIVE_MS);
const { engine } = (await import(plan.engineModule)) as { readonly engine: Engine };
await Promise.all([work('intake'), work('detector')]);
clearInterval(alive);
send({ kind: 'stopped' });
port.close();
// A connection whose answer never comes would hold the thread; what it has to say is said by then.
setTimeout(() => process.exit(0), LAST_WORDS_MS).unref();

/** Runs a worker; what may pass is tried again, later each time. */
async function work(role: Role): Promise<void> {
  let restarts = 0;
  while (!stopping.signal.aborted) {
    let log: Log | undefined;
    try {
      log = await openLog();
      await runOnce(role, log, () => {
        restarts = 0;
      });
    } catch (error) {
      const fault = faultOf(error);
      restarts++;
      const goesOn = fault.retriable && restarts <= RESTARTS_MAX && !stopping.signal.aborted;
      send({ kind: 'failed', role, fault, restarts: goesOn });
      if (!goesOn) return;
      const waitMs = Math.min(RESTART_FIRST_MS * 2 ** Math.min(restarts, 10), RESTART_LONGEST_MS);
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    } finally {
      await log?.close();
    }
  }
}

async function runOnce(role: Role, log: Log, worked: () => void): Promise<void> {
  const observe = (event: ServiceEvent) => {
    if (event.kind === 'committed' || event.kind === 'taken-in' || event.kind === 'live') worked();
    send({ kind: 'event', event: sendable(event) });
  };
  const parts: WorkerParts = {
    plan,
    engine,
    log: observedLog(log, (event) => send({ kind: 'event', event })),
    clock: { now: Date.now, sleep: async (ms) => void (await sleep(ms)) },
    observe,
    isStopping: () => stopping.signal.aborted,
  };
  const worker = role === 'intake' ? buildIntake(parts) : buildDetector(parts);
  running.add(worker);
  try {
    if (!stopping.signal.aborted) await worker.run();
  } finally {
    running.delete(worker);
  }
}

function openLog(): Promise<Log> {
  const { application, kafka } = plan.config;
  return openKafkaLog({
    access: kafka,
    clientId: `${application}-${thread}`,
    sessionTimeoutMs: kafka.sessionTimeoutMs,
    log: (level, message) => send({ kind: 'said', level, message }),
  });
}

function send(message: FromThread): void {
  port!.postMessage(message);
}
