import type { Reading } from './matcher.ts';
import { isTransfer } from './search.ts';
import type { UnknownLine } from './suggest-entries.ts';

/** Different lines that are held at once; beyond it those seen once are forgotten. */
const KEYS_MAX = 200_000;

interface Counted {
  count: number;
  readonly example: string;
  readonly category: string;
  readonly currency: string;
}

/** Counts lines without a merchant by their stable key, in bounded memory. */
export class UnknownLines {
  readonly #byKey = new Map<string, Counted>();
  /** Lines without a merchant. */
  count = 0;
  /** Lines that were forgotten for want of room. */
  dropped = 0;

  /** Takes a line in, unless it has a merchant, is an event of the bank, or moves between accounts: people are no merchants. */
  add({ answer, line }: Reading, redact: (text: string) => string): void {
    if (answer.merchantId !== '' || answer.method === 'institution' || isTransfer(line.query)) return;
    this.count++;
    const { key } = line.descriptor;
    const there = this.#byKey.get(key);
    if (there !== undefined) {
      there.count++;
      return;
    }
    // Nobody's name may come out, neither in an example nor in an entry.
    const example = redact(line.query.description);
    const name = redact(key);
    if (name !== key || key === '') return;
    if (this.#byKey.size >= KEYS_MAX) this.#forget();
    const { category } = answer;
    this.#byKey.set(key, { count: 1, example, category, currency: line.query.currency });
  }

  #forget(): void {
    for (const [key, { count }] of this.#byKey) {
      if (count > 1) continue;
      this.#byKey.delete(key);
      this.dropped++;
    }
    if (this.#byKey.size < KEYS_MAX) return;
    this.dropped += this.#byKey.size;
    this.#byKey.clear();
  }

  /** What was counted. */
  lines(): UnknownLine[] {
    return [...this.#byKey].map(([key, counted]) => ({ key, ...counted }));
  }
}
