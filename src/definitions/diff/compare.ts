import { canonicalJson } from '../../lib/canonical-json.ts';
import type { ChangeType, Note } from './change.ts';

/** Whether two values say the same, whatever the order of their keys. */
export function isSame(before: unknown, after: unknown): boolean {
  return canonicalJson(before ?? null) === canonicalJson(after ?? null);
}

/** Notes a number that went up or down. */
export function noteNumber(
  note: Note,
  types: { readonly raised: ChangeType; readonly lowered: ChangeType },
  name: string,
  { before, after }: { readonly before: number; readonly after: number },
): void {
  if (after === before) return;
  note(after > before ? types.raised : types.lowered, `${name} is ${after}, was ${before}`);
}

/** Notes whatever differs between two values that need no closer look. */
export function noteValue(
  note: Note,
  type: ChangeType,
  name: string,
  { before, after }: { readonly before: unknown; readonly after: unknown },
): void {
  if (isSame(before, after)) return;
  const isTold = isShort(before) && isShort(after);
  note(type, isTold ? `${name} is ${said(after)}, was ${said(before)}` : `${name} changed`);
}

/** What is only in the first list, and what is only in the second. */
export function listChanges<T>(
  before: readonly T[],
  after: readonly T[],
): { readonly gone: readonly T[]; readonly come: readonly T[] } {
  return {
    gone: before.filter((each) => !after.includes(each)),
    come: after.filter((each) => !before.includes(each)),
  };
}

/** What carries the same key on both sides, what only the first has, and what only the second. */
export function matched<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (each: T) => string,
): {
  readonly gone: readonly T[];
  readonly come: readonly T[];
  readonly kept: readonly { readonly key: string; readonly before: T; readonly after: T }[];
} {
  const old = new Map(before.map((each) => [keyOf(each), each]));
  const fresh = new Map(after.map((each) => [keyOf(each), each]));
  return {
    gone: [...old].filter(([key]) => !fresh.has(key)).map(([, each]) => each),
    come: [...fresh].filter(([key]) => !old.has(key)).map(([, each]) => each),
    kept: [...old].flatMap(([key, each]) =>
      fresh.has(key) ? [{ key, before: each, after: fresh.get(key)! }] : [],
    ),
  };
}

function isShort(value: unknown): boolean {
  return (
    value === undefined || typeof value === 'number' || (typeof value === 'string' && value.length <= 24)
  );
}

function said(value: unknown): string {
  return value === undefined ? 'not given' : typeof value === 'string' ? `"${value}"` : String(value);
}
