import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { OperationalError } from '../errors/operational-error.ts';
import { type OutTopic, outPath } from './embedded/out-files.ts';

/** A customer's newest lines of one output that are kept, at the most. */
const LINES_KEPT_MAX = 200_000;

/** A customer's records of one output of a run, oldest first; undefined where the run left no such file, or an empty one. */
export async function readCustomerLines<Line extends { readonly customer: string }>(
  folder: string,
  topic: OutTopic,
  customer: string,
): Promise<readonly Line[] | undefined> {
  const path = outPath(folder, topic);
  if (!existsSync(path)) return undefined;
  const mark = `"customer":${JSON.stringify(customer)}`;
  let lines: Line[] = [];
  let isEmpty = true;
  try {
    for await (const text of createInterface({
      input: createReadStream(path),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      isEmpty = false;
      // Most lines are other customers': looking at the text first spares parsing them.
      if (!text.includes(mark)) continue;
      const line = JSON.parse(text) as Line;
      if (line.customer !== customer) continue;
      lines.push(line);
      if (lines.length >= 2 * LINES_KEPT_MAX) lines = lines.slice(-LINES_KEPT_MAX);
    }
  } catch (cause) {
    throw new OperationalError('MS_INPUT_UNREADABLE', `${path} cannot be read`, { retriable: false, cause });
  }
  return isEmpty ? undefined : lines.slice(-LINES_KEPT_MAX);
}
