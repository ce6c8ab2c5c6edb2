import { parseArgs } from 'node:util';
import { OperationalError, UsageError } from '../errors/operational-error.ts';
import { createLogger, type Logger } from '../observe/logger.ts';
import { createMetrics } from '../observe/metrics.ts';
import { type RunningService, runService } from '../runtime/service/run-service.ts';
import type { ServicePlan } from '../runtime/service/service-plan.ts';
import { type Health, startHealthServer } from '../serve/health-server.ts';
import { loadConfig } from './load-config.ts';
import { loadDictionary } from './load-dictionary.ts';
import { planService } from './plan-service.ts';

const HELP = `Usage: milestream start --config FILE

  --config FILE  the configuration of the service, YAML or JSON
  --threads N    worker threads, whatever the configuration says

Before the first start: \`milestream topics ensure\` and \`milestream definitions activate\`.
Logs are JSON lines on standard output; /livez, /readyz and /metrics are on the health port.

Example: milestream start --config service.yaml`;

const WAIT_FIRST_MS = 500;
const WAIT_LONGEST_MS = 15_000;
/** A cluster or registry that comes up with the service is waited for, this often. */
const TRIES_MAX = 20;

/** Runs the service until it is stopped; gives the exit code. */
export async function startCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      config: { type: 'string' },
      threads: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  if (values.config === undefined) throw new UsageError('start needs --config FILE');
  const read = loadConfig(values.config);
  const config = { ...read, threads: threadsOption(values.threads) ?? read.threads };
  const logger = createLogger({ level: config.logLevel, application: config.application });
  const metrics = createMetrics();
  const stopping = new AbortController();
  let service: RunningService | undefined;
  const stop = (signal: string) => {
    logger.info({ signal }, 'stopping');
    stopping.abort();
    void service?.stop();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const starting = 'it is starting';
  const pages = await startHealthServer(config.health, {
    live: () => healthOf(service?.status.notLive(Date.now()) ?? []),
    ready: () => healthOf(service?.status.notReady(Date.now()) ?? [starting]),
    metrics: metrics.page,
    metricsType: metrics.contentType,
  });
  logger.info({ port: pages.port, threads: config.threads }, 'starting');
  try {
    const dictionary = loadDictionary(config.dictionary === '' ? undefined : config.dictionary);
    const plan = await patiently(() => planService(config, dictionary, logger), logger, stopping.signal);
    if (plan === undefined) return 0;
    service = runService(plan, { logger, metrics });
    await service.ended;
    logger.info({}, 'stopped');
    return 0;
  } finally {
    await pages.close();
    logger.flush();
  }
}

/** Tries again what may pass; undefined when it was stopped before. */
async function patiently(
  plan: () => Promise<ServicePlan>,
  logger: Logger,
  signal: AbortSignal,
): Promise<ServicePlan | undefined> {
  let waitMs = WAIT_FIRST_MS;
  for (let tries = 1; !signal.aborted; tries++) {
    try {
      return await plan();
    } catch (error) {
      const mayPass = error instanceof OperationalError && error.retriable && tries < TRIES_MAX;
      if (!mayPass) throw error;
      logger.warn({ code: error.code, error: error.message, tries, waitMs }, 'not yet');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      });
      waitMs = Math.min(waitMs * 2, WAIT_LONGEST_MS);
    }
  }
  return undefined;
}

function healthOf(reasons: readonly string[]): Health {
  return { ok: reasons.length === 0, reasons };
}

function threadsOption(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const threads = Number(text);
  if (!Number.isSafeInteger(threads) || threads < 1) {
    throw new UsageError('--threads must be a whole number from 1');
  }
  return threads;
}
