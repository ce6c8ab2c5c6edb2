import { formatDay } from '../../model/day.ts';
import type { Logger } from '../../observe/logger.ts';
import type { SentEvent } from './thread-talk.ts';

/** Events that come with every commit; they are for the metrics. */
const QUIET: readonly SentEvent['kind'][] = ['committed', 'taken-in', 'transaction'];
const WARNINGS: readonly SentEvent['kind'][] = [
  'commit-retried',
  'send-retried',
  'opened-again',
  'store-set-aside',
  'source-stalls',
  'waits-for-definitions',
  'waits-for-registry',
];

/** Logs what a thread told: its kind, and what it counts and names. */
export function tellLog(logger: Logger, thread: number, event: SentEvent): void {
  const { kind, ...rest } = event;
  const fields: Record<string, string | number | boolean> = { thread };
  for (const [name, value] of Object.entries(rest)) {
    // A source that brought nothing yet has no day.
    if (name === 'day') fields.day = Number(value) < 0 ? 'none' : formatDay(Number(value));
    else if (name === 'fault') Object.assign(fields, pickFault(value));
    else if (typeof value !== 'object') fields[name] = value as string | number | boolean;
  }
  if (QUIET.includes(kind)) logger.debug(fields, kind);
  else if (WARNINGS.includes(kind)) logger.warn(fields, kind);
  else logger.info(fields, kind);
}

function pickFault(fault: unknown): { code: string; error: string } {
  const { code, message } = fault as { readonly code: string; readonly message: string };
  return { code, error: message };
}
