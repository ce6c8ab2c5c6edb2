import type { Random } from '../../lib/random.ts';

/** A process of the simulation: what it asks for is answered while it lives and is not stopped. */
export interface SimulatedProcess {
  readonly name: string;
  alive: boolean;
  /** Stopped (as by SIGSTOP) until this time. */
  stoppedUntil: number;
}

interface Task {
  readonly process: SimulatedProcess | undefined;
  readonly at: number;
  readonly what: string;
  readonly run: () => void;
}

/** Share of answers that come later than what they tell of. */
const LATE_ANSWERS = 0.1;
const ANSWER_LATE_MS_MAX = 40;
const CALL_MS_MAX = 3;
/** Turns of the queue of promises that are waited for behind each moment. */
const TURNS = 8;

/**
 * Decides by a seed what happens next. Every call of a process to the world outside is two moments, the deed and the
 * answer; between any two moments other processes act, and a process can die. Time passes only here.
 */
export class Scheduler {
  readonly random: Random;
  /** Milliseconds. */
  now: number;
  /** Told of every moment when somebody wants to read it. */
  trace: ((line: string) => void) | undefined;
  /** Asked before each moment of a process and behind each deed; a process that it kills gets no answer. */
  disturb: ((process: SimulatedProcess, what: string) => void) | undefined;
  readonly #tasks: Task[] = [];
  /** When the next task's time comes, as of the last look. */
  #next = 0;

  constructor(random: Random, now: number) {
    this.random = random;
    this.now = now;
  }

  /** Does something for a process at a time to come, and answers it at the same time or later. */
  call<T>(process: SimulatedProcess, what: string, deed: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#add(process, this.random.between(0, CALL_MS_MAX), what, () => {
        this.disturb?.(process, what);
        if (!process.alive) return;
        let answer: () => void;
        try {
          const result = deed();
          answer = () => resolve(result);
        } catch (error) {
          answer = () => reject(error);
        }
        this.disturb?.(process, `${what}, unanswered`);
        if (!process.alive) return;
        const isStopped = process.stoppedUntil > this.now;
        if (!isStopped && !this.random.chance(LATE_ANSWERS)) answer();
        else this.#add(process, this.random.between(1, ANSWER_LATE_MS_MAX), `${what}: answered late`, answer);
      });
    });
  }

  /** Lets a process wait. */
  sleep(process: SimulatedProcess, ms: number): Promise<void> {
    return new Promise((resolve) => this.#add(process, ms, '', resolve));
  }

  /** Does something on nobody's behalf: what is on its way arrives though its sender is dead. */
  later(ms: number, what: string, deed: () => void): void {
    this.#add(undefined, ms, what, deed);
  }

  /** Lets one moment happen. False when nothing is left to do. */
  async step(): Promise<boolean> {
    let task = this.#take();
    if (task === undefined || task === 'later') {
      // Time passes only when nobody has anything left to say.
      await new Promise((resolve) => setImmediate(resolve));
      task = this.#take();
      if (task === 'later') {
        this.now = this.#next;
        task = this.#take();
      }
    }
    if (task === undefined || task === 'later') return false;
    if (this.trace !== undefined && task.what !== '')
      this.trace(`${task.process?.name ?? 'broker'}: ${task.what}`);
    task.run();
    // What follows from it without asking the world mostly happens here; the rest happens before time passes.
    for (let turn = 0; turn < TURNS; turn++) await undefined;
    return true;
  }

  #add(process: SimulatedProcess | undefined, ms: number, what: string, run: () => void): void {
    this.#tasks.push({ process, at: this.now + ms, what, run });
  }

  /** One of the tasks whose time has come; `later` when there are only others. */
  #take(): Task | 'later' | undefined {
    const tasks = this.#tasks;
    const ready: number[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (let index = tasks.length - 1; index >= 0; index--) {
      const { process, at } = tasks[index]!;
      if (process?.alive === false) {
        tasks[index] = tasks.at(-1)!;
        tasks.pop();
        // What was moved here from the end has been looked at, with its place taken by this one.
        const moved = ready.indexOf(tasks.length);
        if (moved >= 0) ready[moved] = index;
        continue;
      }
      const when = Math.max(at, process?.stoppedUntil ?? 0);
      if (when <= this.now) ready.push(index);
      else if (when < next) next = when;
    }
    this.#next = next;
    if (ready.length === 0) return tasks.length === 0 ? undefined : 'later';
    const chosen = this.random.pick(ready);
    const task = tasks[chosen]!;
    tasks[chosen] = tasks.at(-1)!;
    tasks.pop();
    this.now += this.random.between(0, 1);
    return task;
  }
}
