import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { OperationalError, UsageError } from '../errors/operational-error.ts';
import { type Explanation, explainCustomer } from '../explain/explain-customer.ts';
import { renderPage } from '../explain/page/render-page.ts';
import { standingLines, type TransactionLine } from '../explain/page/transaction-line.ts';
import { renderExplanation } from '../explain/render-explanation.ts';
import type { Activation } from '../model/activation.ts';
import { fileError } from '../runtime/embedded/files.ts';
import { readCustomer } from '../runtime/read-customer.ts';
import { readCustomerLines } from '../runtime/read-customer-lines.ts';
import { newestRevisions, readEmitted } from '../runtime/read-emitted.ts';
import { loadSet } from './load-set.ts';
import { viewOf } from './view.ts';

export const EXPLAIN_HELP = `milestream explain --state DIR --customer ID   what is said of a customer, what is not, and why

  --state DIR        the state of a run (the run's --state, or state in its --out)
  --customer ID      whose
  --out DIR          the --out of the run, to show signals as they were told; by default
                     the folder that the state lies in
  --definitions DIR  the run's --definitions
  --signal EPISODE   only this episode
  --html FILE        writes it as one page with pictures, for a browser, into this file
  --json             as JSON

Example: milestream explain --state found/state --customer c000001
         milestream explain --state found/state --customer c000001 --html c000001.html`;

const DEFINITIONS_CHANGED =
  'The definitions have changed since the state was written: it is explained by those of today.';

/** Explains one customer; gives the exit code. */
export async function explainCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      state: { type: 'string' },
      customer: { type: 'string' },
      signal: { type: 'string' },
      out: { type: 'string' },
      definitions: { type: 'string' },
      html: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${EXPLAIN_HELP}\n`);
    return 0;
  }
  const { state: location, customer, signal: episode } = values;
  if (location === undefined || customer === undefined) {
    throw new UsageError('explain needs --state DIR and --customer ID');
  }
  if (values.html !== undefined && values.json)
    throw new UsageError('explain takes --html or --json, not both');
  const { set } = loadSet(undefined, values.definitions);
  const { state, record } = await readCustomer(location, customer);
  if (state === undefined) {
    throw new OperationalError('MS_CUSTOMER_UNKNOWN', `${location} knows no customer ${customer}`, {
      retriable: false,
    });
  }
  const notes = record.definitionsHash === set.hash ? [] : [DEFINITIONS_CHANGED];
  for (const note of notes) process.stderr.write(`${note}\n`);
  const folder = values.out ?? dirname(location);
  const revisions = await readEmitted(folder, customer);
  const whole = explainCustomer(state, set, newestRevisions(revisions));
  const explanation = episode === undefined ? whole : onlyEpisode(whole, episode);
  if (values.html !== undefined) {
    const isShown = (line: { readonly episode: string }) => episode === undefined || line.episode === episode;
    const page = renderPage({
      explanation,
      state,
      definitions: set,
      revisions: revisions.filter(isShown),
      activations: ((await readCustomerLines<Activation>(folder, 'activations', customer)) ?? []).filter(
        isShown,
      ),
      transactions: await transactionsOf(folder, customer),
      notes,
      only: episode,
    });
    writePage(values.html, page);
    process.stdout.write(`${values.html}\n`);
    return 0;
  }
  process.stdout.write(
    values.json
      ? `${JSON.stringify(explanation)}\n`
      : `${renderExplanation(explanation, viewOf(process.stdout))}\n`,
  );
  return 0;
}

function onlyEpisode(whole: Explanation, episode: string): Explanation {
  const signals = whole.signals.filter((signal) => signal.episode === episode);
  if (signals.length > 0) return { ...whole, signals, nearMisses: [] };
  throw new OperationalError('MS_EPISODE_UNKNOWN', `customer ${whole.customer} has no episode ${episode}`, {
    retriable: false,
  });
}

/** The customer's transactions as they stand; undefined where the run did not keep them. */
async function transactionsOf(
  folder: string,
  customer: string,
): Promise<readonly TransactionLine[] | undefined> {
  const lines = await readCustomerLines<TransactionLine>(folder, 'transactions', customer);
  return lines === undefined ? undefined : standingLines(lines);
}

function writePage(path: string, page: string): void {
  try {
    writeFileSync(path, page);
  } catch (cause) {
    throw fileError(cause, { action: 'write', path });
  }
}
