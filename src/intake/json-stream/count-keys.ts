/** Counts the keys of a JSON value, at all depths. A text that has more of them says one thing twice. */
export function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const one of value) if (typeof one === 'object') count += countKeys(one);
    return count;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key in fields) {
    count++;
    const field = fields[key];
    if (typeof field === 'object') count += countKeys(field);
  }
  return count;
}
