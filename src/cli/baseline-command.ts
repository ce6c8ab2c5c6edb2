import { once } from 'node:events';
import { createWriteStream, renameSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UsageError } from '../errors/operational-error.ts';
import { Baseline } from '../measure/baseline/baseline.ts';
import { plainLineOf } from '../measure/baseline/plain-line.ts';
import { readLines } from './read-lines.ts';

export const BASELINE_HELP = `milestream baseline --input FILE… --out FILE   what plain rules would say, to be measured beside the signals

  --input FILE…  plain events; directories; - is standard input
  --out FILE     signals as lines: three payments of like amount, and keyword rules for life and stress

Example: milestream baseline --input events.ndjson --out baseline.ndjson
         milestream evaluate --signals found/signals.ndjson --baseline baseline.ndjson --truth truth.ndjson`;

/** Runs the plain rules over events; gives the exit code. */
export async function baselineCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      input: { type: 'string', multiple: true },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${BASELINE_HELP}\n`);
    return 0;
  }
  const inputs = [...(values.input ?? []), ...positionals];
  const { out } = values;
  if (inputs.length === 0 || out === undefined)
    throw new UsageError('baseline needs --input FILE and --out FILE');
  const { read, told } = await runBaseline(inputs, out);
  process.stdout.write(
    `${read.toLocaleString('en')} transactions, ${told.toLocaleString('en')} signals: ${out}\n`,
  );
  return read === 0 ? 1 : 0;
}

/** The file takes its name when it is whole. */
async function runBaseline(inputs: readonly string[], out: string): Promise<{ read: number; told: number }> {
  const baseline = new Baseline();
  const partial = `${out}.partial`;
  const stream = createWriteStream(partial);
  await once(stream, 'open');
  let read = 0;
  let told = 0;
  for await (const lines of readLines(inputs, process.stdin, () => {})) {
    const piece: string[] = [];
    for (const text of lines) {
      const line = plainLineOf(text);
      if (line === undefined) continue;
      read++;
      for (const signal of baseline.take(line)) piece.push(`${JSON.stringify(signal)}\n`);
    }
    told += piece.length;
    if (piece.length > 0 && !stream.write(piece.join(''))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  renameSync(partial, out);
  return { read, told };
}
