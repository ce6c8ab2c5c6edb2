import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UsageError } from '../errors/operational-error.ts';
import { evaluateFiles } from '../measure/evaluate.ts';
import { renderPage } from '../measure/html/page.ts';
import { renderReport } from '../measure/render.ts';
import { viewOf } from './view.ts';

export const EVALUATE_HELP = `milestream evaluate --signals FILE --truth FILE   how right the signals are

  --signals FILE   signals.ndjson of a run
  --truth FILE     what is true (docs/benchmark.md)
  --baseline FILE  other signals in the same table: those of milestream baseline, or of another build
  --html FILE      also a page with pictures for each definition, which loads nothing
  --json           the report as JSON

Example: milestream evaluate --signals found/signals.ndjson --truth truth.ndjson`;

/** Measures signals against truth; gives the exit code. */
export async function evaluateCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      signals: { type: 'string' },
      truth: { type: 'string' },
      baseline: { type: 'string' },
      html: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${EVALUATE_HELP}\n`);
    return 0;
  }
  const { signals, truth, baseline } = values;
  if (signals === undefined || truth === undefined) {
    throw new UsageError('evaluate needs --signals FILE and --truth FILE');
  }
  const report = await evaluateFiles({ signals, truth, ...(baseline === undefined ? {} : { baseline }) });
  if (values.html !== undefined) writeFileSync(values.html, renderPage(report));
  const text = values.json ? JSON.stringify(report) : renderReport(report, viewOf(process.stdout));
  process.stdout.write(`${text}\n`);
  return 0;
}
