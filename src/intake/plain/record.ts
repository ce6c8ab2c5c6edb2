/** A plain record as it came: every field may hold anything, or be absent. Unknown fields stay where they are. */
export interface PlainRecord {
  readonly kind?: unknown;
  readonly op?: unknown;
  readonly customer?: unknown;
  readonly account?: unknown;
  readonly id?: unknown;
  readonly date?: unknown;
  readonly amount?: unknown;
  readonly currency?: unknown;
  readonly description?: unknown;
  readonly status?: unknown;
  readonly replaces?: unknown;
  readonly reverses?: unknown;
  readonly transactionDate?: unknown;
  readonly valueDate?: unknown;
  readonly at?: unknown;
  readonly seen?: unknown;
  readonly accountType?: unknown;
  readonly channel?: unknown;
  readonly mcc?: unknown;
  readonly counterparty?: unknown;
  readonly balanceAfter?: unknown;
  readonly purpose?: unknown;
  readonly state?: unknown;
  readonly name?: unknown;
  readonly properties?: unknown;
  readonly episode?: unknown;
  readonly result?: unknown;
}

/** The value of a JSON text; undefined, which JSON cannot say, when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is PlainRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
