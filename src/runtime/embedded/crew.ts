import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { assert } from '../../lib/assert.ts';
import type { LoadStates } from './fold-stage.ts';
import {
  type FromThread,
  receiveError,
  sendError,
  type ThreadData,
  type ToThread,
} from './thread-messages.ts';
import { type EngineModule, type Job, Workbench } from './workbench.ts';

/** Somebody who does one job at a time. */
interface Member {
  do(job: Job): Promise<unknown>;
  close(): Promise<void>;
}

export interface CrewOptions {
  readonly threads: number;
  /** URL of the module that gives the core. */
  readonly engineModule: string;
  readonly load: LoadStates;
}

/** The threads of a run; with one thread all work is done in the process itself. */
export class Crew {
  readonly #members: readonly Member[];
  readonly #stop: Int32Array;

  private constructor(members: readonly Member[], stop: Int32Array) {
    this.#members = members;
    this.#stop = stop;
  }

  static async start(options: CrewOptions): Promise<Crew> {
    const shared = new SharedArrayBuffer(4);
    const stop = new Int32Array(shared);
    if (options.threads > 1) {
      const members = Array.from(
        { length: options.threads },
        (_, worker) => new Thread(worker, options, shared),
      );
      return new Crew(members, stop);
    }
    const { engine } = (await import(options.engineModule)) as EngineModule;
    const bench = new Workbench({ worker: 0, engine, stop, load: options.load });
    return new Crew([inProcess(bench)], stop);
  }

  get size(): number {
    return this.#members.length;
  }

  /** Asks all to stop; what is under way fails with the code of an interruption. */
  stop(): void {
    Atomics.store(this.#stop, 0, 1);
  }

  /** Everyone does the same job. */
  async all<T>(job: Job): Promise<T[]> {
    return (await settled(this.#members.map((member) => member.do(job)))) as T[];
  }

  /**
   * Jobs are handed out in order to whoever is free; `done` may go on while the next job is worked at,
   * but nobody gets further ahead of it than one job. The first failure stops all.
   */
  async each<T>(jobs: AsyncIterator<Job>, done: (result: T) => Promise<void>): Promise<void> {
    let hasFailed = false;
    let handing: Promise<unknown> = Promise.resolve();
    const nextJob = (): Promise<IteratorResult<Job>> => {
      const next = handing.then(() => jobs.next());
      handing = next.catch(() => undefined);
      return next;
    };
    const work = async (member: Member): Promise<void> => {
      let finishing: Promise<void> = Promise.resolve();
      try {
        while (!hasFailed) {
          const next = await nextJob();
          if (next.done === true) break;
          const result = (await member.do(next.value)) as T;
          await finishing;
          finishing = done(result);
          // A failure is looked at when the next result waits; until then it must not count as unhandled.
          finishing.catch(() => undefined);
        }
        await finishing;
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    };
    await settled(this.#members.map(work));
  }

  async close(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.close()));
  }
}

/** All results once everything has come to rest; the first failure otherwise. */
async function settled<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(promises);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return results.map((result) => (result as PromiseFulfilledResult<T>).value);
}

function inProcess(bench: Workbench): Member {
  return {
    do: async (job) => {
      // Lets signals in between two jobs.
      await setImmediate();
      return bench.do(job);
    },
    close: async () => bench.close(),
  };
}

class Thread implements Member {
  readonly #worker: Worker;
  readonly #load: LoadStates;
  #resolve: ((result: unknown) => void) | undefined;
  #reject: ((error: Error) => void) | undefined;
  #failure: Error | undefined;

  constructor(worker: number, options: CrewOptions, stop: SharedArrayBuffer) {
    const workerData: ThreadData = { worker, engineModule: options.engineModule, stop };
    const entry = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url);
    this.#load = options.load;
    this.#worker = new Worker(entry, { workerData });
    this.#worker.on('message', (message: FromThread) => this.#receive(message));
    this.#worker.on('error', (error) =>
      this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', (code) => this.#fail(new Error(`a worker thread ended with code ${code}`)));
  }

  do(job: Job): Promise<unknown> {
    assert(this.#resolve === undefined, 'a thread does one job at a time');
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#send({ kind: 'job', job });
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #receive(message: FromThread): void {
    if (message.kind === 'load') {
      const { request, customers } = message;
      this.#load(customers).then(
        (parcel) => this.#send({ kind: 'states', request, parcel }),
        (error: unknown) => this.#send({ kind: 'no-states', request, error: sendError(error) }),
      );
      return;
    }
    const [resolve, reject] = [this.#resolve, this.#reject];
    this.#resolve = undefined;
    this.#reject = undefined;
    if (message.kind === 'done') resolve?.(message.result);
    else reject?.(receiveError(message.error));
  }

  #send(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#reject?.(this.#failure);
    this.#resolve = undefined;
    this.#reject = undefined;
  }
}
