import { Buffer } from 'node:buffer';
import { frame } from './frame.ts';
import type { Operation, StoreBatch } from './store.ts';

/** An empty batch. Of two changes to one key the later counts. */
export function createBatch(): StoreBatch {
  const operations: Operation[] = [];
  let bytes = 0;
  return {
    operations,
    get count() {
      return operations.length;
    },
    get bytes() {
      return bytes;
    },
    put(key, value) {
      const framed = frame(key, value);
      bytes += framed.key.length + framed.value.length;
      operations.push(framed);
    },
    delete(key) {
      bytes += key.length;
      operations.push({ key: Buffer.from(key), value: undefined });
    },
  };
}
