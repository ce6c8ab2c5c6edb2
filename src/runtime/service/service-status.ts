import type { SentEvent } from './thread-talk.ts';

const ALIVE_MS_MAX = 60_000;

interface ThreadStatus {
  aliveAt: number;
  joined: Set<string>;
  opening: Map<number, number>;
  live: Set<number>;
}

/** How the threads fare, for `/livez` and `/readyz`. */
export class ServiceStatus {
  readonly #threads: ThreadStatus[];
  readonly #groups: readonly string[];
  #failure = '';
  #isStopping = false;

  constructor(threads: number, groups: readonly string[], now: number) {
    this.#groups = groups;
    this.#threads = Array.from({ length: threads }, () => ({
      aliveAt: now,
      joined: new Set<string>(),
      opening: new Map<number, number>(),
      live: new Set<number>(),
    }));
  }

  alive(thread: number, now: number): void {
    this.#threads[thread]!.aliveAt = now;
  }

  failed(why: string): void {
    this.#failure = why;
  }

  stopping(): void {
    this.#isStopping = true;
  }

  /** A worker began anew: it holds nothing. */
  left(thread: number, group: string, isDetector: boolean): void {
    const status = this.#threads[thread]!;
    status.joined.delete(group);
    if (!isDetector) return;
    status.opening.clear();
    status.live.clear();
  }

  /** Takes an event; for a partition that came live, how long that took in milliseconds. */
  take(thread: number, event: SentEvent, now: number): number | undefined {
    const status = this.#threads[thread]!;
    if (event.kind === 'assigned') status.joined.add(event.group);
    else if (event.kind === 'opening') {
      status.live.delete(event.partition);
      status.opening.set(event.partition, now);
    } else if (event.kind === 'live') {
      const since = status.opening.get(event.partition);
      status.opening.delete(event.partition);
      status.live.add(event.partition);
      return since === undefined ? undefined : now - since;
    } else if (event.kind === 'lost') {
      status.opening.delete(event.partition);
      status.live.delete(event.partition);
    }
    return undefined;
  }

  get restoring(): number {
    return this.#threads.reduce((sum, { opening }) => sum + opening.size, 0);
  }

  get live(): number {
    return this.#threads.reduce((sum, { live }) => sum + live.size, 0);
  }

  /** Why the program does not move; empty while it does. Restoring is moving. */
  notLive(now: number): string[] {
    const silent = this.#threads.flatMap(({ aliveAt }, thread) =>
      now - aliveAt > ALIVE_MS_MAX ? [`thread ${thread} has been silent for ${now - aliveAt} ms`] : [],
    );
    return this.#failure === '' ? silent : [...silent, this.#failure];
  }

  /** Why it does not do its work yet, or no more. */
  notReady(now: number): string[] {
    const reasons = this.notLive(now);
    if (this.#isStopping) reasons.push('it is stopping');
    for (const [thread, { joined, opening }] of this.#threads.entries()) {
      for (const group of this.#groups) {
        if (!joined.has(group)) reasons.push(`thread ${thread} has not joined ${group}`);
      }
      if (opening.size > 0) reasons.push(`thread ${thread} restores ${opening.size} partitions`);
    }
    return reasons;
  }
}
