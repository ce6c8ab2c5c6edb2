/** How deep a value may be nested, and what stands in the place of its texts, numbers and truths. */
export interface CanonicalOptions {
  readonly depthMax: number;
  readonly leaf?: (value: unknown) => unknown;
}

/**
 * A JSON value of our own as text that does not depend on the order of keys nor on blanks, so that equal content has equal
 * bytes. Keys are sorted by UTF-16 units, as RFC 8785 (JSON Canonicalization Scheme) has it.
 */
export function canonicalJson(value: unknown): string {
  return canonicalJsonWithin(value, { depthMax: Number.POSITIVE_INFINITY })!;
}

/** The same of a value that came from outside; undefined when it is nested too deep. */
export function canonicalJsonWithin(value: unknown, options: CanonicalOptions): string | undefined {
  const { depthMax, leaf } = options;
  if (typeof value !== 'object' || value === null) {
    const kept = leaf === undefined ? value : leaf(value);
    return JSON.stringify(kept === undefined ? null : kept);
  }
  if (depthMax < 1) return undefined;
  const inner = leaf === undefined ? { depthMax: depthMax - 1 } : { depthMax: depthMax - 1, leaf };
  return Array.isArray(value) ? canonicalArray(value, inner) : canonicalObject(value, inner);
}

function canonicalArray(values: readonly unknown[], inner: CanonicalOptions): string | undefined {
  const parts: string[] = [];
  for (const value of values) {
    const part = canonicalJsonWithin(value, inner);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return `[${parts.join(',')}]`;
}

function canonicalObject(value: object, inner: CanonicalOptions): string | undefined {
  const fields = value as Readonly<Record<string, unknown>>;
  const parts: string[] = [];
  for (const key of Object.keys(fields).sort()) {
    // What is undefined is not there, as in JSON.
    if (fields[key] === undefined) continue;
    const part = canonicalJsonWithin(fields[key], inner);
    if (part === undefined) return undefined;
    parts.push(`${JSON.stringify(key)}:${part}`);
  }
  return `{${parts.join(',')}}`;
}
