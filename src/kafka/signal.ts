/** Lets one wait until another says that something changed. */
export class Signal {
  #waiting = new Set<() => void>();

  /** Wakes whoever waits. */
  notify(): void {
    for (const wake of this.#waiting) wake();
  }

  /** Waits for the next notification, but no longer than that. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.#waiting.add(wake);
    });
  }
}
