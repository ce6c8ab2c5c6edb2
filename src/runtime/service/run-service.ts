import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { OperationalError } from '../../errors/operational-error.ts';
import type { Logger } from '../../observe/logger.ts';
import type { Metrics } from '../../observe/metrics.ts';
import type { SentFault } from './sent-fault.ts';
import { detectorGroup, intakeGroup } from './service-options.ts';
import type { ServicePlan } from './service-plan.ts';
import { ServiceStatus } from './service-status.ts';
import { tellLog } from './tell-log.ts';
import { tellMetrics } from './tell-metrics.ts';
import type { FromThread, ToThread } from './thread-talk.ts';

export interface RunningService {
  readonly status: ServiceStatus;
  /** Drains, commits, stores and leaves; done within the time that the configuration gives, or it says so. */
  stop(): Promise<void>;
  /** Ends when the service has stopped; rejects with why it could not go on. */
  readonly ended: Promise<void>;
}

const THREAD_MODULE = new URL('./service-thread.js', import.meta.url);

/** Starts the threads of the service and watches over them: when one gives up, all stop. */
export function runService(plan: ServicePlan, tell: { logger: Logger; metrics: Metrics }): RunningService {
  const { config } = plan;
  const { application, threads, stopSeconds } = config;
  const { logger, metrics } = tell;
  const groups = { intake: intakeGroup(application), detector: detectorGroup(application) };
  const status = new ServiceStatus(threads, Object.values(groups), Date.now());
  let failure: OperationalError | Error | undefined;
  let isStopping = false;
  const workers = Array.from(
    { length: threads },
    (_, thread) => new Worker(THREAD_MODULE, { workerData: { plan, thread }, name: `service-${thread}` }),
  );

  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    status.stopping();
    const message: ToThread = { kind: 'stop' };
    for (const worker of workers) worker.postMessage(message);
    await sleep(stopSeconds * 1_000, undefined, { ref: false });
    if (gone.size === workers.length) return;
    logger.error({ seconds: stopSeconds }, 'not everything was stored in time; a restart replays it');
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  const fail = (error: Error) => {
    failure ??= error;
    status.failed(error.message);
    void stop();
  };

  const gone = new Set<number>();
  const take = (thread: number, message: FromThread) => {
    const now = Date.now();
    status.alive(thread, now);
    switch (message.kind) {
      case 'event': {
        const { event } = message;
        const liveAfterMs = status.take(thread, event, now);
        if (liveAfterMs !== undefined) metrics.restoreSeconds.observe(liveAfterMs / 1_000);
        metrics.restoring.set(status.restoring);
        metrics.live.set(status.live);
        tellMetrics(metrics, event);
        tellLog(logger, thread, event);
        return;
      }
      case 'failed': {
        const { role, fault, restarts } = message;
        const { code } = fault;
        status.left(thread, groups[role], role === 'detector');
        metrics.workerRestarts.inc({ code });
        logger.error({ thread, role, code, error: fault.message, restarts }, 'a worker failed');
        if (!restarts && !isStopping) fail(errorOf(fault));
        return;
      }
      case 'said':
        logger[message.level]({ thread }, message.message);
        return;
      case 'alive':
      case 'stopped':
        return;
    }
  };
  const ended = Promise.all(
    workers.map(
      (worker, thread) =>
        new Promise<void>((resolve) => {
          worker.on('message', (message: FromThread) => take(thread, message));
          worker.on('error', fail);
          worker.on('exit', () => {
            gone.add(thread);
            if (!isStopping) fail(new Error(`thread ${thread} ended by itself`));
            resolve();
          });
        }),
    ),
  ).then(() => {
    if (failure !== undefined) throw failure;
  });
  return { status, stop, ended };
}

function errorOf({ code, message, retriable, stack }: SentFault): Error {
  if (code !== '') return new OperationalError(code, message, { retriable });
  const error = new Error(message);
  error.stack = stack;
  return error;
}
