import { OperationalError } from '../../errors/operational-error.ts';
import { assert, assertNever } from '../../lib/assert.ts';
import type { Engine, FoldSettings, IntakeSettings } from '../engine.ts';
import { FoldStage, type FoldStageOptions, type FoldTask, type LoadStates } from './fold-stage.ts';
import { type ByteRange, hashRange } from './read-range.ts';
import { ReadStage, type ReadStageOptions, type ReadTask } from './read-stage.ts';

/** What one thread is asked to do; plain data. */
export type Job =
  | {
      readonly kind: 'begin-read';
      readonly options: Omit<ReadStageOptions, 'check' | 'worker'>;
      readonly settings: IntakeSettings;
    }
  | { readonly kind: 'read'; readonly task: ReadTask }
  | { readonly kind: 'end-read' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'hash'; readonly range: ByteRange; readonly blockBytes: number }
  | {
      readonly kind: 'begin-fold';
      readonly options: Omit<FoldStageOptions, 'check'>;
      readonly settings: FoldSettings;
    }
  | { readonly kind: 'fold'; readonly task: FoldTask };

/** Where a thread finds the core, as a module that exports `engine`. */
export interface EngineModule {
  readonly engine: Engine;
}

/** The code of an interruption that was asked for. */
export const INTERRUPTED = 'MS_INTERRUPTED';

export interface WorkbenchOptions {
  readonly worker: number;
  readonly engine: Engine;
  /** One shared number: not 0 once the run is to stop. */
  readonly stop: Int32Array;
  readonly load: LoadStates;
}

/** Does the jobs of one thread, in the thread or in the process itself. */
export class Workbench {
  readonly #options: WorkbenchOptions;
  #reading: ReadStage | undefined;
  #folding: FoldStage | undefined;

  constructor(options: WorkbenchOptions) {
    this.#options = options;
  }

  async do(job: Job): Promise<unknown> {
    const { engine, worker, load } = this.#options;
    const check = () => this.#check();
    switch (job.kind) {
      case 'begin-read':
        this.#reading = new ReadStage({ ...job.options, worker, check }, engine.createIntake(job.settings));
        return undefined;
      case 'read':
        return this.#stage(this.#reading).read(job.task);
      case 'end-read': {
        const index = this.#stage(this.#reading).finish();
        this.#reading = undefined;
        return index;
      }
      case 'leave':
        this.close();
        return undefined;
      case 'hash':
        return {
          start: job.range.start,
          hashes: hashRange(job.range, { blockBytes: job.blockBytes, check }),
        };
      case 'begin-fold':
        this.#folding = new FoldStage({ ...job.options, check }, engine.createFolding(job.settings));
        return undefined;
      case 'fold':
        return this.#stage(this.#folding).fold(job.task, load);
      default:
        return assertNever(job);
    }
  }

  /** Lets go of what is open. */
  close(): void {
    this.#reading?.close();
    this.#reading = undefined;
  }

  #check(): void {
    if (Atomics.load(this.#options.stop, 0) === 0) return;
    throw new OperationalError(INTERRUPTED, 'the run was asked to stop', { retriable: true });
  }

  #stage<T>(stage: T | undefined): T {
    assert(stage !== undefined, 'a stage begins before its tasks');
    return stage;
  }
}
