import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { OperationalError } from '../../errors/operational-error.ts';
import type { Store } from '../../store/store.ts';
import type { Progress, RunOptions, RunPoint } from '../run-options.ts';
import type { Crew } from './crew.ts';
import { fileError } from './files.ts';
import { INTERRUPTED } from './workbench.ts';

/** What the phases of a run share. */
export interface RunContext {
  readonly options: RunOptions;
  readonly store: Store;
  readonly storeSaid: string;
  /** The secret that people and accounts are keyed with: given, kept in the state directory, or made. */
  readonly partySecret: string;
  readonly crew: Crew;
  /** Where the spill and the segments lie while the run goes on. */
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  readonly startedAt: number;
  readonly cpuBefore: NodeJS.CpuUsage;
}

/** Names a point of the run, for tests that crash there. */
export function reach(context: RunContext, point: RunPoint): void {
  context.options.tuning?.at?.(point);
}

export function say(context: RunContext, text: string): void {
  context.progress({ kind: 'said', text });
}

/** Throws when the run was asked to stop. */
export function checkStop(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted('');
}

/** The error of a run that was asked to stop, with how to go on. */
export function interrupted(how: string): OperationalError {
  return new OperationalError(INTERRUPTED, `The run was stopped. ${how}`.trim(), { retriable: true });
}

/** Where a run keeps its spill: in the state directory, or beside the outputs when there is no state on disk. */
export function runDirectory(options: RunOptions, store: Store): string {
  return store.location === undefined ? join(options.out, '.milestream-run') : join(store.location, 'run');
}

export function removeDirectory(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    throw fileError(error, { action: 'write', path });
  }
}
