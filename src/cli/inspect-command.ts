import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { OperationalError, UsageError } from '../errors/operational-error.ts';
import { inspectFile } from '../inspect/inspect-file.ts';
import { renderInspection } from '../inspect/render.ts';
import { createMatcher } from '../merchants/matcher.ts';
import { loadSet } from './load-set.ts';

export const INSPECT_HELP = `milestream inspect FILE   what a file is, and how it would be read

  --input FILE        the same as FILE; - is standard input
  --mapping-out FILE  writes the mapping that is proposed for a CSV file
  --json              the report as JSON

Reads the first thousand records, writes nothing, and shows descriptions redacted.
Example: milestream inspect export.csv --mapping-out mapping.json`;

/** Lines whose merchants are remembered. */
const MATCHES_KEPT_MAX = 1000;

/** Inspects one file; gives the exit code. */
export async function inspectCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      input: { type: 'string', multiple: true },
      'mapping-out': { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${INSPECT_HELP}\n`);
    return 0;
  }
  const [file, ...others] = [...(values.input ?? []), ...positionals];
  if (file === undefined || others.length > 0) throw new UsageError('inspect needs one FILE');
  const { dictionary } = loadSet();
  const report = await inspectFile(file, createMatcher(dictionary, { cacheMax: MATCHES_KEPT_MAX }));
  const out = values['mapping-out'];
  if (out !== undefined) {
    if (report.mapping === undefined)
      throw new UsageError(`${file} is ${report.format}, which needs no mapping`);
    writeMappingFile(out, report.mapping);
  }
  const width = process.stdout.columns ?? 120;
  process.stdout.write(`${values.json ? JSON.stringify(report) : renderInspection(report, width)}\n`);
  return report.records > 0 && report.sample.length === 0 ? 1 : 0;
}

function writeMappingFile(path: string, mapping: Readonly<Record<string, unknown>>): void {
  try {
    writeFileSync(path, `${JSON.stringify(mapping, null, 2)}\n`);
  } catch (cause) {
    throw new OperationalError('MS_NOT_WRITABLE', `${path} cannot be written`, { retriable: false, cause });
  }
}
