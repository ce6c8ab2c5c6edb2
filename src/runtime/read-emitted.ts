import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Signal } from '../model/signal.ts';

/** The newest revision of each of a customer's episodes, as a run put it out; none where there is no such output. */
export async function readEmitted(folder: string, customer: string): Promise<ReadonlyMap<string, Signal>> {
  const newest = new Map<string, Signal>();
  const path = join(folder, 'signals.ndjson');
  if (!existsSync(path)) return newest;
  const mark = `"customer":${JSON.stringify(customer)}`;
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    // Most lines are other customers': looking at the text first spares parsing them.
    if (!line.includes(mark)) continue;
    const signal = JSON.parse(line) as Signal;
    if (signal.customer !== customer) continue;
    const known = newest.get(signal.episode);
    if (known === undefined || known.revision < signal.revision) newest.set(signal.episode, signal);
  }
  return newest;
}
