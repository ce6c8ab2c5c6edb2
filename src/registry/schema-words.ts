import { OperationalError } from '../errors/operational-error.ts';

export const LEDGER_NAMESPACE = 'milestream.ledger.v1';

/** What an older reader makes of a word that it does not know, where a guess could do harm. */
const UNKNOWN = 'unknown';

/** A list of our words as an Avro enum, whose symbols may hold no hyphen, and the way there and back. */
export interface WordEnum<T extends string> {
  readonly schema: {
    readonly type: 'enum';
    readonly name: string;
    readonly doc: string;
    readonly symbols: string[];
    readonly default: string;
  };
  /** The symbol of a word. */
  readonly symbolOf: (word: T) => string;
  /** The word of a symbol; one from a newer build throws MS_LEDGER_NEWER. */
  readonly wordOf: (symbol: string) => T;
}

/**
 * Makes the enum of a list of words. With a `fallback`, a reader takes a newer word for that one, which must be
 * harmless; without, it refuses the event: what may be sent must not hang on a guess.
 */
export function wordEnum<T extends string>(
  name: string,
  words: readonly T[],
  options: { readonly doc: string; readonly fallback?: T },
): WordEnum<T> {
  const pairs = words.map((word) => [word, word === '' ? 'none' : word.replaceAll('-', '_')] as const);
  const symbols = new Map<T, string>(pairs);
  const wordsBySymbol = new Map<string, T>(pairs.map(([word, symbol]) => [symbol, word]));
  const own = [...symbols.values()];
  const { doc, fallback } = options;
  const known = fallback === undefined ? [UNKNOWN, ...own] : own;
  return {
    schema: {
      type: 'enum',
      name,
      doc,
      symbols: known,
      default: fallback === undefined ? UNKNOWN : symbols.get(fallback)!,
    },
    symbolOf: (word) => symbols.get(word) ?? word,
    wordOf: (symbol) => wordsBySymbol.get(symbol) ?? refuse(name),
  };
}

function refuse(name: string): never {
  const message = `a ledger event holds a word of ${name} that this build does not know: a newer build wrote it`;
  throw new OperationalError('MS_LEDGER_NEWER', message, { retriable: false });
}

/** How every event is ordered among others of its customer. */
export const ORDER_FIELDS = [
  { name: 'orderDay', type: 'int' as const, doc: 'Days since 1970-01-01; -1 for none.' },
  { name: 'orderInstant', type: 'long' as const, doc: 'Milliseconds since 1970.' },
];
