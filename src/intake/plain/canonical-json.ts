/** A JSON value as text that does not depend on the order of keys; undefined when it is nested too deep. `leaf` may replace what is neither list nor object. */
export function canonicalJson(
  value: unknown,
  depthMax: number,
  leaf: (value: unknown) => unknown = (same) => same,
): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(leaf(value));
  if (depthMax < 1) return undefined;
  return Array.isArray(value)
    ? canonicalArray(value, depthMax, leaf)
    : canonicalObject(value, depthMax, leaf);
}

type Leaf = (value: unknown) => unknown;

function canonicalArray(values: readonly unknown[], depthMax: number, leaf: Leaf): string | undefined {
  const parts: string[] = [];
  for (const value of values) {
    const part = canonicalJson(value, depthMax - 1, leaf);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return `[${parts.join(',')}]`;
}

function canonicalObject(value: object, depthMax: number, leaf: Leaf): string | undefined {
  const parts: string[] = [];
  // Sorted by UTF-16 units, as RFC 8785 (JSON Canonicalization Scheme) has it.
  for (const key of Object.keys(value).sort()) {
    const part = canonicalJson((value as Record<string, unknown>)[key], depthMax - 1, leaf);
    if (part === undefined) return undefined;
    parts.push(`${JSON.stringify(key)}:${part}`);
  }
  return `{${parts.join(',')}}`;
}
