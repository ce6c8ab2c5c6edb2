import { Buffer } from 'node:buffer';
import type { Engine } from '../engine.ts';
import { sortedKeys } from './sorted-keys.ts';

/** Version of the memory engine; it writes nothing that could outlive it. */
const MEMORY_VERSION = '1';

/** Opens a database that lives as long as the process. Keys are held as one character for each byte, which sorts the same. */
export function openMemory(): Engine {
  const values = new Map<string, Buffer>();
  const keys = sortedKeys();
  return {
    name: 'memory',
    version: MEMORY_VERSION,
    // Copies go out, so that a caller who changes what it got changes nothing here.
    getMany: async (wanted) => wanted.map((key) => copyOf(values.get(key.toString('latin1')))),
    async write(operations) {
      for (const { key, value } of operations) {
        const text = key.toString('latin1');
        if (value === undefined) {
          if (values.delete(text)) keys.remove(text);
        } else {
          if (!values.has(text)) keys.add(text);
          values.set(text, value);
        }
      }
    },
    scan: async (from, to, limit) =>
      keys.range(from.toString('latin1'), to.toString('latin1'), limit).map((text) => ({
        key: Buffer.from(text, 'latin1'),
        value: Buffer.from(values.get(text)!),
      })),
    async close() {
      values.clear();
    },
  };
}

function copyOf(value: Buffer | undefined): Buffer | undefined {
  return value === undefined ? undefined : Buffer.from(value);
}
